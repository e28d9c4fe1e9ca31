//! The roster answers queries as looking at every row would, and pages hold each user once.

use proptest::{prelude::*, sample::select};
use roster::{
    domain::{Completeness, Problem, ProblemCode, SecurityProfileId, Snapshot, User, UserId},
    roster::{Roster, Selection},
    wire::{
        Column, FilterGroup, FilterNode, FilterToken, Join, Operator, Property, Sort, UsersQuery,
    },
};

use super::{
    ROSTERS,
    generated::{filters, searches},
    matching,
    oracle::answer,
    token,
};
use crate::people;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pages_together_are_what_looking_at_every_row_finds(
        which in 0..ROSTERS.len(),
        search in searches(),
        filter in filters(),
        column in select(Column::ALL.to_vec()),
        descending in any::<bool>(),
        page_size in select(vec![1, 7, 50, 500]),
    ) {
        let (roster, rows) = &ROSTERS[which];
        // Names that are missing have an order of their own, tested apart.
        let column = if which == 0 { column } else { Column::Login };
        let mut query = UsersQuery {
            search: search.typed(rows),
            filter: filter.group(rows),
            sort: Sort { column, descending },
            page: 1,
            page_size,
        };
        let expected: Vec<&str> = answer(rows, &query).iter().map(|row| row.id.as_str()).collect();

        let mut found = Vec::new();
        let pages = expected.len().div_ceil(page_size as usize).max(1) as u32;
        for page in 1..=pages {
            query.page = page;
            let page_found = roster.page(&query, &Selection::default()).unwrap();
            prop_assert_eq!(page_found.page, page);
            prop_assert_eq!(page_found.matching as usize, expected.len());
            prop_assert_eq!(page_found.total as usize, rows.len());
            found.extend(page_found.rows.into_iter().map(|row| row.id));
        }
        prop_assert_eq!(found, expected);

        query.page = pages + 3;
        prop_assert_eq!(roster.page(&query, &Selection::default()).unwrap().page, pages);
    }

}

#[test]
fn what_makes_no_sense_is_a_bad_request() {
    let (roster, _) = &ROSTERS[0];
    let nonsense = [
        token(Property::AfterContactWork, Operator::Equals, &["soon"]),
        token(Property::QuickConnects, Operator::Greater, &[""]),
        token(Property::QuickConnects, Operator::Contains, &["1"]),
        token(Property::LastChanged, Operator::Less, &["2024-02-30"]),
        token(Property::LastChanged, Operator::Less, &["yesterday"]),
        token(Property::LastChanged, Operator::StartsWith, &["2024-02-03"]),
        token(Property::AutoAccept, Operator::Equals, &["maybe"]),
        token(Property::AutoAccept, Operator::Greater, &["no"]),
        token(Property::Login, Operator::Greater, &["a"]),
        token(Property::Has, Operator::Equals, &["money"]),
        token(Property::Has, Operator::Contains, &["tags"]),
        token(Property::Login, Operator::Equals, &[]),
        FilterNode::Token(FilterToken {
            property: None,
            operator: Operator::Equals,
            values: vec!["anna".to_owned()],
        }),
    ];
    for node in nonsense {
        let query = matching(vec![node.clone()]);
        let problem = roster.matching(&query).unwrap_err();
        assert_eq!(problem.code, ProblemCode::BadRequest, "{node:?}");
        assert!(roster.page(&query, &Selection::default()).is_err());
        assert!(
            Selection::default()
                .apply(
                    &roster::wire::SelectionChange::AddMatching { query, reading: 0 },
                    roster
                )
                .is_err()
        );
    }
    for page_size in [0, 501, u32::MAX] {
        let query = UsersQuery {
            page_size,
            ..matching(Vec::new())
        };
        assert!(roster.page(&query, &Selection::default()).is_err());
        assert!(roster.matching(&query).is_ok(), "has no page");
    }
}

#[test]
fn groups_nest_eight_deep_and_no_deeper() {
    let (roster, _) = &ROSTERS[0];
    let nested = |depth| {
        (0..depth).fold(Vec::new(), |nodes, _| {
            vec![FilterNode::Group(FilterGroup {
                join: Join::Or,
                nodes,
            })]
        })
    };
    assert_eq!(
        roster.matching(&matching(nested(8))).unwrap().len(),
        roster.len()
    );
    assert!(roster.matching(&matching(nested(9))).is_err());
}

#[test]
fn a_part_that_could_not_be_read_is_a_gap_in_its_column() {
    let denied = || Problem::new(ProblemCode::AccessDenied);
    let with = |spoil: fn(&mut Snapshot, Problem)| {
        let mut snapshot = people::snapshot(5);
        spoil(&mut snapshot, denied());
        let roster = Roster::new(snapshot);
        let gaps = roster.gaps();
        assert!(gaps.iter().all(|gap| gap.problem == denied()));
        gaps.iter().flat_map(|gap| gap.columns.clone()).collect()
    };
    let columns: [Vec<Column>; 6] = [
        with(|_, _| ()),
        with(|snapshot, problem| snapshot.routing_profiles = Err(problem)),
        with(|snapshot, problem| snapshot.security_profiles = Err(problem)),
        with(|snapshot, problem| snapshot.hierarchy_groups = Err(problem)),
        with(|snapshot, problem| snapshot.quick_connects = Err(problem)),
        with(|snapshot, problem| snapshot.completeness = Completeness::Unchecked(problem)),
    ];
    assert_eq!(
        columns,
        [
            vec![],
            vec![Column::RoutingProfile],
            vec![Column::SecurityProfiles],
            vec![Column::Hierarchy],
            vec![Column::QuickConnects],
            vec![Column::LastChanged],
        ]
    );
}

