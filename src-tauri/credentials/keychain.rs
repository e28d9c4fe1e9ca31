//! Where access keys are kept: in the keychain of the operating system, or, where that refuses,
//! in memory until the app closes. No file of Roster's ever holds a secret.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use keyring_core::{CredentialStore, Entry, Error};
use zeroize::Zeroizing;

use crate::domain::{Problem, ProblemCode};

use super::AccessKeys;

/// The name that the entries stand under in the keychain's own window.
const SERVICE: &str = "Roster";

/// The keychain: Credential Manager on Windows, Keychain on macOS, the Secret Service on Linux.
/// It may ask the person to unlock it, so an answer can take as long as a person does.
#[derive(Clone, Debug, Default)]
pub struct Keychain {
    /// Absent for the operating system's own, which is looked for when it is first needed.
    store: Option<Arc<CredentialStore>>,
}

impl Keychain {
    /// The operating system's. Whether there is one shows when it is used; if there is none, it
    /// is not looked for again before the app is started anew.
    pub fn system() -> Self {
        Self::default()
    }

    /// Another store than the operating system's, for tests.
    pub fn with_store(store: Arc<CredentialStore>) -> Self {
        Self { store: Some(store) }
    }

    /// Keeps the keys of an instance, in place of those it had.
    ///
    /// # Errors
    ///
    /// One of the `Keychain…` codes. The keys that were there before are still there.
    pub async fn save(&self, instance: &str, keys: &AccessKeys) -> Result<(), Problem> {
        let secret = keys.to_entry()?;
        self.with_entry(instance, move |entry| entry.set_secret(&secret))
            .await
    }

    /// The keys of an instance, if it has any.
    ///
    /// # Errors
    ///
    /// One of the `Keychain…` codes.
    pub async fn load(&self, instance: &str) -> Result<Option<AccessKeys>, Problem> {
        let secret = self
            .with_entry(instance, |entry| match entry.get_secret() {
                Ok(secret) => Ok(Some(Zeroizing::new(secret))),
                Err(Error::NoEntry) => Ok(None),
                Err(error) => Err(error),
            })
            .await?;
        secret
            .map(|secret| AccessKeys::from_entry(&secret))
            .transpose()
    }

    /// Removes the keys of an instance. Nothing to remove is no error.
    ///
    /// # Errors
    ///
    /// One of the `Keychain…` codes.
    pub async fn forget(&self, instance: &str) -> Result<(), Problem> {
        self.with_entry(instance, |entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        })
        .await
    }

    /// Works on an instance's entry on a thread that may block, since keychains do.
    async fn with_entry<T: Send + 'static>(
        &self,
        instance: &str,
        work: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Problem> {
        let store = self.store.clone();
        let instance = instance.to_owned();
        let done = tokio::task::spawn_blocking(move || {
            let store = match store {
                Some(store) => store,
                None => system_store()?,
            };
            let entry = store.build(SERVICE, &instance, None).map_err(problem)?;
            work(&entry).map_err(problem)
        });
        match done.await {
            Ok(outcome) => outcome,
            Err(error) => Err(Problem::with_message(ProblemCode::KeychainFault, error)),
        }
    }
}

/// The operating system's store, as `keyring` chooses it.
fn system_store() -> Result<Arc<CredentialStore>, Problem> {
    match keyring::Entry::store_status() {
        Ok(()) => keyring_core::get_default_store()
            .ok_or_else(|| Problem::new(ProblemCode::KeychainAbsent)),
        Err(error) => Err(Problem::with_message(ProblemCode::KeychainAbsent, error)),
    }
}

/// What a keychain's error means. The errors' own words name entries and never what is in them.
fn problem(error: Error) -> Problem {
    let code = match error {
        Error::NoStorageAccess(_) => ProblemCode::KeychainLocked,
        Error::NoDefaultStore => ProblemCode::KeychainAbsent,
        Error::TooLong(..) => ProblemCode::KeychainFull,
        _ => ProblemCode::KeychainFault,
    };
    Problem::with_message(code, error)
}

