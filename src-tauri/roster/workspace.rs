//! One opened instance: its list, the reading of it, the selection, and what was asked last. The
//! window only shows what is kept here, so that reloading the window loses nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::{Changes, Roster, Selection, details};
use crate::{
    connect::Connect,
    domain::{
        Completeness, Problem, ProblemCode, Progress, QueueOffers, QuickConnectId, Snapshot, UserId,
    },
    wire::{
        ListState, LoadState, Property, PropertyValue, QuickConnectQueues, SelectionChange,
        SelectionCount, Topic, UserDetails, UsersPage, UsersQuery, Wholeness,
    },
};

/// How many values the filter offers at most.
const VALUES_OFFERED: usize = 100;

/// One opened instance. Clones share everything.
#[derive(Clone)]
pub struct Workspace(Arc<Inner>);

struct Inner {
    connect: Connect,
    changes: Changes,
    runtime: Handle,
    state: Mutex<State>,
}

struct State {
    roster: Option<Arc<Roster>>,
    /// The number of the load that brought the roster.
    reading: u64,
    selection: Arc<Selection>,
    query: UsersQuery,
    load: Load,
    queues: Queues,
    /// Counts the loads, so that a load that was overtaken can tell.
    loads: u64,
}

impl State {
    fn new(loads: u64) -> Self {
        Self {
            roster: None,
            reading: loads,
            selection: Arc::default(),
            query: UsersQuery::default(),
            load: Load::Idle,
            queues: Queues::NotAsked,
            loads,
        }
    }
}

enum Load {
    Idle,
    Loading {
        progress: Vec<Progress>,
        cancel: CancellationToken,
    },
    Cancelled,
    Failed(Problem),
}

/// Which queues offer which quick connect, as far as the list that is shown is concerned.
enum Queues {
    NotAsked,
    Looking {
        so_far: u32,
        expected: Option<u32>,
        cancel: CancellationToken,
    },
    Known(Arc<QueueOffers>),
    Unknown(Problem),
}

impl Workspace {
    /// Opens an instance; nothing is read yet.
    pub fn new(connect: Connect, changes: Changes, runtime: Handle) -> Self {
        Self(Arc::new(Inner {
            connect,
            changes,
            runtime,
            state: Mutex::new(State::new(0)),
        }))
    }

    /// Starts reading the instance anew, unless that is under way. The earlier list stays until
    /// the new one is whole.
    pub fn refresh(&self) {
        let cancel = CancellationToken::new();
        let number = {
            let mut state = self.lock();
            if matches!(state.load, Load::Loading { .. }) {
                return;
            }
            state.load = Load::Loading {
                progress: Vec::new(),
                cancel: cancel.clone(),
            };
            state.loads += 1;
            state.loads
        };
        self.0.changes.tell(Topic::Users);
        let workspace = self.clone();
        self.0.runtime.spawn(async move {
            let progress = |progress| workspace.note_progress(number, progress);
            let outcome = workspace.0.connect.load(progress, &cancel).await;
            // Joining and sorting tens of thousands of rows would keep other tasks from running.
            let joining = workspace.0.runtime.clone();
            joining.spawn_blocking(move || workspace.join(number, outcome));
        });
    }

    /// Stops the reading that is under way, if any. The earlier list stays.
    pub fn cancel(&self) {
        if let Load::Loading { cancel, .. } = &self.lock().load {
            cancel.cancel();
        }
    }

    /// Stops all that is under way and forgets the list, the selection and the last query.
    pub fn forget(&self) {
        let mut state = self.lock();
        if let Load::Loading { cancel, .. } = &state.load {
            cancel.cancel();
        }
        if let Queues::Looking { cancel, .. } = &state.queues {
            cancel.cancel();
        }
        // What is cancelled may still be about to finish; its number is no longer the current one.
        let loads = state.loads + 1;
        *state = State::new(loads);
    }

