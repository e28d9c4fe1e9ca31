//! The operations that change something, through the real SDK: what they change, when it is seen,
//! what is on the disk by the time they are answered, and what a lost answer leaves.

use std::{collections::BTreeSet, time::Duration};

use aws_credential_types::Credentials;
use aws_sdk_connect::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    types::{QuickConnectConfig, QuickConnectType, UserDataFilters, UserQuickConnectConfig},
};
use roster::practice::{
    Calls, Fault, Faults, Practice, PracticeOptions, Store,
    world::{Queue, QuickConnect, QuickConnectTarget, World},
};
use tempfile::TempDir;

use super::{
    client,
    file::{left_by_a_kill, same},
    unthrottled,
};

const CHANGES: [&str; 6] = [
    "DeleteUser",
    "DeleteQuickConnect",
    "UpdateQuickConnectConfig",
    "UpdateQuickConnectName",
    "AssociateQueueQuickConnects",
    "DisassociateQueueQuickConnects",
];

/// An instance, and what its changes are made to.
struct Subject {
    practice: Practice,
    client: Client,
    before: World,
    /// A user who is signed in and to whom a quick connect leads.
    user: String,
    /// Another user.
    heir: String,
    /// A quick connect that leads to the user.
    quick_connect: String,
    flow: String,
    /// A queue that offers the quick connect.
    offering: String,
    /// One that doesn't.
    other: String,
}

/// Why a change was not answered well: the error's code, or nothing where no answer came.
type Failed = Option<String>;

impl Subject {
    fn open(options: PracticeOptions) -> Self {
        let practice = Practice::open(options).unwrap();
        let before = practice.world();
        let offers = |queue: &Queue, id: &str| queue.quick_connects.contains(id);
        let queues = || before.queues.values();
        let (quick_connect, user, flow) = before
            .quick_connects
            .values()
            .find_map(|row| match &row.target {
                QuickConnectTarget::User { user, flow }
                    if before.presences.contains_key(user)
                        && queues().any(|queue| offers(queue, &row.id))
                        && queues().any(|queue| !offers(queue, &row.id)) =>
                {
                    Some((row.id.clone(), user.clone(), flow.clone()))
                }
                _ => None,
            })
            .unwrap();
        let queue = |offering| {
            let queue = queues().find(|queue| offers(queue, &quick_connect) == offering);
            queue.unwrap().id.clone()
        };
        Self {
            client: client(&practice, Credentials::for_tests()),
            heir: before.users.keys().find(|id| **id != user).unwrap().clone(),
            offering: queue(true),
            other: queue(false),
            practice,
            user,
            quick_connect,
            flow,
            before,
        }
    }

    /// Makes one of the changes.
    async fn make(&self, change: &str) -> Result<(), Failed> {
        let id = &self.before.instance_id;
        let client = &self.client;
        match change {
            "DeleteUser" => {
                let call = client.delete_user().instance_id(id).user_id(&self.user);
                done(call.send().await)
            }
            "DeleteQuickConnect" => {
                let call = client.delete_quick_connect().instance_id(id);
                done(call.quick_connect_id(&self.quick_connect).send().await)
            }
            "UpdateQuickConnectConfig" => {
                let heir = UserQuickConnectConfig::builder()
                    .user_id(&self.heir)
                    .contact_flow_id(&self.flow)
                    .build();
                let config = QuickConnectConfig::builder()
                    .quick_connect_type(QuickConnectType::User)
                    .user_config(heir.unwrap())
                    .build();
                let call = client.update_quick_connect_config().instance_id(id);
                let call = call.quick_connect_id(&self.quick_connect);
                done(call.quick_connect_config(config.unwrap()).send().await)
            }
            "UpdateQuickConnectName" => {
                let call = client.update_quick_connect_name().instance_id(id);
                let call = call.quick_connect_id(&self.quick_connect);
                done(call.name("Renamed").description("").send().await)
            }
            "AssociateQueueQuickConnects" => {
                let call = client.associate_queue_quick_connects().instance_id(id);
                let call = call.queue_id(&self.other);
                done(call.quick_connect_ids(&self.quick_connect).send().await)
            }
            "DisassociateQueueQuickConnects" => {
                let call = client.disassociate_queue_quick_connects().instance_id(id);
                let call = call.queue_id(&self.offering);
                done(call.quick_connect_ids(&self.quick_connect).send().await)
            }
            _ => panic!("no such change: {change}"),
        }
    }

