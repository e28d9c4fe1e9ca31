//! Steps and their attempts: a change is written down before it is sent, and again when it is
//! answered.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::{
    AttemptId, BatchId, BatchState, ItemId, ItemState, Journal, JournalError, Refusal, StepId,
    StepState,
    batches::live_state,
    error::Failure,
    file::{json_in, json_maybe, milliseconds, time_in, time_maybe},
    items::{is_untouched, item, set_state, write_running},
};
use crate::domain::Problem;

/// A change to Connect that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep {
    /// What kind of change it is, such as `delete user`. The journal makes nothing of it.
    pub kind: String,
    /// Whatever the change needs to be made. Never a secret.
    pub arguments: Value,
}

/// A change to Connect, within an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step's number.
    pub id: StepId,
    /// The item that it is of.
    pub item: ItemId,
    /// Its place among the item's steps.
    pub position: u32,
    /// What kind of change it is.
    pub kind: String,
    /// Whatever the change needs to be made.
    pub arguments: Value,
    /// How it stands.
    pub state: StepState,
    /// What Connect returned when it was done, for later steps to use.
    pub returned: Option<Value>,
    /// Whether it is done because it was so already.
    pub already_so: bool,
}

/// One time that a step's change was sent, or was about to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The attempt's number among all attempts.
    pub id: AttemptId,
    /// The step.
    pub step: StepId,
    /// Its number among the step's attempts, from 1.
    pub number: u32,
    /// The operation, as AWS names it.
    pub operation: String,
    /// When it was written down, right before it was sent.
    pub began_at: Timestamp,
    /// Whose credentials were used: an ARN.
    pub caller: String,
    /// How it ended. Nothing while it is under way, and ever after when a crash cut it off.
    pub end: Option<AttemptEnded>,
    /// What a look at Connect told about an attempt whose end was unknown or cut off: whether the
    /// change happened, and when somebody looked.
    pub settled: Option<(bool, Timestamp)>,
}

/// How an attempt ended, as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptEnded {
    /// How.
    pub answer: Answer,
    /// AWS's id of the request.
    pub request_id: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Connect made the change.
    Answered,
    /// Connect refused the change, for certain.
    Refused(Problem),
    /// No answer came, or none that tells whether the change was made.
    Unknown(Problem),
}

/// How an attempt ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttemptEnd {
    /// Connect made the change, which is done with it.
    Answered {
        /// What later steps need to know of the answer. Never a secret.
        returned: Option<Value>,
    },
    /// Connect refused the change because it is so already: what was to go is gone. It is done.
    AlreadySo(Problem),
    /// Connect refused the change, for certain.
    Refused(Problem),
    /// No answer came, or none that tells whether the change was made. It has to be looked at.
    Unknown(Problem),
}

/// What a look at Connect told about an attempt of which nobody knew what became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The change was made.
    Happened {
        /// What later steps need to know, as far as looking tells.
        returned: Option<Value>,
    },
    /// The change was not made; it may be tried again.
    DidNotHappen,
}

impl Journal {
    /// Writes down that a change is about to be sent. Only when this has returned may it be sent.
    ///
    /// # Errors
    /// [`Refusal::NoStep`]; [`Refusal::NoBeforeImage`] before [`Journal::keep_before_images`];
    /// [`Refusal::StepDone`], [`Refusal::UnderWay`]; [`Refusal::Unsettled`] while it isn't known
    /// what became of an earlier change of the same item; [`Refusal::ItemIs`] unless the item's
    /// turn has come; [`Refusal::NotRunning`] by its batch, and [`Refusal::Stopping`] where
    /// nothing of the item was changed yet; whatever keeps the journal from being written. Then
    /// nothing may be sent.
    pub async fn begin_change(
        &self,
        id: StepId,
        operation: String,
    ) -> Result<AttemptId, JournalError> {
        self.call(move |file| {
            let (item, run) = file.read(|connection| {
                let item = item(connection, step(connection, id)?.item)?;
                Ok((item.id, file.taken_up.get(&item.batch).copied()))
            })?;
            write_running(file, item, |transaction, now, item, batch_state| {
                match step(transaction, id)?.state {
                    StepState::ToDo | StepState::Failed => {}
                    StepState::InProgress => return Err(Refusal::UnderWay(id).into()),
                    StepState::Done => return Err(Refusal::StepDone(id).into()),
                    StepState::Uncertain => return Err(Refusal::Unsettled(id).into()),
                }
                match item.state {
                    ItemState::InProgress => {}
                    ItemState::Uncertain => return Err(Refusal::Unsettled(id).into()),
                    state => {
                        let item = item.id;
                        return Err(Refusal::ItemIs { item, state }.into());
                    }
                }
                if !item.backed_up {
                    return Err(Refusal::NoBeforeImage(item.id).into());
                }
                if batch_state == BatchState::Stopping && is_untouched(transaction, item.id)? {
                    return Err(Refusal::Stopping(item.batch).into());
                }
                begin(transaction, now, id, run, &operation)
            })
        })
        .await
    }

