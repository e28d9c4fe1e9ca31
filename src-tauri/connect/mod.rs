//! The only room that talks to Amazon Connect, and the only one that names the AWS SDK. It reads
//! an instance with the fewest calls that will do, at a pace that Connect allows, and hands out
//! plain [`domain`](crate::domain) types; every failure becomes a [`Problem`].
//!
//! Nothing here knows of the window, of files or of what people do with what was read.

mod attempts;
#[cfg(test)]
mod canned;
mod changes;
mod client;
mod completeness;
mod convert;
mod errors;
mod gate;
mod known;
mod load;
mod operations;
mod pace;
mod paging;
mod queue_offers;

use std::sync::Arc;

use aws_credential_types::provider::SharedCredentialsProvider;
use tokio_util::sync::CancellationToken;

use crate::domain::{
    Instance, Live, Problem, ProblemCode, Proficiency, Progress, QueueOffers, QuickConnect,
    QuickConnectId, SecurityProfileId, Snapshot, UserId, UserRecord,
};

pub use changes::{NotMade, Ready};
pub use client::Access;
pub use errors::{causes, problem as problem_of, unreached};
pub use gate::{Gate, GateListener};
pub use known::Known;
use operations::Reads;
pub use pace::Pace;
use pace::Priority;

/// How many users one call of GetCurrentUserData takes.
const LIVE_AT_ONCE: usize = 100;

/// A way into one instance. Clones are cheap and share their clients and their pace.
#[derive(Clone)]
pub struct Connect(Arc<Shared>);

struct Shared {
    instance_id: String,
    client: aws_sdk_connect::Client,
    credentials: SharedCredentialsProvider,
    pace: Pace,
    gate: Option<Gate>,
    operations: known::Operations,
    on_known: Box<dyn Fn() + Send + Sync>,
}

impl Connect {
    /// Prepares the clients. Nothing is sent, and nothing is taken from the environment.
    pub fn new(access: Access) -> Self {
        Self(Arc::new(Shared {
            client: client::client(&access),
            credentials: access.credentials,
            instance_id: access.instance_id,
            pace: access.pace,
            gate: access.gate,
            operations: known::Operations::default(),
            on_known: access.on_known,
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

    /// Reads one quick connect.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] if there is no such quick connect any more, and whatever keeps
    /// it from being read.
    pub async fn quick_connect(&self, id: &QuickConnectId) -> Result<QuickConnect, Problem> {
        self.reads().describe_quick_connect(id).await
    }

    /// Reads what a security profile permits, by Connect's names of permissions such as
    /// `Users.Edit`.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being read.
    pub async fn permissions(&self, id: &SecurityProfileId) -> Result<Vec<String>, Problem> {
        let reads = self.reads();
        paging::all(
            "ListSecurityProfilePermissions",
            |token| reads.list_security_profile_permissions(id, token),
            |_, _| {},
        )
        .await
    }

    /// Reads who of these users is signed in and what they do, with a call for every 100. Who is
    /// signed out may be missing: Connect's documentation doesn't tell.
    ///
    /// # Errors
    ///
    /// The first failure; nothing is told of anybody then.
    pub async fn live(&self, users: &[UserId]) -> Result<Vec<Live>, Problem> {
        let reads = self.reads();
        let mut all = Vec::new();
        for users in users.chunks(LIVE_AT_ONCE) {
            all.extend(
                paging::all(
                    "GetCurrentUserData",
                    |token| reads.get_current_user_data(users, token),
                    |_, _| {},
                )
                .await?,
            );
        }
        Ok(all)
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

    /// Reads what the instance itself is.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NotFound`] if there is none of this id in this Region, and whatever keeps it
    /// from being read.
    pub async fn instance(&self) -> Result<Instance, Problem> {
        self.reads().describe_instance().await
    }

    /// Lists the instances of the account in the Region, whichever instance this is for.
    ///
    /// # Errors
    ///
    /// Fails if they can't be listed, which needs a permission of its own.
    pub async fn instances(&self) -> Result<Vec<Instance>, Problem> {
        let reads = self.reads();
        paging::all(
            "ListInstances",
            |token| reads.list_instances(token),
            |_, _| {},
        )
        .await
    }

    /// Tries what every reading begins with: the instance's description and one user. What that
    /// shows of the caller's permissions is [`known`](Self::known) afterwards.
    ///
    /// # Errors
    ///
    /// What the first of them that fails fails with; both are tried.
    pub async fn probe(&self) -> Result<(), Problem> {
        let reads = self.reads();
        let (instance, users) =
            tokio::join!(reads.describe_instance(), reads.search_users(1, None));
        instance.and(users.map(|_| ()))
    }

    /// Takes over what another way into the same instance has shown of the caller's leave.
    pub fn learn_known(&self, other: &Self) {
        self.0.operations.learn(&other.0.operations);
    }

    /// Forgets what is known of the caller's leave: somebody else calls from now on, or IT has
    /// given them more.
    pub fn forget_known(&self) {
        self.0.operations.forget();
    }

    /// What is known of the caller's leave to use an operation; nothing before it was called.
    pub fn known(&self, operation: &str) -> Option<Known> {
        self.0.operations.of(operation)
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
