//! `cargo xtask test`: every check, the cheap ones first, up to the first that fails. Clippy and
//! the tests each build the dependencies once; nothing here may bring a third way to build them.

use std::{fs, process::ExitCode, time::Instant};

use anyhow::{Context as _, Result};

use crate::{
    bindings,
    command::{cargo, npm, program, root, run},
    packages, toolchain, window,
};

/// A check: what it is called and what it does.
type Step = (&'static str, fn() -> Result<()>);

/// All but the journeys.
const FAST: [Step; 10] = [
    ("Rust and Node", || {
        toolchain::check()?;
        toolchain::ensure_components()
    }),
    ("system packages", || {
        packages::ensure(&[&packages::TO_BUILD[..], &packages::TO_TEST].concat())
    }),
    ("Rust formatting", || {
        run(cargo().args(["fmt", "--all", "--check"]))
    }),
    ("window: packages", window::ensure_packages),
    ("window: types and lints", || {
        run(npm().args(["run", "check"]))
    }),
    ("window: tests", || run(npm().args(["run", "test"]))),
    ("window: build", window::ensure_built),
    ("Rust lints", lint),
    ("generated types", bindings::check),
    ("Rust tests", test_rust),
];

const JOURNEYS: Step = ("end-to-end journeys", journeys);

/// Runs the checks. The last line says in figures how they went.
pub(crate) fn test(fast: bool) -> ExitCode {
    let mut steps = FAST.to_vec();
    if fast {
        println!("The end-to-end journeys are left out.");
    } else if cfg!(target_os = "linux") {
        steps.push(JOURNEYS);
    } else {
        println!("The end-to-end journeys are left out: they need the web view's driver of Linux.");
    }
    let began = Instant::now();
    let mut passed = 0;
    for (name, step) in steps {
        println!("── {name}");
        let step_began = Instant::now();
        if let Err(error) = step() {
            eprintln!("error: {error:#}");
            println!("── {name}: FAILED, and with it the whole");
            println!("checks: {passed} passed, 1 failed");
            return ExitCode::FAILURE;
        }
        println!(
            "── {name}: passed, {:.1} s",
            step_began.elapsed().as_secs_f64()
        );
        passed += 1;
    }
    println!("── All passed, {} s", began.elapsed().as_secs());
    println!("checks: {passed} passed, 0 failed");
    ExitCode::SUCCESS
}

fn lint() -> Result<()> {
    // The journeys are no part of a plain `cargo test`, and so none of "all targets".
    for targets in [&["--all-targets"][..], &["--test", "e2e"]] {
        run(cargo()
            .args(["clippy", "--workspace"])
            .args(targets)
            .args(["--", "--deny", "warnings"]))?;
    }
    Ok(())
}

fn test_rust() -> Result<()> {
    run(bindings::elsewhere(cargo().args(["test", "--workspace"])))?;
    // Each benchmark runs once, small and unmeasured, so that it can't rot.
    run(bindings::elsewhere(
        cargo()
            .args(["test", "--bench", "roster", "--bench", "reading"])
            .env("ROSTER_BENCH_USERS", "500"),
    ))
}

/// Under a screen and a session bus of their own, one journey at a time: two windows on one
/// screen would take the keyboard from each other.
fn journeys() -> Result<()> {
    // A picture of an earlier run could be taken for one of this run.
    let pictures = root().join("target/screenshots");
    if pictures.exists() {
        fs::remove_dir_all(&pictures).with_context(|| pictures.display().to_string())?;
    }
    // Without `-noreset` the screen starts anew whenever its last window goes, and the next
    // journey's app, which comes in that moment, finds none.
    run(program("dbus-run-session")
        .args(["--", "xvfb-run", "--auto-servernum"])
        .args(["--server-args", "-screen 0 1600x1200x24 -noreset"])
        .arg(cargo().get_program())
        .args(["test", "--workspace", "--test", "e2e"])
        .args(["--", "--test-threads", "1"]))
}
