//! The practice file: the rows of a world in SQLite, so that a practice instance is as it was
//! left after its program was killed. Nothing but [`Practice`](super::Practice) writes to it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, params};

use super::world::{Change, World};

/// What every practice file has in its header, so that another program's file is not taken for
/// one. The bytes read "Rost".
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Rost");

/// The layout that this program writes.
const VERSION: i32 = 1;

/// Why a practice instance can't be opened or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PracticeError {
    /// More users were asked for than a practice instance holds.
    #[error("a practice instance has {most} users at most, not {asked}")]
    TooManyUsers {
        /// How many were asked for.
        asked: u32,
        /// How many there can be.
        most: u32,
    },
    /// Another program, or another part of this one, has the file open.
    #[error("the practice file {} is in use by another program", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer Roster.
    #[error(
        "the practice file {} was written by a newer Roster (layout {found}, this one knows {VERSION})",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The layout of the file.
        found: i32,
    },
    /// The file is not a practice file, or no longer a whole one.
    #[error("the practice file {} is broken: {reason}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file can't be read or written: no permission, no folder, no space.
    #[error("the practice file {} can't be used: {reason}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
}

/// What a world was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) seed: u64,
    pub(super) users: u32,
}

/// An open practice file. It is held for this process alone until it is dropped.
pub(super) struct File {
    path: PathBuf,
    connection: Connection,
}

/// An error of SQLite or of a row's JSON, before it is known which file it is about.
enum Failure {
    Sqlite(rusqlite::Error),
    Broken(String),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl Failure {
    fn about(self, path: &Path) -> PracticeError {
        let path = path.to_owned();
        match self {
            Self::Broken(reason) => PracticeError::Broken { path, reason },
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    PracticeError::Locked { path }
                }
                Some(
                    ErrorCode::CannotOpen
                    | ErrorCode::PermissionDenied
                    | ErrorCode::ReadOnly
                    | ErrorCode::DiskFull
                    | ErrorCode::SystemIoFailure,
                ) => PracticeError::Unusable {
                    path,
                    reason: error.to_string(),
                },
                _ => PracticeError::Broken {
                    path,
                    reason: error.to_string(),
                },
            },
        }
    }
}

