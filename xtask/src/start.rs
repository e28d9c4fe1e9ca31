//! `cargo xtask start`: from a fresh machine to the open window, and in seconds the next time.

use std::ffi::OsString;

use anyhow::{Result, ensure};

use crate::{
    command::{cargo, run},
    packages, toolchain, window,
};

/// Sets up what is missing, builds what changed and runs the app with these flags, until its
/// window is closed.
pub(crate) fn start(flags: &[OsString]) -> Result<()> {
    let is_shown = has_display();
    if !is_shown {
        println!("There is no display here: Roster will be built but can't be opened.");
    }
    toolchain::check()?;
    packages::ensure(&packages::TO_BUILD)?;
    window::ensure_packages()?;
    window::ensure_built()?;
    run(cargo().arg("build"))?;
    ensure!(
        is_shown,
        "Roster is built, but there is no display to open its window on (neither DISPLAY nor \
         WAYLAND_DISPLAY is set): run `cargo xtask start` again from a desktop."
    );
    println!("Opening Roster.");
    // A later `--open` among the flags wins over this one.
    run(cargo()
        .args(["run", "--quiet", "--", "--open", "practice"])
        .args(flags))
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .into_iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
