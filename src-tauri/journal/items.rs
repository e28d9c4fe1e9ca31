//! Items: whose turn it is, how they were before, and how they ended.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::{
    BatchId, BatchState, ImageId, ItemId, ItemState, Journal, JournalError, Refusal, StepState,
    Subject,
    batches::{live_state, state},
    error::Failure,
    file::{File, json_in, json_maybe, milliseconds, time_in, time_maybe},
};
use crate::domain::Problem;

/// An item of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The item's number.
    pub id: ItemId,
    /// The batch that it is in.
    pub batch: BatchId,
    /// Its place among the batch's items, from 0.
    pub position: u32,
    /// Whom or what it changes.
    pub subject: Subject,
    /// The user's login or the quick connect's name, when the plan was confirmed.
    pub name: String,
    /// The user's first name, else empty.
    pub first_name: String,
    /// The user's last name, else empty.
    pub last_name: String,
    /// The user as the plan showed it; nothing for what is no user.
    pub fingerprint: Option<String>,
    /// How it stands.
    pub state: ItemState,
    /// Why it failed or was held, last time that it did.
    pub problem: Option<Problem>,
    /// Whether it is done because it was gone already.
    pub already_gone: bool,
    /// Whether its before-images are kept and still count.
    pub backed_up: bool,
    /// When its state was last changed.
    pub changed_at: Option<Timestamp>,
}

/// How something was before an item changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImage {
    /// What it shows, such as `user`. The journal makes nothing of it.
    pub kind: String,
    /// All that is to be known of it. Never a secret.
    pub content: Value,
}

/// How something was before an item changed it, as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeImage {
    /// The image's number.
    pub id: ImageId,
    /// The item.
    pub item: ItemId,
    /// What it shows.
    pub kind: String,
    /// All that is known of it.
    pub content: Value,
    /// When it was kept.
    pub taken_at: Timestamp,
}

/// How an item ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemEnd {
    /// All of its steps are done.
    Done {
        /// Whether that is because it was gone already.
        already_gone: bool,
    },
    /// A step failed, or it could not be begun.
    Failed(Problem),
    /// It was not as the plan showed it, and was not touched.
    Held(Problem),
}

impl Journal {
    /// Has an item's turn come: what comes next is reading how it is.
    ///
    /// # Errors
    /// [`Refusal::NoItem`]; [`Refusal::NotRunning`] or [`Refusal::Stopping`] by its batch;
    /// [`Refusal::ItemIs`] unless it is to do; whatever keeps the journal from being written.
    pub async fn begin_item(&self, id: ItemId) -> Result<(), JournalError> {
        self.call(move |file| {
            write_running(file, id, |transaction, now, item, batch_state| {
                if batch_state == BatchState::Stopping {
                    return Err(Refusal::Stopping(item.batch).into());
                }
                item.must_be(&[ItemState::ToDo])?;
                set_state(transaction, id, ItemState::InProgress, now)
            })
        })
        .await
    }

    /// Keeps how an item was, all images of it at once. When this returns they are on the disk,
    /// and the item may be changed. More can be kept later; none is ever replaced.
    ///
    /// # Errors
    /// [`Refusal::NoItem`]; [`Refusal::NotRunning`] by its batch; [`Refusal::ItemIs`] unless its
    /// turn has come; [`Refusal::NoBeforeImage`] without any image; whatever keeps the journal
    /// from being written.
    pub async fn keep_before_images(
        &self,
        id: ItemId,
        images: Vec<NewImage>,
    ) -> Result<(), JournalError> {
        self.call(move |file| {
            write_running(file, id, |transaction, now, item, _| {
                item.must_be(&[ItemState::InProgress])?;
                if images.is_empty() {
                    return Err(Refusal::NoBeforeImage(id).into());
                }
                let mut insert = transaction.prepare_cached(
                    "INSERT INTO before_image (item, kind, content, taken_at)
                     VALUES (?1, ?2, ?3, ?4)",
                )?;
                for image in images {
                    insert.execute(params![
                        id,
                        image.kind,
                        image.content.to_string(),
                        milliseconds(now)
                    ])?;
                }
                transaction.execute("UPDATE item SET backed_up = TRUE WHERE id = ?1", [id])?;
                Ok(())
            })
        })
        .await
    }