/// Keys that are kept until the app closes, for when the keychain can't or mustn't have them.
#[derive(Debug, Default)]
pub struct Held(Mutex<HashMap<String, AccessKeys>>);

impl Held {
    /// Keeps the keys of an instance, in place of those it had.
    pub fn keep(&self, instance: &str, keys: AccessKeys) {
        self.with(|held| held.insert(instance.to_owned(), keys));
    }

    /// The keys of an instance, if it has any.
    pub fn get(&self, instance: &str) -> Option<AccessKeys> {
        self.with(|held| held.get(instance).cloned())
    }

    /// Drops the keys of an instance, and wipes them.
    pub fn forget(&self, instance: &str) {
        self.with(|held| held.remove(instance));
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, AccessKeys>) -> T) -> T {
        // Nothing in here can panic half-way through a change.
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use super::*;
    use keyring_core::mock;

    fn keys(id: &str) -> AccessKeys {
        AccessKeys::new(id, &"wJalrXUtnFEMI/K7MDENG".into(), None).unwrap()
    }

    fn mock_keychain() -> (Keychain, Arc<CredentialStore>) {
        let store: Arc<CredentialStore> = mock::Store::new().unwrap();
        (Keychain::with_store(Arc::clone(&store)), store)
    }

    #[tokio::test]
    async fn keys_are_kept_replaced_and_forgotten_for_each_instance_by_itself() {
        let (keychain, _) = mock_keychain();
        assert!(keychain.load("one").await.unwrap().is_none());
        keychain
            .save("one", &keys("AKIAIOSFODNN7EXAMPLE"))
            .await
            .unwrap();
        keychain
            .save("two", &keys("AKIAI44QH8DHBEXAMPLE"))
            .await
            .unwrap();
        keychain
            .save("one", &keys("AKIAREPLACED0EXAMPLE"))
            .await
            .unwrap();
        let one = keychain.load("one").await.unwrap().unwrap();
        assert_eq!(one.id(), "AKIAREPLACED0EXAMPLE");

        keychain.forget("one").await.unwrap();
        keychain.forget("one").await.unwrap();
        assert!(keychain.load("one").await.unwrap().is_none());
        let two = keychain.load("two").await.unwrap().unwrap();
        assert_eq!(two.id(), "AKIAI44QH8DHBEXAMPLE");
    }

    #[tokio::test]
    async fn each_refusal_of_a_keychain_has_its_code() {
        let other = || Box::new(std::io::Error::other("somebody pressed Cancel"));
        for (error, code) in [
            (Error::NoStorageAccess(other()), ProblemCode::KeychainLocked),
            (
                Error::TooLong("secret".into(), 2560),
                ProblemCode::KeychainFull,
            ),
            (Error::NoDefaultStore, ProblemCode::KeychainAbsent),
            (Error::PlatformFailure(other()), ProblemCode::KeychainFault),
            (
                Error::BadEncoding(b"wJalrXUtnFEMI".to_vec()),
                ProblemCode::KeychainFault,
            ),
        ] {
            let (keychain, store) = mock_keychain();
            let entry = store.build(SERVICE, "one", None).unwrap();
            let entry: &mock::Cred = entry.as_any().downcast_ref().unwrap();
            entry.set_error(error);
            let problem = keychain.load("one").await.unwrap_err();
            assert_eq!(problem.code, code);
            assert!(problem.technical.is_some());
            assert!(!problem.to_string().contains("wJalr"), "{problem}");
        }
    }

    #[test]
    fn held_keys_are_there_until_they_are_forgotten() {
        let held = Held::default();
        held.keep("one", keys("AKIAIOSFODNN7EXAMPLE"));
        assert!(held.get("two").is_none());
        assert_eq!(held.get("one").unwrap().id(), "AKIAIOSFODNN7EXAMPLE");
        held.forget("one");
        assert!(held.get("one").is_none());
    }
}
