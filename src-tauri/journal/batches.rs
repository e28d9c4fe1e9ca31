//! Batches: how they stand, who begins, pauses, stops and resumes them, and how they end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, types::Value as Sql};

use super::{
    BatchId, BatchState, ItemId, ItemState, Journal, JournalError, Place, PlanHead, Refusal,
    Subject,
    error::Failure,
    file::{File, json_maybe, milliseconds, time_in, time_maybe},
    items,
    plans::{HEAD, HEAD_COLUMNS, head_in},
};
use crate::domain::Problem;

/// A batch, with its items counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The batch's number.
    pub id: BatchId,
    /// The plan that it carries out.
    pub plan: PlanHead,
    /// How it stands.
    pub state: BatchState,
    /// Why it is paused, if it is.
    pub why: Option<Problem>,
    /// When it was confirmed.
    pub began_at: Timestamp,
    /// When it ended last, if it has.
    pub ended_at: Option<Timestamp>,
    /// How its items stand.
    pub counts: Counts,
    /// Who began it and who went on with it, in order.
    pub runs: Vec<Run>,
}

/// Somebody's beginning of a batch, or going on with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Whose credentials were used: an ARN.
    pub caller: String,
    /// When.
    pub began_at: Timestamp,
}

/// How many items stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    by_state: BTreeMap<ItemState, u32>,
    /// How many of those that are done were gone already.
    pub already_gone: u32,
}

impl Counts {
    /// How many are in this state.
    pub fn of(&self, state: ItemState) -> u32 {
        self.by_state.get(&state).copied().unwrap_or(0)
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.by_state.values().sum()
    }

    /// How many are still to be gone through, those whose turn has come included.
    pub fn to_go(&self) -> u32 {
        self.of(ItemState::ToDo) + self.of(ItemState::InProgress)
    }

    pub(super) fn is_settled(&self) -> bool {
        self.to_go() == 0 && self.of(ItemState::Uncertain) == 0 && self.of(ItemState::Failed) == 0
    }
}

impl Batch {
    /// Whether nothing is left that somebody has to see to: it has ended, nothing is uncertain,
    /// and nothing failed but what was left. Only then can it be erased.
    pub fn is_settled(&self) -> bool {
        self.ended_at.is_some() && self.counts.is_settled()
    }
}

/// Which batches are wanted. What is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchFilter {
    /// Of these kinds of work.
    pub kinds: Vec<String>,
    /// In these states.
    pub states: Vec<BatchState>,
    /// On the instance with this ARN.
    pub instance_arn: Option<String>,
    /// Begun at this time or later.
    pub since: Option<Timestamp>,
    /// Begun before this time.
    pub until: Option<Timestamp>,
    /// With an item whose name, first or last name has this in it, or whose id is this. Capital
    /// letters don't matter as far as they are ASCII.
    pub text: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// How many there are on all pages.
    pub total: u32,
    /// Those on this page.
    pub rows: Vec<T>,
}

impl Journal {
    /// A batch.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], and whatever keeps the journal from being read.
    pub async fn batch(&self, id: BatchId) -> Result<Batch, JournalError> {
        self.call(move |file| file.read(|connection| batch(connection, id)))
            .await
    }

