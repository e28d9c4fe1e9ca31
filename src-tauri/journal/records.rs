//! What the journal tells of a batch: its items a page at a time, and all that was done of each.

use rusqlite::{Connection, params, params_from_iter, types::Value as Sql};

use super::{
    Attempt, BatchId, Item, ItemId, ItemState, Journal, JournalError, Page, Step, StepState,
    Subject,
    error::Failure,
    items::{ITEMS, item, item_in},
    steps::{ATTEMPTS, STEP, attempt_in, step_in},
};

/// All that was done of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRecord {
    /// The item.
    pub item: Item,
    /// Its steps, in order.
    pub steps: Vec<StepRecord>,
}

/// All that was done of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// The step.
    pub step: Step,
    /// Its attempts, in order.
    pub attempts: Vec<Attempt>,
}

impl ItemRecord {
    /// The attempts of which nobody knows what became, and that have to be looked at.
    pub fn uncertain(&self) -> impl Iterator<Item = (&Step, &Attempt)> {
        self.steps
            .iter()
            .filter(|record| record.step.state == StepState::Uncertain)
            .filter_map(|record| Some((&record.step, record.attempts.last()?)))
    }
}

impl Journal {
    /// A page of a batch's items, in their order, of some states or of all where none is named.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn items(
        &self,
        batch: BatchId,
        states: Vec<ItemState>,
        offset: u32,
        limit: u32,
    ) -> Result<Page<Item>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let (condition, mut values) = of_states(batch, &states);
                let total = connection
                    .prepare_cached(&format!("SELECT count(*) FROM item WHERE {condition}"))?
                    .query_row(params_from_iter(&values), |row| row.get(0))?;
                values.extend([i64::from(limit).into(), i64::from(offset).into()]);
                let rows = connection
                    .prepare_cached(&format!(
                        "{ITEMS} WHERE {condition} ORDER BY item.position LIMIT ? OFFSET ?"
                    ))?
                    .query_map(params_from_iter(&values), item_in)?
                    .collect::<Result<_, _>>()?;
                Ok(Page { total, rows })
            })
        })
        .await
    }

    /// Whom and what a batch's items of some states change, or all where none is named, in order.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn subjects(
        &self,
        batch: BatchId,
        states: Vec<ItemState>,
    ) -> Result<Vec<(ItemId, Subject)>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let (condition, values) = of_states(batch, &states);
                let subjects = connection
                    .prepare_cached(&format!(
                        "SELECT id, subject_kind, subject FROM item WHERE {condition}
                         ORDER BY position"
                    ))?
                    .query_map(params_from_iter(&values), |row| {
                        Ok((row.get(0)?, Subject::column(row, 1)?))
                    })?
                    .collect::<Result<_, _>>()?;
                Ok(subjects)
            })
        })
        .await
    }

    /// All that was done of an item.
    ///
    /// # Errors
    /// [`super::Refusal::NoItem`], and whatever keeps the journal from being read.
    pub async fn record(&self, id: ItemId) -> Result<ItemRecord, JournalError> {
        self.call(move |file| file.read(|connection| record_of(connection, item(connection, id)?)))
            .await
    }

    /// All that was done of a batch's items of some states, or of all where none is named, in
    /// their order: as many as `limit`, after the one with the number `after`.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub async fn records(
        &self,
        batch: BatchId,
        states: Vec<ItemState>,
        after: Option<ItemId>,
        limit: u32,
    ) -> Result<Vec<ItemRecord>, JournalError> {
        self.call(move |file| {
            file.read(|connection| {
                let (condition, mut values) = of_states(batch, &states);
                values.extend([
                    after.map_or(0, ItemId::number).into(),
                    i64::from(limit).into(),
                ]);
                // Items have their numbers in the order of their positions.
                let items = connection
                    .prepare_cached(&format!(
                        "{ITEMS} WHERE {condition} AND item.id > ? ORDER BY item.id LIMIT ?"
                    ))?
                    .query_map(params_from_iter(&values), item_in)?
                    .collect::<Result<Vec<_>, _>>()?;
                items
                    .into_iter()
                    .map(|item| record_of(connection, item))
                    .collect()
            })
        })
        .await
    }
}

/// The condition that an item of the batch is in one of the states, and the values for it.
fn of_states(batch: BatchId, states: &[ItemState]) -> (String, Vec<Sql>) {
    let mut values = vec![Sql::from(batch.number())];
    if states.is_empty() {
        return ("item.batch = ?".to_owned(), values);
    }
    values.extend(states.iter().map(|state| state.as_str().to_owned().into()));
    let marks = vec!["?"; states.len()].join(", ");
    (
        format!("item.batch = ? AND item.state IN ({marks})"),
        values,
    )
}

fn record_of(connection: &Connection, item: Item) -> Result<ItemRecord, Failure> {
    let steps = connection
        .prepare_cached(&format!(
            "SELECT {STEP} FROM step WHERE item = ?1 ORDER BY position"
        ))?
        .query_map([item.id], step_in)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut attempts = connection.prepare_cached(&format!(
        "{ATTEMPTS} WHERE attempt.step = ?1 ORDER BY attempt.number"
    ))?;
    let steps = steps.into_iter().map(|step| {
        let attempts = attempts
            .query_map(params![step.id], attempt_in)?
            .collect::<Result<_, _>>()?;
        Ok(StepRecord { step, attempts })
    });
    Ok(ItemRecord {
        item,
        steps: steps.collect::<Result<_, Failure>>()?,
    })
}
