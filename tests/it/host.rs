//! What Roster needs of the computer, among processes as they really start, crash and meet.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::mpsc,
};

use roster::host::{DataFolder, NotTaken, call_first, log};

use crate::again::{Again, is_again};

/// Tells a process that a test started of itself which folder is meant.
const FOLDER: &str = "ROSTER_TEST_FOLDER";

/// Says what such a process does.
const STEP: &str = "ROSTER_TEST_STEP";

fn folder() -> PathBuf {
    std::env::var_os(FOLDER).unwrap().into()
}

fn is_in_use(folder: &Path) -> bool {
    match DataFolder::take(folder) {
        Ok(_) => false,
        Err(NotTaken::InUse(_)) => true,
        Err(other) => panic!("{other}"),
    }
}

/// Takes the folder and counts the calls.
fn take(folder: &Path) -> (DataFolder, mpsc::Receiver<()>) {
    let taken = DataFolder::take(folder).unwrap();
    let (tell, told) = mpsc::channel();
    taken.on_call(move || tell.send(()).unwrap());
    (taken, told)
}

#[test]
fn a_second_process_finds_the_folder_in_use_and_calls_the_first_to_the_front() {
    if is_again() {
        assert!(is_in_use(&folder()));
        return call_first(&folder()).unwrap();
    }
    let mut again = Again::new(
        "host::a_second_process_finds_the_folder_in_use_and_calls_the_first_to_the_front",
    );
    let (taken, calls) = take(&again.path("data folder"));
    again.env(FOLDER, taken.path());
    for _ in 0..2 {
        again.passes();
        calls.try_recv().unwrap();
    }
    assert!(calls.try_recv().is_err());
}

/// Starts a process that takes the folder, and returns when it has it.
fn started(again: &Again) -> Child {
    let mut child = again
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("it is taken")));
    child
}

#[test]
fn when_the_first_process_is_killed_the_folder_can_be_taken() {
    if is_again() {
        let (_taken, _calls) = take(&folder());
        println!("it is taken");
        // Until it is killed: nobody writes anything.
        std::io::stdin().read_line(&mut String::new()).unwrap();
        return;
    }
    let mut again = Again::new("host::when_the_first_process_is_killed_the_folder_can_be_taken");
    let folder = again.path("data folder");
    again.env(FOLDER, &folder);
    let mut first = started(&again);
    assert!(is_in_use(&folder));
    call_first(&folder).unwrap();

    first.kill().unwrap();
    first.wait().unwrap();
    let (_taken, calls) = take(&folder);
    // What the killed one left behind does not stand between this one and who calls it.
    call_first(&folder).unwrap();
    calls.try_recv().unwrap();
}

#[test]
fn folders_do_not_meet() {
    if is_again() {
        assert!(!is_in_use(&folder()));
        let (_taken, calls) = take(&folder());
        call_first(&folder()).unwrap();
        return calls.try_recv().unwrap();
    }
    let mut again = Again::new("host::folders_do_not_meet");
    let (_taken, calls) = take(&again.path("one folder"));
    let other = again.path("another folder");
    again.env(FOLDER, other).passes();
    assert!(calls.try_recv().is_err());
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_logs_are_private_to_the_user() {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};

    if is_again() {
        let taken = DataFolder::take(&folder()).unwrap();
        let _log = log::start(taken.path()).unwrap();
        for private in [taken.path(), &taken.path().join("logs")] {
            let mode = private.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", private.display());
        }
        return;
    }
    let mut again = Again::new("host::the_folder_and_its_logs_are_private_to_the_user");
    // One that is not there, and one that everybody may enter.
    let open = again.path("open");
    let mut everybody = std::fs::DirBuilder::new();
    everybody.mode(0o755).create(&open).unwrap();
    for folder in [again.path("not there"), open] {
        again.env(FOLDER, folder).passes();
    }
}

/// What is in the log files.
fn logged(folder: &Path) -> String {
    std::fs::read_dir(folder.join("logs"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn the_log_has_what_was_logged_when_its_guard_is_gone_and_no_access_key() {
    if is_again() {
        let guard = log::start(&folder()).unwrap();
        tracing::info!(target: "aws_config::profile", "AKIAIOSFODNN7EXAMPLE");
        tracing::debug!(target: "aws_sigv4", "AKIAIOSFODNN7EXAMPLE");
        tracing::info!(target: "roster::desk", "the instance is open");
        tracing::debug!(target: "roster::desk", "only when asked for");
        drop(guard);
        let log = logged(&folder());
        assert!(log.contains(" INFO roster::desk: the instance is open\n"));
        assert!(!log.contains("AKIA"), "{log}");
        let level = std::env::var("ROSTER_LOG").unwrap();
        let asked_for = log.contains("only when asked for");
        assert_eq!(asked_for, level == "trace", "{log}");
        let misread = log.contains("ROSTER_LOG names no level");
        assert_eq!(misread, level.contains("aws"), "{log}");
        return;
    }
    for level in ["", "trace", "aws_config=trace"] {
        let mut again = Again::new(
            "host::the_log_has_what_was_logged_when_its_guard_is_gone_and_no_access_key",
        );
        let folder = again.path("data");
        again.env("ROSTER_LOG", level).env(FOLDER, folder).passes();
    }
}

#[test]
fn a_panic_is_in_the_log_even_when_the_process_ends_in_it() {
    const TEST: &str = "host::a_panic_is_in_the_log_even_when_the_process_ends_in_it";
    if is_again() {
        // As a callback of the system's does, which a panic can't leave.
        std::panic::set_hook(Box::new(|_| std::process::abort()));
        let _log = log::start(&folder()).unwrap();
        let step = std::env::var(STEP).unwrap();
        let panicking = std::thread::Builder::new().name("reader".into());
        let thread = panicking.spawn(move || panic!("{step}\n{}", "x".repeat(1_000)));
        let _ = thread.unwrap().join();
        return;
    }
    let mut again = Again::new(TEST);
    let folder = again.path("data");
    let output = again
        .env(FOLDER, &folder)
        .env(STEP, "something is wrong")
        .command()
        .output()
        .unwrap();
    // The hook that was there before is still asked: without it the process goes on.
    assert!(!output.status.success());

    let log = logged(&folder);
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains(r"ERROR roster::panic: panic: something is wrong\nxxx"));
    assert!(log.contains(r#" thread="reader" place="#), "{log}");
    assert!(log.contains("host.rs:"), "{log}");
    // The break counts as one letter.
    assert_eq!(
        log.matches('x').count(),
        500 - "something is wrong\n".len(),
        "{log}"
    );
}

#[test]
fn a_folder_that_takes_no_log_is_named_and_the_process_goes_on() {
    if is_again() {
        std::fs::write(folder(), "a file").unwrap();
        let problem = log::start(&folder()).unwrap_err();
        let named = folder().join("logs").display().to_string();
        assert!(problem.to_string().contains(&named), "{problem}");
        tracing::error!(target: "roster", "nobody hears it");
        return;
    }
    let mut again = Again::new("host::a_folder_that_takes_no_log_is_named_and_the_process_goes_on");
    let file = again.path("file");
    again.env(FOLDER, file).passes();
}
