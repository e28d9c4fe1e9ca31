//! A Connect instance of our own, with made-up people, that speaks Connect's real wire protocol.
//! Everything above the SDK's HTTP connector is the code that talks to AWS. The room imports no
//! other one: what it knows of Connect comes from Connect's documentation, not from our reading.

mod access;
mod call;
mod connector;
pub mod faults;
pub mod loopback;
mod operations;
mod paging;
mod protocol;
mod search;
mod seed;
mod service;
mod store;
mod throttle;
pub mod world;

use std::{path::PathBuf, time::Duration};

pub use access::{Access, AccessKey, Callers, MfaDevice, Role};
pub use faults::{Calls, Fault, Faults, FaultsError};
pub use operations::operation_names;
pub use service::Practice;
pub use store::PracticeError;
pub use throttle::{Limits, Rate};

/// The practice instance's AWS account, one of those that AWS's documentation uses.
pub const ACCOUNT: &str = "111122223333";
/// The practice instance's Region.
pub const REGION: &str = "us-east-1";
/// The practice instance's alias.
pub const ALIAS: &str = "practice";
/// The most users that a practice instance can have.
pub const MOST_USERS: u32 = 100_000;

/// What a practice instance is to be like.
#[derive(Clone, Debug)]
pub struct PracticeOptions {
    /// How many users, [`MOST_USERS`] at most. An existing file has those that it has.
    pub users: u32,
    /// What the dice are thrown with. An existing file has its own.
    pub seed: u64,
    /// Where its state is kept.
    pub store: Store,
    /// How many calls it takes.
    pub limits: Limits,
    /// How long an answer takes, half of it on the way there and half on the way back.
    pub latency: Duration,
    /// How long the Search operations don't see a change.
    pub search_lag: Duration,
    /// What goes wrong on purpose.
    pub faults: Faults,
    /// Who may call, and which roles there are.
    pub access: Access,
    /// Whether DeleteUser is refused while a quick connect leads to the user. By its documentation
    /// of today Connect leaves the quick connect orphaned; that of 2023 told of an error.
    pub refuse_users_with_quick_connects: bool,
    /// Whether DeleteQuickConnect is refused while a queue offers the quick connect. Connect's
    /// documentation doesn't tell what becomes of the offer; without this it ends.
    pub refuse_offered_quick_connects: bool,
}

impl Store {
    /// Puts a broken file aside under the ending `broken`, so that the next opening makes the
    /// instance anew. An open instance has [`Practice::reset`].
    ///
    /// # Errors
    /// The file can't be renamed.
    pub fn put_aside(&self) -> Result<(), PracticeError> {
        match self {
            Self::Memory => Ok(()),
            Self::File(path) => store::put_aside(path),
        }
    }
}

impl Default for PracticeOptions {
    fn default() -> Self {
        Self {
            users: 240,
            seed: 1,
            store: Store::Memory,
            limits: Limits::default(),
            latency: Duration::ZERO,
            search_lag: Duration::ZERO,
            faults: Faults::none(),
            access: Access::default(),
            refuse_users_with_quick_connects: false,
            refuse_offered_quick_connects: false,
        }
    }
}

/// Where a practice instance's state is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Store {
    /// Nowhere: it ends with the instance.
    Memory,
    /// In this file, made if it doesn't exist. Every change is on the disk before it is answered.
    File(PathBuf),
}

/// What names a practice instance, and what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The instance's UUID.
    pub instance_id: String,
    /// The instance's ARN.
    pub instance_arn: String,
    /// Its alias.
    pub alias: &'static str,
    /// Its AWS account, 12 digits.
    pub account: &'static str,
    /// Its Region.
    pub region: &'static str,
    /// What to call it.
    pub name: &'static str,
    /// The seed that it was made from.
    pub seed: u64,
    /// How many users it was made with; how many it has now, [`Practice::world`] tells.
    pub users: u32,
}

/// How many calls of an operation came in, by what became of them. Every call counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Done and answered.
    pub answered: u64,
    /// Refused for what they asked for, or for who asked.
    pub refused: u64,
    /// Refused because there were too many.
    pub throttled: u64,
    /// Given a wrong answer on purpose.
    pub faulted: u64,
    /// Given no answer on purpose.
    pub dropped: u64,
}

impl Counts {
    /// All of them.
    pub fn calls(&self) -> u64 {
        self.answered + self.refused + self.throttled + self.faulted + self.dropped
    }
}

/// The connection is closed without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the connection was closed before an answer came")]
pub struct Dropped;
