//! No change without a before-image, and none while nobody knows what became of the last one.

use super::*;

/// A running batch of one user, and its steps.
async fn one(desk: &Desk) -> (BatchId, ItemId, Vec<Step>) {
    let batch = desk.batch(&["a"]).await;
    let item = desk.items(batch).await[0].id;
    let steps = desk.steps(item).await;
    (batch, item, steps)
}

#[tokio::test]
async fn no_change_is_begun_before_the_before_image_is_kept() {
    let desk = Desk::new();
    let (_, item, steps) = one(&desk).await;
    let refused = Refusal::ItemIs {
        item,
        state: ItemState::ToDo,
    };
    assert_eq!(desk.begin_refused(steps[0].id).await, refused);
    desk.journal.begin_item(item).await.unwrap();
    let missing = Refusal::NoBeforeImage(item);
    assert_eq!(desk.begin_refused(steps[0].id).await, missing);
    let nothing = desk.journal.keep_before_images(item, Vec::new()).await;
    assert_eq!(refusal(nothing), missing);
    assert_eq!(desk.begin_refused(steps[0].id).await, missing);
    desk.journal
        .keep_before_images(item, images())
        .await
        .unwrap();
    desk.begin(steps[0].id).await;
    let kept = desk.journal.before_images(item).await.unwrap();
    let kinds: Vec<&str> = kept.iter().map(|image| image.kind.as_str()).collect();
    assert_eq!(kinds, ["user", "quick connects"]);
    assert_eq!(kept[0].content, json!({ "of": "user" }));
    assert_eq!(kept[0].taken_at, noon());
}

#[tokio::test]
async fn the_file_itself_takes_no_attempt_without_a_before_image_and_no_second_unsettled_one() {
    let desk = Desk::new();
    let (_, item, steps) = one(&desk).await;
    let step = steps[0].id;
    must_be_a_rule(insert_attempt(&desk.journal, step, 1).await);
    desk.ready(item).await;
    insert_attempt(&desk.journal, step, 1).await.unwrap();
    must_be_a_rule(insert_attempt(&desk.journal, step, 2).await);
    let rewritten = desk.journal.call(|file| {
        file.write(|transaction, _| {
            Ok(transaction.execute("UPDATE before_image SET content = '{}'", [])?)
        })
    });
    must_be_a_rule(rewritten.await);
}

async fn insert_attempt(
    journal: &Journal,
    step: StepId,
    number: u32,
) -> Result<usize, JournalError> {
    let inserted = journal.call(move |file| {
        file.write(|transaction, _| {
            Ok(transaction.execute(
                "INSERT INTO attempt (step, run, number, operation, began_at)
                 VALUES (?1, (SELECT id FROM run), ?2, 'DeleteUser', 0)",
                rusqlite::params![step, number],
            )?)
        })
    });
    inserted.await
}

#[track_caller]
fn must_be_a_rule(outcome: Result<usize, JournalError>) {
    let refused = refusal(outcome);
    assert!(matches!(refused, Refusal::Rule(_)), "{refused}");
}

#[tokio::test]
async fn an_answer_is_kept_with_all_that_is_known_of_it() {
    let desk = Desk::new();
    let (_, item, steps) = one(&desk).await;
    desk.ready(item).await;
    let attempt = desk.begin(steps[0].id).await;
    let under_way = Refusal::UnderWay(steps[0].id);
    assert_eq!(desk.begin_refused(steps[0].id).await, under_way);
    desk.later(SignedDuration::from_secs(2));
    let refused = AttemptEnd::Refused(Problem::new(ProblemCode::Throttled));
    desk.end_attempt(attempt, refused).await;
    // A throttle is tried again.
    let second = desk.begin(steps[0].id).await;
    let returned = json!({ "UserId": "u" });
    let end = AttemptEnd::Answered {
        returned: Some(returned.clone()),
    };
    desk.end_attempt(second, end.clone()).await;
    let twice = desk.journal.end_attempt(second, end, None).await;
    assert_eq!(refusal(twice), Refusal::AttemptEnded(second));
    assert_eq!(
        desk.begin_refused(steps[0].id).await,
        Refusal::StepDone(steps[0].id)
    );

    let desk = desk.reopened();
    let record = desk.journal.record(item).await.unwrap();
    let step = &record.steps[0];
    assert_eq!(step.step.state, StepState::Done);
    assert_eq!(step.step.returned, Some(returned));
    let first = &step.attempts[0];
    assert_eq!((first.number, first.operation.as_str()), (1, "DeleteUser"));
    assert_eq!((first.began_at, first.caller.clone()), (noon(), caller()));
    let end = first.end.clone().unwrap();
    let throttled = Answer::Refused(Problem::new(ProblemCode::Throttled));
    assert_eq!((end.answer, end.at), (throttled, noon() + 2.seconds()));
    assert_eq!(end.request_id, Some(format!("request-{attempt}")));
    assert_eq!(step.attempts[1].number, 2);
    let end = step.attempts[1].end.clone().unwrap();
    assert_eq!(end.answer, Answer::Answered);
    assert!(record.steps[1].attempts.is_empty());
}

