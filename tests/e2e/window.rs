//! The window itself: its size, its help, a reload, what it may not ask for.

use serde_json::json;

use super::{
    page::sentence,
    support::{App, button},
};

#[tokio::test]
async fn the_help_panel_explains_the_page() {
    let app = App::with_users().await;
    app.click(&button(&sentence("app.help"))).await;
    app.until_told("help.selectTitle").await;
    app.until_told("help.aboutCaller").await;
    app.look("help").await;
    app.click(&button(&sentence("app.closeHelp"))).await;
    app.until_told_no_more("help.selectTitle").await;
}

#[tokio::test]
async fn everything_can_be_reached_in_a_window_of_800_pixels() {
    let app = App::with_users().await;
    app.resize(800, 600).await;
    app.until_listed("Users (240)").await;
    let login = app.column("login").await[0].clone();
    let fits = "return document.documentElement.scrollWidth <= window.innerWidth";
    app.until("nothing beyond the window's edge", fits).await;
    app.look("narrow").await;

    app.search_for(&login).await;
    app.until_listed("Users (1 of 240)").await;
    app.tick(&login).await;
    app.until_selected("1 selected").await;
    app.click(&format!("//a[normalize-space()=\"{login}\"]"))
        .await;
    app.until_told("details.identity").await;
    app.until("nothing beyond the window's edge", fits).await;
    app.look("narrow-details").await;
}

#[tokio::test]
async fn loading_the_page_again_loses_nothing() {
    let app = App::with_users().await;
    let logins = app.column("login").await;
    app.tick(&logins[0]).await;
    app.tick(&logins[1]).await;
    app.until_selected("2 selected").await;
    app.sort_by("lastName").await;
    app.search_for(&logins[0]).await;
    let selection = "2 selected, 1 of them hidden by the filter";
    app.until_selected(selection).await;
    app.until_heading("Users (1 of 240)").await;

    app.reload().await;
    app.until_heading("Users (1 of 240)").await;
    app.until_selected(selection).await;
    assert_eq!(app.column("login").await, logins[..1]);
    let kept = app
        .ask(
            "return [document.querySelector('[data-testid=search] input').value,
               document.querySelector('th[aria-sort=ascending]').dataset.focusId]",
        )
        .await;
    assert_eq!(kept, json!([logins[0], "header-lastName"]));
}

#[tokio::test]
async fn the_window_can_ask_only_for_what_is_listed() {
    let app = App::with_users().await;
    for (command, refused) in [
        ("users_state", false),
        ("plugin:app|version", true),
        ("plugin:window|close", true),
        ("users_delete", true),
    ] {
        let answer = app
            .ask(&format!(
                "return window.__TAURI_INTERNALS__.invoke({}).then(() => 'answered', String)",
                json!(command)
            ))
            .await;
        let answer = answer.as_str().unwrap();
        assert_eq!(answer != "answered", refused, "{command}: {answer}");
    }
}

#[tokio::test]
async fn nothing_from_elsewhere_is_loaded_and_no_text_is_run() {
    let app = App::with_users().await;
    let answer = app
        .ask(
            "const script = document.createElement('script');
             script.textContent = 'window.ran = true';
             document.head.append(script);
             const reached = await fetch('https://example.com').then(() => true, () => false);
             return [window.ran === true, reached]",
        )
        .await;
    assert_eq!(answer, json!([false, false]));
}

#[tokio::test]
async fn resetting_the_practice_instance_asks_first_and_starts_afresh() {
    let app = App::with_users().await;
    let logins = app.column("login").await;
    app.tick(&logins[0]).await;
    app.until_selected("1 selected").await;

    app.choose_setting(&sentence("practice.reset")).await;
    app.until_told("practice.resetTitle").await;
    app.look("reset").await;
    app.click("[data-testid=practice-reset-confirm]").await;
    app.until_told("practice.resetDone").await;
    app.until_selected("None selected").await;
    app.until_listed("Users (240)").await;
    assert_eq!(app.column("login").await, logins);
}
