//! Where Roster keeps its data.

use std::path::PathBuf;

/// The data folder, which may not exist yet: the one that was asked for, else `ROSTER_HOME`, else
/// the system's own place for a program's local data (`%LOCALAPPDATA%\Roster` on Windows,
/// `~/Library/Application Support/Roster` on macOS, `~/.local/share/roster` on Linux).
///
/// `None` when the system names no such place.
pub fn data_folder(asked: Option<PathBuf>) -> Option<PathBuf> {
    let asked = asked.or_else(|| std::env::var_os("ROSTER_HOME").map(PathBuf::from));
    let name = if cfg!(target_os = "linux") {
        "roster"
    } else {
        "Roster"
    };
    asked
        .filter(|folder| !folder.as_os_str().is_empty())
        .or_else(|| Some(dirs::data_local_dir()?.join(name)))
}
