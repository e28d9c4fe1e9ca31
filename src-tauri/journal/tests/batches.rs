//! Batches: one for each user at a time; stopped, paused, resumed, and found again.

use super::*;

#[tokio::test]
async fn a_user_is_in_one_live_batch() {
    let desk = Desk::new();
    let first = desk.batch(&["a", "b"]).await;
    let plan = desk.plan(&["b", "c"]).await;
    let busy = refusal(desk.confirm(plan.id, &["c", "b"]).await);
    let expected = Refusal::Busy {
        subject: user("b"),
        batch: first,
    };
    assert_eq!(busy, expected);
    let asked = vec![user("a"), user("c")];
    assert_eq!(
        desk.journal.busy(asked).await.unwrap(),
        [(user("a"), first)]
    );
    // Neither a pause nor a stop that has not come to its end frees anybody.
    desk.journal.pause(first, problem()).await.unwrap();
    assert_eq!(refusal(desk.confirm(plan.id, &["b"]).await), expected);
    desk.journal.stop(first).await.unwrap();
    assert_eq!(refusal(desk.confirm(plan.id, &["b"]).await), expected);
    desk.journal.end(first).await.unwrap();
    let second = desk.confirm(plan.id, &["b"]).await.unwrap();
    // And then the first can't come back.
    let expected = Refusal::Busy {
        subject: user("b"),
        batch: second,
    };
    assert_eq!(refusal(desk.resume(first).await), expected);
    let state = desk.journal.batch(first).await.unwrap().state;
    assert_eq!(state, BatchState::Stopped);
}

#[tokio::test]
async fn the_file_itself_keeps_a_user_in_one_live_batch() {
    let desk = Desk::new();
    let first = desk.batch(&["a"]).await;
    desk.journal.stop(first).await.unwrap();
    desk.journal.end(first).await.unwrap();
    desk.batch(&["a"]).await;
    let tried = desk.journal.call(move |file| {
        file.write(|transaction, _| {
            Ok(transaction.execute(
                "UPDATE batch SET state = 'running', live = TRUE, ended_at = NULL WHERE id = ?1",
                [first],
            )?)
        })
    });
    let refused = refusal(tried.await);
    assert!(matches!(refused, Refusal::Rule(_)), "{refused}");
}

#[tokio::test]
async fn a_batch_is_done_when_every_item_had_its_turn() {
    let desk = Desk::new();
    let batch = desk.batch(&["a", "b"]).await;
    let [a, b] = [0, 1];
    let items = desk.items(batch).await;
    desk.carry_out(items[a].id).await;
    let open = Refusal::ItemsOpen { batch, items: 1 };
    assert_eq!(refusal(desk.journal.end(batch).await), open);
    desk.journal.begin_item(items[b].id).await.unwrap();
    assert_eq!(refusal(desk.journal.end(batch).await), open);
    desk.finish(items[b].id, ItemEnd::Failed(problem())).await;
    assert_eq!(desk.journal.end(batch).await.unwrap(), BatchState::Done);
    let ended = desk.journal.batch(batch).await.unwrap();
    assert_eq!(
        (ended.state, ended.ended_at),
        (BatchState::Done, Some(noon()))
    );
    assert_eq!(ended.counts.of(ItemState::Done), 1);
    assert_eq!(ended.counts.of(ItemState::Failed), 1);
    assert_eq!((ended.counts.total(), ended.counts.to_go()), (2, 0));
    assert!(!ended.is_settled());
    assert_eq!(
        refusal(desk.journal.end(batch).await),
        Refusal::NotRunning(batch)
    );
}

#[tokio::test]
async fn stopping_finishes_what_was_changed_and_begins_nothing() {
    let desk = Desk::new();
    let batch = desk.batch(&["changed", "read", "waiting"]).await;
    let items = desk.items(batch).await;
    let [changed, read, waiting] = [0, 1, 2].map(|number: usize| items[number].id);
    desk.ready(changed).await;
    let steps = desk.steps(changed).await;
    let attempt = desk.begin(steps[0].id).await;
    desk.ready(read).await;
    desk.journal.stop(batch).await.unwrap();

    let stopping = Refusal::Stopping(batch);
    assert_eq!(refusal(desk.journal.begin_item(waiting).await), stopping);
    let first = desk.steps(read).await[0].id;
    assert_eq!(desk.begin_refused(first).await, stopping);
    assert_eq!(
        refusal(desk.journal.pause(batch, problem()).await),
        stopping
    );
    desk.end_attempt(attempt, answered()).await;
    let attempt = desk.begin(steps[1].id).await;
    desk.end_attempt(attempt, answered()).await;
    desk.finish(changed, done()).await;
    assert_eq!(desk.journal.end(batch).await.unwrap(), BatchState::Stopped);
    assert_eq!(desk.item(read).await.state, ItemState::Stopped);
    assert_eq!(desk.item(waiting).await.state, ItemState::Stopped);
    assert!(desk.journal.batch(batch).await.unwrap().is_settled());

    // It goes on where it was, and what was read before counts no more.
    desk.resume(batch).await.unwrap();
    assert_eq!(desk.item(changed).await.state, ItemState::Done);
    for item in [read, waiting] {
        assert_eq!(desk.item(item).await.state, ItemState::ToDo);
    }
    desk.journal.begin_item(read).await.unwrap();
    assert_eq!(
        desk.begin_refused(first).await,
        Refusal::NoBeforeImage(read)
    );
}

