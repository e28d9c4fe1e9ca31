//! The only room that talks to Amazon Connect, and the only one that names the AWS SDK. It reads
//! an instance with the fewest calls that will do, at a pace that Connect allows, and hands out
//! plain [`domain`](crate::domain) types; every failure becomes a [`Problem`].
//!
//! Nothing here knows of the window, of files or of what people do with what was read.

mod attempts;
#[cfg(test)]
mod canned;
mod client;
mod completeness;
mod convert;
mod errors;
mod load;
mod operations;
mod pace;
mod paging;
mod queue_offers;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::domain::{
    Caller, Problem, ProblemCode, Proficiency, Progress, QueueOffers, Snapshot, UserId, UserRecord,
};

pub use client::Access;
use client::Clients;
use operations::Reads;
use pace::{Pace, Priority};

/// A way into one instance. Clones are cheap and share their clients and their pace.
#[derive(Clone)]
pub struct Connect(Arc<Shared>);

struct Shared {
    instance_id: String,
    clients: Clients,
    pace: Pace,
}

impl Connect {
    /// Prepares the clients. Nothing is sent, and nothing is taken from the environment.
    pub fn new(access: Access) -> Self {
        Self(Arc::new(Shared {
            clients: Clients::new(&access),
            instance_id: access.instance_id,
            pace: Pace::default(),
        }))
    }

    /// Reads the instance whole: users, names and quick connects side by side. `progress` is
    /// called after every page. A part that may not be read is a problem in its place.
    ///
    /// # Errors
    ///
    /// Fails if the users can't be read, and with [`ProblemCode::Cancelled`] soon after `cancel`.
    pub async fn load(
        &self,
        progress: impl Fn(Progress) + Send + Sync,
        cancel: &CancellationToken,
    ) -> Result<Snapshot, Problem> {
        let reads = self.reads();
        until(cancel, load::snapshot(&reads, &progress)).await
    }

    /// Reads one user whole with DescribeUser.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] if there is no such user any more, and whatever keeps it from
    /// being read.
    pub async fn user(&self, id: &UserId) -> Result<UserRecord, Problem> {
        self.reads().describe_user(id).await
    }

    /// Reads all proficiencies of a user.
    ///
    /// # Errors
    ///
    /// As [`Connect::user`].
    pub async fn proficiencies(&self, id: &UserId) -> Result<Vec<Proficiency>, Problem> {
        let reads = self.reads();
        paging::all(
            "ListUserProficiencies",
            |token| reads.list_user_proficiencies(id, token),
            |_, _| {},
        )
        .await
    }

    /// Reads which standard queues offer which quick connects: one call and then one or more for
    /// each queue. `progress` is told how many queues are done, of how many.
    ///
    /// # Errors
    ///
    /// Fails if the queues can't be listed, and with [`ProblemCode::Cancelled`] soon after
    /// `cancel`. A queue that can't be read is in [`QueueOffers::unread`].
    pub async fn queue_offers(
        &self,
        progress: impl Fn(u32, Option<u32>) + Send + Sync,
        cancel: &CancellationToken,
    ) -> Result<QueueOffers, Problem> {
        let reads = self.reads();
        until(cancel, queue_offers::read(&reads, &progress)).await
    }

    /// Asks STS as whom the calls are made. Every caller may ask.
    ///
    /// # Errors
    ///
    /// Fails if the credentials are no good or STS can't be reached.
    pub async fn caller(&self) -> Result<Caller, Problem> {
        self.reads().get_caller_identity().await
    }

    fn reads(&self) -> Reads<'_> {
        Reads::new(&self.0, Priority::Person)
    }
}

/// Runs a reading until it ends or `cancel` is raised. Dropping a reading ends it wherever it
/// waits, and a read that is dropped has changed nothing.
async fn until<T>(
    cancel: &CancellationToken,
    reading: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    cancel
        .run_until_cancelled(reading)
        .await
        .unwrap_or_else(|| Err(Problem::new(ProblemCode::Cancelled)))
}
