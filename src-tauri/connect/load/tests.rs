#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Mutex;

use tokio_util::sync::CancellationToken;

use super::*;
use crate::connect::{
    Connect,
    canned::{Answer, instance, ok, refusal},
};

async fn load(connect: &Connect) -> Result<Snapshot, Problem> {
    connect.load(|_| {}, &CancellationToken::new()).await
}

fn users(page: &str) -> Answer {
    ok(format!(
        r#"{{"Users":[{{"Id":"u","Username":"ann"}}]{page}}}"#
    ))
}

fn listed() -> Answer {
    ok(r#"{"UserSummaryList":[{"Id":"u"}]}"#)
}

#[tokio::test(start_paused = true)]
async fn a_refused_page_size_falls_back_for_the_whole_list() {
    let (connect, asked) = instance(|operation, nth| match (operation, nth) {
        ("SearchUsers", 1) => Some(refusal(400, "InvalidParameterException", "MaxResults")),
        ("SearchUsers", 2) => Some(users(r#","NextToken":"t""#)),
        ("SearchUsers", _) => Some(users("")),
        ("ListUsers", _) => Some(listed()),
        _ => None,
    });
    let snapshot = load(&connect).await.unwrap();
    assert_eq!(snapshot.users.len(), 1, "the same user on two pages is one");
    let searches: Vec<_> = asked
        .all()
        .into_iter()
        .filter_map(|call| Some(call.split_once("search-users ")?.1.to_owned()))
        .collect();
    assert_eq!(
        searches,
        [
            r#"{"InstanceId":"instance-1","MaxResults":500}"#,
            r#"{"InstanceId":"instance-1","MaxResults":100}"#,
            r#"{"InstanceId":"instance-1","MaxResults":100,"NextToken":"t"}"#,
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn other_refusals_end_the_reading() {
    for (answer, calls, code) in [
        (
            refusal(400, "InvalidRequestException", "Wrong"),
            2,
            ProblemCode::Refused,
        ),
        (
            refusal(403, "AccessDeniedException", "Not you"),
            1,
            ProblemCode::AccessDenied,
        ),
        (ok("{}"), 1, ProblemCode::EmptyAnswer),
    ] {
        let (connect, asked) = instance(move |operation, _| match operation {
            "SearchUsers" => Some(answer.clone()),
            _ => None,
        });
        assert_eq!(load(&connect).await.unwrap_err().code, code);
        let searches = asked.all();
        let searches = searches.iter().filter(|c| c.contains("search-users "));
        assert_eq!(searches.count(), calls);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_in_mid_list_is_not_about_the_page_size() {
    let (connect, _) = instance(|operation, nth| match (operation, nth) {
        ("SearchUsers", 1) => Some(users(r#","NextToken":"t""#)),
        ("SearchUsers", 2) => Some(refusal(400, "InvalidToken", "Too old")),
        ("SearchUsers", _) => Some(users("")),
        _ => None,
    });
    assert_eq!(load(&connect).await.unwrap_err().code, ProblemCode::Refused);
}

#[tokio::test(start_paused = true)]
async fn every_other_part_may_fail_alone() {
    for part in [
        "ListUsers",
        "SearchQuickConnects",
        "SearchUserHierarchyGroups",
        "ListRoutingProfiles",
        "ListSecurityProfiles",
        "DescribeInstance",
    ] {
        let (connect, _) = instance(move |operation, _| match operation {
            _ if operation == part => Some(refusal(403, "AccessDeniedException", "Not you")),
            "SearchUsers" => Some(users("")),
            "ListUsers" => Some(listed()),
            _ => None,
        });
        let snapshot = load(&connect).await.unwrap();
        assert_eq!(snapshot.users.len(), 1);
        let failed: Vec<_> = [
            ("DescribeInstance", snapshot.instance.err()),
            ("ListRoutingProfiles", snapshot.routing_profiles.err()),
            ("ListSecurityProfiles", snapshot.security_profiles.err()),
            ("SearchUserHierarchyGroups", snapshot.hierarchy_groups.err()),
            ("SearchQuickConnects", snapshot.quick_connects.err()),
            (
                "ListUsers",
                match snapshot.completeness {
                    crate::domain::Completeness::Unchecked(problem) => Some(problem),
                    _ => None,
                },
            ),
        ]
        .into_iter()
        .filter_map(|(name, problem)| Some((name, problem?.code)))
        .collect();
        assert_eq!(failed, [(part, ProblemCode::AccessDenied)]);
    }
}

#[tokio::test(start_paused = true)]
async fn progress_is_told_page_by_page_and_every_part_ends() {
    let (connect, _) = instance(|operation, nth| match (operation, nth) {
        ("SearchUsers", 1) => Some(users(r#","NextToken":"t","ApproximateTotalCount":2"#)),
        ("SearchUsers", _) => Some(users("")),
        ("ListUsers", _) => Some(listed()),
        ("ListRoutingProfiles", _) => Some(ok(
            r#"{"RoutingProfileSummaryList":[{"Id":"1","Name":"A"},{"Id":"2","Name":"B"}]}"#,
        )),
        ("ListSecurityProfiles", _) => Some(refusal(403, "AccessDeniedException", "Not you")),
        _ => None,
    });
    let told = Mutex::new(Vec::new());
    connect
        .load(|p| told.lock().unwrap().push(p), &CancellationToken::new())
        .await
        .unwrap();
    let told = told.into_inner().unwrap();
    let of = |part| {
        told.iter()
            .filter(move |progress| progress.part == part)
            .map(|p| (p.so_far, p.expected, p.done))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(LoadPart::Users),
        [
            (0, None, false),
            (1, Some(2), false),
            (2, Some(2), false),
            (2, Some(2), true)
        ]
    );
    assert_eq!(
        of(LoadPart::LastChanges),
        [(0, None, false), (1, None, false), (1, None, true)]
    );
    assert_eq!(of(LoadPart::Names).last(), Some(&(2, None, true)));
    assert_eq!(of(LoadPart::QuickConnects).last(), Some(&(0, None, true)));
}
