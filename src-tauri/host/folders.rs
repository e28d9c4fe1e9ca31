//! Showing a folder in the system's own file manager.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use crate::domain::{Problem, ProblemCode};

/// Asks the system to show the folder. That it does not wait for the file manager does not mean
/// that it takes no time: it is nothing for a thread that must not wait.
///
/// # Errors
/// [`ProblemCode::FolderNotOpened`] when there is no such folder or nothing that shows it.
pub fn open_folder(folder: &Path) -> Result<(), Problem> {
    let refused = |reason: &dyn std::error::Error| {
        let message = match reason.source() {
            Some(cause) => format!("{}: {reason}: {cause}", folder.display()),
            None => format!("{}: {reason}", folder.display()),
        };
        Problem::with_message(ProblemCode::FolderNotOpened, message)
    };
    // The system opens whatever it is given. This must not become a way to start a program.
    match std::fs::metadata(folder) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(refused(&io::Error::from(ErrorKind::NotADirectory))),
        Err(error) => return Err(refused(&error)),
    }
    // With a separator at its end it can't be taken for a program beside it: Windows takes
    // `Roster` for `Roster.exe` where it finds one.
    opener::open(folder.join("")).map_err(|error| refused(&error))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_folder_is_not_opened() {
        let home = tempfile::tempdir().unwrap();
        let program = home.path().join("program.exe");
        std::fs::write(&program, "").unwrap();
        for path in [program, home.path().join("absent")] {
            let problem = open_folder(&path).unwrap_err();
            assert_eq!(problem.code, ProblemCode::FolderNotOpened);
            let message = problem.technical.unwrap().message.unwrap();
            let named = format!("{}: ", path.display());
            assert!(message.starts_with(&named), "{message}");
            assert!(message.len() > named.len(), "{message}");
        }
    }
}