    /// Writes down how an attempt ended. Also an answer that comes after its batch was paused or
    /// stopped is an answer.
    ///
    /// # Errors
    /// [`Refusal::NoAttempt`], [`Refusal::AttemptEnded`]; [`Refusal::Unsettled`] for one that a
    /// crash cut off, which only a look can settle; whatever keeps the journal from being written.
    /// Then it has to be asked again, or what became of the change is unknown.
    pub async fn end_attempt(
        &self,
        id: AttemptId,
        end: AttemptEnd,
        request_id: Option<String>,
    ) -> Result<(), JournalError> {
        self.call(move |file| {
            file.write(|transaction, now| ended(transaction, now, id, &end, request_id.as_deref()))
        })
        .await
    }

    /// Writes down what a look at Connect told about an attempt of which nobody knew what became.
    ///
    /// # Errors
    /// [`Refusal::NoAttempt`]; [`Refusal::NotUncertain`] for one that is under way or whose end is
    /// known; [`Refusal::NotRunning`] for a batch that has ended: it has to be resumed first;
    /// whatever keeps the journal from being written.
    pub async fn settle(&self, id: AttemptId, settled: Settled) -> Result<(), JournalError> {
        self.call(move |file| file.write(|transaction, now| settle(transaction, now, id, &settled)))
            .await
    }

    /// Writes down that a step needs no change, for it is so already.
    ///
    /// # Errors
    /// [`Refusal::NoStep`], [`Refusal::StepDone`], [`Refusal::UnderWay`], [`Refusal::Unsettled`];
    /// [`Refusal::ItemIs`] unless the item's turn has come; [`Refusal::NotRunning`] by its batch;
    /// whatever keeps the journal from being written.
    pub async fn step_is_so_already(
        &self,
        id: StepId,
        returned: Option<Value>,
    ) -> Result<(), JournalError> {
        self.call(move |file| {
            let item = file.read(|connection| Ok(step(connection, id)?.item))?;
            write_running(file, item, |transaction, _, item, _| {
                match step(transaction, id)?.state {
                    StepState::ToDo | StepState::Failed => {}
                    StepState::InProgress => return Err(Refusal::UnderWay(id).into()),
                    StepState::Done => return Err(Refusal::StepDone(id).into()),
                    StepState::Uncertain => return Err(Refusal::Unsettled(id).into()),
                }
                if item.state != ItemState::InProgress {
                    let (item, state) = (item.id, item.state);
                    return Err(Refusal::ItemIs { item, state }.into());
                }
                done(transaction, id, returned.as_ref(), true)
            })
        })
        .await
    }

    /// Adds steps to an item, before one of its steps or after all of them: Connect may ask for a
    /// change that the plan did not have.
    ///
    /// # Errors
    /// [`Refusal::NoItem`]; [`Refusal::NoStep`] for a step of another item; [`Refusal::ItemIs`]
    /// unless the item's turn has come; [`Refusal::NotRunning`] by its batch; whatever keeps the
    /// journal from being written.
    pub async fn add_steps(
        &self,
        id: ItemId,
        before: Option<StepId>,
        steps: Vec<NewStep>,
    ) -> Result<Vec<StepId>, JournalError> {
        self.call(move |file| {
            write_running(file, id, |transaction, _, item, _| {
                if item.state != ItemState::InProgress {
                    let state = item.state;
                    return Err(Refusal::ItemIs { item: id, state }.into());
                }
                let position = match before {
                    Some(before) => {
                        let before = step(transaction, before)?;
                        if before.item != id {
                            return Err(Refusal::NoStep(before.id).into());
                        }
                        before.position
                    }
                    None => transaction.query_row(
                        "SELECT coalesce(max(position) + 1, 0) FROM step WHERE item = ?1",
                        [id],
                        |row| row.get(0),
                    )?,
                };
                transaction.execute(
                    "UPDATE step SET position = position + ?3 WHERE item = ?1 AND position >= ?2",
                    params![id, position, steps.len() as i64],
                )?;
                add_steps(transaction, id, position, &steps)
            })
        })
        .await
    }

