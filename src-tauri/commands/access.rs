//! What the person may do in the open instance, and signing in again.

use tauri::State;

use crate::{
    desk::Desk,
    domain::Problem,
    wire::{Access, OpeningAnswer},
};

/// What is known of the person's access.
#[tauri::command]
pub(super) async fn access_state(desk: State<'_, Desk>) -> Result<Access, Problem> {
    desk.access()
}

/// Signs in again, so that work goes on.
#[tauri::command]
pub(super) async fn access_answer(
    desk: State<'_, Desk>,
    answer: OpeningAnswer,
) -> Result<(), Problem> {
    desk.answer_access(answer)
}

/// Remembers which login is the person's own.
#[tauri::command]
pub(super) async fn own_login_save(
    desk: State<'_, Desk>,
    login: Option<String>,
) -> Result<(), Problem> {
    desk.save_own_login(login)
}
