//! The places on Windows.

use std::path::PathBuf;

use known_folders::{KnownFolder, get_known_folder_path};

/// The machine's file. The system is asked for the folder: the variable `ProgramData` is the
/// user's to change, and with it they would step out of what IT manages.
pub(super) fn machine() -> Option<PathBuf> {
    let folder = get_known_folder_path(KnownFolder::ProgramData)?;
    Some(folder.join("Roster").join("roster.toml"))
}

/// The user's file.
pub(super) fn user() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join("Roster").join("roster.toml"))
}

#[cfg(test)]
pub(super) const DOCUMENTED_MACHINE: &str = r"`%ProgramData%\Roster\roster.toml`";

#[cfg(test)]
pub(super) const DOCUMENTED_USER: &str = r"`%LOCALAPPDATA%\Roster\roster.toml`";
