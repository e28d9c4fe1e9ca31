//! The practice instance through the real SDK, behind its HTTP connector.

use std::{collections::BTreeSet, time::Duration};

use aws_credential_types::Credentials;
use aws_sdk_connect::{
    Client,
    config::timeout::TimeoutConfig,
    error::SdkError,
    types::{
        AgentStatusType, QueueType, QuickConnectType, StringComparisonType, StringCondition,
        UserDataFilters, UserSearchCriteria,
    },
};
use roster::practice::{
    Calls, Fault, Faults, Limits, Practice, PracticeOptions, Rate, world::User,
};

use super::{client, refused, sts, unthrottled};

fn open(options: PracticeOptions) -> (Practice, Client) {
    let practice = Practice::open(options).unwrap();
    let client = client(&practice, Credentials::for_tests());
    (practice, client)
}

#[tokio::test]
async fn all_users_come_in_pages_by_search_and_by_list() {
    let (practice, client) = open(PracticeOptions {
        users: 1234,
        ..unthrottled()
    });
    let id = practice.about().instance_id;
    let known: BTreeSet<String> = practice.world().users.keys().cloned().collect();
    let search = client.search_users().instance_id(&id);
    let found: Vec<_> = search
        .into_paginator()
        .page_size(500)
        .send()
        .collect::<Result<Vec<_>, _>>()
        .await
        .unwrap();
    assert_eq!(found.len(), 3);
    let found = found.iter().flat_map(|page| page.users());
    let found: BTreeSet<_> = found.map(|user| user.id().unwrap().to_owned()).collect();
    assert_eq!(found, known);
    let listed = client
        .list_users()
        .instance_id(practice.about().instance_arn)
        .into_paginator()
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>()
        .await
        .unwrap();
    let listed: BTreeSet<_> = listed
        .iter()
        .map(|user| user.id().unwrap().to_owned())
        .collect();
    assert_eq!(listed, known);
    let calls = |operation: &str| practice.counts()[operation].answered;
    assert_eq!(calls("SearchUsers"), 3);
    // 100 a page when the caller doesn't say.
    assert_eq!(calls("ListUsers"), 13);
}

#[tokio::test]
async fn a_described_user_has_all_that_a_found_one_lacks() {
    let (practice, client) = open(unthrottled());
    let id = practice.about().instance_id;
    let world = practice.world();
    let user = world
        .users
        .values()
        .find(|user| user.secondary_email.is_some() && user.phone.after_contact_work_seconds > 0)
        .unwrap();
    let described = client
        .describe_user()
        .instance_id(&id)
        .user_id(world.arn("agent", &user.id))
        .send()
        .await
        .unwrap();
    let described = described.user().unwrap();
    let identity = described.identity_info().unwrap();
    assert_eq!(identity.email(), user.email.as_deref());
    assert_eq!(identity.secondary_email(), user.secondary_email.as_deref());
    assert_eq!(identity.mobile(), user.mobile.as_deref());
    let phone = described.phone_config().unwrap();
    let seconds = user.phone.after_contact_work_seconds as i32;
    assert_eq!(phone.after_contact_work_time_limit(), seconds);
    // The SDK cuts a fraction of a second down where it should round it.
    let changed = described.last_modified_time().unwrap().to_millis().unwrap();
    assert!((user.last_changed.as_millisecond() - changed).abs() <= 1);
    let found = client
        .search_users()
        .instance_id(&id)
        .search_criteria(criterion(
            "Username",
            &user.login,
            StringComparisonType::Exact,
        ))
        .send()
        .await
        .unwrap();
    let [found] = found.users() else {
        panic!("one user has this login")
    };
    let phone = found.phone_config().unwrap();
    assert_eq!(phone.after_contact_work_time_limit(), seconds * 1000);
}

fn criterion(field: &str, value: &str, how: StringComparisonType) -> UserSearchCriteria {
    UserSearchCriteria::builder()
        .string_condition(
            StringCondition::builder()
                .field_name(field)
                .value(value)
                .comparison_type(how)
                .build(),
        )
        .build()
}

