//! Access keys in the operating system's own keychain.

use roster::{
    credentials::{AccessKeys, Keychain},
    domain::ProblemCode,
};

const INSTANCE: &str = "a test of Roster's";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// Saves, replaces, reads and forgets keys, in another process's sight of the same keychain too:
/// each step is a keychain opened anew.
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
    use std::{
        path::Path,
        process::{Command, Output},
    };

    use super::*;

    /// Set in the processes that these tests start of themselves.
    const INSIDE: &str = "ROSTER_TEST_INSIDE";

    fn is_inside() -> bool {
        std::env::var_os(INSIDE).is_some()
    }

    /// Runs one test again in a process of its own with a home folder of its own, behind what
    /// `wrapper` starts before it.
    fn again(test: &str, wrapper: &[&str], home: &Path) -> Output {
        let this = std::env::current_exe().unwrap();
        let mut command: Vec<_> = wrapper.iter().map(AsRef::as_ref).collect();
        command.push(this.as_os_str());
        Command::new(command[0])
            .args(&command[1..])
            .args(["--exact", "--nocapture", test])
            .env(INSIDE, "yes")
            .env("HOME", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_RUNTIME_DIR", home)
            // A keychain that wants to ask somebody can't, and is refused at once.
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
            .output()
            .unwrap_or_else(|error| {
                panic!("{command:?} did not start: {error} (apt-get install dbus gnome-keyring)")
            })
    }

    fn assert_passed(output: &Output) {
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && told.contains("1 passed"),
            "{told}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// A session bus of its own, on which a keyring runs that a password has opened.
    const UNLOCKED: &[&str] = &[
        "dbus-run-session",
        "--",
        "sh",
        "-ec",
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"",
        "sh",
    ];

    #[tokio::test]
    async fn an_open_secret_service_keeps_keys() {
        if is_inside() {
            return round_trip().await;
        }
        let home = tempfile::tempdir().unwrap();
        assert_passed(&again(
            "keychain::secret_service::an_open_secret_service_keeps_keys",
            UNLOCKED,
            home.path(),
        ));
    }

    #[tokio::test]
    async fn keys_are_found_by_the_next_process_and_not_in_a_locked_service() {
        const TEST: &str = "keychain::secret_service::keys_are_found_by_the_next_process_and_not_in_a_locked_service";
        if is_inside() {
            return match std::env::var("ROSTER_TEST_STEP").unwrap().as_str() {
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
        let home = tempfile::tempdir().unwrap();
        let locked = [
            "dbus-run-session",
            "--",
            "sh",
            "-ec",
            "gnome-keyring-daemon --start --components=secrets >/dev/null; exec \"$@\"",
            "sh",
        ];
        for (step, wrapper) in [("save", UNLOCKED), ("load", UNLOCKED), ("locked", &locked)] {
            let step = format!("ROSTER_TEST_STEP={step}");
            let wrapper: Vec<_> = wrapper.iter().copied().chain(["env", &step]).collect();
            assert_passed(&again(TEST, &wrapper, home.path()));
        }
    }

    #[tokio::test]
    async fn without_a_session_bus_there_is_no_keychain() {
        if is_inside() {
            let problem = Keychain::system().load(INSTANCE).await.unwrap_err();
            assert_eq!(problem.code, ProblemCode::KeychainAbsent, "{problem}");
            return;
        }
        let home = tempfile::tempdir().unwrap();
        assert_passed(&again(
            "keychain::secret_service::without_a_session_bus_there_is_no_keychain",
            &["env"],
            home.path(),
        ));
    }
}
