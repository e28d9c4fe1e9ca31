//! What a person is told when they don't get in, each with a picture: wrong Region, no permission,
//! expired credentials, a code, a server that is down.

use std::fs;

use roster::practice::{Calls, Fault, Faults};

use super::{
    server::{KEY, SECRET, Server},
    support::{App, Home},
};

const MFA_ROLE: &str = "role = { arn = \"arn:aws:iam::111122223333:role/RosterAdminMfa\", \
                        mfa_serial = \"arn:aws:iam::111122223333:mfa/practice\" }";

/// The start page with an instance of these settings.
async fn with_settings(settings: &str) -> App {
    let home = Home::new();
    fs::create_dir_all(home.path(".config/roster")).unwrap();
    fs::write(home.path(".config/roster/roster.toml"), settings).unwrap();
    let app = App::begin_in(home, &[]).await;
    app.click("[data-testid=open-Berlin]").await;
    app
}

#[tokio::test]
async fn a_wrong_region_is_said() {
    let server = Server::start().await;
    let settings = server
        .settings("Berlin", "")
        .replace("us-east-1", "eu-west-2");
    let app = with_settings(&settings).await;
    app.type_keys(KEY, SECRET).await;
    app.until_told("problem.wrongRegion.what").await;
    app.until_told("problem.wrongRegion.do").await;
    app.look("wrong-region").await;
}

#[tokio::test]
async fn an_instance_that_is_not_there_is_said() {
    let server = Server::start().await;
    let id = server.practice.about().instance_id;
    let settings = server
        .settings("Berlin", "")
        .replace(&id, "12345678-90ab-cdef-1234-567890abcdef");
    let app = with_settings(&settings).await;
    app.type_keys(KEY, SECRET).await;
    app.until_told("problem.instanceNotFound.what").await;
    app.look("no-such-instance").await;
}

#[tokio::test]
async fn no_permission_is_said_with_what_is_missing() {
    let server = Server::start().await;
    server
        .practice
        .set_faults(Faults::none().with("SearchUsers", Calls::All, Fault::AccessDenied));
    let app = with_settings(&server.settings("Berlin", "")).await;
    app.type_keys(KEY, SECRET).await;
    app.until_told("problem.accessDenied.what").await;
    app.look("no-permission").await;
    app.click("[data-testid=access]").await;
    app.until_told("access.state.refused").await;
    app.look("access-refused").await;
}

#[tokio::test]
async fn expired_credentials_pause_the_reading_until_there_are_others() {
    let server = Server::start().await;
    let app = with_settings(&server.settings("Berlin", "")).await;
    app.type_keys(KEY, SECRET).await;
    app.until_listed("Users (40)").await;
    app.click("[data-testid=own-login-without]").await;

    let over = Faults::none().with("*", Calls::All, Fault::ExpiredToken);
    server.practice.set_faults(over);
    app.click("[data-testid=refresh]").await;
    app.until_shown("[data-testid=paused] [data-testid=keys-form]")
        .await;
    app.look("expired").await;
    server.practice.set_faults(Faults::none());
    app.type_keys(KEY, SECRET).await;
    app.until(
        "no dialog any more",
        "return document.querySelector('[data-testid=paused] form') === null",
    )
    .await;
    app.until(
        "the reading done",
        "return document.querySelector('[data-testid=cancel-load]') === null",
    )
    .await;
    app.until_listed("Users (40)").await;
}

#[tokio::test]
async fn a_role_asks_for_the_code_of_its_device() {
    let server = Server::start().await;
    let app = with_settings(&server.settings("Berlin", MFA_ROLE)).await;
    app.type_keys(KEY, SECRET).await;
    app.until_shown("[data-testid=code-form]").await;
    app.look("code").await;
    app.type_into("[data-testid=code-input] input", "654321")
        .await;
    app.click("[data-testid=code-submit]").await;
    app.until_told("problem.mfaRefused.what").await;
    app.look("code-refused").await;
    app.replace_in("[data-testid=code-input] input", "123456")
        .await;
    app.click("[data-testid=code-submit]").await;
    app.until_listed("Users (40)").await;
}

#[tokio::test]
async fn a_server_that_is_down_is_said_and_the_start_page_needs_no_network() {
    let server = Server::start().await;
    let settings = server.settings("Berlin", "");
    drop(server);
    let app = with_settings(&settings).await;
    app.type_keys(KEY, SECRET).await;
    app.until_told("problem.noConnection.what").await;
    app.until_told("problem.noConnection.do").await;
    app.look("server-down").await;
}
