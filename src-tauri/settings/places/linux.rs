//! The places on Linux and its like.

use std::path::PathBuf;

/// The machine's file.
pub(super) fn machine() -> Option<PathBuf> {
    Some(PathBuf::from("/etc/roster/roster.toml"))
}

/// The user's file, in the XDG configuration folder.
pub(super) fn user() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("roster").join("roster.toml"))
}

#[cfg(test)]
pub(super) const DOCUMENTED_MACHINE: &str = "`/etc/roster/roster.toml`";

#[cfg(test)]
pub(super) const DOCUMENTED_USER: &str = "`~/.config/roster/roster.toml`";