#[tokio::test]
async fn the_lists_beside_the_users_are_whole() {
    let (practice, client) = open(unthrottled());
    let id = practice.about().instance_id;
    let world = practice.world();
    let groups = client.list_user_hierarchy_groups().instance_id(&id);
    let groups = groups.send().await.unwrap();
    assert_eq!(
        groups.user_hierarchy_group_summary_list().len(),
        world.hierarchy_groups.len()
    );
    let statuses = client
        .list_agent_statuses()
        .instance_id(&id)
        .agent_status_types(AgentStatusType::Routable)
        .agent_status_types(AgentStatusType::Offline)
        .send()
        .await
        .unwrap();
    assert_eq!(statuses.agent_status_summary_list().len(), 2);
    let queues = client
        .list_queues()
        .instance_id(&id)
        .queue_types(QueueType::Standard)
        .send()
        .await
        .unwrap();
    assert_eq!(queues.queue_summary_list().len(), world.queues.len());
    let both = client.list_queues().instance_id(&id).into_paginator();
    let both = both.page_size(7).items().send();
    let both = both.collect::<Result<Vec<_>, _>>().await.unwrap();
    assert_eq!(both.len(), world.queues.len() + world.users.len());
    let quick_connects = client
        .list_quick_connects()
        .instance_id(&id)
        .quick_connect_types(QuickConnectType::PhoneNumber)
        .send()
        .await
        .unwrap();
    assert_eq!(quick_connects.quick_connect_summary_list().len(), 8);
}

#[tokio::test]
async fn somebody_is_on_a_contact_just_now() {
    let (practice, client) = open(unthrottled());
    let id = practice.about().instance_id;
    let world = practice.world();
    let busy = world.presences.values().find(|it| !it.contacts.is_empty());
    let busy = &busy.unwrap().user_id;
    let idle = world
        .users
        .keys()
        .find(|id| !world.presences.contains_key(*id));
    let filters = UserDataFilters::builder()
        .agents(busy)
        .agents(idle.unwrap())
        .build();
    let data = client
        .get_current_user_data()
        .instance_id(&id)
        .filters(filters)
        .send()
        .await
        .unwrap();
    let [row] = data.user_data_list() else {
        panic!("one of the two is signed in")
    };
    assert_eq!(row.user().unwrap().id(), Some(busy.as_str()));
    assert!(!row.contacts().is_empty());
}

#[tokio::test]
async fn what_is_wrong_is_refused_as_connect_refuses_it() {
    let (practice, client) = open(unthrottled());
    let id = practice.about().instance_id;
    let list = client.list_users().instance_id(&id);
    let (code, status, _) = refused(list.clone().max_results(1001).send().await);
    assert_eq!((code.as_str(), status), ("InvalidParameterException", 400));
    let (code, status, message) = refused(list.clone().next_token("made up").send().await);
    assert_eq!((code.as_str(), status), ("InvalidParameterException", 400));
    assert_eq!(message, "InvalidToken");
    let nobody = client.describe_user().instance_id(&id).user_id("nobody");
    let (code, status, _) = refused(nobody.send().await);
    assert_eq!((code.as_str(), status), ("ResourceNotFoundException", 404));
    let elsewhere = client.list_users().instance_id("elsewhere").send().await;
    assert_eq!(refused(elsewhere).1, 404);
    let search = client
        .search_users()
        .instance_id(&id)
        .search_criteria(criterion("Email", "a", StringComparisonType::Exact));
    assert_eq!(refused(search.send().await).0, "InvalidParameterException");
    let both = UserDataFilters::builder().agents("a").queues("b").build();
    let data = client
        .get_current_user_data()
        .instance_id(&id)
        .filters(both);
    assert_eq!(refused(data.send().await).1, 400);
    assert_eq!(practice.counts()["ListUsers"].refused, 3);
}