    /// What stands around the table.
    pub fn state(&self) -> ListState {
        let state = self.lock();
        let roster = state.roster.as_deref();
        ListState {
            load: match &state.load {
                Load::Idle => LoadState::Idle,
                Load::Loading { progress, .. } => LoadState::Loading {
                    progress: progress.clone(),
                },
                Load::Cancelled => LoadState::Cancelled,
                Load::Failed(problem) => LoadState::Failed {
                    problem: problem.clone(),
                },
            },
            total: roster.map(|roster| count(roster.len())),
            read_at: roster.map(|roster| roster.read_at().as_millisecond()),
            wholeness: match roster.map(Roster::completeness) {
                None | Some(Completeness::Whole) => Wholeness::Whole,
                Some(Completeness::Missing { users }) => Wholeness::Missing { users: *users },
                Some(Completeness::Doubtful { users }) => Wholeness::Doubtful { users: *users },
                Some(Completeness::Unchecked(problem)) => Wholeness::Unchecked {
                    problem: problem.clone(),
                },
            },
            gaps: roster
                .map(|roster| roster.gaps().to_vec())
                .unwrap_or_default(),
            calls: roster
                .map(|roster| roster.calls().clone())
                .unwrap_or_default(),
        }
    }

    /// The login of the list that is this one but for capital letters, if there is one.
    pub fn login(&self, login: &str) -> Option<String> {
        let roster = self.lock().roster.clone()?;
        roster.login(login).map(str::to_owned)
    }

    /// What the Users page was asked for last.
    pub fn query(&self) -> UsersQuery {
        self.lock().query.clone()
    }

    /// A page of the list; empty before the first load.
    ///
    /// # Errors
    /// [`ProblemCode::BadRequest`] for a filter that makes no sense.
    pub fn page(&self, query: UsersQuery) -> Result<UsersPage, Problem> {
        let (roster, reading, selection) = {
            let state = self.lock();
            (
                state.roster.clone(),
                state.reading,
                Arc::clone(&state.selection),
            )
        };
        let mut page = match roster {
            Some(roster) => roster.page(&query, &selection)?,
            None => UsersPage {
                rows: Vec::new(),
                matching: 0,
                total: 0,
                page: 1,
                reading,
                selection: SelectionCount::default(),
            },
        };
        page.reading = reading;
        self.lock().query = query;
        Ok(page)
    }

    /// Values of a property that contain what was typed.
    pub fn values(&self, property: Property, typed: &str) -> Vec<PropertyValue> {
        let roster = self.lock().roster.clone();
        roster.map_or_else(Vec::new, |roster| {
            roster.values(property, typed, VALUES_OFFERED)
        })
    }

    /// Changes the selection and counts it, hidden ones by the given query.
    ///
    /// # Errors
    /// [`ProblemCode::BadRequest`] for a filter that makes no sense, [`ProblemCode::ListChanged`]
    /// where the change is meant for an earlier reading; the selection stays.
    pub fn select(
        &self,
        change: &SelectionChange,
        query: &UsersQuery,
    ) -> Result<SelectionCount, Problem> {
        let mut state = self.lock();
        let Some(roster) = state.roster.clone() else {
            return Ok(SelectionCount::default());
        };
        let matching = roster.matching(query)?;
        if let SelectionChange::AddMatching { reading, .. }
        | SelectionChange::InvertMatching { reading, .. } = change
            && *reading != state.reading
        {
            return Err(Problem::new(ProblemCode::ListChanged));
        }
        Arc::make_mut(&mut state.selection).apply(change, &roster)?;
        Ok(state.selection.count(&matching))
    }

    /// A user whole, read now.
    ///
    /// # Errors
    /// What DescribeUser failed with, [`ProblemCode::NotFound`] when the user is gone. What can't
    /// be read of the proficiencies and quick connects is unknown in its place.
    pub async fn details(&self, id: &UserId) -> Result<UserDetails, Problem> {
        let connect = &self.0.connect;
        let (record, proficiencies) = tokio::join!(connect.user(id), connect.proficiencies(id));
        let record = record?;
        let (roster, selected) = {
            let state = self.lock();
            (state.roster.clone(), state.selection.contains(id))
        };
        // The list was forgotten while the user was read.
        let roster = roster.ok_or_else(|| Problem::new(ProblemCode::ListChanged))?;
        Ok(details::of(&roster, record, proficiencies, selected))
    }