    /// The steps of a kind in batches that have not ended, so that a plan can mind what they
    /// lead to.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn live_steps(&self, kind: String) -> Result<Vec<(BatchId, Step)>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let steps = connection
                    .prepare_cached(&format!(
                        "SELECT {STEP}, item.batch FROM step JOIN item ON item.id = step.item
                         WHERE item.live AND step.kind = ?1 ORDER BY step.id"
                    ))?
                    .query_map([kind], |row| Ok((row.get(STEP_COLUMNS)?, step_in(row)?)))?
                    .collect::<Result<_, _>>()?;
                Ok(steps)
            })
        })
        .await
    }
}

/// The columns of a step, in the order in which [`step_in`] reads them.
pub(super) const STEP: &str = "step.id, step.item, step.position, step.kind, step.arguments, \
     step.state, step.returned, step.already_so";

/// How many columns those are.
const STEP_COLUMNS: usize = 8;

pub(super) fn step_in(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        id: row.get(0)?,
        item: row.get(1)?,
        position: row.get(2)?,
        kind: row.get(3)?,
        arguments: json_in(row, 4)?,
        state: row.get(5)?,
        returned: json_maybe(row, 6)?,
        already_so: row.get(7)?,
    })
}

fn step(connection: &Connection, id: StepId) -> Result<Step, Failure> {
    connection
        .prepare_cached(&format!("SELECT {STEP} FROM step WHERE id = ?1"))?
        .query_row([id], step_in)
        .optional()?
        .ok_or_else(|| Refusal::NoStep(id).into())
}

/// Adds steps at a position at which there is room for them.
pub(super) fn add_steps(
    transaction: &Transaction<'_>,
    item: ItemId,
    position: u32,
    steps: &[NewStep],
) -> Result<Vec<StepId>, Failure> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO step (item, position, kind, arguments, state)
         VALUES (?1, ?2, ?3, ?4, 'to do')",
    )?;
    let mut ids = Vec::with_capacity(steps.len());
    for (step, position) in steps.iter().zip(position..) {
        insert.execute(params![
            item,
            position,
            step.kind,
            step.arguments.to_string()
        ])?;
        ids.push(StepId(transaction.last_insert_rowid()));
    }
    Ok(ids)
}

fn begin(
    transaction: &Transaction<'_>,
    now: Timestamp,
    step: StepId,
    run: Option<i64>,
    operation: &str,
) -> Result<AttemptId, Failure> {
    transaction
        .prepare_cached(
            "INSERT INTO attempt (step, run, number, operation, began_at) VALUES (
                 ?1, ?2, (SELECT count(*) + 1 FROM attempt WHERE step = ?1), ?3, ?4
             )",
        )?
        .execute(params![step, run, operation, milliseconds(now)])?;
    let attempt = AttemptId(transaction.last_insert_rowid());
    set_step(transaction, step, StepState::InProgress)?;
    Ok(attempt)
}

fn set_step(transaction: &Transaction<'_>, id: StepId, state: StepState) -> Result<(), Failure> {
    transaction
        .prepare_cached("UPDATE step SET state = ?2 WHERE id = ?1")?
        .execute(params![id, state])?;
    Ok(())
}

fn done(
    transaction: &Transaction<'_>,
    id: StepId,
    returned: Option<&Value>,
    already_so: bool,
) -> Result<(), Failure> {
    set_step(transaction, id, StepState::Done)?;
    transaction
        .prepare_cached("UPDATE step SET returned = ?2, already_so = ?3 WHERE id = ?1")?
        .execute(params![id, returned.map(Value::to_string), already_so])?;
    Ok(())
}

