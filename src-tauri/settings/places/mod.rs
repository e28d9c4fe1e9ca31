//! Where the settings files are. Each system has a file of its own here, and tests name places of
//! their own, so that none reads what happens to lie on the machine.

use std::{env, path::PathBuf};

#[cfg_attr(target_os = "windows", path = "windows.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(
    not(any(target_os = "windows", target_os = "macos")),
    path = "linux.rs"
)]
mod system;

/// The settings files that are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The machine's, which IT manages.
    pub machine: Option<PathBuf>,
    /// The user's, which Roster writes to when the person adds an instance.
    pub user: Option<PathBuf>,
    /// Whether somebody named the user's file, so that it has to be there.
    pub user_named: bool,
}

impl Places {
    /// This system's places. Another file takes the place of the user's when the flag
    /// `--settings` or the environment variable `ROSTER_SETTINGS` names one.
    pub fn of_system(flag: Option<PathBuf>) -> Self {
        Self::with(flag, env::var_os("ROSTER_SETTINGS").map(PathBuf::from))
    }

    fn with(flag: Option<PathBuf>, variable: Option<PathBuf>) -> Self {
        let named = flag
            .or(variable)
            .filter(|path| !path.as_os_str().is_empty());
        Self {
            machine: machine(),
            user_named: named.is_some(),
            user: named.or_else(system::user),
        }
    }
}

/// The machine's file. Nothing takes its place in a program that people get; one that is built for
/// development can be told another, so that journeys through the app need not write to the
/// machine's own.
fn machine() -> Option<PathBuf> {
    let other = || env::var_os("ROSTER_DEVELOPMENT_MANAGED_SETTINGS").map(PathBuf::from);
    let other = if cfg!(debug_assertions) {
        other()
    } else {
        None
    };
    other.or_else(system::machine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_file_takes_the_place_of_the_users() {
        let path = |name: &str| Some(PathBuf::from(name));
        for (flag, variable, user) in [
            (path("a"), path("b"), path("a")),
            (None, path("b"), path("b")),
            (path(""), None, system::user()),
            (None, path(""), system::user()),
            (None, None, system::user()),
        ] {
            let places = Places::with(flag, variable.clone());
            let named = user != system::user();
            assert_eq!(
                (places.user, places.user_named),
                (user, named),
                "{variable:?}"
            );
            assert_eq!(places.machine, system::machine());
        }
    }

    #[test]
    fn the_places_are_those_of_the_documentation() {
        let documented = include_str!("../../../docs/settings.md");
        assert!(documented.contains(system::DOCUMENTED_MACHINE));
        assert!(documented.contains(system::DOCUMENTED_USER));
        let machine = system::machine().unwrap_or_default();
        assert!(machine.is_absolute());
        assert!(machine.ends_with("roster.toml"));
        let own = system::user().unwrap_or_default();
        assert_ne!(machine, own);
        assert!(own.ends_with("Roster/roster.toml") || own.ends_with("roster/roster.toml"));
    }
}
