//! Quick connects: the entries that agents see in their transfer list.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{FlowId, QueueId, QuickConnectId, UserId};

/// A quick connect with all that Connect tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickConnect {
    /// The quick connect's id.
    pub id: QuickConnectId,
    /// Its ARN.
    pub arn: String,
    /// The name that agents see, 1 to 127 characters.
    pub name: String,
    /// What somebody wrote about it; absent when empty.
    pub description: Option<String>,
    /// Where it leads.
    pub target: QuickConnectTarget,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// When it was last changed.
    pub last_changed: Option<Timestamp>,
}

/// Where a quick connect leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuickConnectTarget {
    /// To a user's own queue, through a transfer-to-agent flow.
    User {
        /// The user, who may be gone: Connect keeps the entry when a user is deleted.
        user: UserId,
        /// The flow.
        flow: FlowId,
    },
    /// To a queue, through a transfer-to-queue flow.
    Queue {
        /// The queue.
        queue: QueueId,
        /// The flow.
        flow: FlowId,
    },
    /// To a phone number in E.164 form.
    Phone {
        /// The number.
        number: String,
    },
    /// To a flow.
    Flow {
        /// The flow.
        flow: FlowId,
    },
    /// A kind newer than this program, or an answer without its kind.
    Unknown(String),
}

impl QuickConnect {
    /// The user that it leads to, if it is of that kind.
    pub fn user(&self) -> Option<&UserId> {
        match &self.target {
            QuickConnectTarget::User { user, .. } => Some(user),
            _ => None,
        }
    }
}
