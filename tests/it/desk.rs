//! A practice instance that can't be opened, and the ways out that the window offers.

use std::fs;

use roster::{domain::ProblemCode, practice::Practice, wire::Front};

use crate::place::Place;

#[tokio::test]
async fn a_broken_file_is_put_aside_by_a_reset() {
    let mut place = Place::new();
    let file = place.practice_file();
    fs::write(&file, "not what it was, and long enough to be looked at").unwrap();

    place.desk.open_instance("practice").unwrap();
    let problem = place.failure().await;
    assert_eq!(problem.code, ProblemCode::PracticeBroken);

    place.desk.reset_practice().await.unwrap();
    assert!(place.opened().await.header.practice);
    let kept = fs::read_to_string(file.with_extension("sqlite.broken")).unwrap();
    assert!(kept.starts_with("not what it was"));
}

#[tokio::test]
async fn a_file_in_use_is_left_alone_and_opened_once_it_is_free() {
    let mut place = Place::new();
    let other = Practice::open(place.practice_options()).unwrap();

    place.desk.open_instance("practice").unwrap();
    let problem = place.failure().await;
    assert_eq!(problem.code, ProblemCode::PracticeFile);
    let refused = place.desk.reset_practice().await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::PracticeFile);

    drop(other);
    place.answer_again();
    assert!(place.opened().await.header.practice);
}

#[tokio::test]
async fn leaving_goes_back_to_the_start_page_and_coming_back_takes_no_time() {
    let mut place = Place::new();
    place.desk.open_instance("Practice").unwrap();
    let first = place.opened().await;
    place.desk.leave();
    assert!(matches!(place.desk.front(), Front::Choosing));
    assert_eq!(
        place.desk.open().err().unwrap().code,
        ProblemCode::InstanceGone
    );

    place.desk.open_instance("practice").unwrap();
    let again = place.desk.open().unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again));
}

#[tokio::test]
async fn an_opening_that_was_left_does_not_come_back() {
    let mut place = Place::new();
    place.desk.open_instance("practice").unwrap();
    place.desk.leave();
    // Whatever the first opening does now, the second one is the one that counts.
    place.desk.open_instance("practice").unwrap();
    place.opened().await;
    place.desk.leave();
    assert!(matches!(place.desk.front(), Front::Choosing));
}

#[tokio::test]
async fn the_instance_of_last_time_is_opened_where_that_is_wished() {
    let mut place = Place::new();
    place.desk.begin(None);
    assert!(matches!(place.desk.front(), Front::Choosing));
    place.desk.begin(Some("practice"));
    place.opened().await;
    assert_eq!(place.desk.instances().last.as_deref(), Some("Practice"));
    place.desk.save_open_last(true).unwrap();
    assert!(place.desk.instances().open_last);

    let mut later = place.again();
    later.desk.begin(None);
    later.opened().await;
    later.desk.save_open_last(false).unwrap();

    let last = later.again();
    last.desk.begin(None);
    assert!(matches!(last.desk.front(), Front::Choosing));
}
