//! Which rows the search box and the property filter let through.
//!
//! What Roster doesn't know lets nobody through. A number or day that could not be read fits no
//! condition, negated or not; where only the id of a profile or group is known, conditions compare
//! with that id and a negated one doesn't fit, as the name might be the one that is ruled out.

use fixedbitset::FixedBitSet;

use super::{
    Roster,
    columns::{Cells, NumberColumn, column_of},
    fold::words,
    texts::TextColumn,
};
use crate::{
    domain::{Problem, ProblemCode},
    wire::{Column, FilterGroup, FilterNode, FilterToken, Join, Operator},
};

/// How deep groups may be nested in the outermost one.
const DEEPEST: usize = 8;

/// The shortest word, in bytes, that the search box takes for a part of a user id or for a phone
/// number with something between its digits. Shorter ones ("ada", "1001", "4-") would be found by
/// chance: ids are made of digits and the letters a to f.
const SHORTEST_CODE: usize = 6;

/// The rows in which every word is found; all of them for a text without words.
pub(super) fn search(roster: &Roster, typed: &str) -> FixedBitSet {
    let mut rows = all(roster);
    for word in words(typed) {
        let mut found = FixedBitSet::with_capacity(roster.len());
        let may_be_code = word.len() >= SHORTEST_CODE;
        let user_id = may_be_code.then(|| roster.columns.user_id());
        for column in roster.columns.searched().into_iter().chain(user_id) {
            let texts = if may_be_code {
                column.texts_containing(&column.fold(&word))
            } else {
                column.texts_containing(&word)
            };
            found.union_with(&column.rows_with(&texts));
        }
        rows.intersect_with(&found);
    }
    rows
}

/// The rows that a filter lets through.
///
/// # Errors
///
/// [`ProblemCode::BadRequest`] for a filter that makes no sense.
pub(super) fn filter(roster: &Roster, filter: &FilterGroup) -> Result<FixedBitSet, Problem> {
    group(roster, filter, 0)
}

/// The rows that have something of a kind that [`Property::Has`](crate::wire::Property::Has) asks for.
pub(super) fn having(roster: &Roster, what: Having) -> Found {
    match roster.columns.cells(what.column()) {
        Cells::Texts(column) => {
            let mut rows = column.empty_rows();
            rows.toggle_range(..);
            Found {
                rows,
                unknown: None,
            }
        }
        Cells::Numbers(column) => Found {
            rows: column.rows_where(|number| number > 0),
            unknown: Some(column.unknown_rows()),
        },
    }
}

/// The rows of which something is true, and those of which it can't be told.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) rows: FixedBitSet,
    /// May also have rows of which it is true. None where all can be told.
    pub(super) unknown: Option<FixedBitSet>,
}

/// What a user may have any of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Having {
    QuickConnects,
    Tags,
    Hierarchy,
    PhoneNumber,
    FirstName,
    LastName,
}

impl Having {
    pub(super) const ALL: [Self; 6] = [
        Self::QuickConnects,
        Self::Tags,
        Self::Hierarchy,
        Self::PhoneNumber,
        Self::FirstName,
        Self::LastName,
    ];

    /// As a filter's value.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::QuickConnects => "quickConnects",
            Self::Tags => "tags",
            Self::Hierarchy => "hierarchy",
            Self::PhoneNumber => "phoneNumber",
            Self::FirstName => "firstName",
            Self::LastName => "lastName",
        }
    }

    fn column(self) -> Column {
        match self {
            Self::QuickConnects => Column::QuickConnects,
            Self::Tags => Column::Tags,
            Self::Hierarchy => Column::Hierarchy,
            Self::PhoneNumber => Column::PhoneNumber,
            Self::FirstName => Column::FirstName,
            Self::LastName => Column::LastName,
        }
    }
}

fn all(roster: &Roster) -> FixedBitSet {
    let mut rows = FixedBitSet::with_capacity(roster.len());
    rows.insert_range(..);
    rows
}

fn group(roster: &Roster, filter: &FilterGroup, depth: usize) -> Result<FixedBitSet, Problem> {
    if depth > DEEPEST {
        return Err(bad_request("groups are nested too deep"));
    }
    let mut rows: Option<FixedBitSet> = None;
    for node in &filter.nodes {
        let found = match node {
            FilterNode::Token(token) => condition(roster, token)?,
            FilterNode::Group(inner) => group(roster, inner, depth + 1)?,
        };
        match (&mut rows, filter.join) {
            (None, _) => rows = Some(found),
            (Some(rows), Join::And) => rows.intersect_with(&found),
            (Some(rows), Join::Or) => rows.union_with(&found),
        }
    }
    Ok(rows.unwrap_or_else(|| all(roster)))
}

