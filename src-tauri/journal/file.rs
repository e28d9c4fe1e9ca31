//! The journal's file: how it is opened, brought to the newest layout, read and written. What is
//! in it is not known here.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, config::DbConfig};

use super::{
    BatchId, Clock, JournalError,
    error::{Failure, Obstacle},
};

/// What every journal has in its header, so that another program's file is not taken for one. The
/// bytes read "RosJ".
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"RosJ");

/// What brings a file from each layout to the next; the first of them makes it.
pub(super) const LAYOUTS: &[&str] = &[include_str!("layout_1.sql")];

/// How long a call waits for another program that has the file, such as a backup.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// An open journal.
pub(super) struct File {
    path: PathBuf,
    connection: Connection,
    clock: Clock,
    /// The batches that were begun or taken up since the file was opened, each with its latest
    /// run. Of all others nobody has checked that they are at the right place.
    pub(super) taken_up: HashMap<BatchId, i64>,
    /// What every write meets, for rehearsals.
    pub(super) rehearsed: Option<Obstacle>,
}

impl File {
    /// Opens a journal, makes it if need be, and brings it to the last of `layouts`.
    pub(super) fn open(
        path: &Path,
        clock: Clock,
        layouts: &[&str],
        patience: Duration,
    ) -> Result<Self, JournalError> {
        let failed = |failure: Failure| failure.about(path);
        // SQLite would open it all the same, and leave files beside it that can't be written
        // either, also when this one can be again.
        if fs::metadata(path).is_ok_and(|found| found.permissions().readonly()) {
            return Err(not_written(path, &io::ErrorKind::PermissionDenied.into()));
        }
        let connection = Connection::open(path).map_err(|error| failed(error.into()))?;
        let mut file = Self {
            path: path.to_owned(),
            connection,
            clock,
            taken_up: HashMap::new(),
            rehearsed: None,
        };
        file.prepare(layouts, patience)?;
        file.take_stock()?;
        Ok(file)
    }

    fn prepare(&mut self, layouts: &[&str], patience: Duration) -> Result<(), JournalError> {
        let known = u32::try_from(layouts.len()).unwrap_or(u32::MAX);
        let found = self
            .before_anything(patience)
            .map_err(|failure| failure.about(&self.path))?;
        if found > known {
            return Err(JournalError::Newer {
                path: self.path.clone(),
                found,
                known,
            });
        }
        self.take()
            .and_then(|()| self.check())
            .map_err(|failure| failure.about(&self.path))?;
        if found == known {
            return Ok(());
        }
        if found > 0 {
            self.copy(found)?;
        }
        self.bring_up(found, layouts)
            .map_err(|failure| failure.about(&self.path))
    }

    /// The layout of the file, 0 for a new one. Nothing is written until it is known to be ours:
    /// even closing a file may write to it.
    fn before_anything(&self, patience: Duration) -> Result<u32, Failure> {
        self.connection.busy_timeout(patience)?;
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        let pragma = |name| -> Result<i32, rusqlite::Error> {
            self.connection
                .pragma_query_value(None, name, |row| row.get(0))
        };
        let tables: u32 =
            self.connection
                .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        match (pragma("application_id")?, pragma("user_version")?, tables) {
            (0, 0, 0) => Ok(0),
            (APPLICATION_ID, version @ 1.., _) => Ok(version.unsigned_abs()),
            _ => Err(Failure::Broken("it is not a journal of Roster".to_owned())),
        }
    }

    /// Has every commit on the disk before it returns, and nothing left of what was erased.
    fn take(&self) -> Result<(), Failure> {
        for (pragma, value) in [
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
            // Without these, macOS leaves what was written in the disk's own memory.
            ("fullfsync", "ON"),
            ("checkpoint_fullfsync", "ON"),
            ("foreign_keys", "ON"),
            ("secure_delete", "ON"),
        ] {
            self.connection
                .pragma_update_and_check(None, pragma, value, |_| Ok(()))
                .optional()?;
        }
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        Ok(())
    }

    fn check(&self) -> Result<(), Failure> {
        let check: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if check == "ok" {
            Ok(())
        } else {
            Err(Failure::Broken(check))
        }
    }

