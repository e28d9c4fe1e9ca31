//! Plans are kept as they were shown, and confirmed once, soon, and at their place.

use super::*;

#[tokio::test]
async fn a_plan_is_kept_as_it_was_shown() {
    let desk = Desk::new();
    let new = new_plan(&["b", "a"]);
    let head = desk.journal.add_plan(new.clone()).await.unwrap();
    let desk = desk.reopened();
    let plan = desk.journal.plan(head.id).await.unwrap();
    assert_eq!(plan.head, head);
    assert_eq!(plan.content, new.content);
    assert_eq!(
        plan.fingerprints,
        ["a", "b"].map(|id| (id.into(), format!("{id} as shown")))
    );
    assert_eq!((head.kind.as_str(), head.created_at), ("delete", noon()));
    assert_eq!((head.place, head.caller), (here(), caller()));
    assert_eq!(head.confirmed_at, None);
}

#[tokio::test]
async fn each_plan_has_an_id_of_its_own_and_alike_ones_the_same_hash() {
    let desk = Desk::new();
    let [one, two] = [desk.plan(&["a"]).await, desk.plan(&["a"]).await];
    assert_ne!(one.id, two.id);
    assert_eq!(one.hash, two.hash);
    for other in [
        NewPlan {
            content: json!({}),
            ..new_plan(&["a"])
        },
        NewPlan {
            fingerprints: vec![("a".into(), "changed".into())],
            ..new_plan(&["a"])
        },
        NewPlan {
            fingerprints: Vec::new(),
            ..new_plan(&["a"])
        },
    ] {
        let other = desk.journal.add_plan(other).await.unwrap();
        assert_ne!(other.hash, one.hash);
    }
}

#[tokio::test]
async fn a_plan_is_confirmed_once() {
    let desk = Desk::new();
    let plan = desk.plan(&["a"]).await;
    let batch = desk.confirm(plan.id, &["a"]).await.unwrap();
    let again = refusal(desk.confirm(plan.id, &["a"]).await);
    assert_eq!(again, Refusal::PlanUsed { at: noon() });
    let desk = desk.reopened();
    let again = refusal(desk.confirm(plan.id, &["a"]).await);
    assert_eq!(again, Refusal::PlanUsed { at: noon() });
    let all = desk.journal.batches(BatchFilter::default(), 0, 10).await;
    let all = all.unwrap();
    assert_eq!((all.total, all.rows[0].id), (1, batch));
    assert_eq!(all.rows[0].plan.confirmed_at, Some(noon()));
}

#[tokio::test]
async fn a_plan_is_good_for_thirty_minutes() {
    let desk = Desk::new();
    let [in_time, late] = [desk.plan(&["a"]).await, desk.plan(&["b"]).await];
    desk.later(GOOD_FOR);
    desk.confirm(in_time.id, &["a"]).await.unwrap();
    desk.later(SignedDuration::from_millis(1));
    let too_old = Refusal::PlanTooOld { created_at: noon() };
    assert_eq!(refusal(desk.confirm(late.id, &["b"]).await), too_old);
    // A clock that was put back does not make it young again.
    desk.later(GOOD_FOR * -2 - SignedDuration::from_secs(1));
    assert_eq!(refusal(desk.confirm(late.id, &["b"]).await), too_old);
}

#[tokio::test]
async fn a_plan_is_good_for_its_place_alone() {
    let desk = Desk::new();
    let plan = desk.plan(&["a"]).await;
    for elsewhere in [
        Place {
            account: "999999999999".into(),
            ..here()
        },
        Place {
            region: "us-east-1".into(),
            ..here()
        },
        Place {
            instance_id: "i-2".into(),
            ..here()
        },
        Place {
            instance_arn: "arn:aws-us-gov:connect".into(),
            ..here()
        },
    ] {
        let confirmed = desk
            .journal
            .confirm(plan.id, elsewhere, caller(), vec![new_item("a")])
            .await;
        assert_eq!(refusal(confirmed), Refusal::OtherPlace(here()));
    }
    // What was refused did not use it up.
    desk.confirm(plan.id, &["a"]).await.unwrap();
}

