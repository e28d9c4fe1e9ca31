//! What the window works on: the instances and the way into them, who is signed in, the open ones,
//! preferences and settings. It outlives a reload of the window and knows nothing of one.
//!
//! Each instance that was opened stays open until Roster is closed, so that going back to it takes
//! no time and what runs in it goes on.

mod access;
mod ask_it;
mod check;
mod instances;
mod opening;
mod practice;
mod settings_page;
mod signing_in;

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use tokio::runtime::Handle;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{
    connect::{Connect, Gate, Pace},
    credentials::{Held, Keychain, ProfileFiles, SignedIn},
    domain::{Caller, Problem, ProblemCode},
    practice::{Practice, PracticeOptions},
    roster::{Changes, Workspace},
    settings::{InstanceSettings, MemoryFile, Places, PreferencesFile, ProxySettings, Settings},
    wire::{Changed, Front, InstanceHeader, OpeningStep, Preferences, Topic},
};

pub use check::Check;
use opening::Opening;
use signing_in::Asking;

/// What a desk is made of.
pub struct DeskOptions {
    /// The practice instance.
    pub practice: PracticeOptions,
    /// The data folder.
    pub folder: PathBuf,
    /// Where log files go.
    pub log_folder: PathBuf,
    /// Where settings are read from.
    pub places: Places,
    /// Where access keys are kept.
    pub keychain: Keychain,
    /// Where AWS profiles are read from.
    pub profile_files: ProfileFiles,
}

/// Everything that outlives a reload of the window. Clones are the same one.
#[derive(Clone)]
pub struct Desk(Arc<Shared>);

struct Shared {
    options: DeskOptions,
    preferences: PreferencesFile,
    memory: MemoryFile,
    held: Held,
    changes: Changes,
    runtime: Handle,
    settings: Mutex<Arc<Settings>>,
    /// The way to AWS, and the proxy settings that it was made for: it holds the connections.
    http: Mutex<Option<(ProxySettings, SharedHttpClient)>>,
    /// By AWS account and Region, since that is what Connect counts calls for.
    paces: Mutex<HashMap<(String, String), Pace>>,
    state: Mutex<State>,
    check: Mutex<Option<Check>>,
}

struct State {
    front: FrontState,
    /// By name.
    opened: HashMap<String, Arc<Open>>,
    /// Counts the openings, so that one that was left can tell.
    openings: u64,
}

enum FrontState {
    Choosing,
    Opening(Box<Opening>),
    Open(Arc<Open>),
}

/// An open instance.
pub struct Open {
    /// How the window shows it.
    pub header: InstanceHeader,
    /// Its users.
    pub workspace: Workspace,
    /// The settings that it was opened with; the practice instance has none.
    instance: Option<InstanceSettings>,
    connect: Connect,
    gate: Gate,
    /// Who is signed in, and how; the practice instance takes anybody.
    signed_in: Option<SignedIn>,
    caller: Caller,
    /// The instance's ARN, where DescribeInstance told it.
    arn: Option<String>,
    practice: Option<Practice>,
    asking: Mutex<Option<Asking>>,
    /// Ends what listens on the instance's behalf.
    _listening: DropGuard,
}

