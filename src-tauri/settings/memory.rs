//! What Roster remembers of what people did, beside what they prefer: which instance was open
//! last, which they picked from a list, which login is their own. Losing it costs a question.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::atomic;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Memory {
    /// The name of the instance that was open last.
    pub last: Option<String>,
    /// By an instance's name and Region in the settings and the AWS account, the id of the
    /// instance that was picked for it.
    pub picked: BTreeMap<String, String>,
    /// By an instance's id, the person's own login there; `None` for somebody who has none.
    pub own_logins: BTreeMap<String, Option<String>>,
}

/// The file that it is kept in.
#[derive(Debug)]
pub struct MemoryFile {
    path: PathBuf,
    memory: Mutex<Memory>,
}

impl MemoryFile {
    /// Reads the file in a data folder. One that can't be read is as good as none.
    pub fn in_folder(folder: &Path) -> Self {
        let path = folder.join("memory.json");
        let memory = match read(&path) {
            Ok(memory) => memory,
            Err(error) => {
                tracing::warn!(%error, "what was remembered can't be read");
                Memory::default()
            }
        };
        Self {
            path,
            memory: Mutex::new(memory),
        }
    }

    /// What is remembered now.
    pub fn get(&self) -> Memory {
        self.lock().clone()
    }

    /// Changes it. What can't be written is remembered until Roster is closed.
    pub fn change(&self, change: impl FnOnce(&mut Memory)) {
        let mut memory = self.lock();
        let before = memory.clone();
        change(&mut memory);
        if *memory == before {
            return;
        }
        let written = serde_json::to_string_pretty(&*memory)
            .map_err(io::Error::from)
            .and_then(|text| atomic::write(&self.path, &text));
        if let Err(error) = written {
            tracing::warn!(%error, "what is remembered can't be written");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Memory> {
        // It holds plain values, which a panic elsewhere can't leave half-changed.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(path: &Path) -> io::Result<Memory> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(serde_json::from_str(&text)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Memory::default()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let file = MemoryFile::in_folder(folder.path());
        assert_eq!(file.get(), Memory::default());
        file.change(|memory| {
            memory.last = Some("Berlin".into());
            memory.own_logins.insert("id".into(), None);
        });
        assert_eq!(MemoryFile::in_folder(folder.path()).get(), file.get());
    }

    #[test]
    fn a_broken_file_costs_what_it_held_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("memory.json"), "{").unwrap();
        let file = MemoryFile::in_folder(folder.path());
        assert_eq!(file.get(), Memory::default());
        file.change(|memory| memory.last = Some("Berlin".into()));
        assert_eq!(MemoryFile::in_folder(folder.path()).get(), file.get());
    }
}
