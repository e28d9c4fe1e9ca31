//! What a reading brings is what the instance holds.

use std::{collections::BTreeMap, time::Duration};

use roster::{
    domain::{Completeness, IdentityType, Named, ProblemCode, QueueId, QuickConnectId},
    practice::{Practice, PracticeOptions, world},
};
use tokio_util::sync::CancellationToken;

use super::{connect, expected, load, open};

#[tokio::test(start_paused = true)]
async fn every_field_of_everything_is_right() {
    let (practice, connect) = open(PracticeOptions {
        users: 1_300,
        ..PracticeOptions::default()
    });
    let world = practice.world();
    let mut snapshot = load(&connect).await.unwrap();

    assert_eq!(snapshot.completeness, Completeness::Whole);
    snapshot.users.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(snapshot.users, expected::users(&world));
    assert_eq!(
        snapshot.routing_profiles.unwrap(),
        expected::routing_profiles(&world)
    );
    assert_eq!(
        snapshot.security_profiles.unwrap(),
        expected::security_profiles(&world)
    );
    assert_eq!(
        snapshot.hierarchy_groups.unwrap(),
        expected::hierarchy_groups(&world)
    );
    assert_eq!(
        snapshot.quick_connects.unwrap(),
        expected::quick_connects(&world)
    );
    let about = practice.about();
    let instance = snapshot.instance.unwrap();
    assert_eq!(instance.id, about.instance_id);
    assert_eq!(instance.arn, about.instance_arn);
    assert_eq!(instance.alias.as_deref(), Some(about.alias));
    assert_eq!(instance.identity, IdentityType::ConnectManaged);
}

#[tokio::test(start_paused = true)]
async fn single_users_are_read_whole() {
    let (practice, connect) = open(PracticeOptions::default());
    let world = practice.world();
    for user in world.users.values() {
        let id = user.id.as_str().into();
        assert_eq!(
            connect.user(&id).await.unwrap(),
            expected::record(&world, user)
        );
        assert_eq!(
            connect.proficiencies(&id).await.unwrap(),
            expected::proficiencies(user)
        );
    }
    assert!(throttled(&practice).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_user_who_is_gone_is_not_found() {
    let (_, connect) = open(PracticeOptions::default());
    let problem = connect.user(&"nobody".into()).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotFound);
}

#[tokio::test(start_paused = true)]
async fn queues_offer_what_they_offer() {
    let (practice, connect) = open(PracticeOptions::default());
    let world = practice.world();
    let mut expected = BTreeMap::<QuickConnectId, Vec<Named<QueueId>>>::new();
    let mut queues: Vec<_> = world.queues.values().collect();
    queues.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
    for queue in &queues {
        for id in &queue.quick_connects {
            expected.entry(id.as_str().into()).or_default().push(Named {
                id: queue.id.as_str().into(),
                name: queue.name.clone(),
            });
        }
    }
    let offers = connect
        .queue_offers(|_, _| {}, &CancellationToken::new())
        .await
        .unwrap();
    assert!(!expected.is_empty());
    assert_eq!(offers.queues, expected);
    assert_eq!(offers.unread, []);
    assert!(throttled(&practice).is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_instance_may_be_named_by_its_arn() {
    let (practice, _) = open(PracticeOptions::default());
    let connect = connect(&practice, &practice.about().instance_arn);
    let snapshot = load(&connect).await.unwrap();
    assert_eq!(snapshot.users.len(), 240);
    let id = snapshot.users[0].id.clone();
    assert_eq!(connect.user(&id).await.unwrap().user, snapshot.users[0]);
}

#[tokio::test(start_paused = true)]
async fn a_search_that_lags_is_made_up_for() {
    let (practice, connect) = open(PracticeOptions {
        search_lag: Duration::from_secs(3_600),
        ..PracticeOptions::default()
    });
    change(&practice, 20, 30);
    let mut snapshot = load(&connect).await.unwrap();
    snapshot.users.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(snapshot.completeness, Completeness::Whole);
    assert_eq!(snapshot.users, expected::users(&practice.world()));
    assert_eq!(snapshot.calls["DescribeUser"], 50);
    assert!(throttled(&practice).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_search_that_lags_by_many_leaves_a_gap_in_sight() {
    let (practice, connect) = open(PracticeOptions {
        search_lag: Duration::from_secs(3_600),
        ..PracticeOptions::default()
    });
    change(&practice, 51, 0);
    let snapshot = load(&connect).await.unwrap();
    assert_eq!(snapshot.completeness, Completeness::Missing { users: 51 });
    assert_eq!(snapshot.users.len(), 240);
}

/// Somebody else adds and deletes so many users.
fn change(practice: &Practice, added: usize, deleted: usize) {
    let world = practice.world();
    let users: Vec<_> = world.users.values().collect();
    practice
        .change(|edit| {
            for user in &users[..added] {
                let mut new = world::User::clone(user);
                new.id = format!("new-{}", user.id);
                new.login = format!("new.{}", user.login);
                edit.put(new);
            }
            for user in &users[users.len() - deleted..] {
                edit.remove::<world::User>(&user.id);
            }
        })
        .unwrap();
}

fn throttled(practice: &Practice) -> Vec<String> {
    let counts = practice.counts();
    let throttled = counts
        .into_iter()
        .filter(|(_, counts)| counts.throttled > 0);
    throttled.map(|(operation, _)| operation).collect()
}
