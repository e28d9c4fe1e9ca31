//! A file that can't be written: said as what it is, with nothing half there, and over when it is
//! over. And where the work is done.

use super::*;

/// More than fits into what is left of any page.
fn much() -> Vec<NewImage> {
    vec![NewImage {
        kind: "user".into(),
        content: json!("x".repeat(100_000)),
    }]
}

#[tokio::test]
async fn a_full_disk_is_an_error_and_the_journal_goes_on_afterwards() {
    let desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let item = desk.items(batch).await[0].id;
    desk.journal.begin_item(item).await.unwrap();
    let limit = async |pages: u32| {
        let limited = desk.journal.call(move |file| {
            file.connection()
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .unwrap();
            Ok(())
        });
        limited.await.unwrap();
    };
    limit(1).await;
    for _ in 0..2 {
        let error = desk.journal.keep_before_images(item, much()).await;
        let error = error.unwrap_err();
        assert_eq!(error.obstacle(), Some(Obstacle::DiskFull), "{error}");
        let steps = desk.steps(item).await;
        let refused = desk.begin_refused(steps[0].id).await;
        assert_eq!(refused, Refusal::NoBeforeImage(item));
        assert_eq!(desk.journal.before_images(item).await.unwrap(), []);
    }
    limit(1_000_000).await;
    desk.journal.keep_before_images(item, much()).await.unwrap();
    desk.begin(desk.steps(item).await[0].id).await;
}

#[tokio::test]
async fn a_file_that_may_only_be_read_is_an_error_and_the_journal_goes_on_afterwards() {
    let desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let item = desk.items(batch).await[0].id;
    let only_read = async |only: bool| {
        let set = desk.journal.call(move |file| {
            let connection = file.connection();
            connection.pragma_update(None, "query_only", only).unwrap();
            Ok(())
        });
        set.await.unwrap();
    };
    only_read(true).await;
    let error = desk.journal.begin_item(item).await.unwrap_err();
    assert_eq!(error.obstacle(), Some(Obstacle::ReadOnly), "{error}");
    assert_eq!(desk.item(item).await.state, ItemState::ToDo);
    only_read(false).await;
    desk.journal.begin_item(item).await.unwrap();
}

#[tokio::test]
async fn a_rehearsed_obstacle_is_met_by_every_write_and_leaves_nothing() {
    let desk = Desk::new();
    let plan = desk.plan(&["a"]).await;
    for obstacle in [
        Obstacle::DiskFull,
        Obstacle::ReadOnly,
        Obstacle::Locked,
        Obstacle::Fault,
    ] {
        desk.journal.rehearse(Some(obstacle)).await.unwrap();
        let error = desk.confirm(plan.id, &["a"]).await.unwrap_err();
        assert_eq!(error.obstacle(), Some(obstacle), "{error}");
        // What can be read is still read.
        let plan = desk.journal.plan(plan.id).await.unwrap();
        assert_eq!(plan.head.confirmed_at, None);
    }
    desk.journal.rehearse(None).await.unwrap();
    let batch = desk.confirm(plan.id, &["a"]).await.unwrap();
    let item = desk.items(batch).await[0].id;
    desk.ready(item).await;
    let attempt = desk.begin(desk.steps(item).await[0].id).await;
    // An answer that can't be written now is written when asked again.
    let full = Some(Obstacle::DiskFull);
    desk.journal.rehearse(full).await.unwrap();
    let ended = desk.journal.end_attempt(attempt, answered(), None).await;
    assert_eq!(ended.unwrap_err().obstacle(), full);
    desk.journal.rehearse(None).await.unwrap();
    desk.end_attempt(attempt, answered()).await;
}

#[tokio::test(start_paused = true)]
async fn on_a_paused_clock_no_time_goes_by_while_callers_do_the_work() {
    let desk = Desk::new();
    let start = tokio::time::Instant::now();
    let timer = tokio::spawn(tokio::time::sleep(Duration::from_secs(60)));
    let batch = desk.batch(&["a"]).await;
    desk.carry_out(desk.items(batch).await[0].id).await;
    assert_eq!(start.elapsed(), Duration::ZERO);
    timer.await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 60);
}

#[tokio::test(start_paused = true)]
async fn on_a_paused_clock_time_goes_by_with_a_thread_at_work() {
    let mut desk = Desk::new();
    let options = JournalOptions {
        work: Work::OwnThread,
        ..desk.options()
    };
    desk.journal = Journal::open(options).unwrap();
    let start = tokio::time::Instant::now();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let batch = desk.batch(&["a"]).await;
    desk.carry_out(desk.items(batch).await[0].id).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(start.elapsed().as_secs(), 120);
}

#[tokio::test]
async fn what_is_asked_for_is_done_also_if_nobody_waits() {
    let mut desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let item = desk.items(batch).await[0].id;
    desk.journal.stop(batch).await.unwrap();
    desk.journal.end(batch).await.unwrap();
    let options = JournalOptions {
        work: Work::OwnThread,
        ..desk.options()
    };
    desk.journal = Journal::open(options).unwrap();
    desk.resume(batch).await.unwrap();
    {
        let mut begun = Box::pin(desk.journal.begin_item(item));
        // Asked once, and dropped before it is answered.
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let _ = begun.as_mut().poll(&mut context);
    }
    assert_eq!(desk.item(item).await.state, ItemState::InProgress);
}

#[tokio::test]
async fn a_write_is_on_the_disk_when_it_is_acknowledged() {
    let desk = Desk::new();
    // 2 is FULL: SQLite waits for the disk with every commit.
    assert_eq!(desk.sees("PRAGMA synchronous").await, 2);
    assert_eq!(desk.sees("PRAGMA fullfsync").await, 1);
    assert_eq!(desk.sees("PRAGMA foreign_keys").await, 1);
    assert_eq!(desk.sees("PRAGMA secure_delete").await, 1);
    let log = desk.folder.path().join("journal.sqlite-wal");
    assert!(log.exists(), "the log of writes is elsewhere");
}
