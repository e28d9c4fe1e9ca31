//! What users who are signed in do just now. Times are seconds before the instance was opened, so
//! that a world is the same whenever it is made and its contacts are still of the minute.

use serde::{Deserialize, Serialize};

use super::Channel;

/// A user who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The user's id.
    pub user_id: String,
    /// Id of the agent status.
    pub status: String,
    /// Since when, in seconds before the instance was opened.
    pub since: u32,
    /// The name of the status that the user goes to when the contact ends.
    pub next_status: Option<String>,
    /// The contacts at hand.
    pub contacts: Vec<Contact>,
}

/// A contact that a user has at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The contact's UUID.
    pub id: String,
    /// How it came in.
    pub channel: Channel,
    /// Where it stands.
    pub state: ContactState,
    /// Since when it stands there, in seconds before the instance was opened.
    pub state_since: u32,
    /// When the agent was connected, in seconds before the instance was opened.
    pub connected_since: Option<u32>,
    /// Id of the queue that it came by.
    pub queue: String,
}

/// Where a contact stands for the agent who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContactState {
    /// Offered to the agent.
    Incoming,
    /// Waiting for a callback.
    Pending,
    /// Being connected.
    Connecting,
    /// The agent is on it.
    Connected,
    /// The agent is on it and has put it on hold.
    ConnectedOnhold,
    /// The agent let it pass.
    Missed,
    /// It failed.
    Error,
    /// It is over, and the agent is in after-contact work.
    Ended,
    /// The agent turned it down.
    Rejected,
}