    /// Puts an item back among those whose turn is to come, because the wait was too long or the
    /// user is busy. Its before-images no longer count.
    ///
    /// # Errors
    /// [`Refusal::NoItem`]; [`Refusal::NotRunning`] by its batch; [`Refusal::ItemIs`] unless its
    /// turn has come; [`Refusal::Changed`]; whatever keeps the journal from being written.
    pub async fn put_back(&self, id: ItemId) -> Result<(), JournalError> {
        self.call(move |file| {
            write_running(file, id, |transaction, now, item, _| {
                item.must_be(&[ItemState::InProgress])?;
                must_be_untouched(transaction, id)?;
                set_state(transaction, id, ItemState::ToDo, now)
            })
        })
        .await
    }

    /// Ends an item. One that has failed or is held need not have had its turn.
    ///
    /// # Errors
    /// [`Refusal::NoItem`]; [`Refusal::NotRunning`] by its batch; [`Refusal::ItemIs`] for one in
    /// another state; [`Refusal::StepsOpen`] for one that is not done; [`Refusal::Changed`] for
    /// one that can't be held any more; [`Refusal::UnderWay`] or [`Refusal::Unsettled`] while it
    /// isn't known what became of a change; whatever keeps the journal from being written.
    pub async fn finish_item(&self, id: ItemId, end: ItemEnd) -> Result<(), JournalError> {
        self.call(move |file| {
            write_running(file, id, |transaction, now, item, _| {
                finish(transaction, now, &item, &end)
            })
        })
        .await
    }

    /// The images that an item has, in the order in which they were kept.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn before_images(&self, id: ItemId) -> Result<Vec<BeforeImage>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let images = connection
                    .prepare_cached(&format!("{IMAGES} WHERE item = ?1 ORDER BY id"))?
                    .query_map([id], image_in)?
                    .collect::<Result<_, _>>()?;
                Ok(images)
            })
        })
        .await
    }

    /// The images of a whole batch, in the order in which they were kept: as many as `limit`,
    /// after the one with the number `after`.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn before_images_of(
        &self,
        batch: BatchId,
        after: Option<ImageId>,
        limit: u32,
    ) -> Result<Vec<BeforeImage>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let images = connection
                    .prepare_cached(&format!(
                        "{IMAGES} WHERE item IN (SELECT id FROM item WHERE batch = ?1)
                         AND id > ?2 ORDER BY id LIMIT ?3"
                    ))?
                    .query_map(
                        params![batch, after.map_or(0, ImageId::number), limit],
                        image_in,
                    )?
                    .collect::<Result<_, _>>()?;
                Ok(images)
            })
        })
        .await
    }
}

const IMAGES: &str = "SELECT id, item, kind, content, taken_at FROM before_image";

fn image_in(row: &Row<'_>) -> rusqlite::Result<BeforeImage> {
    Ok(BeforeImage {
        id: row.get(0)?,
        item: row.get(1)?,
        kind: row.get(2)?,
        content: json_in(row, 3)?,
        taken_at: time_in(row, 4)?,
    })
}

/// The columns of an item, in the order in which [`item_in`] reads them, and where they are from.
pub(super) const ITEMS: &str = "SELECT item.id, item.batch, item.position, item.subject_kind, \
     item.subject, item.name, item.first_name, item.last_name, fingerprint.fingerprint, \
     item.state, item.problem, item.already_gone, item.backed_up, item.changed_at \
     FROM item JOIN batch ON batch.id = item.batch LEFT JOIN fingerprint \
     ON fingerprint.plan = batch.plan AND fingerprint.user_id = item.subject \
     AND item.subject_kind = 'user'";

