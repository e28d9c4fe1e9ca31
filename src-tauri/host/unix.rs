//! The computer as Linux, macOS and their like have it. They are alike in what is needed here, so
//! that what runs on macOS is what the tests run on Linux.

use std::{
    fs::{self, DirBuilder, Permissions},
    io::{self, Read, Write},
    os::unix::{
        fs::{DirBuilderExt, PermissionsExt},
        net::UnixStream,
    },
    path::{Path, PathBuf},
};

use interprocess::local_socket::{GenericFilePath, Name, prelude::*};

const ONLY_THE_USER: u32 = 0o700;

/// Makes the folder where it is not there yet, and takes others' permissions from it where it is,
/// unless it is one that holds other things than Roster's: whoever names their home folder, or one
/// that many share, must not find it locked.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(ONLY_THE_USER)
        .create(folder)?;
    let is_own = folder.join(super::lock::LOCK).exists() || fs::read_dir(folder)?.next().is_none();
    if is_own && fs::metadata(folder)?.permissions().mode() & 0o777 != ONLY_THE_USER {
        fs::set_permissions(folder, Permissions::from_mode(ONLY_THE_USER))?;
    }
    Ok(())
}

/// Where who has the folder listens: in the folder itself, which no other user can enter. A place
/// that all users share (as `/tmp`, or Linux's names without files) would let another user listen
/// there first.
fn path(folder: &Path) -> io::Result<PathBuf> {
    // A socket's path may have 103 bytes on macOS and 107 on Linux. The usual folder needs about
    // 80; with a longer one Roster works, but is not brought to the front.
    Ok(fs::canonicalize(folder)?.join("roster.sock"))
}

/// The name of the socket at which who has the folder listens.
pub(super) fn socket(folder: &Path) -> io::Result<Name<'static>> {
    path(folder)?.to_fs_name::<GenericFilePath>()
}

/// Reaches who listens, if somebody does.
pub(super) fn connect(folder: &Path) -> io::Result<impl Read + Write + use<>> {
    UnixStream::connect(path(folder)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_private_whether_it_was_there_or_not() {
        let home = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let new = home.path().join("above").join("new");
        make_private_folder(&new).unwrap();
        assert_eq!(mode(&new), 0o700);
        assert_eq!(mode(&home.path().join("above")), 0o700);

        let old = home.path().join("old");
        fs::create_dir(&old).unwrap();
        for before in [0o755, 0o777, 0o700] {
            fs::set_permissions(&old, Permissions::from_mode(before)).unwrap();
            make_private_folder(&old).unwrap();
            assert_eq!(mode(&old), 0o700, "{before:o}");
        }
    }

    #[test]
    fn a_folder_of_other_things_keeps_its_permissions_until_it_is_rosters() {
        let home = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        fs::write(home.path().join("letter.txt"), "Dear Ann").unwrap();
        fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
        make_private_folder(home.path()).unwrap();
        assert_eq!(mode(home.path()), 0o755);
        fs::write(home.path().join(super::super::lock::LOCK), "").unwrap();
        make_private_folder(home.path()).unwrap();
        assert_eq!(mode(home.path()), 0o700);
    }
}