#[tokio::test]
async fn only_users_whom_the_plan_showed_are_in_its_batch_and_once_each() {
    let desk = Desk::new();
    let plan = desk.plan(&["a", "b"]).await;
    let added = refusal(desk.confirm(plan.id, &["a", "c"]).await);
    assert_eq!(added, Refusal::NotInPlan(user("c")));
    let twice = refusal(desk.confirm(plan.id, &["a", "a"]).await);
    assert_eq!(twice, Refusal::Twice(user("a")));
    assert_eq!(
        refusal(desk.confirm(plan.id, &[]).await),
        Refusal::NothingToDo
    );
    assert_eq!(desk.sees("SELECT count(*) FROM batch").await, 0);
    assert_eq!(desk.sees("SELECT count(*) FROM item").await, 0);
    // Somebody may be left out, and what is no user needs no fingerprint.
    let items = [
        Subject::NewUser("zoe".into()),
        Subject::QuickConnect("q".into()),
    ]
    .map(|subject| NewItem {
        subject,
        ..new_item("a")
    });
    let confirmed = desk
        .journal
        .confirm(plan.id, here(), caller(), items.into());
    let batch = confirmed.await.unwrap();
    let subjects = desk.journal.subjects(batch, Vec::new()).await.unwrap();
    assert_eq!(subjects[0].1, Subject::NewUser("zoe".into()));
    assert_eq!(subjects[1].1, Subject::QuickConnect("q".into()));
}

#[tokio::test]
async fn a_plan_shows_a_user_once() {
    let desk = Desk::new();
    let twice = desk.journal.add_plan(new_plan(&["a", "a"])).await;
    assert_eq!(refusal(twice), Refusal::Twice(user("a")));
    assert_eq!(desk.sees("SELECT count(*) FROM plan").await, 0);
}

#[tokio::test]
async fn a_plan_that_was_tampered_with_is_not_confirmed() {
    let desk = Desk::new();
    let plan = desk.plan(&["a"]).await;
    let tampered = desk.journal.call(|file| {
        let execute = |sql| file.connection().execute_batch(sql);
        // Not by the program: the file refuses that.
        execute("UPDATE plan SET content = '{}'").unwrap_err();
        execute("DROP TRIGGER plan_stays; UPDATE plan SET content = '{}'").unwrap();
        Ok(())
    });
    tampered.await.unwrap();
    let confirmed = desk.confirm(plan.id, &["a"]).await;
    let Err(JournalError::Broken { reason, .. }) = confirmed else {
        panic!("{confirmed:?}");
    };
    assert!(reason.contains(&plan.id.to_string()), "{reason}");
}

#[tokio::test]
async fn what_is_not_there_is_said_not_to_be() {
    let desk = Desk::new();
    let id = PlanId::random();
    assert_eq!(refusal(desk.journal.plan(id).await), Refusal::NoPlan(id));
    assert_eq!(refusal(desk.confirm(id, &["a"]).await), Refusal::NoPlan(id));
    let follows = NewPlan {
        follows: Some(7.into()),
        ..new_plan(&["a"])
    };
    assert_eq!(
        refusal(desk.journal.add_plan(follows).await),
        Refusal::NoBatch(7.into())
    );
    let journal = &desk.journal;
    assert_eq!(
        refusal(journal.batch(7.into()).await),
        Refusal::NoBatch(7.into())
    );
    assert_eq!(
        refusal(journal.begin_item(7.into()).await),
        Refusal::NoItem(7.into())
    );
    assert_eq!(
        desk.begin_refused(7.into()).await,
        Refusal::NoStep(7.into())
    );
    assert_eq!(
        refusal(journal.end_attempt(7.into(), answered(), None).await),
        Refusal::NoAttempt(7.into())
    );
}
