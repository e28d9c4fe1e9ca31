//! Roster: list, edit, create and delete the users of an Amazon Connect contact centre.
//!
//! ARCHITECTURE.md has the map of the rooms and what may not cross between them.

pub mod credentials;
pub mod domain;
pub mod wire;

use std::{ffi::OsString, process::ExitCode};

/// Starts the app with the given command-line arguments and returns when its window is closed.
pub fn run(_arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let app = tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default())
                .title("Roster")
                .inner_size(1280.0, 800.0)
                .min_inner_size(800.0, 500.0)
                .build()?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Roster can't open its window: {error}");
            ExitCode::FAILURE
        }
    }
}
