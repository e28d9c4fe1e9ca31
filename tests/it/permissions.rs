//! What the window may call, tried on the app itself: its real configuration, permissions and
//! commands, on a runtime without a screen.

use std::sync::atomic::{AtomicBool, Ordering};

use keyring_core::mock;
use roster::{
    credentials::{Keychain, ProfileFiles},
    desk::DeskOptions,
    practice::PracticeOptions,
    settings::Places,
};
use serde_json::Value;
use tauri::{
    App, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

#[test]
fn a_listed_command_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let app = opened(folder.path().to_owned(), |builder| builder);
    let start = ask(&main_window(&app), "app_start", OWN_PAGE).unwrap();
    assert_eq!(start["version"], env!("CARGO_PKG_VERSION"));
    let front = ask(&main_window(&app), "front_state", OWN_PAGE).unwrap();
    assert_eq!(front["kind"], "choosing");
}

#[test]
fn a_command_that_is_not_listed_is_refused_before_it_is_reached() {
    static REACHED: AtomicBool = AtomicBool::new(false);

    #[tauri::command]
    fn users_erase() {
        REACHED.store(true, Ordering::Relaxed);
    }

    let folder = tempfile::tempdir().unwrap();
    let app = opened(folder.path().to_owned(), |builder| {
        builder.invoke_handler(tauri::generate_handler![users_erase])
    });
    let refusal = ask(&main_window(&app), "users_erase", OWN_PAGE).unwrap_err();
    assert_refused(&refusal);
    assert!(!REACHED.load(Ordering::Relaxed));
}

#[test]
fn the_desktop_s_own_commands_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let app = opened(folder.path().to_owned(), |builder| builder);
    for command in [
        "plugin:app|version",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:webview|create_webview_window",
        "plugin:window|close",
    ] {
        assert_refused(&ask(&main_window(&app), command, OWN_PAGE).unwrap_err());
    }
}

#[test]
fn another_page_or_another_window_gets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = opened(folder.path().to_owned(), |builder| builder);
    let elsewhere = "https://example.com";
    assert_refused(&ask(&main_window(&app), "app_start", elsewhere).unwrap_err());

    let other = WebviewWindowBuilder::new(&app, "other", WebviewUrl::default());
    let other = other.build().unwrap();
    assert_refused(&ask(&other, "app_start", OWN_PAGE).unwrap_err());
}

/// Where the window's own page is.
const OWN_PAGE: &str = if cfg!(windows) {
    "http://tauri.localhost"
} else {
    "tauri://localhost"
};

/// The app with its window open, after `change` was made to it.
fn opened(
    folder: std::path::PathBuf,
    change: impl FnOnce(tauri::Builder<MockRuntime>) -> tauri::Builder<MockRuntime>,
) -> App<MockRuntime> {
    let options = DeskOptions {
        practice: PracticeOptions::default(),
        log_folder: folder.join("logs"),
        places: Places {
            machine: None,
            user: Some(folder.join("own.toml")),
            user_named: false,
        },
        keychain: Keychain::with_store(mock::Store::new().unwrap()),
        profile_files: ProfileFiles::usual(),
        folder,
    };
    let builder = change(roster::app(mock_builder(), options, None));
    let mut app = builder.build(roster::context()).unwrap();
    // Nothing else sets the app up without waiting for its window to be closed.
    #[allow(deprecated)]
    app.run_iteration(|_, _| {});
    app
}

fn main_window(app: &App<MockRuntime>) -> WebviewWindow<MockRuntime> {
    app.get_webview_window("main").unwrap()
}

/// What the app answers to the command when the page at that address asks in the window.
fn ask(window: &WebviewWindow<MockRuntime>, command: &str, page: &str) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: page.parse().unwrap(),
        body: InvokeBody::default(),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

#[track_caller]
fn assert_refused(refusal: &Value) {
    let refusal = refusal.as_str().unwrap();
    assert!(refusal.contains("not allowed"), "{refusal}");
}