#[tokio::test]
async fn an_item_that_was_changed_half_way_is_not_stopped() {
    let desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let item = desk.items(batch).await[0].id;
    desk.ready(item).await;
    let steps = desk.steps(item).await;
    let attempt = desk.begin(steps[0].id).await;
    desk.end_attempt(attempt, answered()).await;
    assert_eq!(
        refusal(desk.journal.put_back(item).await),
        Refusal::Changed(item)
    );
    let held = desk.journal.finish_item(item, ItemEnd::Held(problem()));
    assert_eq!(refusal(held.await), Refusal::Changed(item));
    desk.journal.stop(batch).await.unwrap();
    let open = Refusal::ItemsOpen { batch, items: 1 };
    assert_eq!(refusal(desk.journal.end(batch).await), open);
    desk.finish(item, ItemEnd::Failed(problem())).await;
    assert_eq!(desk.journal.end(batch).await.unwrap(), BatchState::Done);

    // Tried again and stopped before its turn it has failed as before.
    let tried = desk.journal.try_again(batch, here(), caller(), vec![item]);
    tried.await.unwrap();
    assert_eq!(desk.item(item).await.state, ItemState::ToDo);
    desk.journal.stop(batch).await.unwrap();
    assert_eq!(desk.journal.end(batch).await.unwrap(), BatchState::Stopped);
    let item = desk.item(item).await;
    assert_eq!(
        (item.state, item.problem),
        (ItemState::Failed, Some(problem()))
    );
}

#[tokio::test]
async fn nothing_is_begun_while_a_batch_is_paused() {
    let desk = Desk::new();
    let batch = desk.batch(&["a", "b"]).await;
    let items = desk.items(batch).await;
    desk.ready(items[0].id).await;
    let steps = desk.steps(items[0].id).await;
    let attempt = desk.begin(steps[0].id).await;
    desk.journal.pause(batch, problem()).await.unwrap();
    let paused = desk.journal.batch(batch).await.unwrap();
    assert_eq!(
        (paused.state, paused.why),
        (BatchState::Paused, Some(problem()))
    );

    // The answer that was on its way is still one.
    desk.end_attempt(attempt, answered()).await;
    let refused = Refusal::NotRunning(batch);
    assert_eq!(desk.begin_refused(steps[1].id).await, refused);
    assert_eq!(refusal(desk.journal.begin_item(items[1].id).await), refused);
    desk.resume(batch).await.unwrap();
    desk.begin(steps[1].id).await;
    assert_eq!(refusal(desk.resume(batch).await), Refusal::Running(batch));
    let resumed = desk.journal.batch(batch).await.unwrap();
    assert_eq!((resumed.why, resumed.runs.len()), (None, 2));
}

