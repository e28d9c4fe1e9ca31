//! Why the journal can't be used, and what it refuses.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::ErrorCode;

use super::{BatchId, ItemId, ItemState, Place, PlanId, StepId, Subject};

/// Why something was not read from the journal or not written to it. Where it was to be written,
/// nothing of it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The file can't be written, or not even opened. The same call may go well later.
    #[error("the journal {} can't be written: {reason}", path.display())]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// What stands in the way.
        obstacle: Obstacle,
        /// What the system says.
        reason: String,
    },
    /// The file was written by a newer Roster, and was left alone.
    #[error(
        "the journal {} was written by a newer Roster (layout {found}, this one knows {known})",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The layout of the file.
        found: u32,
        /// The newest layout that this program knows.
        known: u32,
    },
    /// The file is not a journal, or no longer a whole one.
    #[error("the journal {} is broken: {reason}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The thread that writes the journal has ended, which only a mistake in the program does.
    #[error("the journal {} is closed", path.display())]
    Closed {
        /// The file.
        path: PathBuf,
    },
    /// The journal is as it should be, and what was asked of it would not be.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl JournalError {
    /// What keeps the journal from being written, if it is that.
    pub fn obstacle(&self) -> Option<Obstacle> {
        match self {
            Self::NotWritten { obstacle, .. } => Some(*obstacle),
            _ => None,
        }
    }

    /// What was refused, if it is that.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

/// What keeps a file from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no space left.
    DiskFull,
    /// The file, its folder or its disk may only be read.
    ReadOnly,
    /// Another program has the file.
    Locked,
    /// The system can't do it, for reasons of its own: the folder is gone, the disk has a fault.
    Fault,
}

/// What the journal does not do, so that nothing is changed unseen, twice, or at the wrong place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no such plan; it may have expired.
    #[error("there is no plan {0}")]
    NoPlan(PlanId),
    /// There is no such batch; it may have been erased.
    #[error("there is no batch {0}")]
    NoBatch(BatchId),
    /// There is no such item.
    #[error("there is no item {0}")]
    NoItem(ItemId),
    /// There is no such step.
    #[error("there is no step {0}")]
    NoStep(StepId),
    /// There is no such attempt.
    #[error("there is no attempt {0}")]
    NoAttempt(super::AttemptId),
    /// The plan was confirmed before.
    #[error("the plan was confirmed at {at}")]
    PlanUsed {
        /// When.
        at: Timestamp,
    },
    /// The plan was shown too long ago. A clock that went back by as much counts the same.
    #[error("the plan was made at {created_at} and is not good for so long")]
    PlanTooOld {
        /// When it was made.
        created_at: Timestamp,
    },
    /// It is for another account, Region or instance than the one that is open.
    #[error("it is for {}", .0.instance_arn)]
    OtherPlace(Place),
    /// A batch of no items would be one.
    #[error("there is nothing to do")]
    NothingToDo,
    /// The plan did not show this user.
    #[error("the plan has no {0}")]
    NotInPlan(Subject),
    /// The same user or quick connect came twice.
    #[error("the {0} is there twice")]
    Twice(Subject),
    /// The user or quick connect is in another batch that has not ended.
    #[error("the {subject} is in batch {batch}")]
    Busy {
        /// Whom or what both want.
        subject: Subject,
        /// The other batch.
        batch: BatchId,
    },
    /// The batch runs already.
    #[error("batch {0} is running")]
    Running(BatchId),
    /// The batch is paused, stopping or at its end, or was interrupted and not taken up yet.
    #[error("batch {0} is not running")]
    NotRunning(BatchId),
    /// The batch is being stopped, so that no item is begun that Connect hasn't seen a change of.
    #[error("batch {0} is being stopped")]
    Stopping(BatchId),
    /// The batch has not ended.
    #[error("batch {0} has not ended")]
    NotEnded(BatchId),
    /// The batch has items that nobody can account for, or that failed and were not left.
    #[error("batch {0} is not settled")]
    NotSettled(BatchId),
    /// Items of the batch are still to be done, or under way.
    #[error("batch {batch} has {items} items that are to be done or under way")]
    ItemsOpen {
        /// The batch.
        batch: BatchId,
        /// How many.
        items: u32,
    },
    /// The item is not in a state from which this leads on.
    #[error("item {item} is {}", state.as_str())]
    ItemIs {
        /// The item.
        item: ItemId,
        /// Its state.
        state: ItemState,
    },
    /// The item has steps that are not done.
    #[error("item {item} has {steps} steps that are not done")]
    StepsOpen {
        /// The item.
        item: ItemId,
        /// How many.
        steps: u32,
    },
    /// The item was changed, so that it can't be said to be untouched.
    #[error("item {0} was changed")]
    Changed(ItemId),
    /// The item's before-images are not kept, or were kept before its turn came anew.
    #[error("item {0} has no before-image")]
    NoBeforeImage(ItemId),
    /// What became of an attempt isn't known: it has to be looked at first.
    #[error("step {0} has an attempt of which nobody knows what became of it")]
    Unsettled(StepId),
    /// An attempt of the step is under way.
    #[error("step {0} is under way")]
    UnderWay(StepId),
    /// The step is done, and is not done twice.
    #[error("step {0} is done")]
    StepDone(StepId),
    /// The attempt has its end.
    #[error("attempt {0} has ended")]
    AttemptEnded(super::AttemptId),
    /// The attempt needs no settling.
    #[error("attempt {0} is not uncertain")]
    NotUncertain(super::AttemptId),
    /// A rule of the database itself stood against it, which only a mistake in the program finds.
    #[error("the journal's own rule: {0}")]
    Rule(String),
}

