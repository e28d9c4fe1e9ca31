//! Seeing who is there, and finding those one is looking for.

use super::{
    page::sentence,
    support::{App, button, until},
};

#[tokio::test]
async fn the_practice_instance_opens_with_its_users() {
    let app = App::with_users().await;
    let logins = app.column("login").await;
    assert_eq!(logins.len(), 50);
    assert!(app.is_ordered(&logins).await, "{logins:?}");
    assert!(logins.iter().all(|login| !login.is_empty()), "{logins:?}");
    app.until_told("app.practiceBadge").await;
    app.until_told("users.readAt").await;
    app.look("users").await;
}

#[tokio::test]
async fn a_column_sorts_both_ways_over_all_pages() {
    let app = App::with_users().await;
    let by_login = app.column("login").await;

    app.sort_by("routingProfile").await;
    app.until_other("login", &by_login).await;
    let forwards = app.column("routingProfile").await;
    assert!(app.is_ordered(&forwards).await, "{forwards:?}");

    app.turn_to(2).await;
    app.until_other("routingProfile", &forwards).await;
    let onwards = [forwards.clone(), app.column("routingProfile").await].concat();
    assert_eq!(onwards.len(), 100);
    assert!(app.is_ordered(&onwards).await, "{onwards:?}");

    app.sort_by("routingProfile").await;
    app.until_other("routingProfile", &onwards[50..]).await;
    let mut backwards = app.column("routingProfile").await;
    backwards.reverse();
    assert!(app.is_ordered(&backwards).await, "{backwards:?}");
    assert!(forwards.first() < backwards.first(), "{backwards:?}");
}

#[tokio::test]
async fn one_box_searches_everything_and_says_when_nothing_matches() {
    let app = App::with_users().await;
    let profile = app.column("routingProfile").await[0].clone();
    app.search_for(&profile).await;
    until("only users with that routing profile", async || {
        let found = app.column("routingProfile").await;
        let is_found = !found.is_empty() && found.iter().all(|text| *text == profile);
        is_found.then_some(())
    })
    .await;
    app.look("search").await;

    app.type_text(" and nobody else").await;
    app.until_told("states.nothingMatches.what").await;
    app.until_told("states.nothingMatches.do").await;
    app.until_heading("Users (0 of 240)").await;
    app.look("nothing-matches").await;

    app.click(&button(&sentence("states.clearFilters"))).await;
    app.until_listed("Users (240)").await;
}

#[tokio::test]
async fn the_filter_asks_about_one_property_at_a_time() {
    let app = App::with_users().await;
    app.click("[data-testid=filter] input").await;
    app.until_told("columns.afterContactWork").await;
    app.look("filter").await;

    app.type_text(&format!("{} = ", sentence("filter.has")))
        .await;
    app.click(&option(&sentence("filter.absent.quickConnects")))
        .await;
    app.click(&button("Apply")).await;
    until("only users without quick connects", async || {
        let found = app.column("quickConnects").await;
        let is_found = !found.is_empty() && found.iter().all(|count| count == "0");
        is_found.then_some(())
    })
    .await;
    app.until(
        "fewer users",
        "return /of 240/.test(document.querySelector('h1').innerText)",
    )
    .await;
    app.look("filtered").await;

    app.click(&button(&sentence("filter.clear"))).await;
    app.until_listed("Users (240)").await;
}

/// Where an entry of an open list is, by a text in it.
fn option(text: &str) -> String {
    format!("//*[@role=\"option\"][contains(., \"{text}\")]")
}
