//! Roster: list, edit, create and delete the users of an Amazon Connect contact centre.
//!
//! ARCHITECTURE.md has the map of the rooms and what may not cross between them.

pub mod commands;
pub mod connect;
pub mod credentials;
pub mod desk;
pub mod domain;
pub mod host;
pub mod journal;
pub mod lists;
pub mod practice;
pub mod roster;
pub mod settings;
pub mod wire;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};

use tauri::{
    AppHandle, Builder, Context, Emitter, Manager, RunEvent, Runtime, Theme, WebviewUrl,
    WebviewWindowBuilder,
};

use credentials::{Keychain, ProfileFiles};
use desk::{Desk, DeskOptions};
use host::DataFolder;
use practice::{Faults, Limits, MOST_USERS, PracticeOptions, Store};
use settings::{EXAMPLE, Flags, HELP, Invocation, Places};

/// Follows the command line and returns when the window is closed.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome = match Invocation::parse(arguments) {
        Ok(Invocation::Help) => say(HELP),
        Ok(Invocation::Version) => say(concat!("roster ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Invocation::CheckSettings(file)) => check(&file),
        Ok(Invocation::ExampleSettings) => say(EXAMPLE),
        Ok(Invocation::Open(flags)) => open(flags).map(|()| ExitCode::SUCCESS),
        Err(misuse) => Err(misuse.to_string()),
    };
    match outcome {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("roster: {sentence}");
            ExitCode::from(2)
        }
    }
}

fn say(text: &str) -> Result<ExitCode, String> {
    let said = io::stdout().lock().write_all(text.as_bytes());
    said.map(|()| ExitCode::SUCCESS)
        .map_err(|error| error.to_string())
}

fn check(file: &Path) -> Result<ExitCode, String> {
    match settings::check(file, &mut io::stdout().lock()) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::FAILURE),
        Err(error) => Err(error.to_string()),
    }
}

fn open(flags: Flags) -> Result<(), String> {
    let folder = settings::data_folder(flags.home.clone())
        .ok_or("this system names no folder for data; say where with --home DIR")?;
    let taken = match DataFolder::take(&folder) {
        Err(host::NotTaken::InUse(_)) => match host::call_first(&folder) {
            Ok(()) => return Ok(()),
            // Whoever had it may have been about to end.
            Err(error) => DataFolder::take(&folder).map_err(|in_use| {
                format!("{in_use}, and it does not come to the front: {error}")
            })?,
        },
        taken => taken.map_err(|error| error.to_string())?,
    };
    // Without a log the app works all the same; whoever looks for the reason finds it here.
    let mut log = host::log::start(&folder)
        .map_err(|error| eprintln!("roster: {error}"))
        .ok();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "Roster starts");
    let options = DeskOptions {
        practice: practice_options(&flags, &folder)?,
        log_folder: folder.join(host::log::FOLDER),
        places: Places::of_system(flags.settings),
        keychain: Keychain::system(),
        profile_files: ProfileFiles::usual(),
        folder,
    };
    let app = app(Builder::default(), options, flags.open)
        .build(context())
        .map_err(|error| format!("the window can't be opened: {error}"))?;
    let handle = app.handle().clone();
    taken.on_call(move || to_front(&handle));
    // The program ends without coming back here, and the last lines still wait to be written.
    app.run(move |_, event| {
        if matches!(event, RunEvent::Exit) {
            drop(log.take());
        }
    });
    Ok(())
}

/// Somebody started Roster once more: its window is what they want to see.
fn to_front<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that can't be raised is still there.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// The practice instance that the flags describe, kept in the data folder. Each size and seed has
/// a file of its own, so that another one is never thrown away for it.
fn practice_options(flags: &Flags, folder: &Path) -> Result<PracticeOptions, String> {
    let faults = match &flags.practice_faults {
        Some(path) => Faults::read(path).map_err(|error| error.to_string())?,
        None => Faults::none(),
    };
    let (users, seed) = (flags.practice_users, flags.practice_seed);
    if users > MOST_USERS {
        return Err(format!("--practice-users takes {MOST_USERS} at most"));
    }
    Ok(PracticeOptions {
        users,
        seed,
        store: Store::File(folder.join(format!("practice-{users}-{seed}.sqlite"))),
        limits: if flags.practice_unthrottled {
            Limits::none()
        } else {
            Limits::default()
        },
        latency: flags.practice_latency,
        search_lag: flags.practice_search_lag,
        faults,
        ..PracticeOptions::default()
    })
}

/// The app on a builder of any runtime, so that tests can have it without a screen. It begins with
/// the instance of the name `open`, or as the settings say.
pub fn app<R: Runtime>(
    builder: Builder<R>,
    options: DeskOptions,
    open: Option<String>,
) -> Builder<R> {
    commands::register(builder).setup(move |app| {
        let handle = app.handle().clone();
        let runtime = tauri::async_runtime::handle().inner().clone();
        let desk = Desk::new(options, runtime, move |changed| {
            // Without a window there is nobody to tell, and that is no error.
            let _ = handle.emit("changed", changed);
        });
        desk.begin(open.as_deref());
        let theme = match desk.preferences().0.theme {
            wire::Theme::System => None,
            wire::Theme::Light => Some(Theme::Light),
            wire::Theme::Dark => Some(Theme::Dark),
        };
        app.manage(desk);
        WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
            .title("Roster")
            .theme(theme)
            .inner_size(1280.0, 800.0)
            .min_inner_size(800.0, 500.0)
            .build()?;
        Ok(())
    })
}

/// The app's configuration, its window's files and the permissions of its window.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}
