//! What the window may ask for, one file per screen. A command only hands over: the work is done
//! by the rooms below. Each command stands in a file of `permissions/`; one that does not is
//! refused before it is reached.

mod app;
mod desk;
mod users;

pub use desk::Desk;

use tauri::{Builder, Runtime};

/// Adds every command to the app.
pub fn register<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        app::app_start,
        app::preferences_save,
        app::practice_reset,
        users::users_state,
        users::users_refresh,
        users::users_cancel,
        users::users_page,
        users::users_values,
        users::users_select,
        users::user_details,
        users::quick_connect_queues,
    ])
}
