//! The flags of the command line. People never need them; they are for IT, for rehearsals with a
//! larger practice instance and for tests.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use lexopt::{Arg, Parser, ValueExt};

/// What `roster --help` prints.
pub const HELP: &str = "\
Roster: users of Amazon Connect, one or thousands at a time

Usage: roster [FLAGS]

  --home DIR                 keep Roster's data in this folder (also: ROSTER_HOME)
  --settings FILE            read this file in place of your own settings (also: ROSTER_SETTINGS)
  --open NAME                open the instance of this name at once; \"practice\" is built in
  --practice-users N         a practice instance of N users, 1 to 100,000 (240)
  --practice-seed N          another set of made-up people (1)
  --practice-faults FILE     let the practice instance fail as this file says
  --practice-unthrottled     let the practice instance answer as fast as it can
  --practice-latency-ms N    let it take N milliseconds for each answer (0)
  --practice-search-lag-ms N let its searches lag N milliseconds behind changes (0)
  --check-settings FILE      say what is wrong in a settings file, and do nothing else
  --example-settings         print a settings file that has every key, with comments
  --help                     print this
  --version                  print the version
";

/// What `roster --example-settings` prints.
pub const EXAMPLE: &str = include_str!("example.toml");

/// What the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invocation {
    /// Open the window.
    Open(Flags),
    /// Say what is wrong in a settings file.
    CheckSettings(PathBuf),
    /// Print [`EXAMPLE`].
    ExampleSettings,
    /// Print [`HELP`].
    Help,
    /// Print the version.
    Version,
}

/// The flags, with what holds when one is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Another data folder.
    pub home: Option<PathBuf>,
    /// Another file in place of the user's own settings.
    pub settings: Option<PathBuf>,
    /// The name of the instance to open at once.
    pub open: Option<String>,
    /// How many users the practice instance has when it is made.
    pub practice_users: u32,
    /// Which made-up people it has.
    pub practice_seed: u64,
    /// The file with the faults that it shows.
    pub practice_faults: Option<PathBuf>,
    /// Whether it answers without Connect's limit of calls.
    pub practice_unthrottled: bool,
    /// How long it takes for each answer.
    pub practice_latency: Duration,
    /// How far its searches lag behind changes.
    pub practice_search_lag: Duration,
}

impl Default for Flags {
    fn default() -> Self {
        Self {
            home: None,
            settings: None,
            open: None,
            practice_users: 240,
            practice_seed: 1,
            practice_faults: None,
            practice_unthrottled: false,
            practice_latency: Duration::ZERO,
            practice_search_lag: Duration::ZERO,
        }
    }
}

/// A command line that can't be followed; says which flag and why.
#[derive(Debug, thiserror::Error)]
#[error("{0}. `roster --help` lists the flags")]
pub struct Misuse(String);

impl From<lexopt::Error> for Misuse {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}

impl Invocation {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    /// [`Misuse`] for an unknown flag, a missing value or a value that can't be meant.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, Misuse> {
        let mut flags = Flags::default();
        let mut parser = Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("home") => flags.home = Some(parser.value()?.into()),
                Arg::Long("settings") => flags.settings = Some(parser.value()?.into()),
                Arg::Long("open") => flags.open = Some(parser.value()?.string()?),
                Arg::Long("practice-users") => {
                    flags.practice_users = parser.value()?.parse()?;
                    if flags.practice_users == 0 {
                        return Err(Misuse("--practice-users takes 1 or more".into()));
                    }
                }
                Arg::Long("practice-seed") => flags.practice_seed = parser.value()?.parse()?,
                Arg::Long("practice-faults") => {
                    flags.practice_faults = Some(parser.value()?.into());
                }
                Arg::Long("practice-unthrottled") => flags.practice_unthrottled = true,
                Arg::Long("practice-latency-ms") => {
                    flags.practice_latency = Duration::from_millis(parser.value()?.parse()?);
                }
                Arg::Long("practice-search-lag-ms") => {
                    flags.practice_search_lag = Duration::from_millis(parser.value()?.parse()?);
                }
                Arg::Long("check-settings") => {
                    return Ok(Self::CheckSettings(parser.value()?.into()));
                }
                Arg::Long("example-settings") => return Ok(Self::ExampleSettings),
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("version") | Arg::Short('V') => return Ok(Self::Version),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Self::Open(flags))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Invocation, String> {
        Invocation::parse(arguments.iter().map(OsString::from)).map_err(|misuse| misuse.to_string())
    }

    #[test]
    fn flags_replace_the_defaults_one_by_one() {
        assert_eq!(parse(&[]), Ok(Invocation::Open(Flags::default())));
        assert_eq!(
            parse(&["--practice-users", "5000", "--practice-latency-ms=20"]),
            Ok(Invocation::Open(Flags {
                practice_users: 5000,
                practice_latency: Duration::from_millis(20),
                ..Flags::default()
            }))
        );
        assert_eq!(parse(&["--version"]), Ok(Invocation::Version));
        assert_eq!(
            parse(&["--example-settings"]),
            Ok(Invocation::ExampleSettings)
        );
        assert_eq!(
            parse(&["--open", "Berlin", "--settings=own.toml"]),
            Ok(Invocation::Open(Flags {
                open: Some("Berlin".into()),
                settings: Some("own.toml".into()),
                ..Flags::default()
            }))
        );
        assert_eq!(
            parse(&["--check-settings", "roster.toml"]),
            Ok(Invocation::CheckSettings("roster.toml".into()))
        );
    }

    #[test]
    fn a_flag_that_cannot_be_followed_is_named() {
        for (arguments, named) in [
            (vec!["--practise"], "--practise"),
            (vec!["--practice-users", "0"], "--practice-users"),
            (vec!["--practice-users", "many"], "many"),
            (vec!["--home"], "--home"),
            (vec!["file.csv"], "file.csv"),
        ] {
            let sentence = parse(&arguments).unwrap_err();
            assert!(sentence.contains(named), "{sentence:?} lacks {named}");
        }
    }

    #[test]
    fn help_lists_every_default() {
        let flags = Flags::default();
        assert!(HELP.contains(&format!("({})", flags.practice_users)));
        assert!(HELP.contains(&format!("({})", flags.practice_seed)));
    }
}
