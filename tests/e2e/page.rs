//! The Users page as journeys speak of it: its rows, its columns, its selection.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::support::{App, Home, button};

/// Every row of the table, as an expression of JavaScript.
const ROWS: &str = "[...document.querySelectorAll('tbody tr[data-selection-item=item]')]";

/// A sentence of the window's catalogue, so that it can be worded anew without a journey going
/// wrong.
pub(crate) fn sentence(name: &str) -> String {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/messages/en.json");
    let catalogue: Value = serde_json::from_str(&fs::read_to_string(catalogue).unwrap()).unwrap();
    let pointer = format!("/{}", name.replace('.', "/"));
    match catalogue.pointer(&pointer) {
        Some(Value::String(sentence)) => sentence.clone(),
        _ => panic!("there is no sentence {name}"),
    }
}

impl App {
    /// Opens a new practice instance of 240 users and waits until they are listed.
    pub(crate) async fn with_users() -> Self {
        let app = Self::start(&[]).await;
        app.until_listed("Users (240)").await;
        app
    }

    /// Opens a new practice instance of 240 users that shows these faults.
    pub(crate) async fn with_faults(rules: Value) -> Self {
        let home = Home::new();
        let file = home.path("faults.json");
        fs::write(&file, json!({ "rules": rules }).to_string()).unwrap();
        Self::start_in(home, &["--practice-faults", file.to_str().unwrap()]).await
    }

    /// Waits until the heading is this and there are rows under it.
    pub(crate) async fn until_listed(&self, heading: &str) {
        self.until_heading(heading).await;
        self.until("rows in the table", &format!("return {ROWS}.length"))
            .await;
    }

    /// Waits until the heading is this.
    pub(crate) async fn until_heading(&self, heading: &str) {
        let script = format!(
            "return document.querySelector('h1')?.innerText.replace(/\\s+/g, ' ').trim() === {}",
            json!(heading)
        );
        self.until(&format!("the heading \"{heading}\""), &script)
            .await;
    }

    /// Waits until the sentence of this name stands on the page, whatever its blanks are filled
    /// with.
    pub(crate) async fn until_told(&self, name: &str) {
        self.until(name, &format!("return {}", is_told(name))).await;
    }

    /// Waits until the sentence of this name stands on the page no more.
    pub(crate) async fn until_told_no_more(&self, name: &str) {
        self.until(&format!("no {name}"), &format!("return !{}", is_told(name)))
            .await;
    }

    /// The texts in a column, from the top.
    pub(crate) async fn column(&self, column: &str) -> Vec<String> {
        let texts = self
            .ask(&format!(
                "const head = document.querySelector('th[data-focus-id=\"header-{column}\"]');
                 const index = head?.getAttribute('aria-colindex');
                 return {ROWS}.map((row) =>
                   row.querySelector(`:scope > [aria-colindex=\"${{index}}\"]`)?.innerText.trim() ?? '')"
            ))
            .await;
        serde_json::from_value(texts).unwrap()
    }

    /// Waits until the texts in a column are other than these, and gives them back.
    pub(crate) async fn until_other(&self, column: &str, before: &[String]) -> Vec<String> {
        super::support::until("other rows", async || {
            let now = self.column(column).await;
            (now != before && !now.is_empty()).then_some(now)
        })
        .await
    }

    /// Whether the texts are in the order that a person expects: by number where there is one,
    /// whatever the case and the accents.
    pub(crate) async fn is_ordered(&self, texts: &[String]) -> bool {
        self.ask(&format!(
            "const order = new Intl.Collator('en', {{ numeric: true, sensitivity: 'base' }});
             const texts = {};
             return texts.every((text, at) => at === 0 || order.compare(texts[at - 1], text) <= 0)",
            json!(texts)
        ))
        .await
            == json!(true)
    }

    /// Sorts by the column, or the other way round where it is sorted by it already.
    pub(crate) async fn sort_by(&self, column: &str) {
        self.click(&format!("[data-focus-id='sorting-control-{column}']"))
            .await;
    }

    /// Replaces what the search box holds.
    pub(crate) async fn search_for(&self, text: &str) {
        self.type_into("[data-testid=search] input", text).await;
    }

    /// Ticks or unticks the box of a row.
    pub(crate) async fn tick(&self, login: &str) {
        self.click(&format!("label[title='Select {login}']")).await;
    }

    /// Waits until the line above the table says this of the selection.
    pub(crate) async fn until_selected(&self, text: &str) {
        let script = format!(
            "return document.querySelector('[data-testid=selection-count]')?.innerText === {}",
            json!(text)
        );
        self.until(&format!("the selection to be \"{text}\""), &script)
            .await;
    }

    /// Goes to a page of the table.
    pub(crate) async fn turn_to(&self, page: u32) {
        self.click(&format!("//button[normalize-space()=\"{page}\"]"))
            .await;
    }

    /// Chooses an entry of the settings menu.
    pub(crate) async fn choose_setting(&self, entry: &str) {
        self.click(&button("Settings")).await;
        self.click(&format!(
            "//*[starts-with(@role, \"menuitem\")][normalize-space()=\"{entry}\"]"
        ))
        .await;
    }

    /// Looks at the page as it is, light and dark: nothing may keep a person with a disability
    /// from using it, and a picture of each is kept as `target/screenshots/NAME-….png`.
    pub(crate) async fn look(&self, name: &str) {
        self.keep_picture(&format!("{name}-light")).await;
        self.check_accessibility(name, None).await;
        // Just what the window does for the dark theme, and nothing else, so that the page is
        // as it was: a click in the settings would close what is open.
        let switch = "document.body.classList.toggle('awsui-dark-mode');
                      document.documentElement.classList.toggle('theme-dark');
                      document.documentElement.classList.toggle('theme-light')";
        self.ask(switch).await;
        self.keep_picture(&format!("{name}-dark")).await;
        self.check_accessibility(&format!("{name}, dark,"), Some("color-contrast"))
            .await;
        self.ask(switch).await;
    }
}

/// Whether the sentence of this name stands on the page, as an expression of JavaScript.
fn is_told(name: &str) -> String {
    let sentence = sentence(name);
    // `Read {{when}}` is told by what is around its blanks.
    let pieces: Vec<&str> = sentence
        .split("{{")
        .map(|piece| {
            piece
                .split_once("}}")
                .map_or(piece, |(_, rest)| rest)
                .trim()
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    format!(
        "{}.every((piece) => document.body.innerText.includes(piece))",
        json!(pieces)
    )
}