#[tokio::test]
async fn while_an_attempt_is_unknown_nothing_of_its_item_is_begun() {
    let desk = Desk::new();
    let (batch, item, steps) = one(&desk).await;
    desk.ready(item).await;
    let attempt = desk.begin(steps[0].id).await;
    desk.end_attempt(attempt, unknown()).await;
    assert_eq!(desk.item(item).await.state, ItemState::Uncertain);
    for step in &steps {
        let refused = desk.begin_refused(step.id).await;
        assert_eq!(refused, Refusal::Unsettled(step.id));
    }
    let already = desk.journal.step_is_so_already(steps[0].id, None).await;
    assert_eq!(refusal(already), Refusal::Unsettled(steps[0].id));
    for end in [ItemEnd::Failed(problem()), ItemEnd::Held(problem())] {
        let finished = desk.journal.finish_item(item, end).await;
        assert_eq!(refusal(finished), Refusal::Unsettled(steps[0].id));
    }
    // A batch may end with it, and is not settled then, and has to be resumed to settle it.
    assert_eq!(desk.journal.end(batch).await.unwrap(), BatchState::Done);
    assert!(!desk.journal.batch(batch).await.unwrap().is_settled());
    let settled = desk.journal.settle(attempt, Settled::DidNotHappen).await;
    assert_eq!(refusal(settled), Refusal::NotRunning(batch));
    desk.resume(batch).await.unwrap();
    assert_eq!(desk.item(item).await.state, ItemState::Uncertain);

    desk.journal
        .settle(attempt, Settled::DidNotHappen)
        .await
        .unwrap();
    assert_eq!(desk.item(item).await.state, ItemState::InProgress);
    let twice = desk.journal.settle(attempt, Settled::DidNotHappen).await;
    assert_eq!(refusal(twice), Refusal::NotUncertain(attempt));
    let second = desk.begin(steps[0].id).await;
    let too_soon = desk.journal.settle(second, Settled::DidNotHappen).await;
    assert_eq!(refusal(too_soon), Refusal::NotUncertain(second));
    desk.end_attempt(second, unknown()).await;
    let returned = Some(json!("seen"));
    let happened = Settled::Happened { returned };
    desk.journal.settle(second, happened).await.unwrap();

    let record = desk.journal.record(item).await.unwrap();
    let [first, second] = &record.steps[0].attempts[..] else {
        panic!("{record:?}");
    };
    assert_eq!(first.settled, Some((false, noon())));
    assert_eq!(second.settled, Some((true, noon())));
    let end = second.end.clone().unwrap();
    assert!(matches!(end.answer, Answer::Unknown(_)), "{end:?}");
    assert_eq!(record.steps[0].step.state, StepState::Done);
    assert_eq!(record.steps[0].step.returned, Some(json!("seen")));
    desk.begin(steps[1].id).await;
}

#[tokio::test]
async fn an_attempt_that_a_crash_cut_off_is_settled_by_looking_alone() {
    let desk = Desk::new();
    let (batch, item, steps) = one(&desk).await;
    desk.ready(item).await;
    let attempt = desk.begin(steps[0].id).await;
    let desk = desk.reopened();
    desk.resume(batch).await.unwrap();
    assert_eq!(
        desk.begin_refused(steps[0].id).await,
        Refusal::Unsettled(steps[0].id)
    );
    let late = desk.journal.end_attempt(attempt, answered(), None).await;
    assert_eq!(refusal(late), Refusal::Unsettled(steps[0].id));
    let record = desk.journal.record(item).await.unwrap();
    let uncertain: Vec<AttemptId> = record.uncertain().map(|(_, cut_off)| cut_off.id).collect();
    assert_eq!(uncertain, [attempt]);
    let happened = Settled::Happened { returned: None };
    desk.journal.settle(attempt, happened).await.unwrap();
    let desk = desk.reopened();
    let record = desk.journal.record(item).await.unwrap();
    assert_eq!(record.item.state, ItemState::InProgress);
    assert_eq!(record.steps[0].attempts[0].end, None);
    assert_eq!(record.steps[0].attempts[0].settled, Some((true, noon())));
    assert_eq!(record.uncertain().count(), 0);
}

