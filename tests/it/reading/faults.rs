//! Whatever goes wrong, a reading is right, or says what it lacks, or fails: users are never
//! fewer without a word.

use std::{collections::BTreeMap, time::Duration};

use proptest::prelude::*;
use roster::{
    domain::{Completeness, Problem, ProblemCode, Snapshot, User, UserId},
    practice::{
        Calls, Fault, Faults, Limits, Practice, PracticeOptions,
        world::{self, World},
    },
};
use tokio::time::Instant;

use super::{connect, expected, load, open};

const FAULTS: [Fault; 12] = [
    Fault::Throttle,
    Fault::InternalError,
    Fault::Html503,
    Fault::AccessDenied,
    Fault::ExpiredToken,
    Fault::DropBefore,
    Fault::DropAfter,
    Fault::Hang,
    Fault::RepeatToken,
    Fault::EmptyBody,
    Fault::EmptyPage,
    Fault::LargestPage(100),
];

const OPERATIONS: [&str; 8] = [
    "SearchUsers",
    "ListUsers",
    "ListRoutingProfiles",
    "ListSecurityProfiles",
    "SearchUserHierarchyGroups",
    "SearchQuickConnects",
    "DescribeInstance",
    "DescribeUser",
];

/// Enough users for three pages of SearchUsers and two of ListUsers.
const MANY: u32 = 1_010;
/// Enough where those have one page, which is quicker.
const FEW: u32 = 60;

/// An instance with some users not yet found by the search and some still found though they are
/// gone. Connect's limits are off, or they would carry over from one reading to the next.
fn instance(users: u32) -> Practice {
    let (practice, _) = open(PracticeOptions {
        users,
        limits: Limits::none(),
        latency: Duration::from_millis(40),
        search_lag: Duration::from_secs(1_000_000_000),
        ..PracticeOptions::default()
    });
    let world = practice.world();
    practice
        .change(|edit| {
            for (nth, user) in world.users.values().take(6).enumerate() {
                if nth % 2 == 0 {
                    edit.remove::<world::User>(&user.id);
                } else {
                    let mut new = world::User::clone(user);
                    new.id = format!("new-{}", user.id);
                    edit.put(new);
                }
            }
        })
        .unwrap();
    practice
}

/// How many users it takes for an operation to have more than one page.
fn users_for(operation: &str) -> u32 {
    match operation {
        "SearchUsers" | "ListUsers" | "SearchQuickConnects" => MANY,
        _ => FEW,
    }
}

/// Reads the instance with a pace of its own.
async fn read(practice: &Practice, faults: Faults) -> Result<Snapshot, Problem> {
    practice.set_faults(faults);
    load(&connect(practice, &practice.about().instance_id)).await
}

/// Panics unless a reading is right or says what it lacks.
fn check(reading: &Result<Snapshot, Problem>, world: &World, case: &str) {
    let snapshot = match reading {
        Ok(snapshot) => snapshot,
        Err(problem) => {
            let never = [ProblemCode::Unexpected, ProblemCode::Cancelled];
            assert!(!never.contains(&problem.code), "{case}: {problem}");
            return;
        }
    };
    let all: BTreeMap<UserId, User> = expected::users(world)
        .into_iter()
        .map(|user| (user.id.clone(), user))
        .collect();
    let mut got: Vec<_> = snapshot.users.iter().map(|user| user.id.clone()).collect();
    got.sort();
    match &snapshot.completeness {
        Completeness::Whole => {
            assert!(got.iter().eq(all.keys()), "{case}: not whole");
            for user in &snapshot.users {
                assert_eq!(*user, all[&user.id], "{case}");
            }
        }
        Completeness::Missing { users } => {
            let missing = all.keys().filter(|id| !got.contains(id)).count();
            assert!(missing <= *users as usize, "{case}: {missing} of {users}");
            assert!(*users > 0, "{case}");
        }
        Completeness::Doubtful { users } => assert!(*users > 0, "{case}"),
        // Nothing to compare with: the gap is that nobody knows.
        Completeness::Unchecked(problem) => {
            assert_ne!(problem.code, ProblemCode::Cancelled, "{case}");
        }
    }
    for user in &snapshot.users {
        if let Some(right) = all.get(&user.id) {
            let last_changed = user.last_changed.or(right.last_changed);
            let user = User {
                last_changed,
                ..user.clone()
            };
            assert_eq!(user, *right, "{case}");
        }
    }
    check_part(
        &snapshot.routing_profiles,
        &expected::routing_profiles(world),
        case,
    );
    check_part(
        &snapshot.security_profiles,
        &expected::security_profiles(world),
        case,
    );
    check_part(
        &snapshot.hierarchy_groups,
        &expected::hierarchy_groups(world),
        case,
    );
    check_part(
        &snapshot.quick_connects,
        &expected::quick_connects(world),
        case,
    );
}

