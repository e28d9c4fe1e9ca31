#![allow(clippy::unwrap_used)]

use tokio_util::sync::CancellationToken;

use super::*;
use crate::{
    connect::canned::{Answer, instance, ok, refusal},
    domain::Snapshot,
};

/// Loads an instance whose two lists have these users, and in which those of `there` exist, long
/// unchanged. The others are answered as `otherwise`.
async fn load(
    found: impl IntoIterator<Item = u32>,
    listed: impl IntoIterator<Item = u32>,
    there: &'static [u32],
    otherwise: Answer,
) -> Snapshot {
    load_changed(1000, found, listed, there, otherwise).await
}

/// The same, with those of `there` last changed at a time in seconds since 1970.
async fn load_changed(
    changed: i64,
    found: impl IntoIterator<Item = u32>,
    listed: impl IntoIterator<Item = u32>,
    there: &'static [u32],
    otherwise: Answer,
) -> Snapshot {
    let items = |ids: &mut dyn Iterator<Item = u32>| {
        let items: Vec<_> = ids
            .map(|id| format!(r#"{{"Id":"{id:03}","Username":"u{id}","LastModifiedTime":{id}}}"#))
            .collect();
        items.join(",")
    };
    let found = format!(r#"{{"Users":[{}]}}"#, items(&mut found.into_iter()));
    let listed = format!(
        r#"{{"UserSummaryList":[{}]}}"#,
        items(&mut listed.into_iter())
    );
    // Users are looked at in the order of their ids, first those who were not found.
    let looked_at = std::sync::Mutex::new(there.iter());
    let (connect, _) = instance(move |operation, _| match operation {
        "SearchUsers" => Some(ok(found.clone())),
        "ListUsers" => Some(ok(listed.clone())),
        "DescribeUser" => Some(match looked_at.lock().unwrap().next() {
            Some(id) => ok(format!(
                r#"{{"User":{{"Id":"{id:03}","Username":"fresh","LastModifiedTime":{changed}}}}}"#
            )),
            None => otherwise.clone(),
        }),
        _ => None,
    });
    connect
        .load(|_| {}, &CancellationToken::new())
        .await
        .unwrap()
}

fn gone() -> Answer {
    refusal(404, "ResourceNotFoundException", "Gone")
}

fn denied() -> Answer {
    refusal(403, "AccessDeniedException", "Not you")
}

fn ids(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.users.iter().map(|user| user.id.as_str()).collect()
}

fn described(snapshot: &Snapshot) -> u32 {
    snapshot.calls.get("DescribeUser").copied().unwrap_or(0)
}

#[tokio::test(start_paused = true)]
async fn lists_that_agree_are_whole() {
    let snapshot = load(1..=3, 1..=3, &[], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(ids(&snapshot), ["001", "002", "003"]);
    assert_eq!(snapshot.users[1].last_changed.unwrap().as_second(), 2);
    assert_eq!(described(&snapshot), 0);
}

#[tokio::test(start_paused = true)]
async fn users_whom_the_search_has_not_found_yet_are_added() {
    let snapshot = load([1], 1..=3, &[2], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(ids(&snapshot), ["001", "002"], "the third is gone");
    assert_eq!(snapshot.users[1].login, "fresh");
    assert_eq!(snapshot.users[1].last_changed.unwrap().as_second(), 1000);
    assert_eq!(snapshot.calls["DescribeUser"], 2);
}

#[tokio::test(start_paused = true)]
async fn users_whom_the_search_still_finds_are_taken_out() {
    let snapshot = load(1..=3, 1..=2, &[], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(ids(&snapshot), ["001", "002"]);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_leaves_out_who_has_long_been_there_is_doubtful() {
    let snapshot = load(1..=3, [1], &[2], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Doubtful { users: 1 });
    assert_eq!(ids(&snapshot), ["001", "002"], "the third is gone");
    assert_eq!(snapshot.users[1].login, "fresh");
}

#[tokio::test(start_paused = true)]
async fn a_user_made_while_the_lists_were_read_may_be_in_one_only() {
    let now = Timestamp::now().as_second();
    let snapshot = load_changed(now, 1..=2, [1], &[2], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(ids(&snapshot), ["001", "002"]);
}

#[tokio::test(start_paused = true)]
async fn users_who_cannot_be_read_are_missing() {
    let snapshot = load([1], 1..=4, &[2], denied()).await;
    assert_eq!(snapshot.completeness, Completeness::Missing { users: 2 });
    assert_eq!(ids(&snapshot), ["001", "002"]);
    assert_eq!(described(&snapshot), 3, "another user may be readable");
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_not_tried_for_every_user() {
    let snapshot = load([1], 1..=40, &[], Answer::Unreachable).await;
    assert_eq!(snapshot.completeness, Completeness::Missing { users: 39 });
    assert_eq!(described(&snapshot), 4, "four attempts for the first");
}

#[tokio::test(start_paused = true)]
async fn fifty_are_looked_at_and_fifty_one_are_not() {
    let snapshot = load([], 1..=50, &[], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(described(&snapshot), 50);

    let snapshot = load([], 1..=51, &[], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Missing { users: 51 });
    assert_eq!(described(&snapshot), 0);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_leaves_many_out_is_doubtful() {
    let snapshot = load(1..=51, [], &[], gone()).await;
    assert_eq!(snapshot.completeness, Completeness::Doubtful { users: 51 });
    assert_eq!(snapshot.users.len(), 51);
    assert_eq!(described(&snapshot), 0);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_leaves_someone_unreadable_out_is_doubtful() {
    let snapshot = load(1..=2, [1], &[], denied()).await;
    assert_eq!(snapshot.completeness, Completeness::Doubtful { users: 1 });
    assert_eq!(ids(&snapshot), ["001", "002"]);
}