impl Desk {
    /// A desk with nothing open. `emit` hands changes to the window.
    pub fn new(
        options: DeskOptions,
        runtime: Handle,
        emit: impl Fn(Changed) + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(Shared {
            preferences: PreferencesFile::in_folder(&options.folder),
            memory: MemoryFile::in_folder(&options.folder),
            held: Held::default(),
            changes: Changes::new(runtime.clone(), emit),
            runtime,
            settings: Mutex::new(Arc::new(Settings::load(&options.places))),
            http: Mutex::default(),
            paces: Mutex::default(),
            state: Mutex::new(State {
                front: FrontState::Choosing,
                opened: HashMap::new(),
                openings: 0,
            }),
            check: Mutex::default(),
            options,
        }))
    }

    /// Begins as the flag or the settings say: with an instance, or with the start page. Waits
    /// for nothing.
    pub fn begin(&self, asked: Option<&str>) {
        let memory = self.0.memory.get();
        let last = memory
            .last
            .filter(|_| self.settings().open_last_instance.value);
        if let Some(name) = asked.or(last.as_deref())
            && let Err(problem) = self.open_instance(name)
        {
            tracing::warn!(code = ?problem.code, "the instance to begin with can't be opened");
        }
    }

    /// What the window is to show.
    pub fn front(&self) -> Front {
        match &self.state().front {
            FrontState::Choosing => Front::Choosing,
            FrontState::Opening(opening) => Front::Opening {
                name: opening.name.clone(),
                region: opening.region.clone(),
                step: opening.step.clone(),
            },
            FrontState::Open(open) => Front::Open {
                instance: open.header.clone(),
                query: open.workspace.query(),
            },
        }
    }

    /// The open instance that the window shows.
    ///
    /// # Errors
    /// [`ProblemCode::InstanceGone`] while it shows none.
    pub fn open(&self) -> Result<Arc<Open>, Problem> {
        match &self.state().front {
            FrontState::Open(open) => Ok(Arc::clone(open)),
            _ => Err(Problem::new(ProblemCode::InstanceGone)),
        }
    }

    /// What the person chose earlier; the defaults and a reason when that can't be read.
    pub fn preferences(&self) -> (Preferences, Option<Problem>) {
        self.0.preferences.load()
    }

    /// Keeps what the person chose, mended where it can't be meant.
    ///
    /// # Errors
    /// [`ProblemCode::PreferencesFile`] when the file can't be written.
    pub fn save_preferences(&self, preferences: Preferences) -> Result<Preferences, Problem> {
        let preferences = preferences.mended();
        self.0.preferences.save(&preferences)?;
        Ok(preferences)
    }

    fn settings(&self) -> Arc<Settings> {
        Arc::clone(&locked(&self.0.settings))
    }

    /// Reads the settings files anew: IT may have brought one while Roster was open. A managed
    /// file that was there and is gone counts until Roster is closed, since a program that renews
    /// it may take it away for a moment, and its limits with it.
    fn reload_settings(&self) -> Arc<Settings> {
        // Read under the lock, so that an older reading never takes a newer one's place.
        let mut settings = locked(&self.0.settings);
        let places = &self.0.options.places;
        let is_gone = places.machine.as_ref().is_some_and(|file| !file.exists());
        if !(is_gone && settings.is_managed()) {
            *settings = Arc::new(Settings::load(places));
        }
        Arc::clone(&settings)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.0.state)
    }

    fn pace(&self, account: &str, region: &str) -> Pace {
        let key = (account.to_owned(), region.to_owned());
        locked(&self.0.paces).entry(key).or_default().clone()
    }

    /// Shows an open instance, and keeps it open from now on; unless it comes from an opening that
    /// was left since.
    fn show(&self, open: Arc<Open>, opening: Option<u64>) {
        let name = open.header.name.clone();
        {
            let mut state = self.state();
            let is_current = match (&state.front, opening) {
                (_, None) => true,
                (FrontState::Opening(current), Some(number)) => current.number == number,
                _ => false,
            };
            if !is_current {
                return;
            }
            state.opened.insert(name.clone(), Arc::clone(&open));
            state.front = FrontState::Open(Arc::clone(&open));
        }
        if opening.is_some() {
            open.workspace.refresh();
        }
        self.0.memory.change(|memory| memory.last = Some(name));
        self.0.changes.tell(Topic::Front);
        self.0.changes.tell(Topic::Access);
        self.0.changes.tell(Topic::Users);
        self.0.changes.tell(Topic::Queues);
    }

    /// Closes an instance, open or on its way, with all that goes on in it: its settings or its
    /// keys are others from now on.
    fn close(&self, name: &str) {
        let closed = {
            let mut state = self.state();
            let is_shown = match &state.front {
                FrontState::Open(open) => open.header.name == name,
                FrontState::Opening(opening) if opening.name == name => {
                    opening.cancel.cancel();
                    true
                }
                _ => false,
            };
            if is_shown {
                state.front = FrontState::Choosing;
            }
            state.opened.remove(name)
        };
        if let Some(open) = closed {
            open.gate.end();
            open.workspace.forget();
        }
        self.0.changes.tell(Topic::Front);
    }

    /// Tells the window whenever the gate of an instance closes or opens, or its credentials are
    /// others, for as long as the guard is kept.
    fn listen(&self, gate: &Gate, signed_in: Option<&SignedIn>) -> DropGuard {
        let end = CancellationToken::new();
        let ended = end.clone();
        let changes = self.0.changes.clone();
        let mut gate = gate.listen();
        let standing = signed_in.map(SignedIn::standing);
        self.0.runtime.spawn(async move {
            let standing_changed = async |standing: &mut Option<_>| match standing {
                Some(standing) => changed(standing).await,
                None => std::future::pending().await,
            };
            let mut standing = standing;
            loop {
                tokio::select! {
                    () = ended.cancelled() => return,
                    () = gate.changed() => {}
                    () = standing_changed(&mut standing) => {}
                }
                changes.tell(Topic::Access);
            }
        });
        end.drop_guard()
    }
}

async fn changed<T>(watched: &mut tokio::sync::watch::Receiver<T>) {
    // Without a sender nothing changes any more.
    if watched.changed().await.is_err() {
        std::future::pending().await
    }
}

/// A step that says that it failed.
fn failed(problem: Problem) -> OpeningStep {
    OpeningStep::Failed { problem }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is guarded is changed by plain assignments, which a panic can't leave half-done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
