//! The selection is a fixed set of users: changes do what they say, a refresh only takes out.

use std::{collections::BTreeSet, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::select};
use roster::{
    domain::UserId,
    roster::{Roster, Selection},
    wire::{SelectionChange, SelectionCount, UsersQuery},
};

use super::matching;
use crate::people;

static ROSTER: LazyLock<Roster> = LazyLock::new(|| Roster::new(people::snapshot(120)));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn inverting_twice_changes_nothing(before in selections(), query in queries()) {
        let invert = SelectionChange::InvertMatching { query: query.clone(), reading: 0 };
        let mut selection = before.clone();
        selection.apply(&invert, &ROSTER).unwrap();
        let found = ROSTER.matching(&query).unwrap();
        for id in ROSTER.ids() {
            let flipped = selection.contains(id) != before.contains(id);
            prop_assert_eq!(flipped, found.contains(id));
        }
        selection.apply(&invert, &ROSTER).unwrap();
        prop_assert_eq!(selection, before);
    }

    #[test]
    fn adding_what_matches_adds_just_that(before in selections(), query in queries()) {
        let mut selection = before.clone();
        selection.apply(&SelectionChange::AddMatching { query: query.clone(), reading: 0 }, &ROSTER).unwrap();
        let expected: BTreeSet<&UserId> =
            before.ids().chain(ROSTER.matching(&query).unwrap().ids()).collect();
        prop_assert_eq!(selection.ids().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn the_count_is_what_is_seen_and_what_is_hidden(
        selection in selections(),
        query in queries(),
    ) {
        let found = ROSTER.matching(&query).unwrap();
        let seen = found.ids().filter(|id| selection.contains(id)).count();
        let count = selection.count(&found);
        prop_assert_eq!(count.count as usize, selection.ids().count());
        prop_assert_eq!(count.hidden as usize, count.count as usize - seen);

        let query = UsersQuery { page_size: 500, ..query };
        let page = ROSTER.page(&query, &selection).unwrap();
        prop_assert_eq!(page.selection, count);
        prop_assert_eq!(page.rows.iter().filter(|row| row.selected).count(), seen);
    }

    #[test]
    fn a_refresh_only_takes_out(before in selections(), kept in 0..120_usize, new in 0..50_usize) {
        let mut snapshot = people::snapshot(120 + new);
        snapshot.users.rotate_left(kept);
        snapshot.users.truncate(60 + new);
        let refreshed = Roster::new(snapshot);
        let mut after = before.clone();
        after.retain(&refreshed);
        for id in before.ids().chain(refreshed.ids()) {
            let stays = before.contains(id) && refreshed.user(id).is_some();
            prop_assert_eq!(after.contains(id), stays);
        }
    }

    #[test]
    fn unknown_ids_are_passed_over(before in selections(), selected in any::<bool>()) {
        let someone = ROSTER.ids().next().unwrap();
        let ids = vec!["nobody".to_owned(), someone.to_string(), String::new()];
        let mut after = before.clone();
        after.apply(&SelectionChange::Set { ids, selected }, &ROSTER).unwrap();
        prop_assert_eq!(after.contains(someone), selected);
        for id in ROSTER.ids().skip(1) {
            prop_assert_eq!(after.contains(id), before.contains(id));
        }
        prop_assert!(after.ids().all(|id| ROSTER.user(id).is_some()));
    }

    #[test]
    fn clearing_takes_everybody_out(mut selection in selections(), query in queries()) {
        selection.apply(&SelectionChange::Clear, &ROSTER).unwrap();
        let count = selection.count(&ROSTER.matching(&query).unwrap());
        prop_assert_eq!(count, SelectionCount::default());
    }
}

#[test]
fn what_fails_changes_nothing() {
    let mut selection = Selection::default();
    let everybody = SelectionChange::AddMatching {
        query: matching(Vec::new()),
        reading: 0,
    };
    selection.apply(&everybody, &ROSTER).unwrap();
    let before = selection.clone();
    let nested = (0..9).fold(matching(Vec::new()), |query, _| {
        matching(vec![roster::wire::FilterNode::Group(query.filter)])
    });
    let change = SelectionChange::InvertMatching {
        query: nested,
        reading: 0,
    };
    assert!(selection.apply(&change, &ROSTER).is_err());
    assert_eq!(selection, before);
}

fn selections() -> impl Strategy<Value = Selection> {
    vec(0..120_usize, 0..100).prop_map(|rows| {
        let all: Vec<&UserId> = ROSTER.ids().collect();
        let ids = rows.into_iter().map(|row| all[row].to_string()).collect();
        let mut selection = Selection::default();
        let change = SelectionChange::Set {
            ids,
            selected: true,
        };
        selection.apply(&change, &ROSTER).unwrap();
        selection
    })
}

fn queries() -> impl Strategy<Value = UsersQuery> {
    select(vec![
        "",
        "a",
        "anna",
        "temp",
        "sales",
        "team 1",
        "nobody at all",
    ])
    .prop_map(|search| UsersQuery {
        search: search.to_owned(),
        ..matching(Vec::new())
    })
}