    /// A page of the batches that a filter lets through, newest first.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn batches(
        &self,
        filter: BatchFilter,
        offset: u32,
        limit: u32,
    ) -> Result<Page<Batch>, JournalError> {
        self.call(move |file| file.read(|connection| page(connection, &filter, offset, limit)))
            .await
    }

    /// The batches that had not ended when the journal was opened and that nobody has resumed or
    /// ended since, oldest first: a crash or somebody's closing Roster interrupted them.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn interrupted(&self) -> Result<Vec<Batch>, JournalError> {
        self.call(|file| {
            file.read(|connection| {
                let live = connection
                    .prepare("SELECT id FROM batch WHERE live ORDER BY id")?
                    .query_map([], |row| row.get(0))?
                    .collect::<Result<Vec<BatchId>, _>>()?;
                live.into_iter()
                    .filter(|id| !file.taken_up.contains_key(id))
                    .map(|id| batch(connection, id))
                    .collect()
            })
        })
        .await
    }

    /// Those of some users and quick connects that are in a batch that has not ended.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn busy(
        &self,
        subjects: Vec<Subject>,
    ) -> Result<Vec<(Subject, BatchId)>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let mut busy = Vec::new();
                for subject in subjects {
                    if let Some(batch) = live_batch_of(connection, &subject)? {
                        busy.push((subject, batch));
                    }
                }
                Ok(busy)
            })
        })
        .await
    }

    /// Goes on with a batch that was interrupted, paused, stopped or has ended, at the same place
    /// only. Items that were stopped are to be done again; so are those whose turn had come but
    /// that were not changed, and their before-images no longer count.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::OtherPlace`], [`Refusal::Running`]; [`Refusal::Busy`] when
    /// an item's user is in another batch by now; whatever keeps the journal from being written.
    pub async fn resume(
        &self,
        id: BatchId,
        here: Place,
        caller: String,
    ) -> Result<(), JournalError> {
        self.call(move |file| {
            take_up(
                file,
                id,
                &here,
                &caller,
                |transaction, now, was_taken_up| {
                    if state(transaction, id)? == BatchState::Running && was_taken_up {
                        return Err(Refusal::Running(id).into());
                    }
                    set_state(transaction, id, BatchState::Running, None, now)?;
                    items::begin_again_stopped(transaction, id, now)?;
                    if !was_taken_up {
                        items::put_back_untouched(transaction, id, now)?;
                    }
                    Ok(())
                },
            )
        })
        .await
    }

    /// Has some items done that failed, were held or were stopped, in a batch that is running or
    /// has ended. Steps that are done stay so. Before anything of them is changed they need new
    /// before-images.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::OtherPlace`]; [`Refusal::NotRunning`] for a batch that was
    /// interrupted, is paused or being stopped; [`Refusal::NoItem`] for one of another batch;
    /// [`Refusal::ItemIs`] for one in another state; [`Refusal::Busy`]; whatever keeps the journal
    /// from being written. Then nothing is done again.
    pub async fn try_again(
        &self,
        id: BatchId,
        here: Place,
        caller: String,
        which: Vec<ItemId>,
    ) -> Result<(), JournalError> {
        self.call(move |file| {
            take_up(
                file,
                id,
                &here,
                &caller,
                |transaction, now, was_taken_up| {
                    match state(transaction, id)? {
                        BatchState::Running if was_taken_up => {}
                        BatchState::Stopped | BatchState::Done => {
                            set_state(transaction, id, BatchState::Running, None, now)?;
                        }
                        _ => return Err(Refusal::NotRunning(id).into()),
                    }
                    for item in which {
                        items::begin_again(transaction, id, item, now)?;
                    }
                    Ok(())
                },
            )
        })
        .await
    }

    /// Pauses a batch: no change is begun until it is resumed.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::NotRunning`] for one that has ended; [`Refusal::Stopping`]
    /// for one that is being stopped, which must not be forgotten over a pause; whatever keeps the
    /// journal from being written.
    pub async fn pause(&self, id: BatchId, why: Problem) -> Result<(), JournalError> {
        self.call(move |file| {
            file.write(|transaction, now| {
                if live_state(transaction, id)? == BatchState::Stopping {
                    return Err(Refusal::Stopping(id).into());
                }
                set_state(transaction, id, BatchState::Paused, Some(&why), now)
            })
        })
        .await
    }

    /// Stops a batch: no item is begun any more, and of those whose turn has come only the ones
    /// that were changed are finished. [`Journal::end`] ends it.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::NotRunning`] for one that has ended; whatever keeps the
    /// journal from being written.
    pub async fn stop(&self, id: BatchId) -> Result<(), JournalError> {
        self.call(move |file| {
            file.write(|transaction, now| {
                live_state(transaction, id)?;
                set_state(transaction, id, BatchState::Stopping, None, now)
            })
        })
        .await
    }

    /// Ends a batch. It is done when every item had its turn. One that is being stopped is then
    /// stopped: what was not changed is stopped with it, and what had failed half-way and was to
    /// be tried again has failed as before.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::NotRunning`] for one that has ended;
    /// [`Refusal::ItemsOpen`] when items are to be done and it is not being stopped, or when items
    /// are under way that were changed; whatever keeps the journal from being written.
    pub async fn end(&self, id: BatchId) -> Result<BatchState, JournalError> {
        self.call(move |file| {
            let ended = file.write(|transaction, now| {
                let mut end = BatchState::Done;
                if live_state(transaction, id)? == BatchState::Stopping
                    && items::stop_untouched(transaction, id, now)?
                {
                    end = BatchState::Stopped;
                }
                let items = counts(transaction, id)?.to_go();
                if items > 0 {
                    return Err(Refusal::ItemsOpen { batch: id, items }.into());
                }
                set_state(transaction, id, end, None, now)?;
                Ok(end)
            })?;
            file.taken_up.remove(&id);
            Ok(ended)
        })
        .await
    }

    /// Leaves whatever of an ended batch failed, was held or was stopped as it is.
    ///
    /// # Errors
    /// [`Refusal::NoBatch`], [`Refusal::NotEnded`]; whatever keeps the journal from being written.
    pub async fn leave(&self, id: BatchId) -> Result<(), JournalError> {
        self.call(move |file| {
            file.write(|transaction, now| {
                if is_live(state(transaction, id)?) {
                    return Err(Refusal::NotEnded(id).into());
                }
                transaction.execute(
                    "UPDATE item SET state = 'left', changed_at = ?2
                     WHERE batch = ?1 AND state IN ('failed', 'held', 'stopped')",
                    params![id, milliseconds(now)],
                )?;
                Ok(())
            })
        })
        .await
    }
}

