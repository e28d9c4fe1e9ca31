//! What a person chose is there again the next time.

use std::fs;

use super::{
    page::sentence,
    support::{App, Home, button, until},
};

#[tokio::test]
async fn what_was_chosen_is_there_after_the_app_was_killed() {
    let app = App::with_users().await;
    let dark = "return document.body.classList.contains('awsui-dark-mode')";
    assert_eq!(app.ask(dark).await, false);
    app.click("[data-testid=preferences]").await;
    app.until_told("preferences.columnsHint").await;
    app.look("preferences").await;
    let choice = |name: &str| {
        format!(
            "//*[@role=\"dialog\"]\
             //*[self::label or self::span][not(*)][normalize-space()=\"{name}\"]"
        )
    };
    let page_size = sentence("preferences.pageSizeOption").replace("{{count, number}}", "25");
    app.click(&choice(&page_size)).await;
    app.click(&choice(&sentence("preferences.wrapLines"))).await;
    app.click(&choice(&sentence("columns.hierarchy"))).await;
    app.click(&choice(&sentence("columns.userId"))).await;
    app.click(&button(&sentence("preferences.confirm"))).await;
    app.until(
        "25 rows",
        "return document.querySelectorAll('[data-user-id]').length === 25",
    )
    .await;

    app.choose_setting(&sentence("app.themes.dark")).await;
    app.until("a dark page", dark).await;
    let home = app.kill_when_kept("\"dark\"").await;
    let app = App::start_in(home, &[]).await;
    app.until_listed("Users (240)").await;
    app.until("a dark page", dark).await;
    assert_eq!(app.column("login").await.len(), 25);
    let ids = app.column("userId").await;
    assert!(ids.iter().all(|id| id.len() == 36), "{ids:?}");
    let hierarchy = app.column("hierarchy").await;
    assert!(hierarchy.iter().all(String::is_empty), "{hierarchy:?}");
    app.keep_picture("after-restart").await;
}

#[tokio::test]
async fn preferences_that_cannot_be_read_are_told_and_left_as_they_are() {
    let home = Home::new();
    let file = home.path("data/preferences.json");
    fs::create_dir_all(home.path("data")).unwrap();
    fs::write(&file, "not what Roster writes").unwrap();
    let app = App::start_in(home, &[]).await;
    app.until_listed("Users (240)").await;
    app.until_told("preferences.readFailed").await;
    app.look("preferences-unread").await;
    assert_eq!(fs::read_to_string(&file).unwrap(), "not what Roster writes");
}

impl App {
    /// Kills the app once this stands in the file with the preferences.
    async fn kill_when_kept(self, text: &str) -> Home {
        let file = self.home().path("data/preferences.json");
        until("the preferences to be kept", async || {
            let kept = fs::read_to_string(&file).ok()?;
            kept.contains(text).then_some(())
        })
        .await;
        self.kill()
    }
}