fn condition(roster: &Roster, token: &FilterToken) -> Result<FixedBitSet, Problem> {
    if token.values.is_empty() {
        return Err(bad_request("a condition has no value"));
    }
    let (comparison, negated) = Compare::of(token.operator);
    let Found { mut rows, unknown } = match token.property {
        None => whole_row(roster, comparison, &token.values)?,
        Some(property) => match column_of(property).map(|column| roster.columns.cells(column)) {
            None => has(roster, comparison, &token.values)?,
            Some(Cells::Texts(column)) => texts(column, comparison, &token.values)?,
            Some(Cells::Numbers(column)) => numbers(column, comparison, &token.values)?,
        },
    };
    if negated {
        rows.toggle_range(..);
        if let Some(unknown) = unknown {
            rows.difference_with(&unknown);
        }
    }
    Ok(rows)
}

/// An operator without its negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Equals,
    Contains,
    StartsWith,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

impl Compare {
    /// With whether the operator negates it.
    fn of(operator: Operator) -> (Self, bool) {
        match operator {
            Operator::Equals => (Self::Equals, false),
            Operator::NotEquals => (Self::Equals, true),
            Operator::Contains => (Self::Contains, false),
            Operator::NotContains => (Self::Contains, true),
            Operator::StartsWith => (Self::StartsWith, false),
            Operator::NotStartsWith => (Self::StartsWith, true),
            Operator::Greater => (Self::Greater, false),
            Operator::GreaterOrEqual => (Self::GreaterOrEqual, false),
            Operator::Less => (Self::Less, false),
            Operator::LessOrEqual => (Self::LessOrEqual, false),
        }
    }
}

/// Free text looks at a row as it is shown, ids in place of unknown names included, so that it
/// can always be told whether a word is there.
fn whole_row(roster: &Roster, comparison: Compare, values: &[String]) -> Result<Found, Problem> {
    if comparison != Compare::Contains {
        return Err(bad_request("a whole row can only contain a text"));
    }
    let mut rows = FixedBitSet::with_capacity(roster.len());
    for value in values {
        rows.union_with(&search(roster, value));
    }
    Ok(Found {
        rows,
        unknown: None,
    })
}

fn has(roster: &Roster, comparison: Compare, values: &[String]) -> Result<Found, Problem> {
    if comparison != Compare::Equals {
        return Err(bad_request("a user has something or has it not"));
    }
    let mut rows = FixedBitSet::with_capacity(roster.len());
    let mut unknown = FixedBitSet::with_capacity(roster.len());
    for value in values {
        let what = Having::ALL
            .into_iter()
            .find(|what| what.word() == value)
            .ok_or_else(|| bad_request(format!("“{value}” is nothing that a user has")))?;
        let found = having(roster, what);
        rows.union_with(&found.rows);
        if let Some(some) = found.unknown {
            unknown.union_with(&some);
        }
    }
    Ok(Found {
        rows,
        unknown: Some(unknown),
    })
}

fn texts(column: &TextColumn, comparison: Compare, values: &[String]) -> Result<Found, Problem> {
    let mut texts = FixedBitSet::with_capacity(column.len());
    let mut rows = FixedBitSet::with_capacity(column.rows());
    for value in values {
        let value = column.fold(value);
        // An empty value equals an empty cell, which has no text that could be found.
        match comparison {
            Compare::Equals if value.is_empty() => rows.union_with(&column.empty_rows()),
            Compare::Equals => texts.union_with(&column.texts_where(|text| text == value)),
            Compare::Contains | Compare::StartsWith if value.is_empty() => rows.insert_range(..),
            Compare::Contains => texts.union_with(&column.texts_containing(&value)),
            Compare::StartsWith => {
                texts.union_with(&column.texts_where(|text| text.starts_with(&value)));
            }
            _ => return Err(bad_request("texts have no more and less")),
        }
    }
    rows.union_with(&column.rows_with(&texts));
    Ok(Found {
        rows,
        unknown: column.unnamed_rows(),
    })
}

fn numbers(
    column: &NumberColumn,
    comparison: Compare,
    values: &[String],
) -> Result<Found, Problem> {
    let mut rows = FixedBitSet::with_capacity(column.values.len());
    for value in values {
        let (start, end) = column
            .kind
            .span(value)
            .ok_or_else(|| bad_request(format!("“{value}” can't be compared with")))?;
        let found = match comparison {
            Compare::Equals => column.rows_where(|number| (start..end).contains(&number)),
            _ if !column.kind.is_ordered() => {
                return Err(bad_request("yes and no have no more and less"));
            }
            Compare::Greater => column.rows_where(|number| number >= end),
            Compare::GreaterOrEqual => column.rows_where(|number| number >= start),
            Compare::Less => column.rows_where(|number| number < start),
            Compare::LessOrEqual => column.rows_where(|number| number < end),
            Compare::Contains | Compare::StartsWith => {
                return Err(bad_request("numbers and days contain nothing"));
            }
        };
        rows.union_with(&found);
    }
    Ok(Found {
        rows,
        unknown: Some(column.unknown_rows()),
    })
}

pub(super) fn bad_request(message: impl std::fmt::Display) -> Problem {
    Problem::with_message(ProblemCode::BadRequest, message)
}
