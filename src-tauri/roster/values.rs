//! The values that the property filter offers, taken from the users that are loaded.

use std::collections::HashMap;

use super::{
    Roster, Row,
    columns::{Cells, NumberColumn, NumberKind, column_of},
    filter::{Having, having},
    fold::fold,
    texts::TextColumn,
};
use crate::wire::{Property, PropertyValue};

impl Roster {
    /// At most `most` values of a property that contain what was typed, each with the number of
    /// users that it equals. Those that begin with what was typed come first. Texts and numbers are
    /// in ascending order, days begin with the latest.
    pub fn values(&self, property: Property, typed: &str, most: usize) -> Vec<PropertyValue> {
        match column_of(property).map(|column| self.columns.cells(column)) {
            Some(Cells::Texts(column)) => texts(column, typed, most),
            Some(Cells::Numbers(column)) => first(&fold(typed), numbers(column), most),
            None => first(&fold(typed), self.havings(), most),
        }
    }

    fn havings(&self) -> Vec<PropertyValue> {
        Having::ALL
            .into_iter()
            .filter_map(|what| {
                let found = having(self, what);
                let unknown = found.unknown.is_some_and(|rows| !rows.is_clear());
                (!unknown).then(|| PropertyValue {
                    value: what.word().to_owned(),
                    users: found.rows.count_ones(..) as u32,
                })
            })
            .collect()
    }
}

/// A text can be there in several spellings that a filter does not tell apart: they are offered
/// as one, in the spelling that comes first.
fn texts(column: &TextColumn, typed: &str, most: usize) -> Vec<PropertyValue> {
    let typed = column.fold(typed);
    let containing = column.texts_containing(&typed);
    let mut offered: Vec<u32> = Vec::new();
    let mut offer_of_folded: HashMap<&str, usize> = HashMap::new();
    let mut offer_of_text: Vec<Option<usize>> = vec![None; column.len()];
    for text in &column.places().in_order {
        if containing.contains(*text as usize) {
            let offer = offer_of_folded
                .entry(column.folded(*text))
                .or_insert_with(|| {
                    offered.push(*text);
                    offered.len() - 1
                });
            offer_of_text[*text as usize] = Some(*offer);
        }
    }

    let mut users = vec![0; offered.len()];
    let mut counted_last: Vec<Option<Row>> = vec![None; offered.len()];
    for row in 0..column.rows() as Row {
        for offer in column
            .of_row(row)
            .iter()
            .filter_map(|text| offer_of_text[*text as usize])
        {
            if counted_last[offer] != Some(row) {
                counted_last[offer] = Some(row);
                users[offer] += 1;
            }
        }
    }
    let (mut beginning, others): (Vec<_>, Vec<_>) = offered
        .into_iter()
        .zip(users)
        .partition(|(text, _)| column.folded(*text).starts_with(&typed));
    beginning.extend(others);
    beginning
        .into_iter()
        .take(most)
        .map(|(text, users)| PropertyValue {
            value: column.shown(text).to_owned(),
            users,
        })
        .collect()
}

fn numbers(column: &NumberColumn) -> Vec<PropertyValue> {
    let mut known: Vec<i64> = column.values.iter().copied().flatten().collect();
    known.sort_unstable();
    if column.kind == NumberKind::Time {
        known.reverse();
    }
    let mut values: Vec<PropertyValue> = Vec::new();
    for value in known.into_iter().map(|number| column.kind.value(number)) {
        match values.last_mut() {
            Some(last) if last.value == value => last.users += 1,
            _ => values.push(PropertyValue { value, users: 1 }),
        }
    }
    values
}

/// The values that contain what was typed, those that begin with it first.
fn first(typed: &str, values: Vec<PropertyValue>, most: usize) -> Vec<PropertyValue> {
    let (mut beginning, others): (Vec<_>, Vec<_>) = values
        .into_iter()
        .filter(|value| fold(&value.value).contains(typed))
        .partition(|value| fold(&value.value).starts_with(typed));
    beginning.extend(others);
    beginning.truncate(most);
    beginning
}
