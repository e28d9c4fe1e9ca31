//! Saving a file in a folder of the person's, where nothing that is there may be overwritten.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use super::names::usable;

/// How many files of one name there may be.
const MOST: u32 = 10_000;

/// Why a file was not saved. Nothing of it is there.
#[derive(Debug, thiserror::Error)]
#[error("nothing can be saved in {}: {source}", folder.display())]
pub struct NotSaved {
    /// The folder.
    pub folder: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// Saves a file in a folder that is there, as `name.ending`, or as `name (2).ending` and so on
/// where there is one of that name. What a name must not have in it is replaced. Whoever looks
/// meanwhile sees the whole file or none.
///
/// # Errors
/// [`NotSaved`], which names the folder.
pub fn save(folder: &Path, name: &str, ending: &str, content: &[u8]) -> Result<PathBuf, NotSaved> {
    save_in(folder, &usable(name), ending, content).map_err(|source| NotSaved {
        folder: folder.to_owned(),
        source,
    })
}

fn save_in(folder: &Path, name: &str, ending: &str, content: &[u8]) -> io::Result<PathBuf> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    for number in 1..=MOST {
        let path = folder.join(match number {
            1 => format!("{name}.{ending}"),
            _ => format!("{name} ({number}).{ending}"),
        });
        let error = match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(not_kept) => {
                file = not_kept.file;
                not_kept.error
            }
        };
        if error.kind() == ErrorKind::AlreadyExists {
            continue;
        }
        // Some disks, as those of cameras and sticks, can't give a file a name without taking it
        // from another. There the file is written in its place.
        match write_new(&path, content) {
            Ok(()) => return Ok(path),
            Err(other) if other.kind() == ErrorKind::AlreadyExists => {}
            Err(other) => return Err(other),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Writes a file that was not there, and takes it away again when that fails.
fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(file);
        // The reason why it can't be written tells more than why it can't be deleted.
        let _ = fs::remove_file(path);
    }
    written
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use std::{collections::BTreeSet, sync::Barrier, thread};

    use super::*;

    fn names(folder: &Path) -> BTreeSet<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        for (text, expected) in [
            ("one", "failed.csv"),
            ("two", "failed (2).csv"),
            ("three", "failed (3).csv"),
        ] {
            let path = save(folder.path(), "failed", "csv", text.as_bytes()).unwrap();
            assert_eq!(path, folder.path().join(expected));
        }
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("failed.csv"), "one");
        assert_eq!(read("failed (2).csv"), "two");
        assert_eq!(read("failed (3).csv"), "three");
        assert_eq!(names(folder.path()).len(), 3, "something is left over");
    }

    #[test]
    fn a_folder_or_a_link_of_that_name_is_not_overwritten_either() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("report.csv")).unwrap();
        let path = save(folder.path(), "report", "csv", b"text").unwrap();
        assert_eq!(path, folder.path().join("report (2).csv"));
    }

    #[test]
    fn two_threads_at_once_take_nothing_from_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let start = Barrier::new(2);
        let saved: Vec<PathBuf> = thread::scope(|scope| {
            let threads = ["a", "b"].map(|text| {
                let (folder, start) = (folder.path(), &start);
                scope.spawn(move || {
                    start.wait();
                    (0..50)
                        .map(|number| {
                            let text = format!("{text}{number}");
                            let path = save(folder, "report", "csv", text.as_bytes()).unwrap();
                            assert_eq!(fs::read_to_string(&path).unwrap(), text);
                            path
                        })
                        .collect::<Vec<_>>()
                })
            });
            threads
                .into_iter()
                .flat_map(|thread| thread.join().unwrap())
                .collect()
        });
        assert_eq!(saved.iter().collect::<BTreeSet<_>>().len(), 100);
        let texts: BTreeSet<_> = saved
            .iter()
            .map(|path| fs::read_to_string(path).unwrap())
            .collect();
        assert_eq!(texts.len(), 100);
        assert_eq!(names(folder.path()).len(), 100, "something is left over");
    }

    #[test]
    fn where_a_name_can_only_be_taken_by_writing_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        write_new(&path, b"one").unwrap();
        let error = write_new(&path, b"two").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    }

    #[test]
    fn a_folder_that_takes_no_file_is_named() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        for folder in [file, home.path().join("absent")] {
            let error = save(&folder, "report", "csv", b"text").unwrap_err();
            assert_eq!(error.folder, folder);
            let named = format!("nothing can be saved in {}: ", folder.display());
            assert!(error.to_string().starts_with(&named), "{error}");
        }
        assert_eq!(names(home.path()).len(), 1, "something is left over");
    }

    #[test]
    fn a_name_can_lead_to_no_other_folder() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("downloads");
        fs::create_dir(&folder).unwrap();
        let path = save(&folder, "../up/../../on", "csv", b"text").unwrap();
        assert_eq!(path.parent(), Some(folder.as_path()));
        assert_eq!(names(home.path()).len(), 1);
    }
}
