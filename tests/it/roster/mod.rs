//! The users in memory: searched, filtered, sorted, paged and selected.

mod generated;
mod oracle;
mod queries;
mod selection;
mod values;

use std::sync::LazyLock;

use roster::{
    domain::{Completeness, Problem, ProblemCode, Snapshot},
    roster::Roster,
    wire::{FilterNode, FilterToken, Operator, Property, UserRow, UsersQuery},
};

use crate::people;

/// A roster and its rows: one read whole, one with names missing, one with parts missing.
static ROSTERS: LazyLock<[(Roster, Vec<UserRow>); 3]> = LazyLock::new(|| {
    let whole = people::snapshot(150);
    let mut names_missing = whole.clone();
    names_missing.routing_profiles = Err(Problem::new(ProblemCode::AccessDenied));
    if let Ok(profiles) = &mut names_missing.security_profiles {
        profiles.truncate(3);
    }
    if let Ok(groups) = &mut names_missing.hierarchy_groups {
        groups.truncate(20);
    }
    [whole.clone(), names_missing, parts_missing(whole)].map(|snapshot| {
        let roster = Roster::new(snapshot);
        let rows = roster
            .ids()
            .map(|id| roster.row(id, false).unwrap())
            .collect();
        (roster, rows)
    })
});

fn parts_missing(mut snapshot: Snapshot) -> Snapshot {
    let denied = Problem::new(ProblemCode::AccessDenied);
    snapshot.quick_connects = Err(denied.clone());
    snapshot.completeness = Completeness::Unchecked(denied);
    for user in &mut snapshot.users {
        user.last_changed = None;
    }
    snapshot
}

/// Everybody whom the conditions let through, by login.
fn matching(nodes: Vec<FilterNode>) -> UsersQuery {
    let mut query = UsersQuery::default();
    query.filter.nodes = nodes;
    query
}

fn token(property: Property, operator: Operator, values: &[&str]) -> FilterNode {
    FilterNode::Token(FilterToken {
        property: Some(property),
        operator,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    })
}
