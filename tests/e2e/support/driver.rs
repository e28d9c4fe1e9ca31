//! The web view's own driver: started for one app, and ended with everything that it started.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use super::until;

/// Gives what follows a session bus of its own with an open keyring, which is kept in the home
/// folder: a journey's keys are there the next time, and in no other journey.
const WITH_KEYRING: [&str; 6] = [
    "dbus-run-session",
    "--",
    "sh",
    "-ec",
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"",
    "sh",
];

/// Told when what the journeys stand on is not there.
const HOW_TO_RUN: &str = "run the journeys with `cargo xtask test`, which installs \
                          WebKitWebDriver and gives them a screen";

/// A running WebKitWebDriver.
pub(super) struct Driver {
    process: Child,
    port: u16,
    log: PathBuf,
}

impl Driver {
    /// Starts it with `home` as the home folder of all that it starts, and waits until it
    /// answers.
    pub(super) async fn start(home: &Path) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "there is no display: {HOW_TO_RUN}"
        );
        let port = free_port();
        let log = home.join("output.log");
        let output = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .expect("the log can be written");
        let [first, rest @ ..] = WITH_KEYRING;
        let process = Command::new(first)
            .args(rest)
            .arg("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "en_US.UTF-8")
            .env("TZ", "UTC")
            .env("HOME", home)
            // What the machine's own file would say; it is there where a journey wrote it.
            .env(
                "ROSTER_DEVELOPMENT_MANAGED_SETTINGS",
                home.join("managed.toml"),
            )
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .stdin(Stdio::null())
            .stdout(output.try_clone().expect("the log can be written"))
            .stderr(output)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| {
                panic!("a session bus can't be started ({error}): {HOW_TO_RUN}")
            });
        let driver = Self { process, port, log };
        until("WebKitWebDriver answers", async || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()
        })
        .await;
        driver
    }

    /// Where it listens.
    pub(super) fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The app and the web view's processes are in the driver's process group, whose id is
        // the driver's own. The standard library can't end a group; any shell can.
        let killed = Command::new("sh")
            .args(["-c", "kill -s KILL -- -$0"])
            .arg(self.process.id().to_string())
            .status();
        if !killed.is_ok_and(|status| status.success()) {
            eprintln!("what WebKitWebDriver started may still be running");
        }
        let _ = self.process.wait();
        if std::thread::panicking() {
            let output = fs::read_to_string(&self.log).unwrap_or_default();
            eprintln!("what the app and its driver wrote:\n{output}");
        }
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
        .port()
}
