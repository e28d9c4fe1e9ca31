//! Which room may name which, and who may name the desktop and AWS.

use super::{
    assert_kept,
    code::{Source, sources},
};

#[test]
fn domain_imports_no_other_room() {
    assert_kept(
        "`domain` imports no other room",
        &domain_imports(&sources()),
    );
}

#[test]
fn inner_rooms_know_neither_the_desktop_nor_aws() {
    assert_kept(
        "`roster`, `batch`, `desk`, `host`, `journal` and `lists` name neither `tauri` nor `aws_sdk_*`",
        &named(&sources(), |name, room| {
            matches!(
                room,
                "roster" | "batch" | "desk" | "host" | "journal" | "lists"
            ) && (is_tauri(name) || name.starts_with("aws_sdk_"))
        }),
    );
}

#[test]
fn only_connect_knows_the_client_of_connect() {
    assert_kept(
        "only `connect` names `aws_sdk_connect`",
        &named(&sources(), |name, room| {
            room != "connect" && name == "aws_sdk_connect"
        }),
    );
}

#[test]
fn practice_is_not_made_from_the_client_that_it_is_to_prove() {
    assert_kept(
        "`practice` names no `aws_sdk_*`",
        &named(&sources(), |name, room| {
            room == "practice" && name.starts_with("aws_sdk_")
        }),
    );
}

#[test]
fn only_commands_and_the_program_know_the_desktop() {
    assert_kept(
        "only `commands`, `lib.rs` and `main.rs` name `tauri`",
        &named(&sources(), |name, room| {
            !matches!(room, "commands" | "lib.rs" | "main.rs" | "build.rs") && is_tauri(name)
        }),
    );
}

fn is_tauri(name: &str) -> bool {
    name == "tauri" || name.starts_with("tauri_")
}

fn domain_imports(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.room() == "domain")
        .flat_map(|source| {
            source
                .modules_of_the_crate()
                .into_iter()
                .filter(|module| module != "domain")
                .map(|module| format!("{} imports {module}", source.path))
        })
        .collect()
}

/// Each name that is forbidden in its room.
fn named(sources: &[Source], is_forbidden: impl Fn(&str, &str) -> bool) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| {
            source
                .names()
                .filter(|name| is_forbidden(name, source.room()))
                .map(|name| format!("{} names {name}", source.path))
        })
        .collect()
}

#[test]
fn a_room_that_breaks_a_rule_is_found() {
    let bad = [
        Source::new("domain/user.rs", "use crate::connect::Client;"),
        Source::new("roster/mod.rs", "fn f(app: &tauri::AppHandle) {}"),
        Source::new("roster/page.rs", "// tauri\nfn f() {}"),
        Source::new("connect/mod.rs", "use aws_sdk_connect::Client;"),
    ];
    assert_eq!(domain_imports(&bad), ["domain/user.rs imports connect"]);
    assert_eq!(
        named(&bad, |name, room| room != "commands" && is_tauri(name)),
        ["roster/mod.rs names tauri"]
    );
    assert_eq!(
        named(&bad, |name, room| room != "connect"
            && name == "aws_sdk_connect"),
        Vec::<String>::new()
    );
}

#[test]
fn the_rooms_are_where_the_rules_look_for_them() {
    let sources = sources();
    for room in [
        "domain", "wire", "connect", "roster", "practice", "settings", "commands", "desk", "host",
        "journal", "lists",
    ] {
        assert!(
            sources.iter().any(|source| source.room() == room),
            "there is no {room}"
        );
    }
}
