//! Older files are copied and brought up; newer and broken ones are left alone.

use super::*;

const SECOND: &[&str] = &[
    LAYOUTS[0],
    "ALTER TABLE plan ADD COLUMN note TEXT; UPDATE plan SET note = 'brought up'",
];
const FAULTY: &[&str] = &[
    LAYOUTS[0],
    "ALTER TABLE plan ADD COLUMN note TEXT; SELECT nothing FROM nowhere",
];

fn copy_of(desk: &Desk) -> PathBuf {
    desk.folder.path().join("journal.sqlite.layout-1")
}

#[tokio::test]
async fn an_older_file_is_copied_before_it_is_brought_up() {
    let mut desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let plan = desk.journal.batch(batch).await.unwrap().plan;
    let options = desk.options();
    drop(desk.journal);
    desk.journal = Journal::open_with(options.clone(), SECOND).unwrap();
    assert_eq!(desk.sees("PRAGMA user_version").await, 2);
    let noted = "SELECT count(*) FROM plan WHERE note = 'brought up'";
    assert_eq!(desk.sees(noted).await, 1);
    assert_eq!(desk.journal.batch(batch).await.unwrap().plan, plan);

    // The copy is a whole journal of the earlier layout.
    let copy = JournalOptions {
        path: copy_of(&desk),
        ..options.clone()
    };
    let copy = Journal::open(copy).unwrap();
    assert_eq!(copy.batch(batch).await.unwrap().plan, plan);
    drop(copy);

    // Whoever has the earlier program finds the newer file, and nothing happens to it.
    let path = options.path.clone();
    drop(desk.journal);
    let before = std::fs::read(&path).unwrap();
    let error = Journal::open(options.clone()).err().unwrap();
    assert!(
        matches!(
            error,
            JournalError::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
    assert!(error.to_string().contains("journal.sqlite"), "{error}");
    assert!(std::fs::read(&path).unwrap() == before, "it was changed");
    Journal::open_with(options, SECOND).unwrap();
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let mut desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let options = desk.options();
    drop(desk.journal);
    for _ in 0..2 {
        let error = Journal::open_with(options.clone(), FAULTY).err().unwrap();
        assert!(matches!(error, JournalError::Broken { .. }), "{error}");
        assert!(options.path.with_extension("sqlite.layout-1").exists());
    }
    desk.journal = Journal::open(options.clone()).unwrap();
    assert_eq!(desk.sees("PRAGMA user_version").await, 1);
    desk.journal.batch(batch).await.unwrap();
    drop(desk.journal);
    desk.journal = Journal::open_with(options, SECOND).unwrap();
    desk.journal.batch(batch).await.unwrap();
}

#[tokio::test]
async fn without_a_copy_nothing_is_brought_up() {
    let mut desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    let options = desk.options();
    drop(desk.journal);
    // Something that can't be replaced is in the copy's place.
    std::fs::create_dir_all(desk.folder.path().join("journal.sqlite.layout-1/x")).unwrap();
    let error = Journal::open_with(options.clone(), SECOND).err().unwrap();
    assert!(error.obstacle().is_some(), "{error}");
    assert!(error.to_string().contains("layout-1"), "{error}");
    desk.journal = Journal::open(options).unwrap();
    assert_eq!(desk.sees("PRAGMA user_version").await, 1);
    desk.journal.batch(batch).await.unwrap();
}

#[tokio::test]
async fn what_is_erased_is_in_no_copy_either() {
    let desk = Desk::new();
    let batch = desk.batch(&["a"]).await;
    desk.journal.stop(batch).await.unwrap();
    desk.journal.end(batch).await.unwrap();
    let copy = copy_of(&desk);
    std::fs::write(&copy, "a copy").unwrap();
    desk.journal.erase(batch).await.unwrap();
    assert!(!copy.exists());
}
