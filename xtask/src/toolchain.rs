//! Whether Rust and Node are there and new enough. What can't be used is told in one sentence
//! with what to install; only Rust's own components are installed without asking.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};

use crate::command::{cargo, npm, output, program, root, run};

/// The oldest Node that the window's build tools run on.
const OLDEST_NODE: Version = Version(20, 19);

/// Major and minor number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32);

/// Fails with what to install when Rust or Node is absent or too old.
pub(crate) fn check() -> Result<()> {
    check_rust()?;
    check_node()
}

/// Sees to it that rustfmt and Clippy are there, which a minimal Rust comes without.
pub(crate) fn ensure_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(cargo().args([subcommand, "--version"]))?.is_some() {
            continue;
        }
        ensure!(
            output(program("rustup").arg("--version"))?.is_some(),
            "Rust's {component} is needed and missing: install it the way Rust was installed."
        );
        println!("Adding Rust's {component}, which is missing.");
        run(program("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

fn check_rust() -> Result<()> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).context("Cargo.toml")?;
    let oldest = oldest_rust(&manifest).context("Cargo.toml names no rust-version")?;
    let found = output(program("rustc").arg("--version"))?;
    match found.as_deref().and_then(version) {
        Some(version) if version >= oldest => Ok(()),
        found => bail!(
            "Roster needs Rust {oldest} or newer and {}: run `rustup update stable`, or install \
             Rust from https://rustup.rs.",
            told(found)
        ),
    }
}

fn check_node() -> Result<()> {
    let found = output(program("node").arg("--version"))?;
    match found.as_deref().and_then(version) {
        Some(version) if version >= OLDEST_NODE => {}
        found => bail!(
            "Roster needs Node.js {OLDEST_NODE} or newer and {}: install the LTS version from \
             https://nodejs.org.",
            told(found)
        ),
    }
    ensure!(
        output(npm().arg("--version"))?.is_some(),
        "Roster needs npm, which comes with Node.js, and there is none here: install the LTS \
         version of Node.js from https://nodejs.org."
    );
    Ok(())
}

fn told(found: Option<Version>) -> String {
    found.map_or_else(
        || "there is none here".to_owned(),
        |version| format!("this is {version}"),
    )
}

fn oldest_rust(manifest: &str) -> Option<Version> {
    manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .and_then(|value| version(value.trim().trim_matches('"')))
}

/// The first version in what a program prints about itself.
fn version(text: &str) -> Option<Version> {
    text.split_whitespace().find_map(|word| {
        let word = word.strip_prefix('v').unwrap_or(word);
        let mut numbers = word.split('.').map(|number| number.parse().ok());
        Some(Version(numbers.next()??, numbers.next()??))
    })
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_print() {
        assert_eq!(
            version("rustc 1.95.0 (f2d3ce0bd 2026-03-21)"),
            Some(Version(1, 95))
        );
        assert_eq!(version("v20.20.2\n"), Some(Version(20, 20)));
        assert_eq!(version("1.95"), Some(Version(1, 95)));
        assert_eq!(version("no version at all"), None);
        assert_eq!(version(""), None);
    }

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        assert!(version("1.100.0") > version("1.95.0"));
        assert!(version("v9.11.2") < Some(OLDEST_NODE));
        assert!(version("v20.18.9") < Some(OLDEST_NODE));
        assert!(version("v22.0.0") > Some(OLDEST_NODE));
    }

    #[test]
    fn the_oldest_rust_is_the_one_in_the_manifest() {
        assert_eq!(
            oldest_rust("[package]\nedition = \"2024\"\nrust-version = \"1.95\"\n"),
            Some(Version(1, 95))
        );
        assert_eq!(oldest_rust("[package]\n"), None);
    }
}
