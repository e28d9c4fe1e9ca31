//! The real app in its real web view, as a person uses it: by mouse and keyboard, and by what
//! can be read on the page. Every wait ends when what it waits for is there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource as _, KeyAction, KeyActions},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{PATIENCE, driver::Driver, within_patience};

/// A home folder of its own, with the app's data folder in it, that outlives the app.
pub(crate) struct Home(tempfile::TempDir);

/// The app, running.
pub(crate) struct App {
    client: Client,
    _driver: Driver,
    home: Home,
}

/// Where a button is, by the text on it or the name that a screen reader reads.
pub(crate) fn button(name: &str) -> String {
    format!("//button[normalize-space()=\"{name}\" or @aria-label=\"{name}\"]")
}

impl Home {
    /// A new one, for a person who has never used the app.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let settings = folder.path().join(".config/gtk-3.0/settings.ini");
        // Pictures and colour contrasts are of a page at rest only when nothing moves.
        fs::create_dir_all(settings.parent().unwrap_or(folder.path()))
            .and_then(|()| fs::write(settings, "[Settings]\ngtk-enable-animations=0\n"))
            .expect("the home folder can be written");
        Self(folder)
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    /// A file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

impl App {
    /// Starts the app with these flags in a new home folder.
    pub(crate) async fn start(flags: &[&str]) -> Self {
        Self::start_in(Home::new(), flags).await
    }

    /// Starts the app with these flags in this home folder, on the practice instance.
    pub(crate) async fn start_in(home: Home, flags: &[&str]) -> Self {
        Self::begin_in(home, &[&["--open", "practice"], flags].concat()).await
    }

    /// Starts the app with these flags in this home folder, as a person starts it.
    pub(crate) async fn begin_in(home: Home, flags: &[&str]) -> Self {
        let driver = Driver::start(home.0.path()).await;
        let data = home.path("data");
        let mut arguments = vec!["--home", data.to_str().expect("a path in plain letters")];
        arguments.extend(flags);
        let options = json!({ "binary": env!("CARGO_BIN_EXE_roster"), "args": arguments });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(
            [("webkitgtk:browserOptions".to_owned(), options)]
                .into_iter()
                .collect(),
        );
        // The driver goes on waiting for an app that ended before it had a window.
        let client = tokio::time::timeout(PATIENCE, builder.connect(&driver.address()))
            .await
            .expect("the app opens its window in time")
            .expect("the app opens its window");
        Self {
            client,
            _driver: driver,
            home,
        }
    }

    /// The home folder that the app was started in.
    pub(crate) fn home(&self) -> &Home {
        &self.home
    }

    /// Kills the app in the middle of whatever it does, and leaves what it kept.
    pub(crate) fn kill(self) -> Home {
        self.home
    }

    /// Waits until the script, which returns something, returns something true, and gives it
    /// back.
    pub(crate) async fn until(&self, what: &str, script: &str) -> Value {
        let answer = within_patience(async || {
            let value = self.client.execute(script, Vec::new()).await.ok()?;
            let nothing = [json!(null), json!(false), json!(0), json!("")];
            (!nothing.contains(&value)).then_some(value)
        });
        match answer.await {
            Some(value) => value,
            None => self.give_up(what).await,
        }
    }

    /// Runs the script and gives back what it returns.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        match self.client.execute(script, Vec::new()).await {
            Ok(value) => value,
            Err(error) => self.give_up(&format!("{script}: {error}")).await,
        }
    }

    /// Clicks the first of what the CSS selector or XPath finds that is in sight and that
    /// nothing covers.
    pub(crate) async fn click(&self, place: &str) {
        let mut last = None;
        let clicked = within_patience(async || {
            let found = self.client.find_all(locator(place)).await;
            for element in found.unwrap_or_default() {
                match element.click().await {
                    Ok(()) => return Some(()),
                    Err(error) => last = Some(error),
                }
            }
            None
        });
        if clicked.await.is_none() {
            self.give_up(&format!("a click on {place}: {last:?}")).await
        }
    }

    /// Types the text into what the CSS selector or XPath finds.
    pub(crate) async fn type_into(&self, place: &str, text: &str) {
        self.click(place).await;
        self.type_text(text).await;
    }

    /// Types the text, key by key, to whatever has the focus.
    pub(crate) async fn type_text(&self, text: &str) {
        for key in text.chars() {
            self.press(&[key]).await;
        }
    }

    /// Presses the keys one after the other and releases them in reverse.
    pub(crate) async fn press(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for &value in keys {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        if let Err(error) = self.client.perform_actions(actions).await {
            self.give_up(&format!("keys pressed: {error}")).await
        }
    }

    /// Gives the window's content this many CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let resized = self.client.set_window_size(width, height).await;
        resized.expect("the window can be resized");
        self.until(
            "the window resized",
            &format!("return innerWidth === {width} && innerHeight === {height}"),
        )
        .await;
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.expect("the page loads again");
    }

    /// Keeps a picture of the window's content as `target/screenshots/NAME.png`.
    pub(crate) async fn keep_picture(&self, name: &str) {
        // What has just changed may not be drawn yet; after two frames it is.
        let drawn = "const [done] = arguments;
                     requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        let drawn = self.client.execute_async(drawn, Vec::new()).await;
        drawn.expect("the page is drawn");
        let picture = self.client.screenshot().await;
        let picture = picture.expect("the web view gives a picture");
        // Cargo's folder for the tests' files is in the target folder.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join(format!("{name}.png")), picture))
            .expect("pictures can be written");
    }

    /// Fails, naming each, on what axe-core calls a serious or critical violation of its rules,
    /// or of this one only.
    pub(crate) async fn check_accessibility(&self, name: &str, only: Option<&str>) {
        if self.ask("return 'axe' in window").await != json!(true) {
            let axe = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/ui/node_modules/axe-core/axe.min.js"
            );
            let axe = fs::read_to_string(axe).expect("axe-core is among the window's packages");
            self.ask(&axe).await;
        }
        let violations = self
            .client
            .execute_async(
                "const [only, done] = arguments;
                 const told = (violation) => violation.nodes.map((node) =>
                   `${violation.impact} ${violation.id} (${violation.help}) at ${node.target}: ` +
                   `${node.html}\n${node.failureSummary}`);
                 const grave = (violation) => ['serious', 'critical'].includes(violation.impact);
                 const options = { resultTypes: ['violations'], ...(only && { runOnly: [only] }) };
                 axe.run(options).then(
                   ({ violations }) => done(violations.filter(grave).flatMap(told)),
                   (error) => done([`axe-core could not look at the page: ${error}`]))",
                vec![json!(only)],
            )
            .await
            .expect("axe-core looks at the page");
        let violations: Vec<String> =
            serde_json::from_value(violations).expect("axe-core answers with a list");
        assert!(
            violations.is_empty(),
            "{name} is not accessible:\n{}",
            violations.join("\n\n")
        );
    }

    async fn give_up(&self, what: &str) -> ! {
        self.keep_picture("FAILED").await;
        let text = self
            .client
            .execute("return document.body.innerText", Vec::new())
            .await;
        panic!(
            "in vain: {what}\ntarget/screenshots/FAILED.png shows the page, which reads:\n{}",
            text.ok()
                .as_ref()
                .and_then(Value::as_str)
                .unwrap_or("nothing")
        );
    }
}

/// Paths from `//` on are XPath, anything else is a CSS selector.
fn locator(place: &str) -> Locator<'_> {
    if place.starts_with("//") {
        Locator::XPath(place)
    } else {
        Locator::Css(place)
    }
}
