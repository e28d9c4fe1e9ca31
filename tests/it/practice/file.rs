//! The practice file: what it keeps, and what is said when it can't be used.

use std::{fs, path::Path};

use roster::practice::{
    Practice, PracticeError, PracticeOptions, Store,
    world::{QuickConnect, User, World},
};
use tempfile::TempDir;

fn options(path: &Path) -> PracticeOptions {
    PracticeOptions {
        users: 25,
        store: Store::File(path.to_owned()),
        ..PracticeOptions::default()
    }
}

fn open(path: &Path) -> Result<Practice, PracticeError> {
    Practice::open(options(path))
}

pub(super) fn same(one: &World, other: &World) {
    assert_eq!(one.instance_id, other.instance_id);
    assert_eq!(one.users, other.users);
    assert_eq!(one.routing_profiles, other.routing_profiles);
    assert_eq!(one.security_profiles, other.security_profiles);
    assert_eq!(one.hierarchy_levels, other.hierarchy_levels);
    assert_eq!(one.hierarchy_groups, other.hierarchy_groups);
    assert_eq!(one.agent_statuses, other.agent_statuses);
    assert_eq!(one.queues, other.queues);
    assert_eq!(one.flows, other.flows);
    assert_eq!(one.quick_connects, other.quick_connects);
    assert_eq!(one.presences, other.presences);
}

/// What a kill would leave behind just now, which is what the files hold at this moment.
pub(super) fn left_by_a_kill(folder: &TempDir) -> TempDir {
    let left = TempDir::new().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), left.path().join(entry.file_name())).unwrap();
    }
    left
}

#[test]
fn a_world_in_a_file_is_the_one_in_memory() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    let memory = Practice::open(PracticeOptions {
        store: Store::Memory,
        ..options(&path)
    });
    let memory = memory.unwrap().world();
    same(&open(&path).unwrap().world(), &memory);
    same(&open(&path).unwrap().world(), &memory);
}

#[test]
fn a_killed_instance_is_found_as_it_was_left() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    let practice = open(&path).unwrap();
    let world = practice.world();
    let gone = world.users.keys().next().unwrap();
    let quick_connect = world.quick_connects.values().next().unwrap();
    practice
        .change(|edit| {
            edit.remove::<User>(gone);
            edit.put(QuickConnect {
                name: "Renamed".to_owned(),
                ..quick_connect.as_ref().clone()
            });
        })
        .unwrap();
    let left = left_by_a_kill(&folder);
    let reopened = open(&left.path().join("practice.sqlite")).unwrap().world();
    same(&reopened, &practice.world());
    assert!(!reopened.users.contains_key(gone));
    assert_eq!(reopened.quick_connects[&quick_connect.id].name, "Renamed");
}

#[test]
fn a_file_keeps_its_own_people_until_it_is_reset() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    drop(open(&path).unwrap());
    let practice = Practice::open(PracticeOptions {
        users: 3,
        seed: 9,
        ..options(&path)
    });
    let practice = practice.unwrap();
    assert_eq!((practice.about().users, practice.about().seed), (25, 1));
    practice.reset().unwrap();
    assert_eq!((practice.about().users, practice.about().seed), (3, 9));
    assert_eq!(practice.world().users.len(), 3);
    drop(practice);
    assert_eq!(open(&path).unwrap().world().users.len(), 3);
}

#[test]
fn a_file_in_use_is_said_to_be() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    let _open = open(&path).unwrap();
    let second = open(&path).err();
    assert!(
        matches!(second, Some(PracticeError::Locked { .. })),
        "{second:?}"
    );
}

#[test]
fn a_file_that_is_none_is_said_to_be_broken() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    fs::write(
        &path,
        "Dear diary, today I was not a database. ".repeat(100),
    )
    .unwrap();
    let error = open(&path).err().unwrap();
    assert!(matches!(error, PracticeError::Broken { .. }), "{error:?}");
    fs::remove_file(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE mail (text)").unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();
    let error = open(&path).err().unwrap();
    assert!(matches!(error, PracticeError::Broken { .. }), "{error:?}");
    assert!(fs::read(&path).unwrap() == before, "the file was changed");
}

#[test]
fn a_row_that_makes_no_sense_is_named() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    drop(open(&path).unwrap());
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute("UPDATE resource SET body = '{}' WHERE kind = 'queue'", [])
        .unwrap();
    drop(file);
    let error = open(&path).err().unwrap().to_string();
    assert!(error.contains("is broken: queue "), "{error}");
}

#[test]
fn a_newer_file_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("practice.sqlite");
    drop(open(&path).unwrap());
    let file = rusqlite::Connection::open(&path).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    let before = fs::read(&path).unwrap();
    let error = open(&path).err();
    assert!(fs::read(&path).unwrap() == before, "the file was changed");
    assert!(
        matches!(error, Some(PracticeError::Newer { found: 99, .. })),
        "{error:?}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_the_reason() {
    let folder = TempDir::new().unwrap();
    let error = open(&folder.path().join("missing").join("practice.sqlite")).err();
    assert!(
        matches!(error, Some(PracticeError::Unusable { .. })),
        "{error:?}"
    );
}

#[test]
fn there_are_a_hundred_thousand_users_at_most() {
    let result = Practice::open(PracticeOptions {
        users: 100_001,
        ..PracticeOptions::default()
    });
    let error = result.err();
    assert!(matches!(error, Some(PracticeError::TooManyUsers { .. })));
}
