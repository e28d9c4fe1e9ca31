//! The frame of the window: what it opens with, the preferences, the practice instance.

use tauri::State;

use super::Desk;
use crate::{
    domain::Problem,
    wire::{Preferences, Start},
};

/// What the window needs to draw its frame. Waits until the instance is open, which for a large
/// practice instance takes a moment; one that could not be opened is tried again.
#[tauri::command]
pub(super) async fn app_start(desk: State<'_, Desk>) -> Result<Start, Problem> {
    let open = desk.reopen().await?;
    let (preferences, preferences_problem) = desk.preferences();
    Ok(Start {
        version: env!("CARGO_PKG_VERSION").into(),
        instance: open.header.clone(),
        query: open.workspace.query(),
        preferences,
        preferences_problem,
    })
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
