//! The places on macOS.

use std::path::PathBuf;

/// The machine's file.
pub(super) fn machine() -> Option<PathBuf> {
    Some(PathBuf::from(
        "/Library/Application Support/Roster/roster.toml",
    ))
}

/// The user's file.
pub(super) fn user() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("Roster").join("roster.toml"))
}

#[cfg(test)]
pub(super) const DOCUMENTED_MACHINE: &str = "`/Library/Application Support/Roster/roster.toml`";

#[cfg(test)]
pub(super) const DOCUMENTED_USER: &str = "`~/Library/Application Support/Roster/roster.toml`";
