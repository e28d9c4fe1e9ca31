//! Sets Roster up, starts it and checks it. Everything that a developer runs goes through here,
//! so that the README needs two commands and the checks are the same everywhere. Nothing here
//! is part of the app.

mod bindings;
mod checks;
mod command;
mod packages;
mod start;
mod toolchain;
mod window;

use std::{
    ffi::{OsStr, OsString},
    process::ExitCode,
};

const USAGE: &str = "\
Usage:
  cargo xtask start [-- FLAGS]   Set up what is missing, build, and open Roster on its practice
                                 instance. FLAGS go to the app, such as --practice-users 5000.
  cargo xtask test [--fast]      Run every check. --fast leaves the end-to-end journeys out.";

/// What was asked for on the command line.
#[derive(Debug, PartialEq)]
enum Task {
    Start { flags: Vec<OsString> },
    Test { fast: bool },
    Usage,
}

fn main() -> ExitCode {
    let result = match task(std::env::args_os().skip(1)) {
        Some(Task::Start { flags }) => start::start(&flags),
        Some(Task::Test { fast }) => return checks::test(fast),
        Some(Task::Usage) => {
            println!("{USAGE}");
            Ok(())
        }
        None => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What the arguments ask for, or nothing when they make no sense.
fn task(mut arguments: impl Iterator<Item = OsString>) -> Option<Task> {
    let name = arguments.next();
    let rest: Vec<OsString> = arguments.collect();
    let words: Option<Vec<&str>> = rest.iter().map(|word| word.to_str()).collect();
    match (name.as_deref().and_then(OsStr::to_str)?, words.as_deref()) {
        ("start", Some([])) => Some(Task::Start { flags: Vec::new() }),
        ("start", _) if rest.first().is_some_and(|first| first == "--") => Some(Task::Start {
            flags: rest.into_iter().skip(1).collect(),
        }),
        ("test", Some([])) => Some(Task::Test { fast: false }),
        ("test", Some(["--fast"])) => Some(Task::Test { fast: true }),
        ("help" | "--help" | "-h", Some([])) => Some(Task::Usage),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Option<Task> {
        task(arguments.iter().map(OsString::from))
    }

    #[test]
    fn flags_after_the_dashes_go_to_the_app() {
        assert_eq!(asked(&["start"]), Some(Task::Start { flags: vec![] }));
        assert_eq!(
            asked(&["start", "--", "--practice-users", "5000"]),
            Some(Task::Start {
                flags: vec!["--practice-users".into(), "5000".into()]
            })
        );
    }

    #[test]
    fn what_makes_no_sense_is_not_run() {
        assert_eq!(asked(&[]), None);
        assert_eq!(asked(&["start", "--practice-users", "5000"]), None);
        assert_eq!(asked(&["test", "--slow"]), None);
        assert_eq!(asked(&["test", "--fast"]), Some(Task::Test { fast: true }));
    }
}