/// Checks the place, does the work, and writes down who goes on with the batch. The work is told
/// whether somebody had taken the batch up since the journal was opened.
fn take_up(
    file: &mut File,
    id: BatchId,
    here: &Place,
    caller: &str,
    work: impl FnOnce(&Transaction<'_>, Timestamp, bool) -> Result<(), Failure>,
) -> Result<(), JournalError> {
    let was_taken_up = file.taken_up.contains_key(&id);
    let run = file.write(|transaction, now| {
        let place = batch(transaction, id)?.plan.place;
        if place != *here {
            return Err(Refusal::OtherPlace(place).into());
        }
        work(transaction, now, was_taken_up)?;
        add_run(transaction, now, id, caller)
    })?;
    file.taken_up.insert(id, run);
    Ok(())
}

pub(super) fn add_run(
    transaction: &Transaction<'_>,
    now: Timestamp,
    batch: BatchId,
    caller: &str,
) -> Result<i64, Failure> {
    transaction.execute(
        "INSERT INTO run (batch, caller, began_at) VALUES (?1, ?2, ?3)",
        params![batch, caller, milliseconds(now)],
    )?;
    Ok(transaction.last_insert_rowid())
}

pub(super) fn state(connection: &Connection, id: BatchId) -> Result<BatchState, Failure> {
    connection
        .prepare_cached("SELECT state FROM batch WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Refusal::NoBatch(id).into())
}

fn is_live(state: BatchState) -> bool {
    !matches!(state, BatchState::Stopped | BatchState::Done)
}

/// The state of a batch that has not ended.
pub(super) fn live_state(connection: &Connection, id: BatchId) -> Result<BatchState, Failure> {
    match state(connection, id)? {
        ended if !is_live(ended) => Err(Refusal::NotRunning(id).into()),
        live => Ok(live),
    }
}

/// Sets the state of a batch, and what goes with it.
fn set_state(
    transaction: &Transaction<'_>,
    id: BatchId,
    state: BatchState,
    why: Option<&Problem>,
    now: Timestamp,
) -> Result<(), Failure> {
    let live = is_live(state);
    if live && let Some((subject, batch)) = taken_meanwhile(transaction, id)? {
        return Err(Refusal::Busy { subject, batch }.into());
    }
    transaction.execute(
        "UPDATE batch SET state = ?2, why = ?3, live = ?4, ended_at = ?5 WHERE id = ?1",
        params![
            id,
            state,
            why.map(serde_json::to_string).transpose()?,
            live,
            (!live).then(|| milliseconds(now)),
        ],
    )?;
    Ok(())
}

/// An item of a batch that has ended whose user or quick connect is in a live batch now.
fn taken_meanwhile(
    transaction: &Transaction<'_>,
    id: BatchId,
) -> Result<Option<(Subject, BatchId)>, Failure> {
    Ok(transaction
        .query_row(
            "SELECT item.subject_kind, item.subject, other.batch FROM item
             JOIN item AS other
                 ON other.subject_kind = item.subject_kind AND other.subject = item.subject
             WHERE item.batch = ?1 AND NOT item.live AND other.live LIMIT 1",
            [id],
            |row| Ok((Subject::column(row, 0)?, row.get(2)?)),
        )
        .optional()?)
}

pub(super) fn live_batch_of(
    connection: &Connection,
    subject: &Subject,
) -> Result<Option<BatchId>, Failure> {
    Ok(connection
        .prepare_cached("SELECT batch FROM item WHERE live AND subject_kind = ?1 AND subject = ?2")?
        .query_row([subject.kind(), subject.id()], |row| row.get(0))
        .optional()?)
}

pub(super) fn counts(connection: &Connection, id: BatchId) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let mut query = connection.prepare_cached(
        "SELECT state, count(*), sum(already_gone) FROM item WHERE batch = ?1 GROUP BY state",
    )?;
    let mut rows = query.query([id])?;
    while let Some(row) = rows.next()? {
        counts.by_state.insert(row.get(0)?, row.get(1)?);
        counts.already_gone += row.get::<_, u32>(2)?;
    }
    Ok(counts)
}

fn batch(connection: &Connection, id: BatchId) -> Result<Batch, Failure> {
    let found = connection
        .prepare_cached(&format!(
            "SELECT {HEAD}, batch.id, batch.state, batch.why, batch.began_at, batch.ended_at
             FROM batch JOIN plan ON plan.id = batch.plan WHERE batch.id = ?1"
        ))?
        .query_row([id], batch_in)
        .optional()?;
    let mut batch = found.ok_or(Refusal::NoBatch(id))?;
    batch.counts = counts(connection, id)?;
    batch.runs = connection
        .prepare_cached("SELECT caller, began_at FROM run WHERE batch = ?1 ORDER BY id")?
        .query_map([id], |row| {
            Ok(Run {
                caller: row.get(0)?,
                began_at: time_in(row, 1)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(batch)
}

/// A batch but for its counts and runs.
fn batch_in(row: &Row<'_>) -> rusqlite::Result<Batch> {
    Ok(Batch {
        plan: head_in(row)?,
        id: row.get(HEAD_COLUMNS)?,
        state: row.get(HEAD_COLUMNS + 1)?,
        why: json_maybe(row, HEAD_COLUMNS + 2)?,
        began_at: time_in(row, HEAD_COLUMNS + 3)?,
        ended_at: time_maybe(row, HEAD_COLUMNS + 4)?,
        counts: Counts::default(),
        runs: Vec::new(),
    })
}

fn page(
    connection: &Connection,
    filter: &BatchFilter,
    offset: u32,
    limit: u32,
) -> Result<Page<Batch>, Failure> {
    let mut conditions = vec!["TRUE".to_owned()];
    let mut values: Vec<Sql> = Vec::new();
    let marks = |count: usize| vec!["?"; count].join(", ");
    if !filter.kinds.is_empty() {
        conditions.push(format!("plan.kind IN ({})", marks(filter.kinds.len())));
        values.extend(filter.kinds.iter().cloned().map(Sql::from));
    }
    if !filter.states.is_empty() {
        let states: BTreeSet<BatchState> = filter.states.iter().copied().collect();
        conditions.push(format!("batch.state IN ({})", marks(states.len())));
        values.extend(states.iter().map(|state| state.as_str().to_owned().into()));
    }
    if let Some(arn) = &filter.instance_arn {
        conditions.push("plan.instance_arn = ?".to_owned());
        values.push(arn.clone().into());
    }
    if let Some(since) = filter.since {
        conditions.push("batch.began_at >= ?".to_owned());
        values.push(milliseconds(since).into());
    }
    if let Some(until) = filter.until {
        conditions.push("batch.began_at < ?".to_owned());
        values.push(milliseconds(until).into());
    }
    if let Some(text) = &filter.text {
        conditions.push(
            "EXISTS (SELECT 1 FROM item WHERE item.batch = batch.id AND (
                 instr(lower(item.name), ?) OR instr(lower(item.first_name), ?)
                 OR instr(lower(item.last_name), ?) OR item.subject = ?
             ))"
            .to_owned(),
        );
        // SQLite's lower() leaves all but ASCII as it is.
        let lower = text.to_ascii_lowercase();
        values.extend([lower.clone(), lower.clone(), lower, text.clone()].map(Sql::from));
    }
    let matching = format!(
        "FROM batch JOIN plan ON plan.id = batch.plan WHERE {}",
        conditions.join(" AND ")
    );
    let total = connection.query_row(
        &format!("SELECT count(*) {matching}"),
        rusqlite::params_from_iter(&values),
        |row| row.get(0),
    )?;
    values.extend([i64::from(limit).into(), i64::from(offset).into()]);
    let ids = connection
        .prepare(&format!(
            "SELECT batch.id {matching} ORDER BY batch.id DESC LIMIT ? OFFSET ?"
        ))?
        .query_map(rusqlite::params_from_iter(&values), |row| row.get(0))?
        .collect::<Result<Vec<BatchId>, _>>()?;
    let rows = ids.into_iter().map(|id| batch(connection, id));
    Ok(Page {
        total,
        rows: rows.collect::<Result<_, _>>()?,
    })
}
