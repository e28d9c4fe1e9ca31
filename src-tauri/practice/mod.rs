//! A Connect instance of our own, with made-up people, that speaks Connect's real wire protocol.
//! Everything above the SDK's HTTP connector is the code that talks to AWS. The room imports no
//! other one: what it knows of Connect comes from Connect's documentation, not from our reading.

mod call;
mod connector;
mod faults;
pub mod loopback;
mod operations;
mod paging;
mod protocol;
mod search;
mod seed;
mod store;
mod throttle;
pub mod world;

use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;
use tokio::time::Instant;

use call::{Call, Quirks};
use faults::FaultPlan;
pub use faults::{Calls, Fault, Faults, FaultsError};
use operations::Operation;
pub use operations::operation_names;
use protocol::{Protocol, Refusal};
pub use store::PracticeError;
use store::{File, Origin};
use throttle::Throttle;
pub use throttle::{Limits, Rate};
use world::{Change, Edit, World};

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

/// A practice instance. Clones are the same instance.
#[derive(Clone)]
pub struct Practice(Arc<Inner>);

struct Inner {
    options: PracticeOptions,
    opened: Timestamp,
    opened_at: Instant,
    state: Mutex<State>,
}

struct State {
    origin: Origin,
    world: World,
    /// The world as the Search operations see it.
    searched: World,
    /// What they don't see yet, with the time at which they will.
    unsearched: VecDeque<(Instant, Vec<Box<dyn Change>>)>,
    file: Option<File>,
    throttle: Throttle,
    faults: FaultPlan,
    counts: BTreeMap<&'static str, Counts>,
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
    /// Refused for what they asked for or for the lack of a signature.
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

/// What becomes of a call.
enum Outcome {
    Answer(Response<Bytes>),
    Drop,
    Hang,
}

impl Practice {
    /// Opens an instance: makes its world from the seed, or reads it from its file. This takes a
    /// second or so for 50,000 users, and does not yield.
    ///
    /// # Errors
    /// More users than [`MOST_USERS`], and whatever is wrong with the file.
    pub fn open(options: PracticeOptions) -> Result<Self, PracticeError> {
        let origin = Origin {
            seed: options.seed,
            users: options.users,
        };
        if origin.users > MOST_USERS {
            return Err(PracticeError::TooManyUsers {
                asked: origin.users,
                most: MOST_USERS,
            });
        }
        let make = || seed::world(origin.seed, origin.users);
        let (file, origin, world) = match &options.store {
            Store::Memory => (None, origin, make()),
            Store::File(path) => {
                let (file, origin, world) = File::open(path, origin, make)?;
                (Some(file), origin, world)
            }
        };
        let state = State {
            origin,
            searched: world.clone(),
            world,
            unsearched: VecDeque::new(),
            file,
            throttle: Throttle::new(options.limits.clone()),
            faults: FaultPlan::new(options.faults.clone(), origin.seed),
            counts: BTreeMap::new(),
        };
        Ok(Self(Arc::new(Inner {
            options,
            opened: Timestamp::now(),
            opened_at: Instant::now(),
            state: Mutex::new(state),
        })))
    }

