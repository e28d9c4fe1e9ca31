//! Whether the TypeScript types in `ui/src/ipc/generated` are those that the Rust types give.
//! They are written afresh into a folder of their own and compared; the committed ones are never
//! touched, so that a check can't mend what it is to find.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, root, run};

/// Where the types are committed, from the repository's root.
const COMMITTED: &str = "ui/src/ipc/generated";

/// Fails, naming the files, when a committed type is not what Rust would write.
pub(crate) fn check() -> Result<()> {
    let fresh = fresh();
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
    }
    run(elsewhere(cargo().args([
        "test",
        "--quiet",
        "--workspace",
        "--lib",
        "export_bindings",
    ])))?;
    let drift = drift(&files(&root().join(COMMITTED))?, &files(&fresh)?);
    if drift.is_empty() {
        return Ok(());
    }
    bail!(
        "{COMMITTED} is not what the Rust types give:\n{}\nRun `cargo test --lib \
         export_bindings`, delete the stale files, and commit the folder.",
        drift.join("\n")
    )
}

/// The command with its types written apart from the committed ones: every run of the library's
/// tests writes them.
pub(crate) fn elsewhere(command: &mut Command) -> &mut Command {
    command.env("TS_RS_EXPORT_DIR", fresh())
}

fn fresh() -> PathBuf {
    root().join("target/xtask/bindings")
}

type Files = BTreeMap<String, String>;

/// One line for each file that is not the same in both.
fn drift(committed: &Files, fresh: &Files) -> Vec<String> {
    let names: BTreeSet<&String> = committed.keys().chain(fresh.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (committed.get(name), fresh.get(name)) {
            (None, _) => Some(format!("  missing: {name}")),
            (_, None) => Some(format!("  stale: {name}")),
            (committed, fresh) => (committed != fresh).then(|| format!("  changed: {name}")),
        })
        .collect()
}

fn files(folder: &Path) -> Result<Files> {
    let read = || {
        let mut files = Files::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Git may check text files out with the line ends of Windows.
            let content = fs::read_to_string(entry.path())?.replace("\r\n", "\n");
            files.insert(name, content);
        }
        std::io::Result::Ok(files)
    };
    read().with_context(|| folder.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files_of(files: &[(&str, &str)]) -> Files {
        files
            .iter()
            .map(|(name, content)| ((*name).to_owned(), (*content).to_owned()))
            .collect()
    }

    #[test]
    fn the_same_files_are_no_drift() {
        let files = files_of(&[("A.ts", "a"), ("B.ts", "b")]);
        assert!(drift(&files, &files).is_empty());
    }

    #[test]
    fn missing_changed_and_stale_files_are_each_told() {
        let committed = files_of(&[("Old.ts", "a"), ("Same.ts", "b"), ("Was.ts", "c")]);
        let fresh = files_of(&[("New.ts", "a"), ("Same.ts", "b"), ("Was.ts", "d")]);
        assert_eq!(
            drift(&committed, &fresh),
            ["  missing: New.ts", "  stale: Old.ts", "  changed: Was.ts"]
        );
    }
}
