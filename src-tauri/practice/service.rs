//! A practice instance at work: it takes a request, finds the operation, lets the caller's keys,
//! throttling and faults have their say, keeps what changed and counts. What operations do is not
//! known here.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    ACCOUNT, ALIAS, About, Counts, Dropped, Fault, Faults, MOST_USERS, PracticeError,
    PracticeOptions, REGION, Store,
    access::{Caller, Keys},
    call::{Call, Quirks},
    connector,
    faults::FaultPlan,
    operations::{self, Labels, Operation},
    protocol::{self, Protocol, Refusal},
    seed,
    store::{File, Origin},
    throttle::Throttle,
    world::{Change, Edit, World},
};

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
    keys: RefCell<Keys>,
    throttle: Throttle,
    faults: FaultPlan,
    counts: BTreeMap<&'static str, Counts>,
}

/// What becomes of a call.
enum Outcome {
    Answer(Response<Bytes>),
    Drop,
    Hang,
}

/// As what a call is counted; see [`Counts`].
#[derive(Debug, PartialEq)]
enum End {
    Answered,
    Refused,
    Throttled,
    Faulted,
    Dropped,
}

impl Practice {
    /// Opens an instance: makes its world from the seed, or reads it from its file. With tens of
    /// thousands of users this takes seconds, and it does not yield: call it on a thread of its
    /// own where somebody waits.
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
            keys: RefCell::new(Keys::new(&options.access.callers)),
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

    /// Ends the sessions that roles have given, as if their time were over. It shows only where
    /// callers have to be known.
    pub fn end_sessions(&self) {
        let now = self.now();
        self.state().keys.get_mut().end_sessions(now);
    }

    /// Knows an access key no more, be it one of the options or that of a session, as if somebody
    /// had deleted it. It shows only where callers have to be known.
    pub fn forget_key(&self, id: &str) {
        self.state().keys.get_mut().forget(id);
    }

    /// Puts the instance back to what its options make of it, in its file too. Page tokens and
    /// keys stay good and counts stay.
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

    /// The time by which sessions end.
    fn now(&self) -> Timestamp {
        let since_opened = self.0.opened_at.elapsed();
        // A clock beyond what can be told stands still.
        let now = self.0.opened.checked_add(since_opened);
        now.unwrap_or(Timestamp::MAX)
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
        // A lag too long for the clock to tell is one without an end.
        if let Some(seen) = Instant::now().checked_add(self.0.options.search_lag) {
            state.unsearched.push_back((seen, changes));
        }
        Ok(())
    }

    /// Finds the operation, lets keys, throttling and faults have their say, and counts.
    fn perform(&self, request: &Request<Bytes>) -> Outcome {
        let Some((operation, labels)) = operations::route(request) else {
            return Outcome::Answer(operations::refuse_unknown(request));
        };
        let state = &mut *self.state();
        let refuse = |refusal: Refusal| Outcome::Answer(operation.protocol.refuse(&refusal));
        let keys = state.keys.get_mut();
        let (outcome, end) = match keys.admit(request, operation.protocol, self.now()) {
            Err(refusal) => (refuse(refusal), End::Refused),
            Ok(_) if !state.throttle.lets_through(operation.name, Instant::now()) => {
                (refuse(Refusal::throttled()), End::Throttled)
            }
            Ok(caller) => {
                let fault = state.faults.next(operation.name);
                self.perform_admitted(state, operation, labels, request, &caller, fault)
            }
        };
        let counts = state.counts.entry(operation.name).or_default();
        match end {
            End::Answered => counts.answered += 1,
            End::Refused => counts.refused += 1,
            End::Throttled => counts.throttled += 1,
            End::Faulted => counts.faulted += 1,
            End::Dropped => counts.dropped += 1,
        }
        outcome
    }

    /// Answers a call that throttling let through, or does to it what a fault asks for.
    fn perform_admitted(
        &self,
        state: &mut State,
        operation: &Operation,
        labels: Labels,
        request: &Request<Bytes>,
        caller: &Caller,
        fault: Option<Fault>,
    ) -> (Outcome, End) {
        let faulted = |response| (Outcome::Answer(response), End::Faulted);
        let refuse = |refusal: Refusal| faulted(operation.protocol.refuse(&refusal));
        match fault {
            Some(Fault::Throttle) => return refuse(Refusal::throttled()),
            Some(Fault::InternalError) => {
                return refuse(Refusal::internal("Internal service error"));
            }
            Some(Fault::AccessDenied) => {
                return refuse(Refusal::access_denied(format!(
                    "User: {} is not authorized to perform: {}:{} on resource: {}",
                    caller.arn,
                    operation.protocol.service(),
                    operation.name,
                    state.world.instance_arn()
                )));
            }
            Some(Fault::ExpiredToken) => return refuse(Refusal::expired_token()),
            Some(Fault::Html503) => return faulted(protocol::html_503()),
            Some(Fault::DropBefore) => return (Outcome::Drop, End::Dropped),
            Some(Fault::Hang) => return (Outcome::Hang, End::Dropped),
            // These only show in what is answered.
            Some(
                Fault::DropAfter
                | Fault::EmptyBody
                | Fault::EmptyPage
                | Fault::RepeatToken
                | Fault::LargestPage(_),
            )
            | None => {}
        }
        let quirks = Quirks::new(fault);
        let (response, end) = match self.run(state, operation, labels, request, caller, &quirks) {
            Ok(response) => (response, End::Answered),
            Err(refusal) => (operation.protocol.refuse(&refusal), End::Refused),
        };
        match fault {
            Some(Fault::DropAfter) => (Outcome::Drop, End::Dropped),
            Some(Fault::EmptyBody) => faulted(protocol::empty_answer()),
            _ if quirks.happened() => faulted(response),
            _ => (Outcome::Answer(response), end),
        }
    }

