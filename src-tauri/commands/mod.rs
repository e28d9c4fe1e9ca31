//! What the window may ask for, one file per screen. A command only hands over: the work is done
//! by the rooms below. Each command stands in a file of `permissions/`; one that does not is
//! refused before it is reached.

mod access;
mod app;
mod checks;
mod instances;
mod users;

use tauri::{Builder, Runtime};

/// Adds every command to the app.
pub fn register<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        app::app_start,
        app::front_state,
        app::preferences_save,
        app::practice_reset,
        instances::instances_page,
        instances::instance_open,
        instances::instance_answer,
        instances::instance_leave,
        instances::instance_save,
        instances::instance_remove,
        instances::instance_forget_keys,
        instances::open_last_save,
        instances::aws_profiles,
        instances::ask_it,
        access::access_state,
        access::access_answer,
        access::own_login_save,
        checks::check_start,
        checks::check_state,
        checks::check_cancel,
        checks::settings_page,
        checks::logs_open,
        checks::it_details,
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
