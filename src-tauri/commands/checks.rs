//! The connection check, the settings page, and what IT is told.

use tauri::State;

use crate::{
    desk::Desk,
    domain::Problem,
    wire::{ConnectionCheck, SettingsPage},
};

/// Starts to check the connection to an instance.
#[tauri::command]
pub(super) async fn check_start(desk: State<'_, Desk>, name: String) -> Result<(), Problem> {
    desk.start_check(&name)
}

/// How far the check is.
#[tauri::command]
pub(super) async fn check_state(desk: State<'_, Desk>) -> Result<Option<ConnectionCheck>, Problem> {
    Ok(desk.check_state())
}

/// Stops the check.
#[tauri::command]
pub(super) async fn check_cancel(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.cancel_check();
    Ok(())
}

/// The settings that hold.
#[tauri::command]
pub(super) async fn settings_page(desk: State<'_, Desk>) -> Result<SettingsPage, Problem> {
    Ok(desk.settings_page())
}

/// Shows the log files in the system's own window.
#[tauri::command]
pub(super) async fn logs_open(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.open_log_folder().await
}

/// What IT needs to know of this installation.
#[tauri::command]
pub(super) async fn it_details(desk: State<'_, Desk>) -> Result<String, Problem> {
    Ok(desk.details_for_it())
}
