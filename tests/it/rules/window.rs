//! What the window may call and load, and that it has a sentence for every problem.

use std::{collections::BTreeSet, fs, path::Path};

use roster::domain::ProblemCode;
use serde_json::Value;

use super::{
    assert_kept,
    code::{Source, sources},
};

#[test]
fn every_command_is_in_a_permission_file_and_every_listed_one_exists() {
    let permissions: String = fs::read_dir(root().join("src-tauri/permissions"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.is_file())
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let commands = commands(&sources());
    assert!(!commands.is_empty(), "no command is found");
    assert_kept(
        "the permission files list the commands and nothing else",
        &unlike(&commands, &listed(&permissions)),
    );
}

#[test]
fn the_window_loads_nothing_from_elsewhere_and_runs_nothing_inline() {
    let settings = json("tauri.conf.json");
    let policy = &settings["app"]["security"]["csp"];
    assert_kept("the content security policy is strict", &loose(policy));
}

#[test]
fn every_problem_has_its_sentences() {
    let messages = json("ui/src/messages/en.json");
    assert_kept(
        "every problem has what happened, what it means and what to do",
        &untold(&messages["problem"]),
    );
}

/// The functions marked as commands.
fn commands(sources: &[Source]) -> BTreeSet<String> {
    sources
        .iter()
        .flat_map(|source| source.code.split("#[tauri::command").skip(1))
        .filter_map(|after| {
            let name = after.split_once("fn ")?.1;
            let end = name.find(['(', '<'])?;
            Some(name[..end].trim().to_owned())
        })
        .collect()
}

/// The commands that the permission files allow.
fn listed(permissions: &str) -> BTreeSet<String> {
    permissions
        .split("commands.allow")
        .skip(1)
        .filter_map(|after| after.split_once('[')?.1.split_once(']'))
        .flat_map(|(list, _)| list.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

fn unlike(commands: &BTreeSet<String>, listed: &BTreeSet<String>) -> Vec<String> {
    let unlisted = commands
        .difference(listed)
        .map(|name| format!("{name} is in no permission file"));
    let unknown = listed
        .difference(commands)
        .map(|name| format!("{name} is listed, but there is no such command"));
    unlisted.chain(unknown).collect()
}

/// What a policy lets in beyond the app's own files and its calls to Rust.
fn loose(policy: &Value) -> Vec<String> {
    let Some(policy) = policy.as_object() else {
        return vec!["there is no policy".to_owned()];
    };
    let mut broken: Vec<String> = policy
        .iter()
        .flat_map(|(directive, allowed)| {
            let allowed = allowed.as_str().unwrap_or("not a text").split_whitespace();
            allowed.map(move |source| (directive, source))
        })
        .filter(|(directive, source)| match directive.as_str() {
            "connect-src" => !["ipc:", "http://ipc.localhost"].contains(source),
            _ => !["'none'", "'self'"].contains(source),
        })
        .map(|(directive, source)| format!("{directive} lets {source} in"))
        .collect();
    if policy.get("default-src").and_then(Value::as_str) != Some("'none'") {
        broken.push("what no directive names is not refused".to_owned());
    }
    broken
}

fn untold(sentences: &Value) -> Vec<String> {
    ProblemCode::ALL
        .into_iter()
        .filter_map(|code| serde_json::to_value(code).ok()?.as_str().map(str::to_owned))
        .flat_map(|code| ["what", "means", "do"].map(|part| (code.clone(), part)))
        .filter(|(code, part)| {
            sentences[code][part]
                .as_str()
                .unwrap_or_default()
                .is_empty()
        })
        .map(|(code, part)| format!("problem.{code}.{part} is missing"))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn json(file: &str) -> Value {
    let text = fs::read_to_string(root().join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_command_that_is_not_listed_or_not_there_is_found() {
    let sources = [Source::new(
        "commands/users.rs",
        "#[tauri::command]\npub fn users_page(a: u8) {}\n\
         #[tauri::command(async)]\npub(crate) async fn users_state<R: Runtime>() {}\n\
         // #[tauri::command]\nfn helper() {}",
    )];
    let listed = listed("commands.allow = [\n  \"users_page\",\n  \"users_delete\",\n]\n");
    assert_eq!(
        unlike(&commands(&sources), &listed),
        [
            "users_state is in no permission file",
            "users_delete is listed, but there is no such command"
        ]
    );
}

#[test]
fn a_loose_policy_is_found() {
    let policy = serde_json::json!({
        "default-src": "'self'",
        "connect-src": "ipc: https://example.com",
        "style-src": "'self' 'unsafe-inline'",
    });
    assert_eq!(
        loose(&policy),
        [
            "connect-src lets https://example.com in",
            "style-src lets 'unsafe-inline' in",
            "what no directive names is not refused"
        ]
    );
    assert_eq!(loose(&Value::Null), ["there is no policy"]);
}

#[test]
fn a_problem_without_sentences_is_found() {
    let sentences = serde_json::json!({ "throttled": { "what": "a", "means": "", "do": "c" } });
    let untold = untold(&sentences);
    assert_eq!(untold.len(), 3 * ProblemCode::ALL.len() - 2);
    assert!(untold.contains(&"problem.throttled.means is missing".to_owned()));
}