#[tokio::test]
async fn a_token_is_good_for_its_own_call_only() {
    let (practice, client) = open(unthrottled());
    let id = practice.about().instance_id;
    let page = client.list_users().instance_id(&id).max_results(10);
    let token = page.send().await.unwrap().next_token().unwrap().to_owned();
    let next = client.list_users().instance_id(&id).next_token(&token);
    assert!(next.clone().max_results(10).send().await.is_ok());
    assert_eq!(refused(next.max_results(11).send().await).2, "InvalidToken");
    let other = client.list_queues().instance_id(&id).next_token(&token);
    assert_eq!(
        refused(other.max_results(10).send().await).2,
        "InvalidToken"
    );
}

#[tokio::test(start_paused = true)]
async fn a_token_lives_for_a_day() {
    let (practice, client) = open(unthrottled());
    let id = practice.about().instance_id;
    let page = client.list_users().instance_id(&id).max_results(10);
    let token = page.send().await.unwrap().next_token().unwrap().to_owned();
    let next = || {
        let next = client.list_users().instance_id(&id).max_results(10);
        next.next_token(&token).send()
    };
    tokio::time::advance(Duration::from_secs(24 * 60 * 60)).await;
    assert!(next().await.is_ok());
    tokio::time::advance(Duration::from_millis(1)).await;
    assert_eq!(refused(next().await).2, "InvalidToken");
}

