//! The named things that users are given: profiles, hierarchy groups and agent statuses.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Channel, Tags};

/// A routing profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoutingProfile {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What somebody wrote about it.
    pub description: String,
    /// How many contacts an agent may have at once.
    pub concurrency: Vec<Concurrency>,
    /// Id of the queue that outgoing calls belong to.
    pub outbound_queue: String,
    /// Ids of the queues that its agents serve.
    pub queues: Vec<String>,
    /// Whether it is the one that the instance came with.
    pub is_default: bool,
    /// Tags.
    pub tags: Tags,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// How many contacts of one channel an agent may have at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concurrency {
    /// The channel.
    pub channel: Channel,
    /// 0 to 10; 1 at most for calls.
    pub slots: u32,
}

/// A security profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecurityProfile {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What somebody wrote about it.
    pub description: String,
    /// What its holders may do, as ListSecurityProfilePermissions names it.
    pub permissions: Vec<String>,
    /// Whether AWS keeps it.
    pub aws_managed: bool,
    /// Tags.
    pub tags: Tags,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// A level of the hierarchy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HierarchyLevel {
    /// Its UUID.
    pub id: String,
    /// Its name, such as `Site`.
    pub name: String,
    /// 1 for the top level, to 5.
    pub depth: u32,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// A group of the hierarchy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HierarchyGroup {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Id of its level; `0` for a group of Connect's own that nobody is to see.
    pub level: String,
    /// Ids of the groups from the top level down to this one; empty for Connect's own group.
    pub path: Vec<String>,
    /// Tags.
    pub tags: Tags,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// An agent status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentStatus {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether an agent in it gets contacts.
    pub kind: AgentStatusType,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// What an agent status means for routing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AgentStatusType {
    /// The agent gets contacts.
    Routable,
    /// Signed in, but gets none.
    Custom,
    /// Not at work.
    Offline,
}
