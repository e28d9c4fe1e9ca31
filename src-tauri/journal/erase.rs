//! Taking records out again, for they hold people's names and addresses: when somebody asks for
//! it, and when they are old. What isn't settled stays.

use jiff::SignedDuration;
use rusqlite::{Connection, Transaction, params};

use super::{
    BatchId, BatchState, Journal, JournalError, Refusal,
    batches::{counts, state},
    error::Failure,
    file::{File, LAYOUTS, milliseconds},
    plans::GOOD_FOR,
};

/// How much was taken out for its age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Batches, each with its plan.
    pub batches: u32,
    /// Plans that nobody had confirmed.
    pub plans: u32,
}

impl Journal {
    /// Erases a settled batch with its plan and everything that is known of its items. Copies of
    /// the journal from before a migration go with it.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::NotEnded`], [`Refusal::NotSettled`]; whatever keeps the
    /// journal from being written.
    pub async fn erase(&self, id: BatchId) -> Result<(), JournalError> {
        self.call(move |file| {
            file.read(|connection| must_be_settled(connection, id))?;
            erasing(file, |transaction| {
                must_be_settled(transaction, id)?;
                erase(transaction, id)
            })
        })
        .await
    }

    /// Takes out the settled batches that ended longer ago than so many days, and the plans that
    /// were made longer ago and that nobody confirmed.
    ///
    /// # Errors
    /// Whatever keeps the journal from being written.
    pub async fn expire(&self, days: u32) -> Result<Expired, JournalError> {
        self.call(move |file| {
            let age = SignedDuration::from_hours(24 * i64::from(days)).max(GOOD_FOR);
            // Before the first time that there is, nothing ended.
            let Ok(before) = file.now().checked_sub(age) else {
                return Ok(Expired::default());
            };
            let before = milliseconds(before);
            let (batches, plans) = file.read(|connection| old(connection, before))?;
            if batches.is_empty() && plans == 0 {
                return Ok(Expired::default());
            }
            erasing(file, |transaction| {
                for id in &batches {
                    erase(transaction, *id)?;
                }
                transaction.execute(
                    "DELETE FROM plan WHERE confirmed_at IS NULL AND created_at < ?1",
                    [before],
                )?;
                Ok(Expired {
                    batches: u32::try_from(batches.len()).unwrap_or(u32::MAX),
                    plans,
                })
            })
        })
        .await
    }
}

/// The settled batches that ended before a time, and how many plans were made before it in vain.
fn old(connection: &Connection, before: i64) -> Result<(Vec<BatchId>, u32), Failure> {
    let ended = connection
        .prepare("SELECT id FROM batch WHERE ended_at < ?1 ORDER BY id")?
        .query_map([before], |row| row.get(0))?
        .collect::<Result<Vec<BatchId>, _>>()?;
    let mut settled = Vec::new();
    for id in ended {
        match must_be_settled(connection, id) {
            Ok(()) => settled.push(id),
            Err(Failure::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    let plans = connection.query_row(
        "SELECT count(*) FROM plan WHERE confirmed_at IS NULL AND created_at < ?1",
        [before],
        |row| row.get(0),
    )?;
    Ok((settled, plans))
}

fn must_be_settled(connection: &Connection, id: BatchId) -> Result<(), Failure> {
    if !matches!(
        state(connection, id)?,
        BatchState::Stopped | BatchState::Done
    ) {
        return Err(Refusal::NotEnded(id).into());
    }
    if !counts(connection, id)?.is_settled() {
        return Err(Refusal::NotSettled(id).into());
    }
    Ok(())
}

fn erase(transaction: &Transaction<'_>, id: BatchId) -> Result<(), Failure> {
    let plan: String =
        transaction.query_row("SELECT plan FROM batch WHERE id = ?1", [id], |row| {
            row.get(0)
        })?;
    transaction.execute("DELETE FROM batch WHERE id = ?1", [id])?;
    transaction.execute("DELETE FROM plan WHERE id = ?1", params![plan])?;
    Ok(())
}

/// Takes something out, and leaves nothing of it in copies and in the log of writes.
fn erasing<T>(
    file: &mut File,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
) -> Result<T, JournalError> {
    file.remove_copies(LAYOUTS.len())?;
    let done = file.write(|transaction, _| work(transaction))?;
    // It is taken out already; what stays in the log is overwritten sooner or later.
    if let Err(error) = file.empty_log() {
        tracing::warn!(%error, "the journal's log was not emptied");
    }
    Ok(done)
}
