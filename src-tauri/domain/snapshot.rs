//! What one reading of an instance brought, and how much of it is sure.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use super::{
    HierarchyGroup, Instance, Named, Problem, QueueId, QuickConnect, QuickConnectId,
    RoutingProfileId, SecurityProfileId, User,
};

/// One whole reading of an instance. A part that the caller may not read is a [`Problem`] in its
/// place: it makes that part unknown and leaves the rest alone.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The instance itself; a caller without DescribeInstance can still list users.
    pub instance: Result<Instance, Problem>,
    /// Its users.
    pub users: Vec<User>,
    /// Whether those are all of them.
    pub completeness: Completeness,
    /// Routing profiles by name.
    pub routing_profiles: Result<Vec<Named<RoutingProfileId>>, Problem>,
    /// Security profiles by name.
    pub security_profiles: Result<Vec<Named<SecurityProfileId>>, Problem>,
    /// Hierarchy groups with their paths.
    pub hierarchy_groups: Result<Vec<HierarchyGroup>, Problem>,
    /// Quick connects of every kind.
    pub quick_connects: Result<Vec<QuickConnect>, Problem>,
    /// When the reading ended.
    pub read_at: Timestamp,
    /// How many calls of each operation the reading made, refused ones included.
    pub calls: BTreeMap<String, u32>,
}

/// Whether a reading holds every user of the instance. Only [`Completeness::Whole`] may be taken
/// for "all there is".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// SearchUsers and ListUsers agree, after the few differences that lag and people at work
    /// account for were settled with DescribeUser.
    Whole,
    /// ListUsers names users that could not be read.
    Missing {
        /// How many.
        users: u32,
    },
    /// ListUsers left out users that SearchUsers found and that are there or could not be looked
    /// at. So it may have left out others, too, and both may lack the same.
    Doubtful {
        /// How many it left out.
        users: u32,
    },
    /// ListUsers could not be read, so nothing tells whether users are missing.
    Unchecked(Problem),
}

/// A part of a reading that progress is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum LoadPart {
    /// SearchUsers.
    Users,
    /// ListUsers.
    LastChanges,
    /// Routing profiles, security profiles and hierarchy groups.
    Names,
    /// SearchQuickConnects.
    QuickConnects,
    /// DescribeUser for users that only one of the two lists has.
    Checking,
}

/// How far a part of a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Which part.
    pub part: LoadPart,
    /// How many have come so far.
    pub so_far: u32,
    /// About how many there are, where Connect gave a hint.
    pub expected: Option<u32>,
    /// Whether the part has ended, well or not.
    pub done: bool,
}

/// Which queues offer which quick connect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueOffers {
    /// The queues by quick connect, in the order of their names.
    pub queues: BTreeMap<QuickConnectId, Vec<Named<QueueId>>>,
    /// Queues whose list could not be read, and why.
    pub unread: Vec<(Named<QueueId>, Problem)>,
}