#[tokio::test]
async fn an_interrupted_batch_is_found_counted_and_taken_up_at_its_place_only() {
    let desk = Desk::new();
    let batch = desk.batch(&["a", "b", "c", "d", "e"]).await;
    let items: Vec<ItemId> = desk.items(batch).await.iter().map(|item| item.id).collect();
    desk.carry_out(items[0]).await;
    desk.ready(items[1]).await;
    desk.begin(desk.steps(items[1]).await[0].id).await;
    desk.ready(items[2]).await;
    desk.finish(items[3], ItemEnd::Failed(problem())).await;
    assert_eq!(desk.journal.interrupted().await.unwrap(), []);

    let desk = desk.reopened();
    let found = desk.journal.interrupted().await.unwrap();
    assert_eq!((found.len(), found[0].id), (1, batch));
    let counts = &found[0].counts;
    assert_eq!(counts.of(ItemState::Done), 1);
    assert_eq!(counts.of(ItemState::Uncertain), 1);
    assert_eq!(counts.of(ItemState::Failed), 1);
    assert_eq!(counts.to_go(), 2);

    // Nothing of it is begun until somebody has taken it up, at the right place.
    assert_eq!(
        refusal(desk.journal.begin_item(items[4]).await),
        Refusal::NotRunning(batch)
    );
    let elsewhere = Place {
        region: "us-east-1".into(),
        ..here()
    };
    let refused = desk.journal.resume(batch, elsewhere, caller()).await;
    assert_eq!(refusal(refused), Refusal::OtherPlace(here()));
    let bob = "arn:aws:iam::111122223333:user/bob";
    desk.later(SignedDuration::from_hours(24 * 21));
    let resumed = desk.journal.resume(batch, here(), bob.into());
    resumed.await.unwrap();
    assert_eq!(desk.journal.interrupted().await.unwrap(), []);
    let runs = desk.journal.batch(batch).await.unwrap().runs;
    assert_eq!(runs[0].caller, caller());
    assert_eq!(runs[1].caller, bob);
    assert_eq!(runs[1].began_at, noon() + (24 * 21).hours());

    // What had only been read is to be read anew; what is uncertain stays so until it is settled.
    let untouched = desk.item(items[2]).await;
    assert_eq!(
        (untouched.state, untouched.backed_up),
        (ItemState::ToDo, false)
    );
    assert_eq!(desk.item(items[1]).await.state, ItemState::Uncertain);
    desk.carry_out(items[2]).await;
    let record = desk.journal.record(items[2]).await.unwrap();
    assert_eq!(record.steps[0].attempts[0].caller, bob);
    assert_eq!(desk.journal.before_images(items[2]).await.unwrap().len(), 4);
}

#[tokio::test]
async fn failed_items_are_tried_again_with_a_fresh_look() {
    let desk = Desk::new();
    let batch = desk.batch(&["a", "b"]).await;
    let items: Vec<ItemId> = desk.items(batch).await.iter().map(|item| item.id).collect();
    desk.carry_out(items[0]).await;
    desk.ready(items[1]).await;
    let steps = desk.steps(items[1]).await;
    let attempt = desk.begin(steps[0].id).await;
    desk.end_attempt(attempt, answered()).await;
    let attempt = desk.begin(steps[1].id).await;
    desk.end_attempt(attempt, AttemptEnd::Refused(problem()))
        .await;
    desk.finish(items[1], ItemEnd::Failed(problem())).await;
    desk.journal.end(batch).await.unwrap();

    let try_again = |which: Vec<ItemId>| desk.journal.try_again(batch, here(), caller(), which);
    let refused = Refusal::ItemIs {
        item: items[0],
        state: ItemState::Done,
    };
    assert_eq!(refusal(try_again(items.clone()).await), refused);
    let ended = desk.journal.batch(batch).await.unwrap();
    assert_eq!((ended.state, ended.runs.len()), (BatchState::Done, 1));
    try_again(vec![items[1]]).await.unwrap();
    desk.journal.begin_item(items[1]).await.unwrap();
    assert_eq!(
        desk.begin_refused(steps[1].id).await,
        Refusal::NoBeforeImage(items[1])
    );
    let kept = desk.journal.keep_before_images(items[1], images());
    kept.await.unwrap();
    assert_eq!(
        desk.begin_refused(steps[0].id).await,
        Refusal::StepDone(steps[0].id)
    );
    let attempt = desk.begin(steps[1].id).await;
    desk.end_attempt(attempt, answered()).await;
    desk.finish(items[1], done()).await;
    assert_eq!(desk.journal.end(batch).await.unwrap(), BatchState::Done);
    assert!(desk.journal.batch(batch).await.unwrap().is_settled());
    assert_eq!(desk.item(items[1]).await.problem, None);
}

#[tokio::test]
async fn what_did_not_end_well_can_be_left() {
    let desk = Desk::new();
    let batch = desk.batch(&["a", "b", "c"]).await;
    let items = desk.items(batch).await;
    desk.finish(items[0].id, ItemEnd::Failed(problem())).await;
    desk.finish(items[1].id, ItemEnd::Held(problem())).await;
    desk.carry_out(items[2].id).await;
    assert_eq!(
        refusal(desk.journal.leave(batch).await),
        Refusal::NotEnded(batch)
    );
    desk.journal.end(batch).await.unwrap();
    desk.journal.leave(batch).await.unwrap();
    let states: Vec<_> = desk
        .items(batch)
        .await
        .iter()
        .map(|item| item.state)
        .collect();
    assert_eq!(states, [ItemState::Left, ItemState::Left, ItemState::Done]);
    assert_eq!(desk.item(items[0].id).await.problem, Some(problem()));
    assert!(desk.journal.batch(batch).await.unwrap().is_settled());
}

