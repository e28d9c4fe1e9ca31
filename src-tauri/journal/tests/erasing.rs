//! What is settled can be taken out, and nothing else.

use super::*;

#[tokio::test]
async fn a_settled_batch_is_erased_with_all_that_is_known_of_it() {
    let desk = Desk::new();
    let kept = desk.batch(&["kept"]).await;
    let batch = desk.batch(&["Wilhelmina-Erasmus"]).await;
    let item = desk.items(batch).await[0].id;
    assert_eq!(
        refusal(desk.journal.erase(batch).await),
        Refusal::NotEnded(batch)
    );
    desk.carry_out(item).await;
    desk.journal.end(batch).await.unwrap();
    let follows = NewPlan {
        follows: Some(batch),
        ..new_plan(&["other"])
    };
    let follower = desk.journal.add_plan(follows).await.unwrap();
    desk.journal.erase(batch).await.unwrap();
    assert_eq!(
        refusal(desk.journal.batch(batch).await),
        Refusal::NoBatch(batch)
    );
    let follower = desk.journal.plan(follower.id).await.unwrap();
    assert_eq!(follower.head.follows, None);
    for (table, rows) in [
        ("SELECT count(*) FROM batch", 1),
        ("SELECT count(*) FROM plan", 2),
        ("SELECT count(*) FROM fingerprint", 2),
        ("SELECT count(*) FROM item", 1),
        ("SELECT count(*) FROM run", 1),
        ("SELECT count(*) FROM step", 2),
        ("SELECT count(*) FROM attempt", 0),
        ("SELECT count(*) FROM before_image", 0),
    ] {
        assert_eq!(desk.sees(table).await, rows, "{table}");
    }
    // Not a trace of it is in any file.
    for entry in std::fs::read_dir(desk.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let holds = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        assert!(!holds("Wilhelmina"), "{}", path.display());
        assert!(!holds("WILHELMINA"), "{}", path.display());
    }
    // Its number is not given to another one.
    desk.journal.batch(kept).await.unwrap();
    assert!(desk.batch(&["new"]).await > batch);
}

#[tokio::test]
async fn what_is_not_settled_is_not_erased() {
    let desk = Desk::new();
    let failed = desk.batch(&["a"]).await;
    let item = desk.items(failed).await[0].id;
    desk.finish(item, ItemEnd::Failed(problem())).await;
    let uncertain = desk.batch(&["b"]).await;
    let item = desk.items(uncertain).await[0].id;
    desk.ready(item).await;
    let attempt = desk.begin(desk.steps(item).await[0].id).await;
    desk.end_attempt(attempt, unknown()).await;
    for batch in [failed, uncertain] {
        desk.journal.end(batch).await.unwrap();
        assert_eq!(
            refusal(desk.journal.erase(batch).await),
            Refusal::NotSettled(batch)
        );
    }
    desk.journal.leave(failed).await.unwrap();
    desk.journal.erase(failed).await.unwrap();
    desk.journal.leave(uncertain).await.unwrap();
    assert_eq!(
        refusal(desk.journal.erase(uncertain).await),
        Refusal::NotSettled(uncertain)
    );
}

#[tokio::test]
async fn old_batches_expire_when_they_are_settled() {
    let desk = Desk::new();
    let [old, failed, live, young] = [
        desk.batch(&["a"]).await,
        desk.batch(&["b"]).await,
        desk.batch(&["c"]).await,
        desk.batch(&["d"]).await,
    ];
    desk.plan(&["e"]).await;
    let item = async |batch| desk.items(batch).await[0].id;
    desk.carry_out(item(old).await).await;
    desk.journal.end(old).await.unwrap();
    desk.finish(item(failed).await, ItemEnd::Failed(problem()))
        .await;
    desk.journal.end(failed).await.unwrap();
    let month = SignedDuration::from_hours(24 * 30);
    desk.later(month);
    desk.carry_out(item(young).await).await;
    desk.journal.end(young).await.unwrap();
    let plan = desk.plan(&["f"]).await;

    assert_eq!(desk.journal.expire(30).await.unwrap(), Expired::default());
    desk.later(SignedDuration::from_secs(1));
    let expired = desk.journal.expire(30).await.unwrap();
    let expected = Expired {
        batches: 1,
        plans: 1,
    };
    assert_eq!(expired, expected);
    let left = desk.journal.batches(BatchFilter::default(), 0, 10).await;
    let left: Vec<BatchId> = left.unwrap().rows.iter().map(|batch| batch.id).collect();
    assert_eq!(left, [young, live, failed]);
    // Whatever the setting, a plan that can still be confirmed stays.
    assert_eq!(desk.journal.expire(0).await.unwrap().plans, 0);
    desk.journal.plan(plan.id).await.unwrap();
}
