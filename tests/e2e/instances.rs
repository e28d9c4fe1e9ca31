//! The start page: a first start, asking IT, adding an instance, what IT has set up, going from one
//! instance to another, and a second start of the same Roster.

use std::{fs, process::Command};

use serde_json::json;

use super::{
    page::sentence,
    server::{KEY, SECRET, Server},
    support::{App, Home, button},
};

#[tokio::test]
async fn a_first_start_says_what_an_admin_does_not_know() {
    let app = App::begin_in(Home::new(), &[]).await;
    app.until_told("start.firstMessage").await;
    app.look("start-first").await;

    app.click("[data-testid=ask-it]").await;
    app.until_shown("[data-testid=ask-it-page]").await;
    app.until_message_has("FILL-IN-ACCOUNT").await;
    app.look("ask-it").await;
    let arn =
        "arn:aws:connect:eu-west-2:123456789012:instance/12345678-90ab-cdef-1234-567890abcdef";
    app.type_into("[data-testid=ask-place] input", arn).await;
    app.until_message_has(arn).await;
    app.until(
        "nothing left to fill in",
        "return !document.querySelector('[data-testid=ask-message]').innerText.includes('FILL-IN')",
    )
    .await;
    app.until_message_has("connect:DeleteUser").await;
    app.click("[data-testid=ask-delete] input").await;
    app.until(
        "no leave to delete users in the message",
        "return !document.querySelector('[data-testid=ask-message]')
           .innerText.includes('connect:DeleteUser')",
    )
    .await;
    app.look("ask-it-filled-in").await;
    app.resize(800, 600).await;
    app.fits().await;
    app.look("ask-it-narrow").await;
    app.click("[data-testid=back]").await;
    app.until_told("start.firstMessage").await;
    app.fits().await;
    app.look("start-first-narrow").await;
}

#[tokio::test]
async fn an_instance_is_added_once_and_opened_ever_after_without_a_question() {
    let server = Server::start().await;
    let app = App::begin_in(Home::new(), &[]).await;
    app.click("[data-testid=add-instance]").await;
    app.until_shown("[data-testid=instance-form]").await;
    app.click("[data-testid=instance-save]").await;
    app.until_told("fault.missingKey").await;
    app.look("instance-form-wrong").await;
    app.type_into("[data-testid=field-name] input", "Contact Centre Europe")
        .await;
    let id = server.practice.about().instance_id;
    app.type_into("[data-testid=field-instance] input", &id)
        .await;
    app.type_into("[data-testid=field-region] input", "us-east-1")
        .await;
    app.press(&['\u{e00c}']).await;
    app.click(&format!(
        "//*[@data-testid=\"field-advanced\"]//*[@role=\"button\"][contains(., \"{}\")]",
        sentence("field.advanced")
    ))
    .await;
    app.type_into("[data-testid=field-endpoint] input", &server.url)
        .await;
    app.type_into("[data-testid=field-sts-endpoint] input", &server.url)
        .await;
    app.look("instance-form").await;
    app.click("[data-testid=instance-save]").await;
    app.until_shown("[data-testid='open-Contact Centre Europe']")
        .await;
    app.look("start").await;

    app.click("[data-testid='open-Contact Centre Europe']")
        .await;
    app.until_shown("[data-testid=keys-form]").await;
    app.look("keys").await;
    app.type_keys(KEY, "wJalrXUtnFEMIanotherSECRETkey0000000000X")
        .await;
    app.until_told("problem.credentialsRefused.what").await;
    app.until_told("problem.credentialsRefused.do").await;
    app.look("keys-refused").await;
    app.type_keys(KEY, SECRET).await;
    app.until_listed("Users (40)").await;
    app.until_told("ownLogin.question").await;
    app.look("own-login").await;
    app.click("[data-testid=own-login-without]").await;
    app.until_told_no_more("ownLogin.question").await;
    app.look("real").await;

    // The list of instances, and the wish to begin with this one the next time.
    app.choose("switcher", &sentence("switcher.all")).await;
    app.until_shown("[data-testid=start-page]").await;
    app.until_told("start.isOpen").await;
    app.click("[data-testid=open-last] input").await;
    app.until(
        "the box ticked",
        "return document.querySelector('[data-testid=open-last] input').checked",
    )
    .await;
    let settings = app.home().path(".config/roster/roster.toml");
    super::support::until("the wish in the settings", async || {
        let text = fs::read_to_string(&settings).ok()?;
        text.contains("open_last_instance = true").then_some(())
    })
    .await;
    let home = app.kill();
    // Neither the settings nor anything else holds the secret.
    assert_eq!(holding(home.root(), SECRET), Vec::<String>::new());

    let app = App::begin_in(home, &[]).await;
    app.until_listed("Users (40)").await;
    app.resize(800, 600).await;
    app.fits().await;
    app.look("real-narrow").await;
}

