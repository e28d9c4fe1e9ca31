//! One Roster at a time for each data folder. Two would write the same files, and both could send
//! the same change to Connect.

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{call, system};

/// What is locked. It stays in the folder when Roster ends: who deleted it while another Roster
/// holds it would let a third one lock a new file of that name.
pub(super) const LOCK: &str = "roster.lock";

/// The data folder, which nobody else gets while this value lives. The system takes the lock back
/// from a process that ends in whatever way, so that a crash leaves nothing to clear away.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Takes the folder. It is made if need be, and made private to the user unless it
    /// holds other people's things.
    ///
    /// # Errors
    /// [`NotTaken::InUse`] when another Roster has it, and the system's own errors.
    pub fn take(folder: &Path) -> Result<Self, NotTaken> {
        let unusable = |source| NotTaken::Unusable {
            folder: folder.to_owned(),
            source,
        };
        let path = std::path::absolute(folder).map_err(unusable)?;
        let lock = open_lock(&path).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(NotTaken::InUse(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    /// The folder as it was named, from the root: it is the same after the process has gone to
    /// another working folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// From now on until the process ends, `come` is called on a thread of its own whenever
    /// somebody starts Roster again with this folder. It should be quick: the other one waits.
    ///
    /// Without it nothing is lost but a convenience, so that what stands in its way is logged and
    /// no error.
    pub fn on_call(&self, come: impl Fn() + Send + 'static) {
        if let Err(error) = call::listen(&self.path, come) {
            let error: &dyn std::error::Error = &error;
            tracing::warn!(error, "starting Roster again will not show this one");
        }
    }
}

/// Why the data folder was not taken, as a sentence that can be printed.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// Another Roster works with it: [`super::call_first`] brings that one to the front.
    #[error("Roster is open already with the data folder {}", .0.display())]
    InUse(PathBuf),
    /// It can't be made, made private, or written.
    #[error("the data folder {} can't be used: {source}", folder.display())]
    Unusable {
        /// The folder, as it was named.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

fn open_lock(folder: &Path) -> io::Result<File> {
    if folder.is_file() {
        // Else the system says that the folder exists, which helps nobody.
        return Err(io::ErrorKind::NotADirectory.into());
    }
    system::make_private_folder(folder)?;
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(LOCK))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_taken_once_and_free_again_afterwards() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a").join("b");
        let taken = DataFolder::take(&folder).unwrap();
        assert_eq!(taken.path(), folder);
        // Another spelling is no way around.
        let around = home.path().join("a").join(".").join("b");
        let refused = DataFolder::take(&around).unwrap_err();
        assert!(matches!(refused, NotTaken::InUse(_)), "{refused}");
        drop(taken);
        DataFolder::take(&folder).unwrap();
    }

    #[test]
    fn two_folders_are_taken_side_by_side() {
        let home = tempfile::tempdir().unwrap();
        let take = |name: &str| DataFolder::take(&home.path().join(name)).unwrap();
        let _both = (take("a"), take("b"));
    }

    #[test]
    fn a_file_in_the_folders_place_is_named() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        std::fs::write(&file, "").unwrap();
        for folder in [file.clone(), file.join("below")] {
            let refused = DataFolder::take(&folder).unwrap_err();
            assert!(matches!(refused, NotTaken::Unusable { .. }), "{refused}");
            let named = format!("the data folder {} can't be used: ", folder.display());
            assert!(refused.to_string().starts_with(&named), "{refused}");
        }
    }
}