pub(super) fn item_in(row: &Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        id: row.get(0)?,
        batch: row.get(1)?,
        position: row.get(2)?,
        subject: Subject::column(row, 3)?,
        name: row.get(5)?,
        first_name: row.get(6)?,
        last_name: row.get(7)?,
        fingerprint: row.get(8)?,
        state: row.get(9)?,
        problem: json_maybe(row, 10)?,
        already_gone: row.get(11)?,
        backed_up: row.get(12)?,
        changed_at: time_maybe(row, 13)?,
    })
}

pub(super) fn item(connection: &Connection, id: ItemId) -> Result<Item, Failure> {
    connection
        .prepare_cached(&format!("{ITEMS} WHERE item.id = ?1"))?
        .query_row([id], item_in)
        .optional()?
        .ok_or_else(|| Refusal::NoItem(id).into())
}

impl Item {
    fn must_be(&self, states: &[ItemState]) -> Result<(), Failure> {
        if states.contains(&self.state) {
            return Ok(());
        }
        Err(Refusal::ItemIs {
            item: self.id,
            state: self.state,
        }
        .into())
    }
}

/// Writes something about an item whose batch is being carried out by whoever opened the journal.
/// The work is told whether the batch is running or being stopped.
pub(super) fn write_running<T>(
    file: &mut File,
    id: ItemId,
    work: impl FnOnce(&Transaction<'_>, Timestamp, Item, BatchState) -> Result<T, Failure>,
) -> Result<T, JournalError> {
    // What of it was taken up can't be asked for while the file is being written.
    let taken_up = file.read(|connection| {
        let batch = item(connection, id)?.batch;
        Ok(file.taken_up.contains_key(&batch))
    })?;
    file.write(|transaction, now| {
        let item = item(transaction, id)?;
        match live_state(transaction, item.batch)? {
            state @ (BatchState::Running | BatchState::Stopping) if taken_up => {
                work(transaction, now, item, state)
            }
            _ => Err(Refusal::NotRunning(item.batch).into()),
        }
    })
}

/// Sets the state of an item, and what goes with it.
pub(super) fn set_state(
    transaction: &Transaction<'_>,
    id: ItemId,
    state: ItemState,
    now: Timestamp,
) -> Result<(), Failure> {
    transaction
        .prepare_cached(
            "UPDATE item SET state = ?2, changed_at = ?3, backed_up = backed_up AND ?2 <> 'to do'
             WHERE id = ?1",
        )?
        .execute(params![id, state, milliseconds(now)])?;
    Ok(())
}

fn finish(
    transaction: &Transaction<'_>,
    now: Timestamp,
    item: &Item,
    end: &ItemEnd,
) -> Result<(), Failure> {
    let (state, problem, already_gone) = match end {
        ItemEnd::Done { already_gone } => {
            item.must_be(&[ItemState::InProgress])?;
            let steps: u32 = transaction
                .prepare_cached("SELECT count(*) FROM step WHERE item = ?1 AND state <> 'done'")?
                .query_row([item.id], |row| row.get(0))?;
            if steps > 0 {
                let item = item.id;
                return Err(Refusal::StepsOpen { item, steps }.into());
            }
            (ItemState::Done, None, *already_gone)
        }
        ItemEnd::Failed(problem) => {
            must_be_known(transaction, item.id)?;
            item.must_be(&[ItemState::InProgress, ItemState::ToDo])?;
            (ItemState::Failed, Some(problem), false)
        }
        ItemEnd::Held(problem) => {
            must_be_known(transaction, item.id)?;
            item.must_be(&[ItemState::InProgress, ItemState::ToDo])?;
            must_be_untouched(transaction, item.id)?;
            (ItemState::Held, Some(problem), false)
        }
    };
    set_state(transaction, item.id, state, now)?;
    transaction
        .prepare_cached("UPDATE item SET problem = ?2, already_gone = ?3 WHERE id = ?1")?
        .execute(params![
            item.id,
            problem.map(serde_json::to_string).transpose()?,
            already_gone
        ])?;
    Ok(())
}

/// What became of every change of the item has to be known.
fn must_be_known(transaction: &Transaction<'_>, id: ItemId) -> Result<(), Failure> {
    let open = transaction
        .prepare_cached(
            "SELECT id, state FROM step WHERE item = ?1 AND state IN ('in progress', 'uncertain')",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match open {
        None => Ok(()),
        Some((step, StepState::Uncertain)) => Err(Refusal::Unsettled(step).into()),
        Some((step, _)) => Err(Refusal::UnderWay(step).into()),
    }
}

/// Holds of items of which no change has happened, or may have.
const UNTOUCHED: &str = "NOT EXISTS (
     SELECT 1 FROM step JOIN attempt ON attempt.step = step.id WHERE step.item = item.id AND (
         attempt.ended = 'answered' OR attempt.settled = 'happened'
         OR (attempt.settled IS NULL AND (attempt.ended IS NULL OR attempt.ended = 'unknown'))
     )
 )";

pub(super) fn is_untouched(connection: &Connection, id: ItemId) -> Result<bool, Failure> {
    Ok(connection
        .prepare_cached(&format!("SELECT {UNTOUCHED} FROM item WHERE id = ?1"))?
        .query_row([id], |row| row.get(0))?)
}

fn must_be_untouched(connection: &Connection, id: ItemId) -> Result<(), Failure> {
    if is_untouched(connection, id)? {
        Ok(())
    } else {
        Err(Refusal::Changed(id).into())
    }
}

/// Has the items that a batch was stopped before done again.
pub(super) fn begin_again_stopped(
    transaction: &Transaction<'_>,
    batch: BatchId,
    now: Timestamp,
) -> Result<(), Failure> {
    transaction.execute(
        "UPDATE item SET state = 'to do', backed_up = FALSE, changed_at = ?2
         WHERE batch = ?1 AND state = 'stopped'",
        params![batch, milliseconds(now)],
    )?;
    Ok(())
}

/// Puts items back whose turn had come, but of which nothing was changed.
pub(super) fn put_back_untouched(
    transaction: &Transaction<'_>,
    batch: BatchId,
    now: Timestamp,
) -> Result<(), Failure> {
    transaction.execute(
        &format!(
            "UPDATE item SET state = 'to do', backed_up = FALSE, changed_at = ?2
             WHERE batch = ?1 AND state = 'in progress' AND {UNTOUCHED}"
        ),
        params![batch, milliseconds(now)],
    )?;
    Ok(())
}

/// Has one item of a batch done again.
pub(super) fn begin_again(
    transaction: &Transaction<'_>,
    batch: BatchId,
    id: ItemId,
    now: Timestamp,
) -> Result<(), Failure> {
    state(transaction, batch)?;
    let item = item(transaction, id)?;
    if item.batch != batch {
        return Err(Refusal::NoItem(id).into());
    }
    item.must_be(&[ItemState::Failed, ItemState::Held, ItemState::Stopped])?;
    set_state(transaction, id, ItemState::ToDo, now)
}

/// Stops what of a batch was not changed; what was changed and is to be tried again has failed.
/// Tells whether there was any.
pub(super) fn stop_untouched(
    transaction: &Transaction<'_>,
    batch: BatchId,
    now: Timestamp,
) -> Result<bool, Failure> {
    let stopped = transaction.execute(
        &format!(
            "UPDATE item SET state = 'stopped', problem = NULL, backed_up = FALSE, changed_at = ?2
             WHERE batch = ?1 AND state IN ('to do', 'in progress') AND {UNTOUCHED}"
        ),
        params![batch, milliseconds(now)],
    )?;
    let failed = transaction.execute(
        "UPDATE item SET state = 'failed', changed_at = ?2 WHERE batch = ?1 AND state = 'to do'",
        params![batch, milliseconds(now)],
    )?;
    Ok(stopped + failed > 0)
}