    /// Answers a request of a client of Connect or of STS.
    ///
    /// # Errors
    /// [`Dropped`] where a fault asks for it. A fault that asks for a hang never returns.
    pub async fn answer(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Dropped> {
        let one_way = self.0.options.latency / 2;
        if !one_way.is_zero() {
            tokio::time::sleep(one_way).await;
        }
        let outcome = self.perform(&request);
        if !one_way.is_zero() {
            tokio::time::sleep(one_way).await;
        }
        match outcome {
            Outcome::Answer(response) => Ok(protocol::stamp(response)),
            Outcome::Drop => Err(Dropped),
            Outcome::Hang => std::future::pending().await,
        }
    }

    /// What an SDK client takes in the place of the network. No port is opened.
    pub fn http_client(&self) -> SharedHttpClient {
        connector::http_client(self.clone())
    }

    /// What names the instance.
    pub fn about(&self) -> About {
        let state = self.state();
        About {
            instance_id: state.world.instance_id.clone(),
            instance_arn: state.world.instance_arn(),
            alias: ALIAS,
            account: ACCOUNT,
            region: REGION,
            name: "Practice",
            seed: state.origin.seed,
            users: state.origin.users,
        }
    }

    /// The calls that came in so far, by the operation's name.
    pub fn counts(&self) -> BTreeMap<String, Counts> {
        let state = self.state();
        let counts = state.counts.iter();
        counts
            .map(|(name, counts)| ((*name).to_owned(), *counts))
            .collect()
    }

    /// All that the instance holds just now. The copy is cheap.
    pub fn world(&self) -> World {
        self.state().world.clone()
    }

    /// Changes the instance as somebody else would while a client looks on, kept as any other
    /// change is.
    ///
    /// # Errors
    /// The file can't be written; nothing is changed then.
    pub fn change(&self, change: impl FnOnce(&mut Edit<'_>)) -> Result<(), PracticeError> {
        let state = &mut *self.state();
        let mut edit = Edit::new(&state.world);
        change(&mut edit);
        let changes = edit.into_changes();
        self.commit(state, changes)
    }

    /// Lets other things go wrong from now on. Rules count from the beginning.
    pub fn set_faults(&self, faults: Faults) {
        let mut state = self.state();
        state.faults = FaultPlan::new(faults, state.origin.seed);
    }

    /// Puts the instance back to what its options make of it, in its file too. Page tokens stay
    /// good and counts stay.
    ///
    /// # Errors
    /// The file can't be written; nothing is changed then.
    pub fn reset(&self) -> Result<(), PracticeError> {
        let origin = Origin {
            seed: self.0.options.seed,
            users: self.0.options.users,
        };
        let world = seed::world(origin.seed, origin.users);
        let state = &mut *self.state();
        if let Some(file) = &mut state.file {
            file.replace(origin, &world)?;
        }
        state.origin = origin;
        state.unsearched.clear();
        state.searched = world.clone();
        state.world = world;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere can't leave the state half changed: it is only changed by `commit`
        // and `reset`, which end with plain assignments.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes changes to the file, then lets everybody see them, the Search operations later.
    fn commit(
        &self,
        state: &mut State,
        changes: Vec<Box<dyn Change>>,
    ) -> Result<(), PracticeError> {
        if changes.is_empty() {
            return Ok(());
        }
        if let Some(file) = &mut state.file {
            file.save(&changes)?;
        }
        for change in &changes {
            change.apply(&mut state.world);
        }
        let seen = Instant::now() + self.0.options.search_lag;
        state.unsearched.push_back((seen, changes));
        Ok(())
    }

    /// Finds the operation, lets throttling and faults have their say, and counts.
    fn perform(&self, request: &Request<Bytes>) -> Outcome {
        let Some((operation, labels)) = operations::route(request) else {
            let protocol = if request.uri().path() == "/" {
                Protocol::Query
            } else {
                Protocol::RestJson
            };
            return Outcome::Answer(protocol.refuse(&Refusal::unknown_operation()));
        };
        let state = &mut *self.state();
        let refuse = |refusal: Refusal| operation.protocol.refuse(&refusal);
        let mut counts = Counts::default();
        let outcome = if !protocol::is_signed(request) {
            counts.refused = 1;
            Outcome::Answer(refuse(Refusal::unsigned()))
        } else if !state.throttle.lets_through(operation.name, Instant::now()) {
            counts.throttled = 1;
            Outcome::Answer(refuse(Refusal::throttled()))
        } else {
            self.perform_admitted(state, operation, labels, request, &mut counts)
        };
        let all = state.counts.entry(operation.name).or_default();
        all.answered += counts.answered;
        all.refused += counts.refused;
        all.throttled += counts.throttled;
        all.faulted += counts.faulted;
        all.dropped += counts.dropped;
        outcome
    }

    /// Answers a call that throttling let through, or does to it what a fault asks for.
    fn perform_admitted(
        &self,
        state: &mut State,
        operation: &'static Operation,
        labels: Vec<(&'static str, String)>,
        request: &Request<Bytes>,
        counts: &mut Counts,
    ) -> Outcome {
        let fault = state.faults.next(operation.name);
        let wrong_answer = match fault {
            Some(Fault::Throttle) => Some(Err(Refusal::throttled())),
            Some(Fault::InternalError) => Some(Err(Refusal::internal("Internal service error"))),
            Some(Fault::AccessDenied) => Some(Err(Refusal::access_denied(format!(
                "User: arn:aws:iam::{ACCOUNT}:user/practice is not authorized to perform: \
                 connect:{} on resource: {}",
                operation.name,
                state.world.instance_arn()
            )))),
            Some(Fault::ExpiredToken) => Some(Err(Refusal::expired_token())),
            Some(Fault::Html503) => Some(Ok(protocol::html_503())),
            Some(Fault::DropBefore) => {
                counts.dropped = 1;
                return Outcome::Drop;
            }
            Some(Fault::Hang) => {
                counts.dropped = 1;
                return Outcome::Hang;
            }
            _ => None,
        };
        if let Some(answer) = wrong_answer {
            counts.faulted = 1;
            return Outcome::Answer(
                answer.unwrap_or_else(|refusal| operation.protocol.refuse(&refusal)),
            );
        }
        let quirks = Quirks::new(fault);
        let done = self.run(state, operation, labels, request, &quirks);
        let answer = match done {
            Ok(response) => {
                counts.answered = 1;
                response
            }
            Err(refusal) => {
                counts.refused = 1;
                operation.protocol.refuse(&refusal)
            }
        };
        match fault {
            Some(Fault::DropAfter) => {
                *counts = Counts {
                    dropped: 1,
                    ..Counts::default()
                };
                Outcome::Drop
            }
            Some(Fault::EmptyBody) => {
                *counts = Counts {
                    faulted: 1,
                    ..Counts::default()
                };
                Outcome::Answer(protocol::empty_answer())
            }
            _ => {
                if quirks.happened() {
                    *counts = Counts {
                        faulted: 1,
                        ..Counts::default()
                    };
                }
                Outcome::Answer(answer)
            }
        }
    }

    /// Does what the operation does, and keeps what it changed.
    fn run(
        &self,
        state: &mut State,
        operation: &'static Operation,
        labels: Vec<(&'static str, String)>,
        request: &Request<Bytes>,
        quirks: &Quirks,
    ) -> Result<Response<Bytes>, Refusal> {
        state.bring_search_up_to_date();
        let call = Call {
            operation: operation.name,
            labels,
            query: protocol::pairs(request.uri().query().unwrap_or_default(), false),
            body: match operation.protocol {
                Protocol::RestJson => Call::read_body(request.body())?,
                Protocol::Query => serde_json::Value::Null,
            },
            world: &state.world,
            searched: &state.searched,
            opened: self.0.opened,
            since_opened: self.0.opened_at.elapsed(),
            quirks,
        };
        if let Some(name) = call.instance_label() {
            call.check_instance(name)?;
        }
        let mut edit = Edit::new(&state.world);
        let reply = (operation.run)(&call, &mut edit)?;
        let changes = edit.into_changes();
        self.commit(state, changes)
            .map_err(|error| Refusal::internal(error.to_string()))?;
        Ok(reply.into_response())
    }
}

impl State {
    fn bring_search_up_to_date(&mut self) {
        let now = Instant::now();
        while let Some((seen, _)) = self.unsearched.front()
            && *seen <= now
            && let Some((_, changes)) = self.unsearched.pop_front()
        {
            for change in changes {
                change.apply(&mut self.searched);
            }
        }
    }
}