    /// Where the copy is that is made of a file before it is brought from a layout to a newer one.
    fn copy_of(&self, layout: u32) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".layout-{layout}"));
        name.into()
    }

    /// Copies the file, whole or not at all. A copy that an earlier attempt made is replaced.
    fn copy(&self, layout: u32) -> Result<(), JournalError> {
        let copy = self.copy_of(layout);
        let mut part = copy.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        remove(&part).map_err(|error| not_written(&part, &error))?;
        self.connection
            .execute("VACUUM INTO ?1", [part.to_string_lossy()])
            .map_err(|error| Failure::from(error).about(&part))?;
        // SQLite leaves it to the system when the copy is on the disk.
        let file = fs::File::options().write(true).open(&part);
        file.and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&part, &copy))
            .map_err(|error| not_written(&copy, &error))
    }

    /// Goes from layout to layout in one transaction.
    fn bring_up(&mut self, from: u32, layouts: &[&str]) -> Result<(), Failure> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (layout, number) in layouts.iter().zip(1_u32..).skip(from as usize) {
            transaction.execute_batch(layout)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        Ok(transaction.commit()?)
    }

    /// An attempt that has no end now, when nothing can be under way yet, was cut off by a crash:
    /// its step and its item are uncertain.
    fn take_stock(&mut self) -> Result<(), JournalError> {
        let cut_off: bool = self.read(|connection| {
            Ok(connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM step WHERE state = 'in progress')",
                [],
                |row| row.get(0),
            )?)
        })?;
        if !cut_off {
            return Ok(());
        }
        self.write(|transaction, now| {
            transaction.execute(
                "UPDATE item SET state = 'uncertain', changed_at = ?1
                 WHERE id IN (SELECT item FROM step WHERE state = 'in progress')",
                [milliseconds(now)],
            )?;
            transaction.execute(
                "UPDATE step SET state = 'uncertain' WHERE state = 'in progress'",
                [],
            )?;
            Ok(())
        })
    }

    /// Deletes the copies that were made before a migration, which still hold what is erased.
    pub(super) fn remove_copies(&self, newest: usize) -> Result<(), JournalError> {
        for layout in (1_u32..).take(newest) {
            let copy = self.copy_of(layout);
            remove(&copy).map_err(|error| not_written(&copy, &error))?;
        }
        Ok(())
    }

    /// Moves everything from the log of writes into the file, so that nothing of what was erased
    /// stays in the log. Does nothing where somebody else reads the file at this moment.
    pub(super) fn empty_log(&self) -> Result<(), JournalError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(|error| Failure::from(error).about(&self.path))
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, JournalError> {
        // One transaction, so that what is read in several queries belongs together.
        let transaction = self.connection.unchecked_transaction();
        transaction
            .map_err(Failure::from)
            .and_then(|transaction| work(&transaction))
            .map_err(|failure| failure.about(&self.path))
    }

    /// Writes everything that the work writes, or nothing. When this returns it is on the disk.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, Timestamp) -> Result<T, Failure>,
    ) -> Result<T, JournalError> {
        let now = (self.clock)();
        let rehearsed = self.rehearsed;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        transaction
            .map_err(Failure::from)
            .and_then(|transaction| {
                let done = work(&transaction, now)?;
                if let Some(obstacle) = rehearsed {
                    return Err(as_met(obstacle).into());
                }
                transaction.commit()?;
                Ok(done)
            })
            .map_err(|failure| failure.about(&self.path))
    }

    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// The error that SQLite gives for an obstacle.
fn as_met(obstacle: Obstacle) -> rusqlite::Error {
    use rusqlite::ffi;
    let code = match obstacle {
        Obstacle::DiskFull => ffi::SQLITE_FULL,
        Obstacle::ReadOnly => ffi::SQLITE_READONLY,
        Obstacle::Locked => ffi::SQLITE_BUSY,
        Obstacle::Fault => ffi::SQLITE_IOERR,
    };
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
}

fn not_written(path: &Path, error: &io::Error) -> JournalError {
    let obstacle = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Obstacle::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Obstacle::ReadOnly,
        _ => Obstacle::Fault,
    };
    JournalError::NotWritten {
        path: path.to_owned(),
        obstacle,
        reason: error.to_string(),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A time as it stands in the file: in milliseconds since 1970.
pub(super) fn milliseconds(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// A time as the file will give it back.
pub(super) fn time(milliseconds: i64) -> Result<Timestamp, rusqlite::types::FromSqlError> {
    Timestamp::from_millisecond(milliseconds).map_err(rusqlite::types::FromSqlError::other)
}

/// A time in a column.
pub(super) fn time_in(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Ok(time(row.get(column)?)?)
}

/// A time in a column that may be empty.
pub(super) fn time_maybe(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<Timestamp>> {
    let found: Option<i64> = row.get(column)?;
    Ok(found.map(time).transpose()?)
}

/// A value that stands in a column as JSON.
pub(super) fn json_in<T: serde::de::DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    Ok(serde_json::from_str(text).map_err(rusqlite::types::FromSqlError::other)?)
}

/// A value that stands in a column as JSON, if there is one.
pub(super) fn json_maybe<T: serde::de::DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null()? {
        None => Ok(None),
        Some(text) => {
            let read = serde_json::from_str(text);
            Ok(Some(read.map_err(rusqlite::types::FromSqlError::other)?))
        }
    }
}

/// How far two times are apart, whichever comes first.
pub(super) fn apart(one: Timestamp, other: Timestamp) -> SignedDuration {
    one.duration_since(other).abs()
}