fn ended(
    transaction: &Transaction<'_>,
    now: Timestamp,
    id: AttemptId,
    end: &AttemptEnd,
    request_id: Option<&str>,
) -> Result<(), Failure> {
    let attempt = attempt(transaction, id)?;
    if attempt.end.is_some() || attempt.settled.is_some() {
        return Err(Refusal::AttemptEnded(id).into());
    }
    let step = step(transaction, attempt.step)?;
    if step.state != StepState::InProgress {
        return Err(Refusal::Unsettled(step.id).into());
    }
    let (word, problem) = match end {
        AttemptEnd::Answered { returned } => {
            done(transaction, step.id, returned.as_ref(), false)?;
            ("answered", None)
        }
        AttemptEnd::AlreadySo(problem) => {
            done(transaction, step.id, None, true)?;
            ("refused", Some(problem))
        }
        AttemptEnd::Refused(problem) => {
            set_step(transaction, step.id, StepState::Failed)?;
            ("refused", Some(problem))
        }
        AttemptEnd::Unknown(problem) => {
            set_step(transaction, step.id, StepState::Uncertain)?;
            set_state(transaction, step.item, ItemState::Uncertain, now)?;
            ("unknown", Some(problem))
        }
    };
    transaction
        .prepare_cached(
            "UPDATE attempt SET ended = ?2, ended_at = ?3, problem = ?4, request_id = ?5
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            word,
            milliseconds(now),
            problem.map(serde_json::to_string).transpose()?,
            request_id,
        ])?;
    Ok(())
}

fn settle(
    transaction: &Transaction<'_>,
    now: Timestamp,
    id: AttemptId,
    settled: &Settled,
) -> Result<(), Failure> {
    let attempt = attempt(transaction, id)?;
    let step = step(transaction, attempt.step)?;
    let is_known = attempt.settled.is_some()
        || matches!(&attempt.end, Some(end) if !matches!(end.answer, Answer::Unknown(_)));
    if is_known || step.state != StepState::Uncertain {
        return Err(Refusal::NotUncertain(id).into());
    }
    let item = item(transaction, step.item)?;
    live_state(transaction, item.batch)?;
    let word = match settled {
        Settled::Happened { returned } => {
            done(transaction, step.id, returned.as_ref(), false)?;
            "happened"
        }
        Settled::DidNotHappen => {
            set_step(transaction, step.id, StepState::ToDo)?;
            "did not happen"
        }
    };
    transaction
        .prepare_cached("UPDATE attempt SET settled = ?2, settled_at = ?3 WHERE id = ?1")?
        .execute(params![id, word, milliseconds(now)])?;
    let still_uncertain: bool = transaction
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM step WHERE item = ?1 AND state = 'uncertain')",
        )?
        .query_row([item.id], |row| row.get(0))?;
    if !still_uncertain {
        set_state(transaction, item.id, ItemState::InProgress, now)?;
    }
    Ok(())
}

/// The columns of an attempt, in the order in which [`attempt_in`] reads them, and where they are
/// from.
pub(super) const ATTEMPTS: &str = "SELECT attempt.id, attempt.step, attempt.number, \
     attempt.operation, attempt.began_at, run.caller, attempt.ended, attempt.ended_at, \
     attempt.problem, attempt.request_id, attempt.settled = 'happened', attempt.settled_at \
     FROM attempt JOIN run ON run.id = attempt.run";

pub(super) fn attempt_in(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let at = time_maybe(row, 7)?;
    let end = match (row.get_ref(6)?.as_str_or_null()?, at) {
        (Some(word), Some(at)) => Some(AttemptEnded {
            answer: match word {
                "answered" => Answer::Answered,
                "refused" => Answer::Refused(json_in(row, 8)?),
                _ => Answer::Unknown(json_in(row, 8)?),
            },
            request_id: row.get(9)?,
            at,
        }),
        _ => None,
    };
    let happened: Option<bool> = row.get(10)?;
    Ok(Attempt {
        id: row.get(0)?,
        step: row.get(1)?,
        number: row.get(2)?,
        operation: row.get(3)?,
        began_at: time_in(row, 4)?,
        caller: row.get(5)?,
        end,
        settled: happened.zip(time_maybe(row, 11)?),
    })
}

fn attempt(connection: &Connection, id: AttemptId) -> Result<Attempt, Failure> {
    connection
        .prepare_cached(&format!("{ATTEMPTS} WHERE attempt.id = ?1"))?
        .query_row([id], attempt_in)
        .optional()?
        .ok_or_else(|| Refusal::NoAttempt(id).into())
}
