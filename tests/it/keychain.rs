//! Access keys in the operating system's own keychain.

use roster::{
    credentials::{AccessKeys, Keychain},
    domain::ProblemCode,
};

const INSTANCE: &str = "a test of Roster's";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// Saves, reads, replaces and forgets keys.
async fn round_trip() {
    let keys = |id: &str, token: Option<&str>| {
        AccessKeys::new(id, &SECRET.into(), token.map(Into::into).as_ref()).unwrap()
    };
    // As long as the session token of a role is at its usual longest.
    let token = "t".repeat(1_200);
    let keychain = Keychain::system;
    keychain().forget(INSTANCE).await.unwrap();
    assert!(keychain().load(INSTANCE).await.unwrap().is_none());
    let first = keys("AKIAIOSFODNN7EXAMPLE", None);
    keychain().save(INSTANCE, &first).await.unwrap();
    let loaded = keychain().load(INSTANCE).await.unwrap().unwrap();
    assert_eq!(loaded.id(), "AKIAIOSFODNN7EXAMPLE");
    assert!(!loaded.are_temporary());

    let second = keys("ASIAI44QH8DHBEXAMPLE", Some(&token));
    keychain().save(INSTANCE, &second).await.unwrap();
    let loaded = keychain().load(INSTANCE).await.unwrap().unwrap();
    assert_eq!(loaded.id(), "ASIAI44QH8DHBEXAMPLE");
    assert!(loaded.are_temporary());

    if cfg!(windows) {
        let long = keys("ASIAI44QH8DHBEXAMPLE", Some(&"t".repeat(2_560)));
        let problem = keychain().save(INSTANCE, &long).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::KeychainFull);
        let loaded = keychain().load(INSTANCE).await.unwrap();
        assert_eq!(loaded.unwrap().id(), "ASIAI44QH8DHBEXAMPLE");
    }

    keychain().forget(INSTANCE).await.unwrap();
    assert!(keychain().load(INSTANCE).await.unwrap().is_none());
}

#[cfg(windows)]
#[tokio::test]
async fn the_credential_manager_keeps_keys_and_says_when_they_are_too_long() {
    round_trip().await;
}

#[cfg(target_os = "linux")]
mod secret_service {
    use super::*;
    use crate::again::{Again, is_again};

    /// A session bus of its own, on which a keyring runs that a password has opened.
    const UNLOCKED: &[&str] = &[
        "dbus-run-session",
        "--",
        "sh",
        "-ec",
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"",
        "sh",
    ];

    /// The same with a keyring that nobody has opened.
    const LOCKED: &[&str] = &[
        "dbus-run-session",
        "--",
        "sh",
        "-ec",
        "gnome-keyring-daemon --start --components=secrets >/dev/null; exec \"$@\"",
        "sh",
    ];

    /// Says what a process does that is started again for one step of a test.
    const STEP: &str = "ROSTER_TEST_STEP";

    #[tokio::test]
    async fn an_open_secret_service_keeps_keys() {
        if is_again() {
            return round_trip().await;
        }
        Again::new("keychain::secret_service::an_open_secret_service_keeps_keys")
            .behind(UNLOCKED)
            .passes();
    }

    #[tokio::test]
    async fn keys_are_found_by_the_next_process_and_not_in_a_locked_service() {
        const TEST: &str = "keychain::secret_service::keys_are_found_by_the_next_process_and_not_in_a_locked_service";
        if is_again() {
            return match std::env::var(STEP).unwrap().as_str() {
                "save" => {
                    let keys = AccessKeys::new("AKIAIOSFODNN7EXAMPLE", &SECRET.into(), None);
                    let saved = Keychain::system().save(INSTANCE, &keys.unwrap()).await;
                    saved.unwrap();
                }
                "load" => {
                    let loaded = Keychain::system().load(INSTANCE).await.unwrap().unwrap();
                    assert_eq!(loaded.id(), "AKIAIOSFODNN7EXAMPLE");
                }
                _ => {
                    let problem = Keychain::system().load(INSTANCE).await.unwrap_err();
                    assert_eq!(problem.code, ProblemCode::KeychainLocked, "{problem}");
                }
            };
        }
        let mut again = Again::new(TEST);
        for (step, wrapper) in [("save", UNLOCKED), ("load", UNLOCKED), ("locked", LOCKED)] {
            again.behind(wrapper).env(STEP, step).passes();
        }
    }

    #[tokio::test]
    async fn without_a_session_bus_there_is_no_keychain() {
        if is_again() {
            let problem = Keychain::system().load(INSTANCE).await.unwrap_err();
            assert_eq!(problem.code, ProblemCode::KeychainAbsent, "{problem}");
            return;
        }
        Again::new("keychain::secret_service::without_a_session_bus_there_is_no_keychain").passes();
    }
}