/// Renames a file, and what SQLite keeps beside it, to end in `broken`. An earlier one of that
/// name is replaced; a missing file is fine.
pub(super) fn put_aside(path: &Path) -> Result<(), PracticeError> {
    for beside in ["-wal", "-shm", ""] {
        let with = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(beside);
            name.push(ending);
            PathBuf::from(name)
        };
        match std::fs::rename(with(""), with(".broken")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(PracticeError::Unusable {
                    path: with(""),
                    reason: error.to_string(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

impl File {
    /// Opens a file and reads its world. A file that does not exist or is empty is made, with the
    /// world that `make` gives.
    pub(super) fn open(
        path: &Path,
        origin: Origin,
        make: impl FnOnce() -> World,
    ) -> Result<(Self, Origin, World), PracticeError> {
        let failed = |failure: Failure| failure.about(path);
        let connection = Connection::open(path).map_err(|error| failed(error.into()))?;
        let mut file = Self {
            path: path.to_owned(),
            connection,
        };
        // A file that isn't ours to write is left as it is, so its layout is looked at first.
        match file.version().map_err(failed)? {
            None => {
                file.take().map_err(failed)?;
                let world = make();
                file.replace(origin, &world)?;
                Ok((file, origin, world))
            }
            Some(VERSION) => {
                file.take().map_err(failed)?;
                let (origin, world) = file.load().map_err(failed)?;
                Ok((file, origin, world))
            }
            Some(found) => Err(PracticeError::Newer {
                path: path.to_owned(),
                found,
            }),
        }
    }

    /// Takes the file for this process, and has every commit on the disk before it returns.
    fn take(&self) -> Result<(), Failure> {
        for (pragma, value) in [
            ("locking_mode", "EXCLUSIVE"),
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
        ] {
            self.connection
                .pragma_update_and_check(None, pragma, value, |_| Ok(()))
                .optional()?;
        }
        // The exclusive lock is only taken with the first transaction.
        self.connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
        Ok(())
    }

    /// The layout of the file; nothing if it is a new one.
    fn version(&self) -> Result<Option<i32>, Failure> {
        let pragma = |name| -> Result<i32, rusqlite::Error> {
            self.connection
                .pragma_query_value(None, name, |row| row.get(0))
        };
        let tables: u32 =
            self.connection
                .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        match (pragma("application_id")?, pragma("user_version")?, tables) {
            (0, 0, 0) => Ok(None),
            (APPLICATION_ID, version @ 1.., _) => Ok(Some(version)),
            _ => Err(Failure::Broken(
                "it is not a practice file of Roster".to_owned(),
            )),
        }
    }

    fn load(&self) -> Result<(Origin, World), Failure> {
        let check: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if check != "ok" {
            return Err(Failure::Broken(check));
        }
        let about = |key: &str| -> Result<String, Failure> {
            self.connection
                .query_row("SELECT value FROM about WHERE key = ?1", [key], |row| {
                    row.get(0)
                })
                .optional()?
                .ok_or_else(|| Failure::Broken(format!("it has no {key}")))
        };
        let number = |error: std::num::ParseIntError| Failure::Broken(error.to_string());
        let origin = Origin {
            seed: about("seed")?.parse().map_err(number)?,
            users: about("users")?.parse().map_err(number)?,
        };
        let mut world = World::empty(about("instance_id")?);
        let mut rows = self
            .connection
            .prepare("SELECT kind, id, body FROM resource")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, id, body) = (
                row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
                row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?,
                row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?,
            );
            match world.add_row(kind, body) {
                Ok(true) => {}
                Ok(false) => return Err(Failure::Broken(format!("what is a {kind}?"))),
                Err(error) => return Err(Failure::Broken(format!("{kind} {id}: {error}"))),
            }
        }
        Ok((origin, world))
    }

    /// Writes a whole world in the place of what there was, all or nothing.
    pub(super) fn replace(&mut self, origin: Origin, world: &World) -> Result<(), PracticeError> {
        self.write(|transaction| {
            transaction.execute_batch(
                "DROP TABLE IF EXISTS about;
                 DROP TABLE IF EXISTS resource;
                 CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
                 CREATE TABLE resource (
                     kind TEXT NOT NULL,
                     id TEXT NOT NULL,
                     body TEXT NOT NULL,
                     PRIMARY KEY (kind, id)
                 ) STRICT;",
            )?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
            for (key, value) in [
                ("seed", origin.seed.to_string()),
                ("users", origin.users.to_string()),
                ("instance_id", world.instance_id.clone()),
            ] {
                transaction.execute("INSERT INTO about VALUES (?1, ?2)", [key, &value])?;
            }
            let mut insert = transaction.prepare("INSERT INTO resource VALUES (?1, ?2, ?3)")?;
            world.for_each_row(|kind, id, body| {
                insert.execute(params![kind, id, body])?;
                Ok(())
            })
        })
    }

    /// Writes some changes, all or none. When this returns they are on the disk.
    pub(super) fn save(&mut self, changes: &[Box<dyn Change>]) -> Result<(), PracticeError> {
        self.write(|transaction| {
            for change in changes {
                match change.row()? {
                    (kind, id, Some(body)) => transaction.execute(
                        "INSERT INTO resource VALUES (?1, ?2, ?3)
                         ON CONFLICT DO UPDATE SET body = excluded.body",
                        params![kind, id, body],
                    )?,
                    (kind, id, None) => transaction.execute(
                        "DELETE FROM resource WHERE kind = ?1 AND id = ?2",
                        params![kind, id],
                    )?,
                };
            }
            Ok(())
        })
    }

    fn write(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<(), Failure>,
    ) -> Result<(), PracticeError> {
        let transaction = self.connection.transaction().map_err(Failure::from);
        transaction
            .and_then(|transaction| {
                work(&transaction)?;
                Ok(transaction.commit()?)
            })
            .map_err(|failure| failure.about(&self.path))
    }
}
