//! Every state that the list can be in, each with what to do next.

use serde_json::json;

use super::support::{App, button};

#[tokio::test]
async fn a_reading_that_takes_long_is_shown_and_can_be_cancelled() {
    let app = App::with_faults(json!([
        { "operation": "SearchUsers", "calls": [1, 3], "fault": "hang" }
    ]))
    .await;
    app.until_shown("Reading the users of").await;
    app.look("loading").await;
    app.click("[data-testid=cancel-load]").await;
    app.until_shown("Reading was cancelled").await;
    app.until_shown("Choose Refresh to read the users.").await;
    app.look("cancelled-first").await;

    app.click("[data-testid=refresh]").await;
    app.until_listed("Users (240)").await;

    app.click("[data-testid=refresh]").await;
    app.until_shown("so far").await;
    app.until_listed("Users (240)").await;
    app.look("refreshing").await;
    app.click("[data-testid=cancel-load]").await;
    app.until_shown("You see the earlier list").await;
    app.until_listed("Users (240)").await;
    app.look("cancelled").await;
}

#[tokio::test]
async fn a_reading_that_fails_says_why_and_what_to_do() {
    let app = App::with_faults(json!([
        { "operation": "SearchUsers", "calls": [1, 3], "fault": "access_denied" }
    ]))
    .await;
    app.until_shown("You are not allowed to do this").await;
    app.until_shown("Send the details to your IT").await;
    app.look("failed-first").await;

    app.click(&button("Try again")).await;
    app.until_listed("Users (240)").await;
    app.until_gone("You are not allowed to do this").await;

    app.click("[data-testid=refresh]").await;
    app.until_shown("The list could not be read anew").await;
    app.until_shown("You see the earlier list").await;
    app.until_listed("Users (240)").await;
    app.look("failed").await;

    app.click("[data-testid=refresh]").await;
    app.until_gone("The list could not be read anew").await;
    app.until_listed("Users (240)").await;
}

#[tokio::test]
async fn a_list_that_could_not_be_checked_is_called_incomplete() {
    let app = App::with_faults(json!([
        { "operation": "ListUsers", "fault": "access_denied" }
    ]))
    .await;
    app.until_listed("Users (240)").await;
    app.until_shown("The list may be incomplete").await;
    app.look("incomplete").await;
}

#[tokio::test]
async fn what_may_not_be_read_degrades_its_column_and_not_the_page() {
    let app = App::with_faults(json!([
        { "operation": "SearchQuickConnects", "fault": "access_denied" }
    ]))
    .await;
    app.until_listed("Users (240)").await;
    app.until_shown("Not everything could be read: Quick connects")
        .await;
    let quick_connects = app.column("quickConnects").await;
    assert!(
        quick_connects
            .iter()
            .all(|text| text == "Unknown (not allowed)"),
        "{quick_connects:?}"
    );
    app.look("degraded").await;
}
