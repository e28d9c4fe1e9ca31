//! Which value holds, and where it is said to come from.

use std::fs;

use super::*;

fn settings(managed: &str, user: &str) -> Settings {
    Settings::of_files(&[
        SettingsFile::parse("managed", Authority::Managed, managed),
        SettingsFile::parse("user", Authority::User, user),
    ])
}

fn managed(line: u32) -> Source {
    Source::Managed {
        file: "managed".into(),
        line,
    }
}

fn user(line: u32) -> Source {
    Source::User {
        file: "user".into(),
        line,
    }
}

#[test]
fn each_value_comes_from_the_first_that_has_it() {
    let both = settings(
        "\n[allow]\ndelete = false\n[records]\nkeep_days = 30\n",
        "[allow]\ndelete = true\nedit = false\n\n[batches]\nlargest = 9\n",
    );
    let Allow {
        edit,
        create,
        delete,
    } = both.allow;
    assert_eq!((delete.value, delete.source), (false, managed(3)));
    assert_eq!((edit.value, edit.source), (false, user(3)));
    assert_eq!((create.value, create.source), (true, Source::Default));
    assert_eq!(both.largest_batch.value, Some(9));
    assert_eq!(both.largest_batch.source, user(6));
    assert_eq!(both.keep_records_days.source, managed(5));
    assert_eq!(both.findings, []);
}

#[test]
fn without_files_the_defaults_hold() {
    let none = settings("", "");
    assert_eq!(none.instances, []);
    assert_eq!(none.keep_records_days, Sourced::by_default(365));
    assert_eq!(none.largest_batch, Sourced::by_default(None));
    assert_eq!(none.open_last_instance, Sourced::by_default(false));
    assert_eq!(none.proxy.no_proxy, Sourced::by_default(Vec::new()));
    let admin = &none.protected.admin_security_profile;
    assert_eq!(*admin, Sourced::by_default("Admin".to_owned()));
    assert!(none.allow.edit.value && none.allow.create.value && none.allow.delete.value);
}

#[test]
fn protected_users_add_up() {
    let both = settings(
        "[protected]\nlogins = [\n'boss',\n]\n",
        "[protected]\nlogins = ['ann']\ntags = ['team=leads']\n",
    );
    let logins: Vec<_> = both.protected.logins;
    assert_eq!(logins.len(), 2);
    assert_eq!(
        (&*logins[0].value, &logins[0].source),
        ("boss", &managed(3))
    );
    assert_eq!((&*logins[1].value, &logins[1].source), ("ann", &user(2)));
    let tag = &both.protected.tags[0].value;
    assert_eq!((&*tag.key, tag.value.as_deref()), ("team", Some("leads")));
}

#[test]
fn managed_instances_come_first_and_win() {
    let id = "12345678-90ab-cdef-1234-567890abcdef";
    let arn = format!("arn:aws:connect:eu-west-2:123456789012:instance/{id}");
    let instance = |name: &str, instance: &str| {
        format!("[[instances]]\nname = '{name}'\nregion = 'eu-west-2'\ninstance = '{instance}'\n")
    };
    let mine = ["https://a.my.connect.aws", "https://b.my.connect.aws"];
    let both = settings(
        &(instance("London", &arn) + &instance("Alias", mine[0])),
        &[
            instance("Mine", mine[1]),
            instance("LONDON", "87654321-90ab-cdef-1234-567890abcdef"),
            instance("By id", id),
            instance("By alias", mine[0]),
        ]
        .concat(),
    );
    let names: Vec<_> = both.instances.iter().map(|i| &*i.value.name).collect();
    assert_eq!(names, ["London", "Alias", "Mine"]);
    assert_eq!(both.instances[0].source, managed(1));
    assert_eq!(both.instances[1].source, managed(5));
    assert_eq!(both.instances[2].source, user(1));
    let found: Vec<_> = both.findings.iter().map(|f| (f.code, f.line)).collect();
    let code = FindingCode::InstanceManaged;
    assert_eq!(found, [(code, 5), (code, 9), (code, 13)]);
    assert_eq!(both.findings[0].file, "user");
}

#[test]
fn what_may_hide_a_limit_stops_changes() {
    for (managed_text, user_text, source) in [
        ("[allow]\ndelte = false", "", managed(2)),
        ("\n[alow]\ndelete = false", "", managed(2)),
        ("[protected]\nlogins = 'boss'", "", managed(2)),
        ("[batches]\nlargest = '5'", "", managed(2)),
        ("=", "", managed(1)),
        ("", "\n\n=", user(3)),
        ("", "allow.edit = 1", user(1)),
    ] {
        let both = settings(managed_text, user_text);
        for allowed in [&both.allow.edit, &both.allow.create, &both.allow.delete] {
            assert!(!allowed.value, "{managed_text}{user_text}");
            assert_eq!(allowed.source, source, "{managed_text}{user_text}");
        }
    }
    let harmless = settings("zebra = 1\n[records]\nkeep_days = 0", "");
    assert_eq!(harmless.findings.len(), 2);
    assert!(harmless.allow.delete.value);
}

#[test]
fn files_are_read_from_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places {
        machine: Some(folder.path().join("machine.toml")),
        user: Some(folder.path().join("user.toml")),
        user_named: false,
    };
    let nothing = Settings::load(&places);
    assert!(!nothing.is_managed());
    let empty = settings("", "");
    assert!(empty.is_managed());
    assert_eq!(
        Settings {
            managed: true,
            ..nothing
        },
        empty
    );
    let named = Places {
        user_named: true,
        ..places.clone()
    };
    let absent = Settings::load(&named);
    assert_eq!(absent.findings[0].code, FindingCode::FileUnreadable);

    fs::write(folder.path().join("machine.toml"), "records.keep_days = 1").unwrap();
    fs::write(folder.path().join("user.toml"), "records.keep_days = 2").unwrap();
    let both = Settings::load(&places);
    assert_eq!(both.keep_records_days.value, 1);
    assert!(matches!(
        both.keep_records_days.source,
        Source::Managed { line: 1, .. }
    ));
}
