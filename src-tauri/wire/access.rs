//! What the person may do in the open instance, and how their sign-in stands.

use serde::Serialize;
use ts_rs::TS;

use super::{CalledAs, OpeningStep};
use crate::{
    domain::Problem,
    settings::{Finding, Source},
};

/// What is known of the person's access to the open instance.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Access {
    /// Who the calls are made as.
    pub called_as: Option<CalledAs>,
    /// When the credentials end, in milliseconds since 1970; absent where nothing tells.
    #[ts(type = "number | null")]
    pub expires_at: Option<i64>,
    /// Whether the person has to do something to go on after that.
    pub asks_again: bool,
    /// Set while work waits for the person to sign in again.
    pub paused: Option<Paused>,
    /// What can be read, as reading has shown.
    pub reads: Vec<ReadAccess>,
    /// What can be changed, as far as that is known without trying.
    pub changes: Vec<ChangeAccess>,
    /// Which of the users is the person themselves.
    pub own_login: OwnLogin,
}

/// Work that waits for new credentials.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Paused {
    /// Why it can't go on.
    pub problem: Problem,
    /// What the person is asked for. `failed` asks for nothing but to try again.
    pub step: OpeningStep,
}

/// Whether something can be read.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ReadAccess {
    /// What.
    pub part: ReadPart,
    /// Whether.
    pub state: AccessState,
}

/// Whether something can be changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ChangeAccess {
    /// What.
    pub change: ChangeKind,
    /// Whether.
    pub state: AccessState,
}

/// What Roster reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum ReadPart {
    /// The instance's own description.
    Instance,
    /// The users.
    Users,
    /// When each was last changed.
    LastChanges,
    /// Names of routing profiles, security profiles and hierarchy groups.
    Names,
    /// The quick connects.
    QuickConnects,
    /// Which queues offer them.
    Queues,
    /// One user whole.
    Details,
}

/// What people do to users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    /// Change users.
    Edit,
    /// Create users.
    Create,
    /// Delete users.
    Delete,
}

/// Whether something may be done.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum AccessState {
    /// It was done, so it may be.
    Yes,
    /// Nothing tells before it is tried. Changes are never tried to find out.
    NotKnown,
    /// The settings forbid it.
    Forbidden {
        /// Which.
        source: Source,
    },
    /// A settings file may hold a limit that can't be read, so nothing is changed.
    Blocked {
        /// What is wrong with it.
        finding: Finding,
    },
    /// Connect refused it.
    Refused {
        /// What it said.
        problem: Problem,
        /// The policy that is missing, as JSON, to be sent to IT.
        policy: Option<String>,
    },
}

/// Which of the users is the person themselves, so that nobody deletes themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum OwnLogin {
    /// The person has not been asked yet.
    NotAsked {
        /// The login that the person's AWS access hints at, if it is in the list.
        suggestion: Option<String>,
    },
    /// The person has no login in this instance.
    None,
    /// This one.
    Known {
        /// The login.
        login: String,
    },
}
