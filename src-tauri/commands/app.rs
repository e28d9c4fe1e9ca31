//! The frame of the window: what it shows, the preferences, the practice instance.

use tauri::State;

use crate::{
    desk::Desk,
    domain::Problem,
    wire::{Front, Preferences, Start},
};

/// What the window needs to draw its frame.
#[tauri::command]
pub(super) async fn app_start(desk: State<'_, Desk>) -> Result<Start, Problem> {
    let (preferences, preferences_problem) = desk.preferences();
    Ok(Start {
        version: env!("CARGO_PKG_VERSION").into(),
        preferences,
        preferences_problem,
    })
}

/// What the window is to show: the start page, an instance being opened, an open one.
#[tauri::command]
pub(super) async fn front_state(desk: State<'_, Desk>) -> Result<Front, Problem> {
    Ok(desk.front())
}

/// Remembers what the person chose; returns it as it was kept.
#[tauri::command]
pub(super) async fn preferences_save(
    desk: State<'_, Desk>,
    preferences: Preferences,
) -> Result<Preferences, Problem> {
    desk.save_preferences(preferences)
}

/// Puts the practice instance back as it was when it was made.
#[tauri::command]
pub(super) async fn practice_reset(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.reset_practice().await
}
