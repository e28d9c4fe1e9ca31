//! What every world holds, whatever its size.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use unicode_normalization::is_nfc;
use uuid::Uuid;

use super::{
    super::world::{ContactState, QuickConnectTarget, World},
    world,
};

const SIZES: [u32; 7] = [0, 1, 2, 3, 25, 240, 3000];

/// A hash of everything in a world.
fn digest(world: &World) -> Uuid {
    let mut digest = Uuid::nil();
    let written: serde_json::Result<()> = world.for_each_row(|kind, id, body| {
        digest = Uuid::new_v5(&digest, format!("{kind} {id} {body}").as_bytes());
        Ok(())
    });
    assert!(written.is_ok());
    digest
}

/// If this fails after a change to the seed's data or dice, put the new values here. If it fails
/// on one machine only, the same seed no longer gives the same people everywhere.
#[test]
fn the_same_seed_gives_the_same_world_on_every_machine() {
    let world = world(7, 240);
    assert_eq!(world.instance_id, "c7aad7a8-37d7-4afd-954e-7a1b77315102");
    assert_eq!(
        digest(&world).to_string(),
        "f7183b51-d1d3-50f0-904a-56667014528e"
    );
}

#[test]
fn another_seed_gives_another_world() {
    assert_ne!(world(1, 25).instance_id, world(2, 25).instance_id);
    assert_eq!(world(1, 25).instance_id, world(1, 26).instance_id);
}

#[test]
fn there_are_as_many_users_as_were_asked_for() {
    for size in SIZES {
        assert_eq!(world(1, size).users.len(), size as usize);
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for size in SIZES {
        let world = world(1, size);
        for user in world.users.values() {
            assert!(world.routing_profiles.contains_key(&user.routing_profile));
            assert!((1..=10).contains(&user.security_profiles.len()));
            let distinct: BTreeSet<_> = user.security_profiles.iter().collect();
            assert_eq!(distinct.len(), user.security_profiles.len());
            for profile in distinct {
                assert!(world.security_profiles.contains_key(profile));
            }
            if let Some(group) = &user.hierarchy_group {
                assert!(world.hierarchy_groups.contains_key(group));
            }
        }
        for profile in world.routing_profiles.values() {
            assert!(world.queues.contains_key(&profile.outbound_queue));
            assert!(
                profile
                    .queues
                    .iter()
                    .all(|id| world.queues.contains_key(id))
            );
        }
        for group in world.hierarchy_groups.values() {
            let path = group.path.iter();
            assert!(
                path.clone()
                    .all(|id| world.hierarchy_groups.contains_key(id))
            );
            assert!(group.path.is_empty() || group.path.last() == Some(&group.id));
            assert!(group.level == "0" || world.hierarchy_levels.contains_key(&group.level));
        }
        for queue in world.queues.values() {
            assert!(queue.quick_connects.len() <= 700);
            let mut offered = queue.quick_connects.iter();
            assert!(offered.all(|id| world.quick_connects.contains_key(id)));
        }
        for presence in world.presences.values() {
            assert!(world.users.contains_key(&presence.user_id));
            assert!(world.agent_statuses.contains_key(&presence.status));
            let mut contacts = presence.contacts.iter();
            assert!(contacts.all(|contact| world.queues.contains_key(&contact.queue)));
        }
    }
}

#[test]
fn connect_would_take_these_names_and_logins() {
    let world = world(1, 3000);
    let mut logins = HashSet::new();
    for user in world.users.values() {
        assert!(logins.insert(&user.login), "{} twice", user.login);
        assert!((1..=20).contains(&user.login.len()), "{}", user.login);
        let allowed = |it: char| it.is_ascii_alphanumeric() || "._-".contains(it);
        assert!(user.login.chars().all(allowed), "{}", user.login);
        for name in [&user.first_name, &user.last_name] {
            assert!(is_nfc(name), "{name} is not in NFC");
            assert!(name.chars().count() <= 255, "{name} is too long");
        }
    }
    let mut names = HashSet::new();
    for quick_connect in world.quick_connects.values() {
        let length = quick_connect.name.chars().count();
        assert!((1..=127).contains(&length), "{}", quick_connect.name);
        assert!(names.insert(&quick_connect.name), "{}", quick_connect.name);
    }
}

#[test]
fn there_are_names_that_break_programs() {
    let world = world(1, 25);
    let some = |what: &str, test: &dyn Fn(&str) -> bool| {
        let found = world
            .users
            .values()
            .any(|user| test(&user.first_name) || test(&user.last_name));
        assert!(found, "nobody has {what}");
    };
    some("a formula", &|name| name.starts_with('='));
    some("quotes", &|name| name.contains('"'));
    some("a comma", &|name| name.contains(','));
    some("an emoji", &|name| name.contains('🎧'));
    some("Arabic", &|name| name.contains('ل'));
    some("Hebrew", &|name| name.contains('א'));
    some("a character beyond 16 bits", &|name| name.contains('𠮷'));
    some("a very long name", &|name| name.chars().count() > 250);
    some("no name", &str::is_empty);
}

#[test]
fn a_dozen_quick_connects_lead_to_nobody() {
    for size in SIZES {
        let world = world(1, size);
        let orphans = world
            .quick_connects
            .values()
            .filter(|row| match &row.target {
                QuickConnectTarget::User { user, .. } => !world.users.contains_key(user),
                _ => false,
            });
        assert_eq!(orphans.count(), 12);
    }
}

#[test]
fn quick_connects_are_of_all_types_and_shared_in_all_ways() {
    let world = world(1, 240);
    let mut types = BTreeMap::<_, u32>::new();
    let mut by_user = BTreeMap::<_, u32>::new();
    for row in world.quick_connects.values() {
        *types.entry(row.target.type_name()).or_default() += 1;
        if let QuickConnectTarget::User { user, .. } = &row.target {
            *by_user.entry(user).or_default() += 1;
        }
    }
    assert_eq!(types.len(), 4, "{types:?}");
    let with_several = by_user.values().filter(|count| **count >= 2).count();
    let with_three = by_user.values().filter(|count| **count >= 3).count();
    assert!(with_several >= 5, "{with_several} users have several");
    assert!(with_three >= 2, "{with_three} users have three");
    let on_many = world.quick_connects.keys().filter(|id| {
        let queues = world.queues.values();
        queues.filter(|it| it.quick_connects.contains(*id)).count() >= 8
    });
    assert!(on_many.count() >= 20);
}

#[test]
fn there_is_enough_of_everything_to_choose_from() {
    let world = world(1, 240);
    assert!(world.routing_profiles.len() >= 8);
    assert!(world.security_profiles.len() >= 6);
    assert_eq!(world.hierarchy_levels.len(), 3);
    let depths: BTreeSet<_> = world
        .hierarchy_groups
        .values()
        .map(|group| group.path.len())
        .collect();
    assert_eq!(depths, BTreeSet::from([0, 1, 2, 3]));
    let may_edit = world
        .security_profiles
        .values()
        .filter(|it| it.permissions.iter().any(|name| name == "Users.Edit"));
    assert_eq!(may_edit.count(), 3);
}

#[test]
fn somebody_is_on_a_contact_in_an_instance_of_any_size() {
    for size in SIZES.into_iter().filter(|size| *size >= 2) {
        let world = world(1, size);
        let busy = world.presences.values().any(|presence| {
            let mut contacts = presence.contacts.iter();
            contacts.any(|it| it.state == ContactState::Connected)
        });
        assert!(busy, "nobody of {size}");
        assert!(world.presences.len() < size as usize, "nobody is away");
    }
}