#[test]
fn unknown_quick_connects_are_neither_there_nor_absent() {
    let (roster, _) = &ROSTERS[2];
    for operator in [Operator::Equals, Operator::NotEquals] {
        let query = matching(vec![token(Property::Has, operator, &["quickConnects"])]);
        assert!(roster.matching(&query).unwrap().is_empty());
        let query = matching(vec![token(
            Property::QuickConnects,
            Operator::Equals,
            &["0"],
        )]);
        assert!(roster.matching(&query).unwrap().is_empty());
    }
    let offered = roster.values(Property::Has, "", 10);
    assert!(offered.iter().all(|value| value.value != "quickConnects"));
    let someone = roster.ids().next().unwrap();
    assert!(roster.quick_connects_of(someone).is_err());
    assert_eq!(roster.row(someone, false).unwrap().quick_connects, None);
}

#[test]
fn ids_in_place_of_names_sort_after_all_names() {
    let (roster, _) = &ROSTERS[1];
    for descending in [false, true] {
        let mut query = matching(Vec::new());
        query.page_size = 500;
        query.sort = Sort {
            column: Column::Hierarchy,
            descending,
        };
        let mut kinds: Vec<&str> = roster
            .page(&query, &Selection::default())
            .unwrap()
            .rows
            .iter()
            .map(|row| match &row.hierarchy {
                Some(path) if path.starts_with("Berlin") || path.starts_with("Cork") => "path",
                Some(_) => "id",
                None => "none",
            })
            .collect();
        kinds.dedup();
        let expected = if descending {
            ["id", "path", "none"]
        } else {
            ["path", "id", "none"]
        };
        assert_eq!(kinds, expected);
    }
}

#[test]
fn a_user_that_was_read_twice_is_there_once() {
    let mut snapshot = people::snapshot(20);
    snapshot.users.extend(people::snapshot(5).users);
    let roster = Roster::new(snapshot);
    assert_eq!(roster.len(), 20);
    assert_eq!(roster.matching(&matching(Vec::new())).unwrap().len(), 20);
}

#[test]
fn quick_connects_come_in_the_order_of_their_names() {
    let (roster, rows) = &ROSTERS[0];
    let mut several = 0;
    for row in rows {
        let names: Vec<&str> = roster
            .quick_connects_of(&UserId::from(row.id.as_str()))
            .unwrap()
            .iter()
            .map(|quick_connect| quick_connect.name.as_str())
            .collect();
        assert_eq!(row.quick_connects, Some(names.len() as u32));
        assert!(names.is_sorted(), "{names:?}");
        several += usize::from(names.len() > 1);
    }
    assert!(several > 0);
}

#[test]
fn a_row_names_security_profiles_in_order_and_their_ids_go_along() {
    let snapshot = people::snapshot(150);
    let name_of = |id: &SecurityProfileId| {
        let profiles = snapshot.security_profiles.as_ref().unwrap();
        let profile = profiles.iter().find(|profile| profile.id == *id).unwrap();
        profile.name.clone()
    };
    let (roster, rows) = &ROSTERS[0];
    for row in rows {
        let user = roster.user(&UserId::from(row.id.as_str())).unwrap();
        let ids = roster.security_profile_ids(user);
        let names: Vec<String> = ids.into_iter().map(name_of).collect();
        assert_eq!(names, row.security_profiles);
        assert!(names.is_sorted(), "{names:?}");
    }
}

#[test]
fn the_search_box_looks_at_all_that_people_know_a_user_by() {
    let user = User {
        id: UserId::from("5bda17ce-0000-4000-8000-000000000001"),
        login: "jdoe".to_owned(),
        first_name: "María José".to_owned(),
        last_name: "García".to_owned(),
        handling: roster::domain::ContactHandling {
            desk_number: Some("+442079460018".to_owned()),
            ..Default::default()
        },
        tags: [("team".to_owned(), "Night owls".to_owned())].into(),
        ..people::user(0)
    };
    let row = Roster::new(Snapshot {
        users: vec![user.clone()],
        ..people::snapshot(0)
    });
    let names = row.row(&user.id, false).unwrap();
    let profiles = format!(
        "\"{}\" {}",
        names.routing_profile, names.security_profiles[0]
    );
    for (typed, found) in [
        ("", true),
        ("JDOE", true),
        ("garcia maria", true),
        ("\"jose garcia\"", true),
        ("\"garcia maria\"", false),
        ("\"maria garcia\"", false),
        ("\"doe maria\"", false),
        ("jdoe smith", false),
        ("+44 20 7946 0018", true),
        ("7946-0018", true),
        ("5bda17ce", true),
        ("bda", false),
        ("\"night owls\"", true),
        ("\"team=night\"", true),
        (&profiles, true),
    ] {
        let query = UsersQuery {
            search: typed.to_owned(),
            ..matching(Vec::new())
        };
        assert_eq!(row.matching(&query).unwrap().len() == 1, found, "{typed}");
    }
}

#[test]
fn an_empty_list_has_one_empty_page() {
    let roster = Roster::new(people::snapshot(0));
    let page = roster
        .page(&matching(Vec::new()), &Selection::default())
        .unwrap();
    assert!(roster.is_empty() && page.rows.is_empty());
    assert_eq!((page.page, page.matching, page.total), (1, 0, 0));
    assert!(roster.values(Property::Login, "", 10).is_empty());
}
