//! What the commands work on: the open instance, the preferences, the data folder.

use std::{path::Path, sync::Arc};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use tokio::{runtime::Handle, sync::watch};

use crate::{
    connect::{Access, Connect},
    domain::{Problem, ProblemCode},
    practice::{Practice, PracticeError, PracticeOptions},
    roster::{Changes, Workspace},
    settings::PreferencesFile,
    wire::{Changed, InstanceHeader, Preferences},
};

/// Everything that outlives a reload of the window.
pub struct Desk {
    practice: PracticeOptions,
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
        practice: PracticeOptions,
        folder: &Path,
        runtime: Handle,
        emit: impl Fn(Changed) + Send + Sync + 'static,
    ) -> Self {
        Self {
            preferences: PreferencesFile::in_folder(folder),
            changes: Changes::new(runtime.clone(), emit),
            open: watch::Sender::new(None),
            practice,
            runtime,
        }
    }

    /// Starts opening the practice instance and reading its users, without waiting for either,
    /// so that the window comes up at once.
    pub fn open_practice(&self) {
        let (options, open) = (self.practice.clone(), self.open.clone());
        let (changes, runtime) = (self.changes.clone(), self.runtime.clone());
        self.open.send_replace(None);
        self.runtime.spawn_blocking(move || {
            let opened = Practice::open(options)
                .map(|practice| Arc::new(Open::new(practice, changes, runtime)))
                .map_err(practice_problem);
            if let Ok(open) = &opened {
                open.workspace.refresh();
            }
            open.send_replace(Some(opened));
        });
    }

    /// The open instance, once it is open. One that could not be opened is tried once more, as
    /// the reason may have gone: the file was in use, the disk was full.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub async fn reopen(&self) -> Result<Arc<Open>, Problem> {
        let failed = matches!(&*self.open.borrow(), Some(Err(_)));
        if failed {
            self.open_practice();
        }
        self.open().await
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

    /// Makes the practice instance anew from its seed, with an empty selection. A broken file is
    /// put aside for that; a file that can't be opened for another reason is left alone.
    ///
    /// # Errors
    /// [`ProblemCode::PracticeFile`] when the file can't be written; nothing has changed then.
    pub async fn reset_practice(&self) -> Result<(), Problem> {
        match self.open().await {
            Ok(open) => {
                let practice = open.practice.clone();
                self.away(move || practice.reset()).await?;
                open.workspace.forget();
                open.workspace.refresh();
                Ok(())
            }
            Err(problem) if problem.code == ProblemCode::PracticeBroken => {
                let store = self.practice.store.clone();
                self.away(move || store.put_aside()).await?;
                self.reopen().await.map(|_| ())
            }
            Err(problem) => Err(problem),
        }
    }

    /// Runs what waits for the disk where no other task waits for it.
    async fn away(
        &self,
        work: impl FnOnce() -> Result<(), PracticeError> + Send + 'static,
    ) -> Result<(), Problem> {
        let done = self.runtime.spawn_blocking(work).await;
        done.map_err(|error| Problem::with_message(ProblemCode::Unexpected, error))?
            .map_err(practice_problem)
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

fn practice_problem(error: PracticeError) -> Problem {
    let code = match error {
        PracticeError::Broken { .. } => ProblemCode::PracticeBroken,
        _ => ProblemCode::PracticeFile,
    };
    Problem::with_message(code, error)
}