    /// Checks that one of the changes was made, and nothing else.
    #[track_caller]
    fn expect_made(&self, change: &str) {
        let after = self.practice.world();
        let mut wanted = self.before.clone();
        match change {
            "DeleteUser" => {
                wanted.users.remove(&self.user);
                wanted.presences.remove(&self.user);
            }
            "DeleteQuickConnect" => {
                wanted.quick_connects.remove(&self.quick_connect);
                for queue in self.before.queues.values() {
                    if queue.quick_connects.contains(&self.quick_connect) {
                        self.expect_offer(&mut wanted, &after, &queue.id, false);
                    }
                }
            }
            "UpdateQuickConnectConfig" => self.expect_row(&mut wanted, &after, |row| {
                row.target = QuickConnectTarget::User {
                    user: self.heir.clone(),
                    flow: self.flow.clone(),
                };
            }),
            "UpdateQuickConnectName" => self.expect_row(&mut wanted, &after, |row| {
                row.name = "Renamed".to_owned();
                row.description = None;
            }),
            "AssociateQueueQuickConnects" => {
                self.expect_offer(&mut wanted, &after, &self.other, true);
            }
            "DisassociateQueueQuickConnects" => {
                self.expect_offer(&mut wanted, &after, &self.offering, false);
            }
            _ => panic!("no such change: {change}"),
        }
        same(&after, &wanted);
    }

    /// Has a queue offer the quick connect or not, changed at the time that `after` has.
    #[track_caller]
    fn expect_offer(&self, wanted: &mut World, after: &World, queue: &str, offered: bool) {
        let mut row = wanted.queues[queue].as_ref().clone();
        if offered {
            row.quick_connects.insert(self.quick_connect.clone());
        } else {
            row.quick_connects.remove(&self.quick_connect);
        }
        let changed = after.queues[queue].last_changed;
        assert!(changed > row.last_changed, "{changed} {}", row.last_changed);
        row.last_changed = changed;
        wanted.queues.insert(row.id.clone(), row.into());
    }

    /// Changes the quick connect, at the time that `after` has.
    #[track_caller]
    fn expect_row(
        &self,
        wanted: &mut World,
        after: &World,
        change: impl FnOnce(&mut QuickConnect),
    ) {
        let mut row = wanted.quick_connects[&self.quick_connect].as_ref().clone();
        change(&mut row);
        let changed = after.quick_connects[&row.id].last_changed;
        assert!(changed > row.last_changed, "{changed} {}", row.last_changed);
        row.last_changed = changed;
        wanted.quick_connects.insert(row.id.clone(), row.into());
    }

    /// What the Search operations find: the users, and the quick connects by name and target.
    async fn found(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let id = &self.before.instance_id;
        let users = self.client.search_users().instance_id(id).max_results(500);
        let users = users.send().await.unwrap();
        let users = users
            .users()
            .iter()
            .map(|user| user.id().unwrap().to_owned());
        let quick_connects = self.client.search_quick_connects().instance_id(id);
        let quick_connects = quick_connects
            .into_paginator()
            .page_size(100)
            .items()
            .send();
        let quick_connects: Vec<_> = quick_connects.collect::<Result<_, _>>().await.unwrap();
        let quick_connects = quick_connects.iter().map(|row| {
            let config = row.quick_connect_config();
            format!(
                "{:?} {:?}",
                row.name(),
                config.and_then(|it| it.user_config())
            )
        });
        (users.collect(), quick_connects.collect())
    }
}

fn done<T, E: ProvideErrorMetadata>(result: Result<T, SdkError<E>>) -> Result<(), Failed> {
    match result {
        Ok(_) => Ok(()),
        Err(error) => Err(error.code().map(str::to_owned)),
    }
}

fn code(text: &str) -> Result<(), Failed> {
    Err(Some(text.to_owned()))
}

#[tokio::test]
async fn every_change_is_on_the_disk_when_it_is_answered() {
    for change in CHANGES {
        let folder = TempDir::new().unwrap();
        let options = |folder: &TempDir| PracticeOptions {
            store: Store::File(folder.path().join("practice.sqlite")),
            ..unthrottled()
        };
        let subject = Subject::open(options(&folder));
        assert_eq!(subject.make(change).await, Ok(()), "{change}");
        subject.expect_made(change);
        let left = left_by_a_kill(&folder);
        let reopened = Practice::open(options(&left)).unwrap();
        same(&reopened.world(), &subject.practice.world());
    }
}

#[tokio::test]
async fn a_lost_answer_leaves_a_change_made_or_not_made() {
    for change in CHANGES {
        let lose = |fault| Faults::none().with(change, Calls::All, fault);
        let subject = Subject::open(PracticeOptions {
            faults: lose(Fault::DropBefore),
            ..unthrottled()
        });
        assert_eq!(subject.make(change).await, Err(None), "{change}");
        same(&subject.practice.world(), &subject.before);
        subject.practice.set_faults(lose(Fault::DropAfter));
        assert_eq!(subject.make(change).await, Err(None), "{change}");
        subject.expect_made(change);
        let counts = subject.practice.counts()[change];
        assert_eq!((counts.dropped, counts.calls()), (2, 2));
        subject.practice.set_faults(Faults::none());
        let again = match change {
            "DeleteUser" | "DeleteQuickConnect" => code("ResourceNotFoundException"),
            _ => Ok(()),
        };
        assert_eq!(subject.make(change).await, again, "{change}");
    }
}

