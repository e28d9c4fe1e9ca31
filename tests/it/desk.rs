//! A practice instance that can't be opened, and the ways out that the window offers.

use std::{fs, path::Path};

use roster::{
    commands::Desk,
    domain::ProblemCode,
    practice::{Practice, PracticeOptions, Store},
};
use tokio::runtime::Handle;

fn options(folder: &Path) -> PracticeOptions {
    PracticeOptions {
        users: 25,
        store: Store::File(folder.join("practice.sqlite")),
        ..PracticeOptions::default()
    }
}

fn desk(folder: &Path) -> Desk {
    let desk = Desk::new(options(folder), folder, Handle::current(), |_| {});
    desk.open_practice();
    desk
}

#[tokio::test]
async fn a_broken_file_is_put_aside_by_a_reset() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("practice.sqlite");
    fs::write(&file, "not what it was, and long enough to be looked at").unwrap();

    let desk = desk(folder.path());
    let problem = desk.open().await.err().unwrap();
    assert_eq!(problem.code, ProblemCode::PracticeBroken);
    assert_eq!(desk.reopen().await.err().unwrap().code, problem.code);

    desk.reset_practice().await.unwrap();
    assert!(desk.open().await.unwrap().header.practice);
    let kept = fs::read_to_string(folder.path().join("practice.sqlite.broken")).unwrap();
    assert!(kept.starts_with("not what it was"));
}

#[tokio::test]
async fn a_file_in_use_is_left_alone_and_opened_once_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let other = Practice::open(options(folder.path())).unwrap();

    let desk = desk(folder.path());
    let problem = desk.open().await.err().unwrap();
    assert_eq!(problem.code, ProblemCode::PracticeFile);
    let refused = desk.reset_practice().await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::PracticeFile);

    drop(other);
    assert!(desk.reopen().await.is_ok());
}
