//! The order of the rows by each column, computed when it is first asked for and kept.

use std::cmp::Ordering;

use super::{
    Row,
    columns::{Cells, NumberColumn},
    texts::TextColumn,
};

/// The rows in the order of one column.
#[derive(Debug)]
pub(super) struct RowOrder {
    /// All rows: first those with something in the column, in ascending order, then the others.
    /// Equal rows stay in the order of the roster.
    rows: Vec<Row>,
    /// Where each run of equal rows ends in `rows`; the rows with nothing belong to no run.
    run_ends: Vec<u32>,
}

impl RowOrder {
    pub(super) fn of(cells: Cells<'_>) -> Self {
        match cells {
            Cells::Texts(column) => Self::of_texts(column),
            Cells::Numbers(column) => Self::of_numbers(column),
        }
    }

    /// The rows from first to last. Going down turns the runs around, not the rows in them, and
    /// leaves the rows with nothing at the end.
    pub(super) fn walk(&self, descending: bool) -> Box<dyn Iterator<Item = Row> + '_> {
        if !descending {
            return Box::new(self.rows.iter().copied());
        }
        let runs = (0..self.run_ends.len()).rev().flat_map(|run| {
            let start = run.checked_sub(1).map_or(0, |before| self.run_ends[before]);
            &self.rows[start as usize..self.run_ends[run] as usize]
        });
        let filled = self.run_ends.last().copied().unwrap_or_default();
        Box::new(runs.chain(&self.rows[filled as usize..]).copied())
    }

    fn of_texts(column: &TextColumn) -> Self {
        let places = &column.places().of_text;
        let place = |text: &u32| places[*text as usize];
        let (mut filled, mut empty) = (Vec::new(), Vec::new());
        for row in 0..column.rows() as Row {
            match column.of_row(row).first() {
                // The first text decides nearly always, so it is kept at hand.
                Some(first) => filled.push((place(first), row)),
                None => empty.push(row),
            }
        }
        let compare = |one: &(u32, Row), other: &(u32, Row)| -> Ordering {
            one.0.cmp(&other.0).then_with(|| {
                let one = column.of_row(one.1).iter().map(place);
                one.cmp(column.of_row(other.1).iter().map(place))
            })
        };
        filled.sort_by(compare);
        Self::new(&filled, |one, other| compare(one, other).is_eq(), empty)
    }

    fn of_numbers(column: &NumberColumn) -> Self {
        let (mut filled, mut empty) = (Vec::new(), Vec::new());
        for (row, value) in (0..).zip(&column.values) {
            match value {
                Some(value) => filled.push((*value, row)),
                None => empty.push(row),
            }
        }
        // Rows are all different and in the roster's order, so that ties keep it.
        filled.sort_unstable();
        Self::new(&filled, |one, other| one.0 == other.0, empty)
    }

    fn new<Key>(
        filled: &[(Key, Row)],
        equal: impl Fn(&(Key, Row), &(Key, Row)) -> bool,
        empty: Vec<Row>,
    ) -> Self {
        let mut end = 0;
        let run_ends = filled
            .chunk_by(equal)
            .map(|run| {
                end += run.len() as u32;
                end
            })
            .collect();
        let mut rows: Vec<Row> = filled.iter().map(|(_, row)| *row).collect();
        rows.extend(empty);
        Self { rows, run_ends }
    }
}