fn check_part<T: PartialEq + std::fmt::Debug>(
    part: &Result<Vec<T>, Problem>,
    right: &[T],
    case: &str,
) {
    if let Ok(part) = part {
        assert_eq!(part, right, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_fault_at_every_operation_is_borne_or_told() {
    let (few, many) = (instance(FEW), instance(MANY));
    for operation in OPERATIONS {
        let practice = match users_for(operation) {
            MANY => &many,
            _ => &few,
        };
        let world = practice.world();
        for fault in FAULTS {
            for calls in [
                Calls::Numbers([1].into()),
                Calls::Numbers([2].into()),
                Calls::All,
            ] {
                let case = format!("{fault:?} at {operation}, {calls:?}");
                let faults = Faults::none().with(operation, calls, fault);
                check(&read(practice, faults).await, &world, &case);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn faults_together_are_borne_or_told(
        users in prop::sample::select(&[FEW, FEW, FEW, MANY][..]),
        rules in prop::collection::vec(
            (
                prop::sample::select(&OPERATIONS[..]),
                prop::sample::select(&FAULTS[..]),
                0.05..0.9_f64,
            ),
            1..6,
        ),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()?;
        runtime.block_on(async {
            let practice = instance(users);
            let mut faults = Faults::none();
            for (operation, fault, share) in &rules {
                faults = faults.with(operation, Calls::Share(*share), *fault);
            }
            let reading = read(&practice, faults).await;
            check(&reading, &practice.world(), &format!("{rules:?}"));
        });
    }
}

/// What a reading comes to if one operation always fails so.
async fn always(operation: &str, fault: Fault) -> Result<Snapshot, Problem> {
    let faults = Faults::none().with(operation, Calls::All, fault);
    read(&instance(users_for(operation)), faults).await
}

#[tokio::test(start_paused = true)]
async fn a_reading_without_the_users_names_its_reason() {
    for (fault, code) in [
        (Fault::Throttle, ProblemCode::Throttled),
        (Fault::InternalError, ProblemCode::ServerFault),
        (Fault::Html503, ProblemCode::ServerFault),
        (Fault::AccessDenied, ProblemCode::AccessDenied),
        (Fault::ExpiredToken, ProblemCode::CredentialsExpired),
        (Fault::DropBefore, ProblemCode::NoConnection),
        (Fault::Hang, ProblemCode::TimedOut),
        (Fault::RepeatToken, ProblemCode::RepeatedPage),
        (Fault::EmptyBody, ProblemCode::EmptyAnswer),
        (Fault::EmptyPage, ProblemCode::RepeatedPage),
    ] {
        let reading = always("SearchUsers", fault).await;
        let problem = reading.err().map(|problem| problem.code);
        assert_eq!(problem, Some(code), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hang_ends_within_its_budget() {
    let practice = instance(FEW);
    let start = Instant::now();
    let faults = Faults::none().with("SearchUsers", Calls::All, Fault::Hang);
    let problem = read(&practice, faults).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::TimedOut);
    assert!(start.elapsed() <= Duration::from_secs(90));
}

#[tokio::test(start_paused = true)]
async fn a_fault_that_passes_costs_only_time() {
    for fault in [
        Fault::Throttle,
        Fault::InternalError,
        Fault::Html503,
        Fault::DropBefore,
        Fault::DropAfter,
        Fault::Hang,
        Fault::EmptyPage,
    ] {
        let practice = instance(MANY);
        let mut faults = Faults::none();
        for operation in OPERATIONS {
            faults = faults.with(operation, Calls::Numbers([1, 3].into()), fault);
        }
        let snapshot = read(&practice, faults).await.unwrap();
        assert_eq!(snapshot.completeness, Completeness::Whole, "{fault:?}");
        assert!(snapshot.instance.is_ok(), "{fault:?}");
        assert!(snapshot.routing_profiles.is_ok(), "{fault:?}");
        assert!(snapshot.security_profiles.is_ok(), "{fault:?}");
        assert!(snapshot.hierarchy_groups.is_ok(), "{fault:?}");
        assert!(snapshot.quick_connects.is_ok(), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn quick_connects_that_may_not_be_read_leave_the_users() {
    let practice = instance(FEW);
    let world = practice.world();
    let faults = Faults::none().with("SearchQuickConnects", Calls::All, Fault::AccessDenied);
    let snapshot = read(&practice, faults).await.unwrap();
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(snapshot.users.len(), world.users.len());
    let problem = snapshot.quick_connects.unwrap_err();
    assert_eq!(problem.code, ProblemCode::AccessDenied);
    let message = problem.technical.unwrap().message.unwrap();
    assert!(message.contains("connect:SearchQuickConnects"), "{message}");
}

#[tokio::test(start_paused = true)]
async fn users_that_cannot_be_compared_are_unchecked() {
    for (fault, code) in [
        (Fault::AccessDenied, ProblemCode::AccessDenied),
        (Fault::RepeatToken, ProblemCode::RepeatedPage),
        (Fault::EmptyBody, ProblemCode::EmptyAnswer),
    ] {
        let snapshot = always("ListUsers", fault).await.unwrap();
        let Completeness::Unchecked(problem) = snapshot.completeness else {
            panic!("{fault:?}: {:?}", snapshot.completeness);
        };
        assert_eq!(problem.code, code);
        assert!(
            snapshot
                .users
                .iter()
                .all(|user| user.last_changed.is_none())
        );
    }
}

#[tokio::test(start_paused = true)]
async fn users_who_may_not_be_looked_at_are_missing() {
    let snapshot = always("DescribeUser", Fault::AccessDenied).await.unwrap();
    assert_eq!(snapshot.completeness, Completeness::Missing { users: 3 });
}
