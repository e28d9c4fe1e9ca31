//! Runs a test again in a process of its own, for what a process has only one of: its
//! environment, its home folder, its session bus.

use std::{ffi::OsString, path::PathBuf, process::Command};

use tempfile::TempDir;

/// Set in the processes that tests start of themselves.
const AGAIN: &str = "ROSTER_TEST_AGAIN";

/// Whether this process is one that a test started of itself.
pub(crate) fn is_again() -> bool {
    std::env::var_os(AGAIN).is_some()
}

/// One test in processes of its own, which share a home folder that goes when this does.
pub(crate) struct Again {
    test: &'static str,
    wrapper: &'static [&'static str],
    home: TempDir,
    env: Vec<(&'static str, OsString)>,
}

impl Again {
    /// The test with this path, such as `keychain::keys_are_kept`.
    pub(crate) fn new(test: &'static str) -> Self {
        Self {
            test,
            wrapper: &[],
            home: tempfile::tempdir().unwrap(),
            env: Vec::new(),
        }
    }

    /// Starts it behind a command that takes the rest of its command line as a command.
    pub(crate) fn behind(&mut self, wrapper: &'static [&'static str]) -> &mut Self {
        self.wrapper = wrapper;
        self
    }

    /// Starts it with a variable in its environment.
    pub(crate) fn env(&mut self, name: &'static str, value: impl Into<OsString>) -> &mut Self {
        self.env.push((name, value.into()));
        self
    }

    /// Writes a file into its home folder.
    pub(crate) fn file(&mut self, path: &str, content: &str) -> &mut Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Where something in its home folder is.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// Runs it once, and fails unless it passes.
    pub(crate) fn passes(&self) {
        let mut command = self.command();
        let output = command.output().unwrap_or_else(|error| {
            panic!("{command:?} did not start: {error} (on Debian: apt install dbus gnome-keyring)")
        });
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && told.contains("1 passed"),
            "{told}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// What starts it, for a test that deals with the process itself.
    pub(crate) fn command(&self) -> Command {
        let home = self.home.path();
        let mut line: Vec<OsString> = self.wrapper.iter().map(Into::into).collect();
        line.push(std::env::current_exe().unwrap().into());
        let mut command = Command::new(&line[0]);
        command
            .args(&line[1..])
            .args(["--exact", "--nocapture", self.test])
            .env("HOME", home)
            .env("USERPROFILE", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_RUNTIME_DIR", home)
            // What would ask somebody can't, and is refused at once.
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy().to_uppercase();
            if text.starts_with("AWS_") || text.ends_with("_PROXY") || text.starts_with("SSL_CERT_")
            {
                command.env_remove(name);
            }
        }
        command.env(AGAIN, "yes").envs(self.env.iter().cloned());
        command
    }
}