/// An error before it is known which file it is about.
#[derive(Debug)]
pub(super) enum Failure {
    Sqlite(rusqlite::Error),
    Broken(String),
    Refused(Refusal),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Failure {
    pub(super) fn about(self, path: &Path) -> JournalError {
        let error = match self {
            Self::Refused(refusal) => return refusal.into(),
            Self::Broken(reason) => {
                return JournalError::Broken {
                    path: path.to_owned(),
                    reason,
                };
            }
            Self::Sqlite(error) => error,
        };
        let reason = error.to_string();
        let obstacle = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Obstacle::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Obstacle::ReadOnly,
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed,
            ) => Obstacle::Locked,
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
                | ErrorCode::NoLargeFileSupport
                | ErrorCode::TooBig,
            ) => Obstacle::Fault,
            Some(ErrorCode::ConstraintViolation) => return Refusal::Rule(reason).into(),
            _ => {
                return JournalError::Broken {
                    path: path.to_owned(),
                    reason,
                };
            }
        };
        JournalError::NotWritten {
            path: path.to_owned(),
            obstacle,
            reason,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn of(code: i32) -> JournalError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        Failure::from(error).about(Path::new("/data/journal.sqlite"))
    }

    #[test]
    fn what_keeps_the_file_from_being_written_is_told_apart() {
        for (code, obstacle) in [
            (ffi::SQLITE_FULL, Obstacle::DiskFull),
            (ffi::SQLITE_READONLY, Obstacle::ReadOnly),
            (ffi::SQLITE_READONLY_DBMOVED, Obstacle::ReadOnly),
            (ffi::SQLITE_PERM, Obstacle::ReadOnly),
            (ffi::SQLITE_BUSY, Obstacle::Locked),
            (ffi::SQLITE_LOCKED, Obstacle::Locked),
            (ffi::SQLITE_IOERR_FSYNC, Obstacle::Fault),
            (ffi::SQLITE_CANTOPEN, Obstacle::Fault),
        ] {
            let error = of(code);
            assert_eq!(error.obstacle(), Some(obstacle), "{error}");
            let text = error.to_string();
            assert!(
                text.contains("/data/journal.sqlite can't be written"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_file_that_makes_no_sense_is_broken_and_named() {
        for code in [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB, ffi::SQLITE_ERROR] {
            let error = of(code);
            assert!(matches!(error, JournalError::Broken { .. }), "{error:?}");
            let text = error.to_string();
            assert!(text.contains("/data/journal.sqlite is broken"), "{text}");
        }
    }
}
