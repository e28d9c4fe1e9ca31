//! The journal: every plan, batch, item, step, attempt and before-image, in one SQLite file that
//! survives whatever happens to the program.
//!
//! A call returns when what it wrote is on the disk, so that whoever waits for it may act on it.
//! What must never happen to an admin's users is refused here, and by the database once more: a
//! change without a before-image, another attempt while nobody knows what became of the last one,
//! a user in two batches at once. What the plans, steps and images mean is for other rooms; no
//! secret may be in them. Nothing here names Connect, the network or a window, and the time of day
//! comes from whoever opens the journal.

mod batches;
mod erase;
mod error;
mod file;
mod ids;
mod items;
mod plans;
mod records;
mod steps;
#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use jiff::Timestamp;
use tokio::sync::oneshot;

pub use batches::{Batch, BatchFilter, Counts, Page, Run};
pub use erase::Expired;
pub use error::{JournalError, Obstacle, Refusal};
pub use ids::{
    AttemptId, BatchId, BatchState, ImageId, ItemId, ItemState, PlanId, StepId, StepState, Subject,
};
pub use items::{BeforeImage, Item, ItemEnd, NewImage};
pub use plans::{GOOD_FOR, NewItem, NewPlan, Place, Plan, PlanHead};
pub use records::{ItemRecord, StepRecord};
pub use steps::{Answer, Attempt, AttemptEnd, AttemptEnded, NewStep, Settled, Step};

use file::{File, LAYOUTS, PATIENCE};

/// Tells the time of day.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How a journal is to be opened.
#[derive(Clone)]
pub struct JournalOptions {
    /// The file, in a folder that is there and private to the user. It is made if need be.
    pub path: PathBuf,
    /// The time of day.
    pub clock: Clock,
    /// Where its work is done.
    pub work: Work,
    /// How long a call waits for another program that has the file before it fails.
    pub patience: Duration,
}

impl JournalOptions {
    /// As the app has it: on a thread of its own, with five seconds of patience.
    pub fn new(path: PathBuf, clock: Clock) -> Self {
        Self {
            path,
            clock,
            work: Work::OwnThread,
            patience: PATIENCE,
        }
    }
}

/// Where a journal does its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// On a thread of its own, one call after the other, so that nobody else waits for the disk.
    OwnThread,
    /// Within the call, which then never yields. A simulation wants this: on tokio's paused clock
    /// no time goes by while something is written, and a seed gives the same run each time.
    Callers,
}

/// An open journal. Clones are the same one; it is closed with the last of them, after everything
/// that was asked of it is done.
///
/// What is asked for is done also if nobody waits for the answer any more.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    path: PathBuf,
    desk: Desk,
}

enum Desk {
    Thread {
        /// Nothing only while the journal is being closed.
        jobs: Option<mpsc::Sender<Job>>,
        thread: Option<JoinHandle<()>>,
    },
    Here(Box<Mutex<File>>),
}

type Job = Box<dyn FnOnce(&mut File) + Send>;

impl Journal {
    /// Opens a journal, makes it if need be, and brings an older one to the newest layout after
    /// copying it to `<name>.layout-<number>` beside it. Attempts that a crash cut off make their
    /// items uncertain. It takes a moment, in which the calling thread waits.
    ///
    /// # Errors
    /// [`JournalError::Newer`] and [`JournalError::Broken`], which leave the file alone, and
    /// [`JournalError::NotWritten`].
    pub fn open(options: JournalOptions) -> Result<Self, JournalError> {
        Self::open_with(options, LAYOUTS)
    }

    fn open_with(
        options: JournalOptions,
        layouts: &'static [&'static str],
    ) -> Result<Self, JournalError> {
        let JournalOptions {
            path,
            clock,
            work,
            patience,
        } = options;
        let desk = match work {
            Work::Callers => {
                let file = File::open(&path, clock, layouts, patience)?;
                Desk::Here(Box::new(Mutex::new(file)))
            }
            Work::OwnThread => Desk::start(&path, clock, layouts, patience)?,
        };
        Ok(Self(Arc::new(Inner { path, desk })))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Has every write from now on meet this obstacle after its work, as a full or failing disk
    /// would, until told otherwise. This is for tests and simulations.
    ///
    /// # Errors
    /// [`JournalError::Closed`].
    pub async fn rehearse(&self, obstacle: Option<Obstacle>) -> Result<(), JournalError> {
        self.call(move |file| {
            file.rehearsed = obstacle;
            Ok(())
        })
        .await
    }

    async fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut File) -> Result<T, JournalError> + Send + 'static,
    ) -> Result<T, JournalError> {
        let jobs = match &self.0.desk {
            Desk::Here(file) => {
                // Whoever panicked with the file left a transaction that was rolled back.
                return work(&mut file.lock().unwrap_or_else(PoisonError::into_inner));
            }
            Desk::Thread { jobs, .. } => jobs,
        };
        let closed = || JournalError::Closed {
            path: self.0.path.clone(),
        };
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |file| {
            // Nobody may wait for it any more; it is done all the same.
            let _ = answer.send(work(file));
        });
        let sent = jobs.as_ref().and_then(|jobs| jobs.send(job).ok());
        sent.ok_or_else(closed)?;
        answered.await.unwrap_or_else(|_| Err(closed()))
    }
}

impl Desk {
    /// Opens the file on a thread that then does whatever is asked of it.
    fn start(
        path: &Path,
        clock: Clock,
        layouts: &'static [&'static str],
        patience: Duration,
    ) -> Result<Self, JournalError> {
        let closed = || JournalError::Closed {
            path: path.to_owned(),
        };
        let (jobs, todo) = mpsc::channel::<Job>();
        let (opened, wait) = mpsc::channel();
        let its_path = path.to_owned();
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                let mut file = match File::open(&its_path, clock, layouts, patience) {
                    Ok(file) => {
                        // Whoever opens it waits for this.
                        let _ = opened.send(Ok(()));
                        file
                    }
                    Err(error) => {
                        let _ = opened.send(Err(error));
                        return;
                    }
                };
                for job in todo {
                    job(&mut file);
                }
            })
            .map_err(|error| JournalError::NotWritten {
                path: path.to_owned(),
                obstacle: Obstacle::Fault,
                reason: error.to_string(),
            })?;
        wait.recv().unwrap_or_else(|_| Err(closed()))?;
        Ok(Self::Thread {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Self::Thread { jobs, thread } = self {
            drop(jobs.take());
            if let Some(thread) = thread.take() {
                // A thread that panicked has nothing more to do.
                let _ = thread.join();
            }
        }
    }
}
