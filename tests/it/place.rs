//! A desk in a place of its own: its own data folder, settings, keychain and AWS profiles.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use keyring_core::{CredentialStore, mock};
use roster::{
    credentials::{Keychain, ProfileFiles},
    desk::{Desk, DeskOptions, Open},
    domain::Problem,
    practice::{PracticeOptions, Store},
    settings::Places,
    wire::{Changed, Front, OpeningAnswer, OpeningStep},
};
use tempfile::TempDir;
use tokio::{runtime::Handle, sync::mpsc};

use crate::server::{KEY, SECRET};

/// A place.
pub(crate) struct Place {
    pub(crate) desk: Desk,
    pub(crate) folder: Arc<TempDir>,
    pub(crate) store: Arc<CredentialStore>,
    told: mpsc::UnboundedReceiver<Changed>,
}

impl Place {
    /// A new one.
    pub(crate) fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        for name in ["config", "credentials"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        Self::in_folder(folder, mock::Store::new().unwrap())
    }

    /// The same place after Roster was closed and started again.
    pub(crate) fn again(self) -> Self {
        let Self { folder, store, .. } = self;
        Self::in_folder(folder, store)
    }

    fn in_folder(folder: Arc<TempDir>, store: Arc<CredentialStore>) -> Self {
        let at = |name: &str| folder.path().join(name);
        let options = DeskOptions {
            practice: practice_options(folder.path()),
            folder: folder.path().to_owned(),
            log_folder: at("logs"),
            places: Places {
                machine: Some(at("managed.toml")),
                user: Some(at("own.toml")),
                user_named: false,
            },
            keychain: Keychain::with_store(Arc::clone(&store)),
            profile_files: ProfileFiles::at(at("config"), at("credentials")),
        };
        let (send, told) = mpsc::unbounded_channel();
        let desk = Desk::new(options, Handle::current(), move |changed| {
            let _ = send.send(changed);
        });
        Self {
            desk,
            folder,
            store,
            told,
        }
    }

    /// Where a file of this place is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of this place.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn practice_options(&self) -> PracticeOptions {
        practice_options(self.folder.path())
    }

    pub(crate) fn practice_file(&self) -> PathBuf {
        self.path("practice.sqlite")
    }

    /// Waits, as the window does, for word that something changed, until there is an answer.
    pub(crate) async fn until<T>(&mut self, ask: impl Fn(&Desk) -> Option<T>) -> T {
        loop {
            if let Some(answer) = ask(&self.desk) {
                return answer;
            }
            let word = tokio::time::timeout(std::time::Duration::from_secs(60), self.told.recv());
            word.await.expect("no word comes any more").unwrap();
        }
    }

    /// What opening stops to ask.
    pub(crate) async fn asked(&mut self) -> OpeningStep {
        self.until(|desk| match desk.front() {
            Front::Opening {
                step: OpeningStep::Working,
                ..
            } => None,
            Front::Opening { step, .. } => Some(step),
            other => panic!("asked for nothing: {other:?}"),
        })
        .await
    }

    /// Why opening failed.
    pub(crate) async fn failure(&mut self) -> Problem {
        match self.asked().await {
            OpeningStep::Failed { problem } => problem,
            other => panic!("did not fail: {other:?}"),
        }
    }

    /// The instance, once it is open.
    pub(crate) async fn opened(&mut self) -> Arc<Open> {
        self.until(|desk| match desk.front() {
            Front::Opening {
                step: OpeningStep::Working,
                ..
            } => None,
            Front::Opening { step, .. } => panic!("not open: {step:?}"),
            Front::Open { .. } => desk.open().ok(),
            Front::Choosing => panic!("nothing is being opened"),
        })
        .await
    }

    /// The instance, once its users are listed.
    pub(crate) async fn listed(&mut self) -> Arc<Open> {
        let open = self.opened().await;
        self.until(|_| open.workspace.state().read_at).await;
        open
    }

    pub(crate) fn answer_again(&self) {
        self.desk.answer_opening(OpeningAnswer::Again).unwrap();
    }

    /// Begins to open an instance that asks for keys, and types the right ones.
    pub(crate) async fn type_keys_for(&mut self, name: &str) {
        self.desk.open_instance(name).unwrap();
        let asked = self.asked().await;
        assert!(matches!(asked, OpeningStep::NeedsKeys { .. }), "{asked:?}");
        self.type_keys(KEY, SECRET, true);
    }

    /// Types access keys into the form.
    pub(crate) fn type_keys(&self, id: &str, secret: &str, keep: bool) {
        self.desk
            .answer_opening(typed_keys(id, secret, keep))
            .unwrap();
    }
}

/// What the keys form sends.
pub(crate) fn typed_keys(id: &str, secret: &str, keep: bool) -> OpeningAnswer {
    OpeningAnswer::Keys {
        id: id.into(),
        secret: secret.into(),
        session_token: "".into(),
        keep,
    }
}

fn practice_options(folder: &Path) -> PracticeOptions {
    PracticeOptions {
        users: 25,
        store: Store::File(folder.join("practice.sqlite")),
        ..PracticeOptions::default()
    }
}
