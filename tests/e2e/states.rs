//! Every state that the list can be in, each with what to do next.

use serde_json::json;

use super::{
    page::sentence,
    support::{App, button},
};

#[tokio::test]
async fn a_reading_that_takes_long_is_shown_and_can_be_cancelled() {
    let app = App::with_faults(json!([
        { "operation": "SearchUsers", "fault": "hang" }
    ]))
    .await;
    app.until_told("load.first").await;
    app.look("loading").await;
    app.click("[data-testid=cancel-load]").await;
    app.until_told("states.cancelledFirst.what").await;
    app.until_told("states.cancelledFirst.do").await;
    app.look("cancelled-first").await;
}

#[tokio::test]
async fn a_list_stays_while_it_is_read_again() {
    // Every attempt of the second reading hangs, so that it lasts as long as the journey.
    let app = App::with_faults(json!([
        { "operation": "SearchUsers", "calls": [2, 3, 4, 5], "fault": "hang" }
    ]))
    .await;
    app.until_listed("Users (240)").await;
    app.click("[data-testid=refresh]").await;
    app.until_told("load.reading").await;
    app.until_listed("Users (240)").await;
    app.look("refreshing").await;
    app.click("[data-testid=cancel-load]").await;
    app.until_told("states.cancelled.means").await;
    app.until_listed("Users (240)").await;
    app.look("cancelled").await;
}

#[tokio::test]
async fn a_reading_that_fails_says_why_and_what_to_do() {
    let app = App::with_faults(json!([
        { "operation": "SearchUsers", "calls": [1, 3], "fault": "access_denied" }
    ]))
    .await;
    app.until_told("problem.accessDenied.what").await;
    app.until_told("problem.accessDenied.do").await;
    app.look("failed-first").await;

    app.click(&button(&sentence("details.tryAgain"))).await;
    app.until_listed("Users (240)").await;
    app.until_told_no_more("problem.accessDenied.what").await;

    app.click("[data-testid=refresh]").await;
    app.until_told("states.failed.what").await;
    app.until_told("states.failed.earlier").await;
    app.until_listed("Users (240)").await;
    app.look("failed").await;

    app.click("[data-testid=refresh]").await;
    app.until_told_no_more("states.failed.what").await;
    app.until_listed("Users (240)").await;
}

#[tokio::test]
async fn a_list_that_could_not_be_checked_is_called_incomplete() {
    let app = App::with_faults(json!([
        { "operation": "ListUsers", "fault": "access_denied" }
    ]))
    .await;
    app.until_listed("Users (240)").await;
    app.until_told("states.unchecked.what").await;
    app.look("incomplete").await;
}

#[tokio::test]
async fn what_may_not_be_read_degrades_its_column_and_not_the_page() {
    let app = App::with_faults(json!([
        { "operation": "SearchQuickConnects", "fault": "access_denied" }
    ]))
    .await;
    app.until_listed("Users (240)").await;
    app.until_told("states.gaps.what").await;
    let why = sentence("users.unknown").replace("{{why}}", &sentence("problem.accessDenied.short"));
    let quick_connects = app.column("quickConnects").await;
    assert!(
        quick_connects.iter().all(|text| *text == why),
        "{quick_connects:?}"
    );
    app.look("degraded").await;
}
