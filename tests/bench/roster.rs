//! How long the Users page's work in Rust takes with 50,000 users: `cargo bench --bench roster`.
//!
//! Set `ROSTER_BENCH_USERS` for another number of users.

use std::{env, hint::black_box};

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use roster::{
    roster::{Roster, Selection},
    wire::{
        Column, FilterGroup, FilterNode, FilterToken, Join, Operator, Property, SelectionChange,
        Sort, UsersQuery,
    },
};

#[path = "../support/people.rs"]
mod people;

criterion_group!(benches, build, search, filter, sort, page, select, values);
criterion_main!(benches);

fn build(criterion: &mut Criterion) {
    let snapshot = people::snapshot(users());
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    group.bench_function("roster", |bencher| {
        bencher.iter_batched(|| snapshot.clone(), Roster::new, BatchSize::PerIteration);
    });
    group.finish();
}

fn search(criterion: &mut Criterion) {
    let roster = roster();
    let mut group = criterion.benchmark_group("search");
    for typed in [
        "a",
        "anna muller",
        "\"jurgen smith\"",
        "agent4999",
        "not there",
    ] {
        let query = UsersQuery {
            search: typed.to_owned(),
            ..UsersQuery::default()
        };
        group.bench_with_input(
            BenchmarkId::from_parameter(typed),
            &query,
            |bencher, query| {
                bencher.iter(|| black_box(roster.page(query, &Selection::default()).is_ok()));
            },
        );
    }
    group.finish();
}

fn filter(criterion: &mut Criterion) {
    let roster = roster();
    let token = |property, operator, values: &[&str]| {
        FilterNode::Token(FilterToken {
            property,
            operator,
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        })
    };
    let sales_or_berlin = FilterNode::Group(FilterGroup {
        join: Join::Or,
        nodes: vec![
            token(
                Some(Property::RoutingProfile),
                Operator::StartsWith,
                &["sales", "service"],
            ),
            token(Some(Property::Hierarchy), Operator::Equals, &["Berlin"]),
        ],
    });
    let query = UsersQuery {
        filter: FilterGroup {
            join: Join::And,
            nodes: vec![
                sales_or_berlin,
                token(
                    Some(Property::SecurityProfiles),
                    Operator::NotEquals,
                    &["Admin"],
                ),
                token(Some(Property::Has), Operator::NotEquals, &["quickConnects"]),
                token(Some(Property::LastName), Operator::NotContains, &["muller"]),
                token(Some(Property::Tags), Operator::Contains, &["team=team 1"]),
                token(
                    Some(Property::LastChanged),
                    Operator::GreaterOrEqual,
                    &["2024-11-01"],
                ),
                token(None, Operator::NotContains, &["temp"]),
            ],
        },
        ..UsersQuery::default()
    };
    criterion.bench_function("filter/eight conditions in two groups", |bencher| {
        bencher.iter(|| black_box(roster.page(&query, &Selection::default()).is_ok()));
    });
}

fn sort(criterion: &mut Criterion) {
    let snapshot = people::snapshot(users());
    let roster = Roster::new(snapshot.clone());
    for column in Column::ALL {
        let query = UsersQuery {
            sort: Sort {
                column,
                descending: true,
            },
            ..UsersQuery::default()
        };
        let page = |roster: &Roster| roster.page(&query, &Selection::default()).is_ok();
        let mut group = criterion.benchmark_group("sort");
        group.bench_function(format!("again by {column:?}"), |bencher| {
            bencher.iter(|| black_box(page(&roster)));
        });
        group.sample_size(10);
        group.bench_function(format!("first time by {column:?}"), |bencher| {
            bencher.iter_batched_ref(
                || Roster::new(snapshot.clone()),
                |roster| black_box(page(roster)),
                BatchSize::PerIteration,
            );
        });
        group.finish();
    }
}

fn page(criterion: &mut Criterion) {
    let roster = roster();
    let mut group = criterion.benchmark_group("page");
    for (name, page, page_size) in [
        ("first of 50", 1, 50),
        ("last of 50", u32::MAX, 50),
        ("middle of 500", users() as u32 / 1000, 500),
    ] {
        let query = UsersQuery {
            page,
            page_size,
            ..UsersQuery::default()
        };
        group.bench_with_input(
            BenchmarkId::from_parameter(name),
            &query,
            |bencher, query| {
                bencher.iter(|| black_box(roster.page(query, &Selection::default()).is_ok()));
            },
        );
    }
    group.finish();
}

fn select(criterion: &mut Criterion) {
    let roster = roster();
    let add_all = SelectionChange::AddMatching {
        query: UsersQuery::default(),
        reading: 0,
    };
    let mut everyone = Selection::default();
    assert!(everyone.apply(&add_all, &roster).is_ok());
    let mut group = criterion.benchmark_group("select");
    group.bench_function("all matching", |bencher| {
        bencher.iter_batched_ref(
            Selection::default,
            |selection| selection.apply(&add_all, &roster).is_ok(),
            BatchSize::LargeInput,
        );
    });
    let query = UsersQuery {
        search: "a".to_owned(),
        ..UsersQuery::default()
    };
    group.bench_function("a searched page with all selected", |bencher| {
        bencher.iter(|| black_box(roster.page(&query, &everyone).is_ok()));
    });
    group.finish();
}

fn values(criterion: &mut Criterion) {
    let roster = roster();
    let mut group = criterion.benchmark_group("values");
    for (property, typed) in [
        (Property::RoutingProfile, ""),
        (Property::Tags, "team"),
        (Property::Login, ""),
        (Property::LastName, "mu"),
        (Property::LastChanged, ""),
    ] {
        group.bench_function(format!("{property:?} {typed}"), |bencher| {
            bencher.iter(|| roster.values(property, typed, 50));
        });
    }
    group.finish();
}

fn users() -> usize {
    env::var("ROSTER_BENCH_USERS")
        .ok()
        .and_then(|users| users.parse().ok())
        .unwrap_or(50_000)
}

fn roster() -> Roster {
    Roster::new(people::snapshot(users()))
}
