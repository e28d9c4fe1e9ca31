//! What Roster asks Connect to change: one call each. A change is written down before it is sent,
//! so that it can be read again after a crash.

use serde::{Deserialize, Serialize};

use super::{FlowId, QueueId, QuickConnectId, UserId};

/// One change to Connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum Change {
    /// Deletes a user. Can't be undone.
    DeleteUser {
        /// Whom.
        user: UserId,
    },
    /// Deletes a quick connect.
    DeleteQuickConnect {
        /// Which.
        quick_connect: QuickConnectId,
    },
    /// Leads a quick connect to a user.
    RepointQuickConnect {
        /// Which.
        quick_connect: QuickConnectId,
        /// To whom.
        user: UserId,
        /// Through which transfer-to-agent flow.
        flow: FlowId,
    },
    /// Puts quick connects on a queue, so that its agents are offered them.
    OfferQuickConnects {
        /// The queue.
        queue: QueueId,
        /// 1 to 50 of them, which is what one call takes.
        quick_connects: Vec<QuickConnectId>,
    },
    /// Takes quick connects off a queue.
    WithdrawQuickConnects {
        /// The queue.
        queue: QueueId,
        /// 1 to 50 of them, which is what one call takes.
        quick_connects: Vec<QuickConnectId>,
    },
}

impl Change {
    /// The operation of Connect that makes it.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::DeleteUser { .. } => "DeleteUser",
            Self::DeleteQuickConnect { .. } => "DeleteQuickConnect",
            Self::RepointQuickConnect { .. } => "UpdateQuickConnectConfig",
            Self::OfferQuickConnects { .. } => "AssociateQueueQuickConnects",
            Self::WithdrawQuickConnects { .. } => "DisassociateQueueQuickConnects",
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_down_is_read_again() {
        let change = Change::RepointQuickConnect {
            quick_connect: "q".into(),
            user: "u".into(),
            flow: "f".into(),
        };
        let text = serde_json::to_string(&change).unwrap();
        assert_eq!(
            text,
            r#"{"kind":"repointQuickConnect","quickConnect":"q","user":"u","flow":"f"}"#
        );
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
    }
}
