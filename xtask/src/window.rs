//! The window's packages and its build, each done again only when what it is made from changed.
//! What was done last is remembered where it gets lost together with its result.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::command::{npm, root, run};

/// Installs what `ui/package-lock.json` names, unless just that is installed.
pub(crate) fn ensure_packages() -> Result<()> {
    let lock = read(&root().join("ui/package-lock.json"))?.context("ui/package-lock.json")?;
    // npm empties its folder before it installs, so a copy in there outlives no other install.
    let installed = root().join("ui/node_modules/.installed-lock.json");
    if read(&installed)?.as_ref() == Some(&lock) {
        return Ok(());
    }
    println!("Installing the window's packages.");
    run(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, lock).with_context(|| installed.display().to_string())
}

/// Builds `ui/dist`, unless the one that is there was made from the sources that are there.
pub(crate) fn ensure_built() -> Result<()> {
    let ui = root().join("ui");
    let stamp = root().join("target/xtask/window");
    if is_built(&ui, &stamp)? {
        return Ok(());
    }
    println!("Building the window.");
    run(npm().args(["run", "build"]))?;
    remember_built(&ui, &stamp)
}

/// Whether sources and result are both as they were after the build that the stamp is of: a
/// build by hand, in between, counts as none.
fn is_built(ui: &Path, stamp: &Path) -> Result<bool> {
    Ok(match read(stamp)? {
        Some(stamp) => ui.join("dist/index.html").exists() && stamp == fingerprint(ui)?.as_bytes(),
        None => false,
    })
}

fn remember_built(ui: &Path, stamp: &Path) -> Result<()> {
    let write = || {
        if let Some(folder) = stamp.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(stamp, fingerprint(ui)?)?;
        anyhow::Ok(())
    };
    write().with_context(|| stamp.display().to_string())
}

/// Changes when any file in the folder does, but for the installed packages. It need not be the
/// same with another version of Rust: a build too many is harmless.
fn fingerprint(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, &mut files).with_context(|| folder.display().to_string())?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.strip_prefix(folder)?.hash(&mut hasher);
        fs::read(&file)
            .with_context(|| file.display().to_string())?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "node_modules" {
                collect(&entry.path(), files)?;
            }
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| file.display().to_string()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A window's folder that has just been built, and the stamp of it.
    fn built() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let ui = folder.path().join("ui");
        for (file, content) in [
            ("src/main.tsx", "one"),
            ("src/pages/users.tsx", "two"),
            ("node_modules/react/index.js", "three"),
            ("dist/index.html", "four"),
        ] {
            let file = ui.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, content).unwrap();
        }
        let stamp = folder.path().join("target/xtask/window");
        remember_built(&ui, &stamp).unwrap();
        (folder, ui, stamp)
    }

    #[test]
    fn nothing_changed_means_nothing_to_build() {
        let (_folder, ui, stamp) = built();
        assert!(is_built(&ui, &stamp).unwrap());
        fs::write(ui.join("node_modules/react/index.js"), "other").unwrap();
        assert!(is_built(&ui, &stamp).unwrap());
    }

    #[test]
    fn a_changed_added_renamed_or_removed_source_means_a_build() {
        let (_folder, ui, stamp) = built();
        let source = ui.join("src/pages/users.tsx");
        fs::write(&source, "changed").unwrap();
        assert!(!is_built(&ui, &stamp).unwrap());
        fs::write(&source, "two").unwrap();
        assert!(is_built(&ui, &stamp).unwrap());
        fs::write(ui.join("src/new.tsx"), "").unwrap();
        assert!(!is_built(&ui, &stamp).unwrap());
        fs::remove_file(ui.join("src/new.tsx")).unwrap();
        fs::rename(&source, ui.join("src/pages/people.tsx")).unwrap();
        assert!(!is_built(&ui, &stamp).unwrap());
        fs::remove_file(ui.join("src/pages/people.tsx")).unwrap();
        assert!(!is_built(&ui, &stamp).unwrap());
    }

    #[test]
    fn a_result_that_is_lost_or_not_ours_means_a_build() {
        let (_folder, ui, stamp) = built();
        fs::write(ui.join("dist/index.html"), "built by hand").unwrap();
        assert!(!is_built(&ui, &stamp).unwrap());
        fs::remove_dir_all(ui.join("dist")).unwrap();
        assert!(!is_built(&ui, &stamp).unwrap());
        assert!(!is_built(&ui, &ui.join("no-stamp")).unwrap());
    }
}
