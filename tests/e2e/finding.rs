//! Seeing who is there, and finding those one is looking for.

use super::support::{App, button};

#[tokio::test]
async fn the_practice_instance_opens_with_its_users() {
    let app = App::with_users().await;
    let logins = app.column("login").await;
    assert_eq!(logins.len(), 50);
    assert!(app.is_ordered(&logins).await, "{logins:?}");
    assert!(logins.iter().all(|login| !login.is_empty()), "{logins:?}");
    app.until_shown("Practice instance").await;
    app.until_shown("Read today at").await;
    app.look("users").await;
}

#[tokio::test]
async fn every_column_sorts_both_ways_and_pages_turn() {
    let app = App::with_users().await;
    let by_login = app.column("login").await;

    app.sort_by("lastName").await;
    let mut names = app
        .until_other("lastName", &app.column("lastName").await)
        .await;
    if !app.is_ordered(&names).await {
        names = app.until_other("lastName", &names).await;
    }
    assert!(app.is_ordered(&names).await, "{names:?}");

    app.sort_by("lastName").await;
    let mut last_first = app.until_other("lastName", &names).await;
    last_first.reverse();
    assert!(app.is_ordered(&last_first).await, "{last_first:?}");

    app.turn_to(2).await;
    last_first.reverse();
    let second = app.until_other("lastName", &last_first).await;
    let joint = [
        last_first.last().unwrap().clone(),
        second.first().unwrap().clone(),
    ];
    assert!(
        app.is_ordered(&[joint[1].clone(), joint[0].clone()]).await,
        "{joint:?}"
    );
    assert_eq!(second.len(), 50);

    app.turn_to(1).await;
    app.sort_by("login").await;
    app.until_other("login", &second).await;
    assert_ne!(by_login, second);
}

#[tokio::test]
async fn one_box_searches_everything_and_says_when_nothing_matches() {
    let app = App::with_users().await;
    let profile = app.column("routingProfile").await[0].clone();
    app.search_for(&profile).await;
    app.until(
        "fewer users",
        "return /of 240\\)$/.test(document.querySelector('h1').innerText)",
    )
    .await;
    let found = app.column("routingProfile").await;
    assert!(found.iter().all(|text| *text == profile), "{found:?}");
    app.look("search").await;

    app.type_text(" and nobody else").await;
    app.until_shown("No user matches").await;
    app.until_heading("Users (0 of 240)").await;
    app.look("nothing-matches").await;

    app.click(&button("Clear filters")).await;
    app.until_listed("Users (240)").await;
}