#[tokio::test]
async fn batches_are_listed_newest_first_and_filtered() {
    let desk = Desk::new();
    let mut batches = Vec::new();
    for user in ["ann", "bob", "cem"] {
        batches.push(desk.batch(&[user]).await);
        desk.later(SignedDuration::from_hours(1));
    }
    let edit = NewPlan {
        kind: "edit".into(),
        follows: Some(batches[0]),
        ..new_plan(&["dee"])
    };
    let edit = desk.journal.add_plan(edit).await.unwrap();
    batches.push(desk.confirm(edit.id, &["dee"]).await.unwrap());
    desk.journal.stop(batches[1]).await.unwrap();
    desk.journal.end(batches[1]).await.unwrap();

    let found = async |filter: BatchFilter, offset, limit| {
        let page = desk.journal.batches(filter, offset, limit).await.unwrap();
        let ids: Vec<BatchId> = page.rows.iter().map(|batch| batch.id).collect();
        (page.total, ids)
    };
    let all = BatchFilter::default;
    let [first, second, third, fourth] = [0, 1, 2, 3].map(|number: usize| batches[number]);
    assert_eq!(
        found(all(), 0, 10).await,
        (4, vec![fourth, third, second, first])
    );
    assert_eq!(found(all(), 1, 2).await, (4, vec![third, second]));
    let kinds = vec!["edit".into(), "create".into()];
    let of_kind = BatchFilter { kinds, ..all() };
    assert_eq!(found(of_kind, 0, 10).await, (1, vec![fourth]));
    let states = vec![BatchState::Stopped, BatchState::Done];
    let ended = BatchFilter { states, ..all() };
    assert_eq!(found(ended, 0, 10).await, (1, vec![second]));
    let between = BatchFilter {
        since: Some(noon() + 1.hour()),
        until: Some(noon() + 3.hours()),
        ..all()
    };
    assert_eq!(found(between, 0, 10).await, (2, vec![third, second]));
    for (text, expected) in [
        ("CEM", vec![third]),
        (".login", vec![fourth, third, second, first]),
        ("dee", vec![fourth]),
        ("%", vec![]),
    ] {
        let text = Some(text.to_owned());
        let filter = BatchFilter { text, ..all() };
        assert_eq!(found(filter, 0, 10).await.1, expected);
    }
    let instance_arn = Some("arn:other".to_owned());
    let elsewhere = BatchFilter {
        instance_arn,
        ..all()
    };
    assert_eq!(found(elsewhere, 0, 10).await, (0, vec![]));
    let fourth = desk.journal.batch(fourth).await.unwrap();
    assert_eq!(fourth.plan.follows, Some(first));
}

#[tokio::test]
async fn items_are_paged_by_state() {
    let desk = Desk::new();
    let names: Vec<String> = (0..7).map(|number| format!("user{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let batch = desk.batch(&names).await;
    let all = desk.items(batch).await;
    assert_eq!(all[3].fingerprint.as_deref(), Some("user3 as shown"));
    assert_eq!((all[3].position, all[3].name.as_str()), (3, "user3.login"));
    for number in [1, 4, 5] {
        let end = ItemEnd::Failed(problem());
        desk.finish(all[number].id, end).await;
    }
    desk.carry_out(all[2].id).await;
    let failed = vec![ItemState::Failed];
    let page = desk.journal.items(batch, failed.clone(), 1, 1).await;
    let page = page.unwrap();
    assert_eq!((page.total, page.rows.len()), (3, 1));
    assert_eq!(page.rows[0].id, all[4].id);
    let both = vec![ItemState::Failed, ItemState::Done];
    let subjects = desk.journal.subjects(batch, both.clone()).await.unwrap();
    let expected = [1, 2, 4, 5].map(|number| (all[number].id, all[number].subject.clone()));
    assert_eq!(subjects, expected);

    // An export goes through all of them, some at a time.
    let mut after = None;
    let mut seen = Vec::new();
    loop {
        let records = desk.journal.records(batch, both.clone(), after, 3).await;
        let records = records.unwrap();
        let Some(last) = records.last() else { break };
        after = Some(last.item.id);
        seen.extend(records.iter().map(|record| record.item.id));
    }
    assert_eq!(seen, expected.map(|(id, _)| id));
}