#[tokio::test]
async fn what_is_gone_already_is_done_and_says_so() {
    let desk = Desk::new();
    let (batch, item, steps) = one(&desk).await;
    desk.ready(item).await;
    desk.journal
        .step_is_so_already(steps[0].id, None)
        .await
        .unwrap();
    let attempt = desk.begin(steps[1].id).await;
    let gone = Problem::new(ProblemCode::NotFound);
    desk.end_attempt(attempt, AttemptEnd::AlreadySo(gone.clone()))
        .await;
    let end = ItemEnd::Done { already_gone: true };
    desk.finish(item, end).await;
    let record = desk.journal.record(item).await.unwrap();
    assert!(record.item.already_gone);
    for step in &record.steps {
        assert_eq!(
            (step.step.state, step.step.already_so),
            (StepState::Done, true)
        );
    }
    assert_eq!(record.steps[0].attempts, []);
    let end = record.steps[1].attempts[0].end.clone().unwrap();
    assert_eq!(end.answer, Answer::Refused(gone));
    let counts = desk.journal.batch(batch).await.unwrap().counts;
    assert_eq!((counts.of(ItemState::Done), counts.already_gone), (1, 1));
}

#[tokio::test]
async fn an_item_is_done_when_all_of_its_steps_are() {
    let desk = Desk::new();
    let (_, item, steps) = one(&desk).await;
    desk.ready(item).await;
    let attempt = desk.begin(steps[0].id).await;
    let refused = desk.journal.finish_item(item, ItemEnd::Failed(problem()));
    assert_eq!(refusal(refused.await), Refusal::UnderWay(steps[0].id));
    desk.end_attempt(attempt, answered()).await;
    let refused = desk.journal.finish_item(item, done()).await;
    assert_eq!(refusal(refused), Refusal::StepsOpen { item, steps: 1 });
    let attempt = desk.begin(steps[1].id).await;
    desk.end_attempt(attempt, answered()).await;
    desk.finish(item, done()).await;
    let refused = desk.journal.finish_item(item, done()).await;
    let state = ItemState::Done;
    assert_eq!(refusal(refused), Refusal::ItemIs { item, state });
}

#[tokio::test]
async fn steps_can_be_added_where_connect_asks_for_them() {
    let desk = Desk::new();
    let (batch, item, steps) = one(&desk).await;
    desk.ready(item).await;
    let attempt = desk.begin(steps[1].id).await;
    desk.end_attempt(attempt, AttemptEnd::Refused(problem()))
        .await;
    let add = |before, kinds: [&str; 2]| {
        let steps = kinds.map(|kind| new_step(kind, json!({})));
        desk.journal.add_steps(item, before, steps.into())
    };
    let added = add(Some(steps[1].id), ["first", "second"]).await.unwrap();
    add(None, ["later", "last"]).await.unwrap();
    let now = desk.steps(item).await;
    let kinds: Vec<&str> = now.iter().map(|step| step.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "re-point",
            "first",
            "second",
            "delete user",
            "later",
            "last"
        ]
    );
    let positions: Vec<u32> = now.iter().map(|step| step.position).collect();
    assert_eq!(positions, [0, 1, 2, 3, 4, 5]);
    assert_eq!((now[1].id, now[2].id), (added[0], added[1]));
    let live = desk.journal.live_steps("re-point".into()).await.unwrap();
    assert_eq!(live, [(batch, now[0].clone())]);
    assert_eq!(live[0].1.arguments["to"], "boss");
    desk.finish(item, ItemEnd::Failed(problem())).await;
    desk.journal.end(batch).await.unwrap();
    let live = desk.journal.live_steps("re-point".into()).await.unwrap();
    assert_eq!(live, []);
}

#[tokio::test]
async fn an_item_that_was_put_back_is_read_anew() {
    let desk = Desk::new();
    let (_, item, steps) = one(&desk).await;
    desk.ready(item).await;
    let attempt = desk.begin(steps[0].id).await;
    assert_eq!(
        refusal(desk.journal.put_back(item).await),
        Refusal::Changed(item)
    );
    // What was refused has changed nothing.
    desk.end_attempt(attempt, AttemptEnd::Refused(problem()))
        .await;
    desk.journal.put_back(item).await.unwrap();
    desk.journal.begin_item(item).await.unwrap();
    assert_eq!(
        desk.begin_refused(steps[0].id).await,
        Refusal::NoBeforeImage(item)
    );
    desk.journal
        .keep_before_images(item, images())
        .await
        .unwrap();
    desk.begin(steps[0].id).await;
}
