//! How many calls a reading makes and how long it takes, on Connect's own limits.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use roster::{
    domain::{Completeness, LoadPart, ProblemCode, Progress},
    practice::{Calls, Fault, Faults, Practice, PracticeOptions},
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{connect, load, open};

fn five_thousand() -> PracticeOptions {
    PracticeOptions {
        users: 5_000,
        ..PracticeOptions::default()
    }
}

fn calls(practice: &Practice) -> BTreeMap<String, u32> {
    let counts = practice.counts().into_iter();
    counts
        .map(|(operation, counts)| (operation, u32::try_from(counts.calls()).unwrap()))
        .collect()
}

fn throttled(practice: &Practice) -> u64 {
    practice.counts().values().map(|c| c.throttled).sum()
}

#[tokio::test(start_paused = true)]
async fn five_thousand_users_take_ten_searches_and_no_throttle() {
    let (practice, connect) = open(five_thousand());
    let start = Instant::now();
    let snapshot = load(&connect).await.unwrap();
    let took = start.elapsed();

    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(snapshot.users.len(), 5_000);
    assert_eq!(snapshot.calls["SearchUsers"], 10);
    assert_eq!(snapshot.calls["ListUsers"], 5);
    assert_eq!(snapshot.calls["ListRoutingProfiles"], 1);
    assert_eq!(snapshot.calls["ListSecurityProfiles"], 1);
    assert_eq!(snapshot.calls["SearchUserHierarchyGroups"], 1);
    assert_eq!(snapshot.calls["DescribeInstance"], 1);
    let quick_connects = practice.world().quick_connects.len().div_ceil(100);
    assert_eq!(
        snapshot.calls["SearchQuickConnects"] as usize,
        quick_connects
    );
    assert_eq!(snapshot.calls, calls(&practice), "each call is counted");
    assert_eq!(throttled(&practice), 0);
    // The longest lane: five calls at once and two a second after that.
    let longest = snapshot.calls.values().max().unwrap();
    assert_eq!(took, Duration::from_millis(500) * (longest - 5));
}

#[tokio::test(start_paused = true)]
async fn latency_brings_no_throttle_either() {
    for latency in [30, 250, 1_700, 6_000] {
        let (practice, connect) = open(PracticeOptions {
            latency: Duration::from_millis(latency),
            ..five_thousand()
        });
        let snapshot = load(&connect).await.unwrap();
        assert_eq!(snapshot.users.len(), 5_000);
        assert_eq!(throttled(&practice), 0, "at {latency} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_of_a_hundred_are_used_where_more_are_refused() {
    let (practice, connect) = open(PracticeOptions {
        faults: Faults::none().with("SearchUsers", Calls::All, Fault::LargestPage(100)),
        ..five_thousand()
    });
    let snapshot = load(&connect).await.unwrap();
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(snapshot.users.len(), 5_000);
    assert_eq!(snapshot.calls["SearchUsers"], 51, "one of them refused");
    assert_eq!(throttled(&practice), 0);
}

#[tokio::test(start_paused = true)]
async fn two_programs_on_one_account_both_get_there() {
    let (practice, first) = open(five_thousand());
    let second = connect(&practice, &practice.about().instance_id);
    let (first, second) = tokio::join!(load(&first), load(&second));
    for snapshot in [first.unwrap(), second.unwrap()] {
        assert_eq!(snapshot.completeness, Completeness::Whole);
        assert_eq!(snapshot.users.len(), 5_000);
        assert!(snapshot.quick_connects.is_ok());
    }
    assert!(throttled(&practice) > 0, "or this test shows nothing");
}

#[tokio::test(start_paused = true)]
async fn readings_of_one_program_share_their_pace() {
    let (practice, connect) = open(five_thousand());
    let (first, second) = tokio::join!(load(&connect), load(&connect));
    assert_eq!(first.unwrap().users.len(), 5_000);
    assert_eq!(second.unwrap().users.len(), 5_000);
    assert_eq!(throttled(&practice), 0);
}

#[tokio::test(start_paused = true)]
async fn a_reading_can_be_cancelled_between_pages() {
    let (practice, connect) = open(five_thousand());
    let cancel = CancellationToken::new();
    let told = Mutex::new(Vec::new());
    let stop = |progress: Progress| {
        told.lock().unwrap().push(progress);
        if progress.part == LoadPart::Users && progress.so_far >= 3_000 {
            cancel.cancel();
        }
    };
    let problem = connect.load(stop, &cancel).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::Cancelled);
    assert_eq!(calls(&practice)["SearchUsers"], 6);
    let told = told.into_inner().unwrap();
    let users = told.iter().filter(|p| p.part == LoadPart::Users);
    // The hint comes with the first page, and is a little high, as approximate counts may be.
    let hints = users.clone().skip(1).map(|p| p.expected);
    assert!(hints.eq([Some(5_100); 6]));
    assert!(users.clone().all(|p| !p.done));
    assert_eq!(
        users.map(|p| p.so_far).collect::<Vec<_>>(),
        [0, 500, 1_000, 1_500, 2_000, 2_500, 3_000]
    );

    // Nothing is left behind: the next reading is whole.
    assert_eq!(load(&connect).await.unwrap().users.len(), 5_000);
}
