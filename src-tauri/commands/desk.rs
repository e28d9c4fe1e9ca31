//! What the commands work on: the open instance, the preferences, the data folder.

use std::{path::PathBuf, sync::Arc};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use tokio::{runtime::Handle, sync::watch};

use crate::{
    connect::{Access, Connect},
    domain::{Problem, ProblemCode},
    practice::{Faults, Limits, Practice, PracticeOptions, Store},
    roster::{Changes, Workspace},
    settings::{Flags, PreferencesFile},
    wire::{Changed, InstanceHeader, Preferences},
};

/// Everything that outlives a reload of the window.
pub struct Desk {
    flags: Flags,
    folder: PathBuf,
    preferences: PreferencesFile,
    changes: Changes,
    runtime: Handle,
    open: watch::Sender<Opening>,
}

/// `None` while the instance is being opened.
type Opening = Option<Result<Arc<Open>, Problem>>;

/// An open instance.
pub struct Open {
    /// How the window shows it.
    pub header: InstanceHeader,
    /// Its users.
    pub workspace: Workspace,
    practice: Practice,
}

impl Desk {
    /// A desk with nothing open. `folder` is the data folder; `emit` hands changes to the window.
    pub fn new(
        flags: Flags,
        folder: PathBuf,
        runtime: Handle,
        emit: impl Fn(Changed) + Send + Sync + 'static,
    ) -> Self {
        Self {
            preferences: PreferencesFile::in_folder(&folder),
            changes: Changes::new(runtime.clone(), emit),
            open: watch::Sender::new(None),
            flags,
            folder,
            runtime,
        }
    }

    /// Starts opening the practice instance and reading its users, without waiting for either,
    /// so that the window comes up at once.
    pub fn open_practice(&self) {
        let (options, open) = (self.practice_options(), self.open.clone());
        let (changes, runtime) = (self.changes.clone(), self.runtime.clone());
        self.runtime.spawn_blocking(move || {
            let opened = options
                .and_then(|options| Practice::open(options).map_err(practice_problem))
                .map(|practice| Arc::new(Open::new(practice, changes, runtime)));
            if let Ok(open) = &opened {
                open.workspace.refresh();
            }
            open.send_replace(Some(opened));
        });
    }

    /// The open instance, once it is open.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub async fn open(&self) -> Result<Arc<Open>, Problem> {
        let mut opening = self.open.subscribe();
        // The sender lives as long as the desk, so waiting can't end without a value.
        let opened = opening.wait_for(Option::is_some).await;
        let opened = opened.ok().and_then(|opening| opening.clone());
        opened.unwrap_or_else(|| Err(Problem::new(ProblemCode::Unexpected)))
    }

    /// What the person chose earlier; the defaults and a reason when that can't be read.
    pub fn preferences(&self) -> (Preferences, Option<Problem>) {
        self.preferences.load()
    }

    /// Keeps what the person chose, mended where it can't be meant.
    ///
    /// # Errors
    /// [`ProblemCode::PreferencesFile`] when the file can't be written.
    pub fn save_preferences(&self, preferences: Preferences) -> Result<Preferences, Problem> {
        let preferences = preferences.mended();
        self.preferences.save(&preferences)?;
        Ok(preferences)
    }

    /// Makes the practice instance anew from its seed, with an empty selection, also when its
    /// file is broken.
    ///
    /// # Errors
    /// [`ProblemCode::PracticeFile`] when the file can't be written.
    pub async fn reset_practice(&self) -> Result<(), Problem> {
        if let Ok(open) = self.open().await {
            open.workspace.forget();
            let reset = open.practice.reset().map_err(practice_problem);
            open.workspace.refresh();
            return reset;
        }
        let options = self.practice_options()?;
        options.store.erase().map_err(practice_problem)?;
        self.open.send_replace(None);
        self.open_practice();
        self.open().await.map(|_| ())
    }

    fn practice_options(&self) -> Result<PracticeOptions, Problem> {
        let flags = &self.flags;
        let file = format!(
            "practice-{}-{}.sqlite",
            flags.practice_users, flags.practice_seed
        );
        std::fs::create_dir_all(&self.folder).map_err(practice_problem)?;
        let faults = match &flags.practice_faults {
            Some(path) => Faults::read(path).map_err(practice_problem)?,
            None => Faults::default(),
        };
        Ok(PracticeOptions {
            users: flags.practice_users,
            seed: flags.practice_seed,
            store: Store::File(self.folder.join(file)),
            limits: if flags.practice_unthrottled {
                Limits::none()
            } else {
                Limits::default()
            },
            latency: flags.practice_latency,
            search_lag: flags.practice_search_lag,
            faults,
        })
    }
}

impl Open {
    fn new(practice: Practice, changes: Changes, runtime: Handle) -> Self {
        let about = practice.about();
        let connect = Connect::new(Access {
            region: about.region.into(),
            instance_id: about.instance_id,
            credentials: SharedCredentialsProvider::new(Credentials::new(
                "PRACTICE", "practice", None, None, "practice",
            )),
            http_client: practice.http_client(),
            endpoint_url: None,
            sts_endpoint_url: None,
        });
        Self {
            header: InstanceHeader {
                name: about.name.into(),
                region: about.region.into(),
                practice: true,
            },
            workspace: Workspace::new(connect, changes, runtime),
            practice,
        }
    }
}

fn practice_problem(error: impl std::fmt::Display) -> Problem {
    Problem::with_message(ProblemCode::PracticeFile, error)
}
