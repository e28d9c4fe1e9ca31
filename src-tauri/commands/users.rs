//! The Users page.

use tauri::State;

use crate::{
    desk::Desk,
    domain::Problem,
    wire::{
        ListState, Property, PropertyValue, QuickConnectQueues, SelectionChange, SelectionCount,
        UserDetails, UsersPage, UsersQuery,
    },
};

/// What stands around the table.
#[tauri::command]
pub(super) async fn users_state(desk: State<'_, Desk>) -> Result<ListState, Problem> {
    Ok(desk.open()?.workspace.state())
}

/// Starts reading the list anew.
#[tauri::command]
pub(super) async fn users_refresh(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.open()?.workspace.refresh();
    Ok(())
}

/// Stops the reading that is under way.
#[tauri::command]
pub(super) async fn users_cancel(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.open()?.workspace.cancel();
    Ok(())
}

/// A page of the list.
#[tauri::command]
pub(super) async fn users_page(
    desk: State<'_, Desk>,
    query: UsersQuery,
) -> Result<UsersPage, Problem> {
    desk.open()?.workspace.page(query)
}

/// Values that the filter offers.
#[tauri::command]
pub(super) async fn users_values(
    desk: State<'_, Desk>,
    property: Property,
    typed: String,
) -> Result<Vec<PropertyValue>, Problem> {
    Ok(desk.open()?.workspace.values(property, &typed))
}

/// Changes the selection.
#[tauri::command]
pub(super) async fn users_select(
    desk: State<'_, Desk>,
    change: SelectionChange,
    query: UsersQuery,
) -> Result<SelectionCount, Problem> {
    desk.open()?.workspace.select(&change, &query)
}

/// One user whole.
#[tauri::command]
pub(super) async fn user_details(
    desk: State<'_, Desk>,
    id: String,
) -> Result<UserDetails, Problem> {
    desk.open()?.workspace.details(&id.into()).await
}

/// Which queues offer some quick connects; `again` looks anew at what could not be read.
#[tauri::command]
pub(super) async fn quick_connect_queues(
    desk: State<'_, Desk>,
    ids: Vec<String>,
    again: bool,
) -> Result<QuickConnectQueues, Problem> {
    let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
    Ok(desk.open()?.workspace.queues(&ids, again))
}