#[tokio::test(start_paused = true)]
async fn more_than_five_calls_at_once_are_throttled() {
    let (practice, client) = open(PracticeOptions::default());
    let id = practice.about().instance_id;
    let list = || client.list_users().instance_id(&id).send();
    for _ in 0..5 {
        list().await.unwrap();
    }
    let (code, status, message) = refused(list().await);
    assert_eq!((code.as_str(), status), ("ThrottlingException", 429));
    assert_eq!(message, "Rate exceeded");
    tokio::time::advance(Duration::from_millis(500)).await;
    list().await.unwrap();
    let counts = practice.counts()["ListUsers"];
    assert_eq!((counts.answered, counts.throttled), (6, 1));
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_one_operation_can_be_raised() {
    let rate = Rate {
        per_second: 10.0,
        burst: 10,
    };
    let (practice, client) = open(PracticeOptions {
        limits: Limits::default().with("ListUsers", rate),
        ..PracticeOptions::default()
    });
    let id = practice.about().instance_id;
    for _ in 0..10 {
        client.list_users().instance_id(&id).send().await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn search_lags_behind_a_change_and_list_does_not() {
    let (practice, client) = open(PracticeOptions {
        search_lag: Duration::from_secs(8),
        ..unthrottled()
    });
    let id = practice.about().instance_id;
    let user = practice.world().users.keys().next().unwrap().clone();
    practice.change(|edit| edit.remove::<User>(&user)).unwrap();
    let found = || async {
        let search = client.search_users().instance_id(&id).max_results(500);
        search.send().await.unwrap().users().len()
    };
    let list = client.list_users().instance_id(&id).max_results(1000);
    assert_eq!(list.send().await.unwrap().user_summary_list().len(), 239);
    tokio::time::advance(Duration::from_millis(7_999)).await;
    assert_eq!(found().await, 240);
    tokio::time::advance(Duration::from_millis(1)).await;
    assert_eq!(found().await, 239);
}

#[tokio::test(start_paused = true)]
async fn an_answer_takes_as_long_as_it_is_told_to() {
    let (practice, client) = open(PracticeOptions {
        latency: Duration::from_millis(80),
        ..unthrottled()
    });
    let start = tokio::time::Instant::now();
    let id = practice.about().instance_id;
    client.list_users().instance_id(&id).send().await.unwrap();
    assert_eq!(start.elapsed(), Duration::from_millis(80));
}

fn faulty(fault: Fault) -> (String, Practice, Client) {
    let (practice, client) = open(PracticeOptions {
        faults: Faults::none().with("SearchUsers", Calls::All, fault),
        ..unthrottled()
    });
    (practice.about().instance_id, practice, client)
}

#[tokio::test]
async fn refusals_on_purpose_look_like_real_ones() {
    for (fault, code, status) in [
        (Fault::Throttle, "ThrottlingException", 429),
        (Fault::InternalError, "InternalServiceException", 500),
        (Fault::Html503, "", 503),
        (Fault::AccessDenied, "AccessDeniedException", 403),
        (Fault::ExpiredToken, "ExpiredTokenException", 403),
    ] {
        let (id, practice, client) = faulty(fault);
        let result = client.search_users().instance_id(&id).send().await;
        let (got_code, got_status, _) = refused(result);
        assert_eq!((got_code.as_str(), got_status), (code, status), "{fault:?}");
        assert_eq!(practice.counts()["SearchUsers"].faulted, 1);
        assert!(client.list_users().instance_id(&id).send().await.is_ok());
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_dropped_or_left_hanging() {
    for fault in [Fault::DropBefore, Fault::DropAfter] {
        let (id, practice, client) = faulty(fault);
        let result = client.search_users().instance_id(&id).send().await;
        let Err(SdkError::DispatchFailure(failure)) = result else {
            panic!("{fault:?} gave {result:?}")
        };
        assert!(failure.is_io());
        assert_eq!(practice.counts()["SearchUsers"].dropped, 1);
    }
    let (id, practice, client) = faulty(Fault::Hang);
    let timeout = TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(30))
        .build();
    let config = aws_sdk_connect::config::Builder::new().timeout_config(timeout);
    let result = client
        .search_users()
        .instance_id(&id)
        .customize()
        .config_override(config)
        .send()
        .await;
    let Err(SdkError::DispatchFailure(failure)) = result else {
        panic!("a hang gave {result:?}")
    };
    assert!(failure.is_timeout());
    assert_eq!(practice.counts()["SearchUsers"].dropped, 1);
}

#[tokio::test]
async fn pages_can_go_wrong() {
    let (id, practice, client) = faulty(Fault::EmptyPage);
    let page = || client.search_users().instance_id(&id).max_results(100);
    let first = page().send().await.unwrap();
    assert!(first.users().is_empty());
    let token = first.next_token().unwrap().to_owned();
    let second = page().next_token(&token).send().await.unwrap();
    assert!(second.users().is_empty());
    assert_ne!(second.next_token(), Some(token.as_str()));
    practice.set_faults(Faults::none());
    let after = page().next_token(&token).send().await.unwrap();
    assert_eq!(after.users().len(), 100);
    let token = after.next_token().unwrap().to_owned();
    practice.set_faults(Faults::none().with("*", Calls::All, Fault::RepeatToken));
    let again = page().next_token(&token).send().await.unwrap();
    assert_eq!(again.next_token(), Some(token.as_str()));
    practice.set_faults(Faults::none().with("*", Calls::All, Fault::LargestPage(100)));
    assert!(page().send().await.is_ok());
    assert_eq!(refused(page().max_results(500).send().await).1, 400);
    practice.set_faults(Faults::none().with("*", Calls::All, Fault::EmptyBody));
    assert!(page().send().await.unwrap().users().is_empty());
    let counts = practice.counts()["SearchUsers"];
    assert_eq!((counts.answered, counts.faulted), (2, 5));
}

#[tokio::test]
async fn sts_tells_whose_keys_they_are() {
    let (practice, client) = open(unthrottled());
    let sts = sts(&practice, Credentials::for_tests());
    let caller = sts.get_caller_identity().send().await.unwrap();
    assert_eq!(caller.account(), Some(practice.about().account));
    let instances = client.list_instances().send().await.unwrap();
    let [instance] = instances.instance_summary_list() else {
        panic!("there is one instance")
    };
    assert_eq!(instance.arn(), Some(practice.about().instance_arn.as_str()));
    practice.set_faults(Faults::none().with("*", Calls::All, Fault::ExpiredToken));
    let (code, status, _) = refused(sts.get_caller_identity().send().await);
    assert_eq!((code.as_str(), status), ("ExpiredToken", 403));
}