#[tokio::test]
async fn what_it_has_set_up_is_shown_locked_and_opens() {
    let server = Server::start().await;
    let home = Home::new();
    let managed = format!(
        "open_last_instance = false\n[allow]\ndelete = false\n[batches]\nlargest = 200\n{}",
        server.settings("London (managed)", "colour = \"teal\"")
    );
    fs::write(home.path("managed.toml"), managed).unwrap();
    fs::create_dir_all(home.path(".config/roster")).unwrap();
    fs::write(
        home.path(".config/roster/roster.toml"),
        "[reports]\nfoldr = \"~/Reports\"\n",
    )
    .unwrap();
    let app = App::begin_in(home, &[]).await;
    app.until_shown("[data-testid='open-London (managed)']")
        .await;
    app.until_told("source.byOrganisation").await;
    app.until_shown("[data-testid=findings]").await;
    app.look("start-managed").await;

    app.choose("settings", &sentence("app.allSettings")).await;
    app.until_shown("[data-testid=settings-page]").await;
    app.until_told("source.managed").await;
    app.look("settings").await;
    app.click("[data-testid=back]").await;

    app.click("[data-testid='open-London (managed)']").await;
    app.type_keys(KEY, SECRET).await;
    app.until_listed("Users (40)").await;
    app.click("[data-testid=access]").await;
    app.until_shown("[data-testid=access-panel]").await;
    app.until_told("access.title").await;
    app.look("access").await;
    app.press(&['\u{e00c}']).await;

    // To the practice instance and back, with one click each.
    app.choose("switcher", "Practice").await;
    app.until_listed("Users (240)").await;
    app.choose("switcher", "London (managed)").await;
    app.until_listed("Users (40)").await;
    app.look("managed-open").await;

    app.choose("settings", &sentence("check.action")).await;
    app.until(
        "every step of the check passed",
        "return ['name', 'reach', 'clock', 'signature', 'permission'].every((part) =>
           document.querySelector(`[data-testid=check-step-${part}]`)?.dataset.verdict === 'passed')",
    )
    .await;
    app.look("check").await;
    server
        .practice
        .set_faults(roster::practice::Faults::none().with(
            "SearchUsers",
            roster::practice::Calls::All,
            roster::practice::Fault::AccessDenied,
        ));
    app.click("[data-testid=check-run]").await;
    app.until(
        "the last step failed",
        "return document.querySelector('[data-testid=check-step-permission]')
           ?.dataset.verdict === 'failed'",
    )
    .await;
    app.look("check-failed").await;
}

#[tokio::test]
async fn a_second_start_brings_the_first_to_the_front() {
    let app = App::begin_in(Home::new(), &["--open", "practice"]).await;
    app.until_listed("Users (240)").await;
    let data = app.home().path("data");
    let second = Command::new(env!("CARGO_BIN_EXE_roster"))
        .arg("--home")
        .arg(data)
        .env("HOME", app.home().root())
        .output()
        .unwrap();
    assert!(second.status.success(), "{second:?}");
    app.until_listed("Users (240)").await;
}

/// The files in a folder that hold a text.
fn holding(folder: &std::path::Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            found.extend(holding(&path, text));
        } else if kind.is_file()
            && fs::read(&path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(text))
        {
            found.push(path.display().to_string());
        }
    }
    found
}

impl App {
    /// Types keys into the form and sends it.
    pub(crate) async fn type_keys(&self, id: &str, secret: &str) {
        self.until_shown("[data-testid=keys-form]").await;
        self.replace_in("[data-testid=key-id] input", id).await;
        self.replace_in("[data-testid=key-secret] input", secret)
            .await;
        self.click("[data-testid=keys-submit]").await;
    }

    /// Types the text in the place of what the box holds.
    pub(crate) async fn replace_in(&self, place: &str, text: &str) {
        self.click(place).await;
        self.press(&['\u{e009}', 'a']).await;
        self.type_text(text).await;
        self.until(
            &format!("{text} in {place}"),
            &format!(
                "return document.querySelector({})?.value === {}",
                json!(place),
                json!(text)
            ),
        )
        .await;
    }

    /// Waits until there is something of the CSS selector.
    pub(crate) async fn until_shown(&self, place: &str) {
        let script = format!("return document.querySelector({}) !== null", json!(place));
        self.until(place, &script).await;
    }

    /// Waits until the message to IT has this in it.
    async fn until_message_has(&self, text: &str) {
        let script = format!(
            "return document.querySelector('[data-testid=ask-message]')?.innerText.includes({})",
            json!(text)
        );
        self.until(&format!("{text} in the message"), &script).await;
    }

    /// Waits until nothing goes beyond the window's edge.
    pub(crate) async fn fits(&self) {
        let fits = "return document.documentElement.scrollWidth <= window.innerWidth";
        self.until("nothing beyond the window's edge", fits).await;
    }

    /// Chooses an entry of a menu in the top bar.
    pub(crate) async fn choose(&self, menu: &str, entry: &str) {
        self.click(&format!("[data-testid={menu}] button")).await;
        self.click(&format!(
            "//*[starts-with(@role, \"menuitem\")][starts-with(normalize-space(), \"{entry}\")]"
        ))
        .await;
    }
}

#[tokio::test]
async fn going_back_from_a_page_that_cannot_be_opened_is_always_possible() {
    let home = Home::new();
    fs::create_dir_all(home.path(".config/roster")).unwrap();
    fs::write(
        home.path(".config/roster/roster.toml"),
        "[[instances]]\nname = \"Nowhere\"\nregion = \"eu-west-2\"\nprofile = \"none\"\n",
    )
    .unwrap();
    let app = App::begin_in(home, &[]).await;
    app.click("[data-testid=open-Nowhere]").await;
    app.until_told("problem.profileMissing.what").await;
    app.look("failed-profile").await;
    app.click(&button(&sentence("app.back"))).await;
    app.until_shown("[data-testid=start-page]").await;
}
