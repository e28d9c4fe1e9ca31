//! One user whole, beside the table.

use super::{
    page::sentence,
    support::{App, button},
};

const PANEL: &str = "document.querySelector('[data-testid=details-panel]')";

#[tokio::test]
async fn a_user_is_shown_whole_beside_the_table() {
    let app = App::with_users().await;
    let logins = app.column("login").await;
    let quick_connects = app.column("quickConnects").await;
    let at = quick_connects
        .iter()
        .position(|count| count != "0")
        .expect("somebody on the first page has quick connects");

    app.click(&format!("//a[normalize-space()=\"{}\"]", logins[at]))
        .await;
    app.until(
        "the user's e-mail address and quick connects",
        &format!(
            "return {PANEL}?.innerText.includes('@')
               && {PANEL}.innerText.includes({:?})",
            sentence("details.queues")
        ),
    )
    .await;
    app.until_told_no_more("details.queuesLooking").await;
    app.look("details").await;

    let copy = sentence("copy.label").replace("{{what}}", &sentence("columns.userId"));
    app.click(&button(&copy)).await;
    app.until_told("copy.done").await;

    app.click(&button(&sentence("details.next"))).await;
    app.until(
        "the next user",
        &format!("return {PANEL}?.innerText.includes({:?})", logins[at + 1]),
    )
    .await;
    app.click(&button(&sentence("details.close"))).await;
    app.until("the panel closed", &format!("return !{PANEL}"))
        .await;
}
