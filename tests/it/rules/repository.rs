//! What the repository as a whole must and must not hold.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::assert_kept;

/// What is made here and not kept, from the root.
const NOT_KEPT: [&str; 5] = [".git", "gen", "target", "ui/dist", "ui/node_modules"];

#[test]
fn the_version_is_the_same_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    let changes = read("CHANGELOG.md");
    let newest = newest_version(&changes);
    assert_eq!(newest, Some(version), "CHANGELOG.md's newest version");
    let package: serde_json::Value = serde_json::from_str(&read("ui/package.json")).unwrap();
    assert_eq!(package["version"], version, "ui/package.json's version");
    let settings: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    assert!(
        settings["version"].is_null(),
        "tauri.conf.json takes its version from Cargo.toml"
    );
}

#[test]
fn packages_come_from_wherever_the_person_who_builds_gets_them() {
    assert_kept(
        "the lock files name no server",
        &[
            servers_of_npm(&read("ui/package-lock.json")),
            servers_of_cargo(&read("Cargo.lock")),
        ]
        .concat(),
    );
}

#[test]
fn no_file_knows_the_machine_that_it_was_written_on() {
    let broken: Vec<String> = files()
        .iter()
        .filter_map(|file| {
            let text = fs::read_to_string(file).ok()?;
            let path = machine_path(&text, root())?;
            Some(format!("{} holds {path}", file.display()))
        })
        .collect();
    assert_kept("no file holds a path of one machine", &broken);
}

#[test]
fn every_rust_file_opens_with_what_lives_in_it() {
    // What a `tests.rs` is for, its place says.
    let broken: Vec<String> = files()
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .filter(|file| !file.ends_with("tests.rs"))
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//! "))
        .map(|file| file.display().to_string())
        .collect();
    assert_kept("every Rust file opens with a `//!` comment", &broken);
}

#[test]
fn documents_point_at_files_that_are_there() {
    let documents = files()
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"));
    let broken: Vec<String> = documents
        .flat_map(|document| {
            let text = fs::read_to_string(&document).unwrap();
            let folder = document.parent().unwrap_or(root()).to_owned();
            links(&text)
                .filter(|link| !folder.join(link).exists())
                .map(|link| format!("{}: {link}", document.display()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_kept(
        "every link and picture of a document leads to a file",
        &broken,
    );
}

#[test]
fn a_link_to_a_file_is_found_and_one_to_elsewhere_is_not() {
    let text = "See ![a picture](docs/a.png), [b](B.md#part) and [c](https://example.com/c).";
    assert_eq!(links(text).collect::<Vec<_>>(), ["docs/a.png", "B.md"]);
}

/// The files that a Markdown text links to.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter(|link| !link.is_empty() && !link.contains(':'))
}

#[test]
fn the_window_can_be_built_on_every_system() {
    let lock = serde_json::from_str(&read("ui/package-lock.json")).unwrap();
    assert_kept(
        "the lock file has the packages for every system, or `npm ci` refuses it",
        &packages_left_out(&lock),
    );
}

/// The packages for another system than the one that the lock file was written on, where it
/// lacks them.
fn packages_left_out(lock: &serde_json::Value) -> Vec<String> {
    let packages = lock["packages"].as_object().unwrap();
    let is_there = |name: &str| {
        packages.keys().any(|path| {
            path.rsplit_once("node_modules/")
                .is_some_and(|(_, last)| last == name)
        })
    };
    packages
        .values()
        .filter_map(|package| package["optionalDependencies"].as_object())
        .flat_map(|optional| optional.keys())
        .filter(|name| !is_there(name))
        .cloned()
        .collect()
}

/// The version of the first heading that has one: `## 0.1.0` or `## [0.1.0] - 2026-01-31`.
fn newest_version(changes: &str) -> Option<&str> {
    changes
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.split_whitespace().next().unwrap_or_default())
        .map(|word| word.trim_matches(['[', ']']))
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn servers_of_npm(lock: &str) -> Vec<String> {
    lock.lines()
        .filter(|line| line.trim_start().starts_with("\"resolved\""))
        .map(|line| format!("package-lock.json: {}", line.trim()))
        .collect()
}

fn servers_of_cargo(lock: &str) -> Vec<String> {
    lock.lines()
        .filter_map(|line| line.strip_prefix("source = "))
        .filter(|source| *source != "\"registry+https://github.com/rust-lang/crates.io-index\"")
        .map(|source| format!("Cargo.lock: {source}"))
        .collect()
}

/// The first path in the text that is of somebody's home folder or of this very copy of the
/// repository.
fn machine_path(text: &str, here: &Path) -> Option<String> {
    // In two pieces, or this file would be the first to be found.
    let mut paths = [
        ["/ho", "me/"],
        ["/ro", "ot/"],
        ["/Us", "ers/"],
        ["C:\\Us", "ers\\"],
    ]
    .map(|pieces| pieces.concat())
    .to_vec();
    // A folder right under the root, such as `/src`, may well be named for another reason.
    if here.components().count() > 2 {
        paths.push(here.display().to_string());
    }
    paths.into_iter().find(|path| text.contains(path))
}

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_kept = NOT_KEPT.iter().all(|name| path != root().join(name));
            match path.is_dir() {
                true if is_kept => folders.push(path),
                false if is_kept => files.push(path),
                _ => {}
            }
        }
    }
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn the_newest_version_is_the_first_that_is_one() {
    let changes = "# Changes\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-31\n\n## 0.1.0\n";
    assert_eq!(newest_version(changes), Some("0.2.0"));
    assert_eq!(newest_version("## 0.1.0\n"), Some("0.1.0"));
    assert_eq!(newest_version("# Changes\n"), None);
}

#[test]
fn a_server_in_a_lock_file_is_found() {
    let npm =
        "    \"resolved\": \"https://mirror.example/react.tgz\",\n    \"url\": \"https://a\"\n";
    assert_eq!(servers_of_npm(npm).len(), 1);
    let cargo = "name = \"a\"\nsource = \"registry+https://mirror.example/index\"\n\
                 source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
    assert_eq!(servers_of_cargo(cargo).len(), 1);
}

#[test]
fn a_package_for_another_system_that_is_left_out_is_found() {
    let lock = serde_json::json!({ "packages": {
        "node_modules/a": { "optionalDependencies": { "@a/linux": "1", "@a/windows": "1" } },
        "node_modules/a/node_modules/@a/linux": {},
    } });
    assert_eq!(packages_left_out(&lock), ["@a/windows"]);
}

#[test]
fn a_path_of_one_machine_is_found() {
    let here = Path::new("/builds/roster");
    let home = ["see /ho", "me/ana/roster"].concat();
    assert!(machine_path(&home, here).is_some());
    assert!(machine_path("cd /builds/roster && cargo build", here).is_some());
    assert_eq!(
        machine_path("/etc/roster/roster.toml, src/roster", here),
        None
    );
    assert_eq!(
        machine_path("from \"/src/main.tsx\"", Path::new("/src")),
        None
    );
}