    /// Which queues offer these quick connects. The first time it is asked after a load, the
    /// queues are looked through, which takes a call each; later it is known. What could not be
    /// read is looked at anew only when that is asked for with `again`: the window asks after
    /// every change, and would otherwise never stop.
    pub fn queues(&self, quick_connects: &[QuickConnectId], again: bool) -> QuickConnectQueues {
        if let Some(cancel) = self.begin_looking(again) {
            let workspace = self.clone();
            self.0.runtime.spawn(async move {
                let progress = |so_far, expected| workspace.note_queues(&cancel, so_far, expected);
                let outcome = workspace.0.connect.queue_offers(progress, &cancel).await;
                workspace.finish_looking(&cancel, outcome);
            });
        }
        match &self.lock().queues {
            Queues::NotAsked => QuickConnectQueues::Looking {
                so_far: 0,
                expected: None,
            },
            Queues::Looking {
                so_far, expected, ..
            } => QuickConnectQueues::Looking {
                so_far: *so_far,
                expected: *expected,
            },
            Queues::Known(offers) => details::queues(offers, quick_connects),
            Queues::Unknown(problem) => QuickConnectQueues::Unknown {
                problem: problem.clone(),
            },
        }
    }

    /// Makes a list of what was read and shows it, then sorts it by every column ahead of the
    /// first time that a person asks for it.
    fn join(&self, number: u64, outcome: Result<Snapshot, Problem>) {
        let outcome = outcome.map(|snapshot| Arc::new(Roster::new(snapshot)));
        let roster = outcome.as_ref().ok().cloned();
        self.finish_load(number, outcome);
        if let Some(roster) = roster {
            roster.prepare_orders();
        }
    }

    fn note_progress(&self, number: u64, news: Progress) {
        {
            let mut state = self.lock();
            let current = state.loads == number;
            let Load::Loading { progress, .. } = &mut state.load else {
                return;
            };
            if !current {
                return;
            }
            match progress.iter_mut().find(|part| part.part == news.part) {
                Some(part) => *part = news,
                None => progress.push(news),
            }
        }
        self.0.changes.tell(Topic::Users);
    }

    fn finish_load(&self, number: u64, outcome: Result<Arc<Roster>, Problem>) {
        {
            let mut state = self.lock();
            if state.loads != number {
                return;
            }
            state.load = match outcome {
                Ok(roster) => {
                    Arc::make_mut(&mut state.selection).retain(&roster);
                    state.roster = Some(roster);
                    state.reading = number;
                    if let Queues::Looking { cancel, .. } = &state.queues {
                        cancel.cancel();
                    }
                    state.queues = Queues::NotAsked;
                    Load::Idle
                }
                Err(problem) if problem.code == ProblemCode::Cancelled => Load::Cancelled,
                Err(problem) => Load::Failed(problem),
            };
        }
        self.0.changes.tell(Topic::Users);
        self.0.changes.tell(Topic::Queues);
    }

    fn begin_looking(&self, again: bool) -> Option<CancellationToken> {
        let mut state = self.lock();
        let due = match &state.queues {
            Queues::NotAsked => true,
            Queues::Looking { .. } => false,
            Queues::Known(offers) => again && !offers.unread.is_empty(),
            Queues::Unknown(_) => again,
        };
        if !due {
            return None;
        }
        let cancel = CancellationToken::new();
        state.queues = Queues::Looking {
            so_far: 0,
            expected: None,
            cancel: cancel.clone(),
        };
        Some(cancel)
    }

    fn note_queues(&self, token: &CancellationToken, seen: u32, of: Option<u32>) {
        {
            let mut state = self.lock();
            // A look that was called off must not speak for the one that followed it.
            if token.is_cancelled() {
                return;
            }
            if let Queues::Looking {
                so_far, expected, ..
            } = &mut state.queues
            {
                (*so_far, *expected) = (seen, of);
            }
        }
        self.0.changes.tell(Topic::Queues);
    }

    fn finish_looking(&self, token: &CancellationToken, outcome: Result<QueueOffers, Problem>) {
        {
            let mut state = self.lock();
            // A look that was called off must not overwrite the one that followed it.
            if token.is_cancelled() {
                return;
            }
            state.queues = match outcome {
                Ok(offers) => Queues::Known(Arc::new(offers)),
                Err(problem) => Queues::Unknown(problem),
            };
        }
        self.0.changes.tell(Topic::Queues);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Every change of the state is made whole under the lock by code that does not panic
        // half-way, so a poisoned lock still guards a state that can be shown.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