    /// Does what the operation does, and keeps what it changed.
    fn run(
        &self,
        state: &mut State,
        operation: &Operation,
        labels: Labels,
        request: &Request<Bytes>,
        caller: &Caller,
        quirks: &Quirks,
    ) -> Result<Response<Bytes>, Refusal> {
        state.bring_search_up_to_date();
        let (query, body) = match operation.protocol {
            Protocol::RestJson => {
                let query = request.uri().query().unwrap_or_default();
                (
                    protocol::pairs(query, false),
                    Call::read_body(request.body())?,
                )
            }
            Protocol::Query => {
                let form = String::from_utf8_lossy(request.body());
                (protocol::pairs(&form, true), serde_json::Value::Null)
            }
        };
        let call = Call {
            operation: operation.name,
            labels,
            query,
            body,
            world: &state.world,
            searched: &state.searched,
            opened: self.0.opened,
            since_opened: self.0.opened_at.elapsed(),
            now: self.now(),
            caller,
            options: &self.0.options,
            keys: &state.keys,
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use http::Method;

    use super::{
        super::{
            Limits,
            operations::Reply,
            world::{Kind, User},
        },
        *,
    };

    fn open() -> Practice {
        Practice::open(PracticeOptions {
            users: 3,
            limits: Limits::none(),
            ..PracticeOptions::default()
        })
        .unwrap()
    }

    /// An operation that changes something: it removes the first user.
    fn remove_one(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
        let (first, _) = call.world.users.first_key_value().unwrap();
        edit.remove::<User>(first);
        Ok(Reply::Json(serde_json::json!({})))
    }

    /// An operation that is refused after it has collected changes.
    fn remove_all_and_fail(call: &Call<'_>, edit: &mut Edit<'_>) -> Result<Reply, Refusal> {
        call.world
            .users
            .keys()
            .for_each(|id| edit.remove::<User>(id));
        Err(Refusal::invalid_request("no"))
    }

    /// Performs an operation under a fault: how it ended, and how many users there are then.
    fn perform(run: operations::Run, fault: Option<Fault>) -> (End, usize) {
        let practice = open();
        let operation = Operation::for_tests("RemoveUsers", Method::POST, "/", run);
        let request = Request::new(Bytes::new());
        let caller = Caller::user();
        let state = &mut *practice.state();
        let (outcome, end) =
            practice.perform_admitted(state, &operation, Vec::new(), &request, &caller, fault);
        assert_eq!(
            matches!(outcome, Outcome::Answer(_)),
            end != End::Dropped,
            "{fault:?}"
        );
        (end, User::table(&state.world).len())
    }

    #[tokio::test]
    async fn a_change_is_made_before_or_not_at_all() {
        assert_eq!(perform(remove_one, None), (End::Answered, 2));
        for fault in [Fault::DropBefore, Fault::Hang] {
            assert_eq!(perform(remove_one, Some(fault)), (End::Dropped, 3));
        }
        for fault in [
            Fault::Throttle,
            Fault::InternalError,
            Fault::Html503,
            Fault::AccessDenied,
            Fault::ExpiredToken,
        ] {
            assert_eq!(perform(remove_one, Some(fault)), (End::Faulted, 3));
        }
        assert_eq!(
            perform(remove_one, Some(Fault::DropAfter)),
            (End::Dropped, 2)
        );
        assert_eq!(
            perform(remove_one, Some(Fault::EmptyBody)),
            (End::Faulted, 2)
        );
    }

    #[tokio::test]
    async fn what_is_refused_changes_nothing() {
        assert_eq!(perform(remove_all_and_fail, None), (End::Refused, 3));
    }

    #[tokio::test]
    async fn a_reset_brings_everybody_back() {
        let practice = open();
        let before = practice.world();
        practice
            .change(|edit| before.users.keys().for_each(|id| edit.remove::<User>(id)))
            .unwrap();
        assert!(practice.world().users.is_empty());
        practice.reset().unwrap();
        assert_eq!(practice.world().users, before.users);
    }
}
