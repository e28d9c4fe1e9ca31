//! The start page and the way into an instance.

use tauri::State;

use crate::{
    desk::Desk,
    domain::Problem,
    settings::Finding,
    wire::{AskIt, AskItWish, AwsProfile, InstanceDraft, InstancesPage, OpeningAnswer},
};

/// The instances that there are.
#[tauri::command]
pub(super) async fn instances_page(desk: State<'_, Desk>) -> Result<InstancesPage, Problem> {
    Ok(desk.instances())
}

/// Begins to open an instance.
#[tauri::command]
pub(super) async fn instance_open(desk: State<'_, Desk>, name: String) -> Result<(), Problem> {
    desk.open_instance(&name)
}

/// Answers what opening asks for.
#[tauri::command]
pub(super) async fn instance_answer(
    desk: State<'_, Desk>,
    answer: OpeningAnswer,
) -> Result<(), Problem> {
    desk.answer_opening(answer)
}

/// Goes back to the start page.
#[tauri::command]
pub(super) async fn instance_leave(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.leave();
    Ok(())
}

/// Adds an instance, or changes the one that had this name before.
#[tauri::command]
pub(super) async fn instance_save(
    desk: State<'_, Desk>,
    before: Option<String>,
    draft: InstanceDraft,
) -> Result<Vec<Finding>, Problem> {
    desk.save_instance(before, draft).await
}

/// Takes an instance off the start page, and forgets its keys.
#[tauri::command]
pub(super) async fn instance_remove(desk: State<'_, Desk>, name: String) -> Result<(), Problem> {
    desk.remove_instance(&name).await
}

/// Forgets the access keys of an instance.
#[tauri::command]
pub(super) async fn instance_forget_keys(
    desk: State<'_, Desk>,
    name: String,
) -> Result<(), Problem> {
    desk.forget_keys(&name).await
}

/// Remembers whether to begin with the instance that was open last.
#[tauri::command]
pub(super) async fn open_last_save(desk: State<'_, Desk>, wished: bool) -> Result<(), Problem> {
    desk.save_open_last(wished)
}

/// The AWS profiles of this computer.
#[tauri::command]
pub(super) async fn aws_profiles(desk: State<'_, Desk>) -> Result<Vec<AwsProfile>, Problem> {
    desk.profiles().await
}

/// What to send to IT to get access.
#[tauri::command]
pub(super) async fn ask_it(desk: State<'_, Desk>, wish: AskItWish) -> Result<AskIt, Problem> {
    Ok(desk.ask_it(&wish))
}
