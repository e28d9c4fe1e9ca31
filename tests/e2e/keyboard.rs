//! The page without a mouse.

use fantoccini::key::Key;

use super::support::App;

#[tokio::test]
async fn the_keyboard_goes_everywhere() {
    let app = App::with_users().await;
    let logins = app.column("login").await;

    app.press(&['/']).await;
    app.until(
        "the search has the keyboard",
        "return document.activeElement.matches('[data-testid=search] input')",
    )
    .await;

    app.tick(&logins[0]).await;
    app.until_selected("1 selected").await;
    app.press(&[Key::Down.into()]).await;
    app.press(&[' ']).await;
    app.until_selected("2 selected").await;
    app.press(&[Key::Right.into()]).await;
    app.press(&[Key::Enter.into()]).await;
    app.until(
        "the second user's details",
        &format!(
            "return document.querySelector('[data-testid=details-panel]')?.innerText
               .includes('{}')",
            logins[1]
        ),
    )
    .await;
    app.press(&[Key::Escape.into()]).await;
    app.until(
        "the details closed and the keyboard back on the row",
        &format!(
            "return !document.querySelector('[data-testid=details-panel]')
               && document.activeElement.innerText.includes('{}')",
            logins[1]
        ),
    )
    .await;

    app.press(&[Key::Control.into(), 'a']).await;
    app.until_selected("240 selected").await;
}
