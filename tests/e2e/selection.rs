//! Selecting users: what is selected stays so, whatever the table shows.

use super::support::App;

#[tokio::test]
async fn a_selection_lasts_through_paging_searching_and_sorting() {
    let app = App::with_users().await;
    app.until_selected("None selected").await;
    let first = app.column("login").await;
    app.tick(&first[0]).await;
    app.until_selected("1 selected").await;
    app.tick(&first[1]).await;
    app.until_selected("2 selected").await;

    app.turn_to(2).await;
    let second = app.until_other("login", &first).await;
    app.tick(&second[0]).await;
    app.until_selected("3 selected").await;

    app.search_for(&first[0]).await;
    app.until_selected("3 selected, 2 of them hidden by the filter")
        .await;
    app.look("selection-hidden").await;

    app.sort_by("lastName").await;
    app.until_selected("3 selected, 2 of them hidden by the filter")
        .await;
}

#[tokio::test]
async fn all_that_match_are_selected_turned_round_and_cleared() {
    let app = App::with_users().await;
    let login = app.column("login").await[0].clone();

    app.click("[data-testid=select-all-matching]").await;
    app.until_selected("240 selected").await;
    app.look("selection-all").await;

    app.tick(&login).await;
    app.until_selected("239 selected").await;
    app.click("[data-testid=select-invert]").await;
    app.until_selected("1 selected").await;
    app.click("[data-testid=select-clear]").await;
    app.until_selected("None selected").await;

    app.click("label[title='Select the users on this page']")
        .await;
    app.until_selected("50 selected").await;
}
