//! Changes and the readings around them, on the practice instance: each is made once, and what is
//! certain of it is so.

use roster::{
    connect::NotMade,
    domain::{Change, ProblemCode, QuickConnectTarget, UserId},
    practice::{Calls, Fault, Faults, Limits, Practice, PracticeOptions},
};

use crate::reading;

/// A practice instance, a way into it, and a user with a quick connect that a queue offers.
struct Here {
    practice: Practice,
    connect: roster::connect::Connect,
    user: UserId,
    quick_connect: roster::domain::QuickConnectId,
    flow: roster::domain::FlowId,
    queue: roster::domain::QueueId,
}

async fn here() -> Here {
    let practice = Practice::open(PracticeOptions {
        limits: Limits::none(),
        ..PracticeOptions::default()
    })
    .unwrap();
    let connect = reading::connect(&practice, &practice.about().instance_id);
    let cancel = tokio_util::sync::CancellationToken::new();
    let snapshot = connect.load(|_| {}, &cancel).await.unwrap();
    let offers = connect.queue_offers(|_, _| {}, &cancel).await.unwrap();
    let quick_connects = snapshot.quick_connects.unwrap();
    let found = quick_connects.iter().find_map(|one| {
        let QuickConnectTarget::User { user, flow } = &one.target else {
            return None;
        };
        let (queue, _) = offers
            .queues
            .get(&one.id)?
            .first()
            .map(|queue| (queue.id.clone(), ()))?;
        Some((user.clone(), one.id.clone(), flow.clone(), queue))
    });
    let (user, quick_connect, flow, queue) = found.unwrap();
    Here {
        practice,
        connect,
        user,
        quick_connect,
        flow,
        queue,
    }
}

impl Here {
    async fn send(&self, change: &Change) -> Result<(), NotMade> {
        self.connect.ready(change).await.send().await
    }

    fn delete(&self) -> Change {
        Change::DeleteUser {
            user: self.user.clone(),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_user_is_deleted_once_and_is_gone_then() {
    let here = here().await;
    assert_eq!(here.send(&here.delete()).await, Ok(()));
    let gone = here.connect.user(&here.user).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::NotFound);
    let Err(NotMade::Refused(problem)) = here.send(&here.delete()).await else {
        panic!("it was deleted twice")
    };
    assert_eq!(problem.code, ProblemCode::NotFound);
    // Its quick connect is an orphan that leads to nobody.
    let orphan = here.connect.quick_connect(&here.quick_connect).await;
    assert_eq!(orphan.unwrap().user(), Some(&here.user));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_lost_leaves_it_unknown_and_looking_tells() {
    for (fault, is_gone) in [(Fault::DropBefore, false), (Fault::DropAfter, true)] {
        let here = here().await;
        here.practice
            .set_faults(Faults::none().with("DeleteUser", Calls::All, fault));
        let outcome = here.send(&here.delete()).await;
        assert!(matches!(outcome, Err(NotMade::Unknown(_))), "{outcome:?}");
        assert_eq!(here.practice.counts()["DeleteUser"].calls(), 1);
        let looked = here.connect.user(&here.user).await;
        assert_eq!(looked.is_err(), is_gone, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_quick_connect_is_led_elsewhere_taken_off_a_queue_put_back_and_deleted() {
    let here = here().await;
    let other = here
        .practice
        .world()
        .users
        .keys()
        .next_back()
        .unwrap()
        .clone();
    let other = UserId::from(other);
    assert_ne!(other, here.user);
    let repoint = Change::RepointQuickConnect {
        quick_connect: here.quick_connect.clone(),
        user: other.clone(),
        flow: here.flow.clone(),
    };
    assert_eq!(here.send(&repoint).await, Ok(()));
    let now = here.connect.quick_connect(&here.quick_connect).await;
    assert_eq!(now.unwrap().user(), Some(&other));

    let is_offered = async || {
        let cancel = tokio_util::sync::CancellationToken::new();
        let offers = here.connect.queue_offers(|_, _| {}, &cancel).await.unwrap();
        let queues = offers.queues.get(&here.quick_connect);
        queues.is_some_and(|queues| queues.iter().any(|queue| queue.id == here.queue))
    };
    let quick_connects = vec![here.quick_connect.clone()];
    let withdraw = Change::WithdrawQuickConnects {
        queue: here.queue.clone(),
        quick_connects: quick_connects.clone(),
    };
    assert!(is_offered().await);
    assert_eq!(here.send(&withdraw).await, Ok(()));
    assert!(!is_offered().await);
    let offer = Change::OfferQuickConnects {
        queue: here.queue.clone(),
        quick_connects,
    };
    assert_eq!(here.send(&offer).await, Ok(()));
    assert!(is_offered().await);

    let delete = Change::DeleteQuickConnect {
        quick_connect: here.quick_connect.clone(),
    };
    assert_eq!(here.send(&delete).await, Ok(()));
    let gone = here.connect.quick_connect(&here.quick_connect).await;
    assert_eq!(gone.unwrap_err().code, ProblemCode::NotFound);
    assert!(!is_offered().await);
}

#[tokio::test(start_paused = true)]
async fn who_is_signed_in_is_read_a_hundred_users_a_call() {
    let here = here().await;
    let world = here.practice.world();
    let users: Vec<UserId> = world.users.keys().cloned().map(UserId::from).collect();
    let live = here.connect.live(&users).await.unwrap();
    assert_eq!(live.len(), world.presences.len());
    assert!(live.iter().any(|one| one.on_contacts > 0));
    assert!(live.iter().any(|one| one.on_contacts == 0));
    for one in &live {
        let presence = world
            .presences
            .values()
            .find(|presence| presence.user_id == one.user.as_str())
            .unwrap();
        let contacts = u32::try_from(presence.contacts.len()).unwrap();
        assert_eq!(one.on_contacts + one.after_contacts, contacts);
    }
    let calls = here.practice.counts()["GetCurrentUserData"].calls();
    assert_eq!(calls, users.len().div_ceil(100) as u64);
}

#[tokio::test(start_paused = true)]
async fn what_a_security_profile_permits_is_read() {
    let here = here().await;
    let cancel = tokio_util::sync::CancellationToken::new();
    let snapshot = here.connect.load(|_| {}, &cancel).await.unwrap();
    let profiles = snapshot.security_profiles.unwrap();
    let mut may_edit = Vec::new();
    for profile in &profiles {
        let permissions = here.connect.permissions(&profile.id).await.unwrap();
        if permissions
            .iter()
            .any(|permission| permission == "Users.Edit")
        {
            may_edit.push(profile.name.as_str());
        }
    }
    assert!(may_edit.contains(&"Admin"), "{may_edit:?}");
    assert!(may_edit.len() < profiles.len());
}