#[tokio::test]
async fn a_change_that_is_refused_on_purpose_is_not_made() {
    for change in CHANGES {
        for (fault, error) in [
            (Fault::Throttle, Some("ThrottlingException")),
            (Fault::InternalError, Some("InternalServiceException")),
            (Fault::AccessDenied, Some("AccessDeniedException")),
            (Fault::ExpiredToken, Some("ExpiredTokenException")),
            (Fault::Html503, None),
        ] {
            let subject = Subject::open(PracticeOptions {
                faults: Faults::none().with(change, Calls::All, fault),
                ..unthrottled()
            });
            let failed = subject.make(change).await.unwrap_err();
            assert_eq!(failed.as_deref(), error, "{change} {fault:?}");
            same(&subject.practice.world(), &subject.before);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn search_sees_a_change_after_the_lag_and_everything_else_at_once() {
    for change in &CHANGES[..4] {
        let subject = Subject::open(PracticeOptions {
            search_lag: Duration::from_secs(8),
            ..unthrottled()
        });
        let before = subject.found().await;
        assert_eq!(subject.make(change).await, Ok(()), "{change}");
        subject.expect_made(change);
        tokio::time::advance(Duration::from_millis(7_999)).await;
        assert_eq!(subject.found().await, before, "{change}");
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_ne!(subject.found().await, before, "{change}");
    }
}

#[tokio::test(start_paused = true)]
async fn two_changes_at_the_same_moment_have_two_times() {
    let subject = Subject::open(unthrottled());
    let changed = || subject.practice.world().quick_connects[&subject.quick_connect].last_changed;
    let mut last = changed();
    for change in ["UpdateQuickConnectName", "UpdateQuickConnectConfig"] {
        subject.make(change).await.unwrap();
        assert!(changed().as_millisecond() > last.as_millisecond());
        last = changed();
    }
}

#[tokio::test]
async fn a_deleted_user_is_gone_and_leaves_quick_connects_behind() {
    let subject = Subject::open(unthrottled());
    let id = &subject.before.instance_id;
    let signed_in = || async {
        let filters = UserDataFilters::builder().agents(&subject.user).build();
        let data = subject.client.get_current_user_data().instance_id(id);
        data.filters(filters)
            .send()
            .await
            .unwrap()
            .user_data_list()
            .len()
    };
    assert_eq!(signed_in().await, 1);
    subject.make("DeleteUser").await.unwrap();
    assert_eq!(signed_in().await, 0);
    let orphan = subject.client.describe_quick_connect().instance_id(id);
    let orphan = orphan.quick_connect_id(&subject.quick_connect).send().await;
    let orphan = orphan.unwrap().quick_connect.unwrap();
    let config = orphan.quick_connect_config.unwrap().user_config.unwrap();
    assert_eq!(config.user_id(), subject.user);
    // Nor can one be pointed at a user who is gone.
    let gone = Subject {
        heir: subject.user.clone(),
        ..subject
    };
    let refused = gone.make("UpdateQuickConnectConfig").await;
    assert_eq!(refused, code("InvalidParameterException"));
}

#[tokio::test]
async fn an_instance_can_refuse_to_orphan_quick_connects() {
    let subject = Subject::open(PracticeOptions {
        refuse_users_with_quick_connects: true,
        ..unthrottled()
    });
    let refused = subject.make("DeleteUser").await;
    assert_eq!(refused, code("InvalidRequestException"));
    same(&subject.practice.world(), &subject.before);
    let own = subject.before.quick_connects.values();
    for row in own.filter(
        |row| matches!(&row.target, QuickConnectTarget::User { user, .. } if *user == subject.user),
    ) {
        let delete = subject.client.delete_quick_connect();
        let delete = delete.instance_id(&subject.before.instance_id);
        delete.quick_connect_id(&row.id).send().await.unwrap();
    }
    assert_eq!(subject.make("DeleteUser").await, Ok(()));
}

#[tokio::test]
async fn an_instance_can_refuse_to_delete_a_quick_connect_that_is_offered() {
    let subject = Subject::open(PracticeOptions {
        refuse_offered_quick_connects: true,
        ..unthrottled()
    });
    let refused = subject.make("DeleteQuickConnect").await;
    assert_eq!(refused, code("InvalidRequestException"));
    same(&subject.practice.world(), &subject.before);
    for queue in subject.before.queues.keys() {
        let end = subject.client.disassociate_queue_quick_connects();
        let end = end.instance_id(&subject.before.instance_id).queue_id(queue);
        let end = end.quick_connect_ids(&subject.quick_connect).send().await;
        end.unwrap();
    }
    assert_eq!(subject.make("DeleteQuickConnect").await, Ok(()));
}
