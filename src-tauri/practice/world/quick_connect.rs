//! Queues, flows and the quick connects that lead to them or to users.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Tags;

/// A standard queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Ids of the quick connects that it offers, 700 at most.
    pub quick_connects: BTreeSet<String>,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// A flow that a quick connect passes through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A quick connect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuickConnect {
    /// Its UUID.
    pub id: String,
    /// Its name, 1 to 127 characters, unique in the instance.
    pub name: String,
    /// What somebody wrote about it.
    pub description: Option<String>,
    /// Where it leads.
    pub target: QuickConnectTarget,
    /// Tags.
    pub tags: Tags,
    /// When it was last changed.
    pub last_changed: Timestamp,
}

/// Where a quick connect leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum QuickConnectTarget {
    /// To a user, who may be gone.
    User {
        /// The user's id.
        user: String,
        /// Id of a transfer-to-agent flow.
        flow: String,
    },
    /// To a queue.
    Queue {
        /// The queue's id.
        queue: String,
        /// Id of a transfer-to-queue flow.
        flow: String,
    },
    /// To a phone number, E.164.
    PhoneNumber {
        /// The number.
        number: String,
    },
    /// To a flow.
    Flow {
        /// The flow's id.
        flow: String,
    },
}

impl QuickConnectTarget {
    /// The type's name on the wire.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::User { .. } => "USER",
            Self::Queue { .. } => "QUEUE",
            Self::PhoneNumber { .. } => "PHONE_NUMBER",
            Self::Flow { .. } => "FLOW",
        }
    }
}
