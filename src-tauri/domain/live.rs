//! What somebody does just now, as Connect's real-time data tells it.

use super::UserId;

/// A user who is signed in, or was a moment ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// Whom it is about.
    pub user: UserId,
    /// The name of their agent status; absent where Connect tells none.
    pub status: Option<String>,
    /// The id of their agent status, by which its type is known.
    pub status_id: Option<String>,
    /// How many contacts they are on: ringing, connected or on hold.
    pub on_contacts: u32,
    /// How many contacts are over and not closed yet: after-contact work, missed or failed ones.
    pub after_contacts: u32,
}
