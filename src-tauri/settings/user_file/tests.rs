//! Changes keep all else in the file as it was, and a file that can't be read is never touched.

use proptest::prelude::*;

use super::*;
use crate::settings::{
    instances::{Quotas, RoleSettings, SignIn},
    values::{Colour, InstanceReference},
};

const FILE: &str = "\
# Ann's own settings.
# Ask her before you change them.

open_last_instance = true # she likes it

# The office.
[[instances]]
name = 'Berlin' # single quotes
region = \"eu-central-1\"
colour = \"teal\"
zebra = 1

  # Where the private link leads.
[[instances]]
  name = \"London\"
  region = \"eu-west-2\"
  profile = \"p\"
[instances.role]
arn = \"arn:aws:iam::123456789012:role/r\" # ours

[records] # short
keep_days = 30
# The end.
";

fn instance(name: &str) -> InstanceSettings {
    InstanceSettings {
        name: name.into(),
        region: "us-east-1".into(),
        instance: None,
        sign_in: SignIn::AccessKeys,
        role: None,
        endpoint_url: None,
        sts_endpoint_url: None,
        colour: None,
        quotas: Quotas::default(),
    }
}

/// An instance with everything that one can have.
fn full() -> InstanceSettings {
    InstanceSettings {
        instance: Some(InstanceReference::Alias("acme".into())),
        sign_in: SignIn::Profile("p".into()),
        role: Some(RoleSettings {
            arn: "arn:aws:iam::123456789012:role/path/r".into(),
            external_id: Some("ab".into()),
            session_name: Some("session".into()),
            mfa_serial: Some("arn:aws:iam::123456789012:mfa/ann".into()),
        }),
        endpoint_url: Some("http://127.0.0.1:1".into()),
        sts_endpoint_url: Some("https://sts.example.com".into()),
        colour: Some(Colour::Pink),
        quotas: Quotas {
            users: Some(1),
            quick_connects: Some(u32::MAX),
        },
        ..instance("All \"quoted\" \\ of it, Zoë 🙂")
    }
}

fn read(text: &str) -> Vec<InstanceSettings> {
    values(&SettingsFile::parse("f", Authority::User, text))
}

fn applied(change: &Change<'_>, text: &str) -> String {
    change.applied("roster.toml", text).unwrap()
}

#[test]
fn what_is_added_stands_at_the_end_and_comes_back() {
    for text in [
        "",
        "# A comment.\n",
        "#a = 1",
        FILE,
        "instances = []\n",
        "\u{feff}a = 1\r\n",
    ] {
        let new = applied(&Change::Add(&full()), text);
        assert_eq!(read(&new).last(), Some(&full()), "{new}");
        let new = applied(&Change::Add(&instance("Another")), &new);
        assert_eq!(read(&new).last(), Some(&instance("Another")), "{new}");
    }
    let new = applied(&Change::Add(&instance("Paris")), FILE);
    let added =
        "\n[[instances]]\nname = \"Paris\"\nregion = \"us-east-1\"\nsign_in = \"access-keys\"\n";
    let records = FILE.find("\n[records]").unwrap();
    let (before, after) = FILE.split_at(records);
    assert_eq!(new, format!("{before}{added}{after}"));
}

#[test]
fn commented_out_settings_stay_before_the_first_instance() {
    let example = include_str!("../example.toml");
    let new = applied(&Change::Add(&instance("Paris")), example);
    let added =
        "\n[[instances]]\nname = \"Paris\"\nregion = \"us-east-1\"\nsign_in = \"access-keys\"\n";
    assert_eq!(new, format!("{example}{added}"));
}

#[test]
fn a_change_touches_its_own_values_only() {
    let [berlin, london] = &read(FILE)[..] else {
        unreachable!("FILE has two instances");
    };
    let changed = InstanceSettings {
        region: "us-west-2".into(),
        colour: None,
        ..berlin.clone()
    };
    let new = applied(&Change::Replace("berlin", &changed), FILE);
    let expected = FILE
        .replace("\"eu-central-1\"", "\"us-west-2\"")
        .replace("colour = \"teal\"\n", "")
        .replace("zebra = 1\n", "zebra = 1\nsign_in = \"access-keys\"\n");
    assert_eq!(new, expected);

    let mut changed = london.clone();
    changed.role.as_mut().unwrap().external_id = Some("ab".into());
    let new = applied(&Change::Replace("London", &changed), FILE);
    let expected = FILE
        .replace(
            "  profile = \"p\"\n",
            "  profile = \"p\"\nsign_in = \"profile\"\n",
        )
        .replace("# ours\n", "# ours\nexternal_id = \"ab\"\n");
    assert_eq!(new, expected);

    let old = FILE.replace(
        "zebra = 1",
        "instance = 'https://acme.awsapps.com/connect/home'",
    );
    let [named_by_url, _] = &read(&old)[..] else {
        unreachable!("FILE has two instances");
    };
    let new = applied(&Change::Replace("Berlin", named_by_url), &old);
    assert!(
        new.contains("'https://acme.awsapps.com/connect/home'"),
        "{new}"
    );

    let new = applied(&Change::Replace("London", &full()), FILE);
    assert_eq!(read(&new), [berlin.clone(), full()]);
    let new = applied(&Change::Replace(&full().name, london), &new);
    assert_eq!(read(&new), read(FILE));
}

#[test]
fn what_is_removed_takes_its_own_comment_along() {
    let new = applied(&Change::Remove("Berlin"), FILE);
    let start = FILE.find("# The office.").unwrap();
    let end = FILE.find("\n  # Where").unwrap();
    assert_eq!(new, format!("{}{}", &FILE[..start], &FILE[end + 1..]));

    let both = applied(&Change::Remove("LONDON"), &new);
    assert!(!both.contains("instances"), "{both}");
    assert!(both.starts_with("# Ann's own settings.\n"), "{both}");
    assert!(
        both.ends_with("# short\nkeep_days = 30\n# The end.\n"),
        "{both}"
    );
}

#[test]
fn a_heading_outlives_the_instance_below_it() {
    let one = "# Ann's.\n\n# Berlin.\n[[instances]]\nname = \"a\"\nregion = \"eu-west-2\"\n";
    for (rest, expected) in [
        ("", "# Ann's.\n\n"),
        ("# The end.\n", "# Ann's.\n\n# The end.\n"),
        ("\n[records]\n", "# Ann's.\n\n[records]\n"),
    ] {
        assert_eq!(
            applied(&Change::Remove("a"), &format!("{one}{rest}")),
            expected
        );
    }
}

#[test]
fn inline_instances_are_changed_in_place() {
    let line = |name| format!("  {{ name = \"{name}\", region = \"eu-west-2\" }}, # {name}'s\n");
    let (a, b, c) = (line("a"), line("b"), line("c"));
    let text = format!("instances = [ # all\n{a}{b}{c}]\n");
    for (name, rest) in [("a", [&b, &c]), ("b", [&a, &c]), ("c", [&a, &b])] {
        let [one, two] = rest;
        let expected = format!("instances = [ # all\n{one}{two}]\n");
        assert_eq!(applied(&Change::Remove(name), &text), expected);

        let new = applied(&Change::Replace(name, &full()), &text);
        assert!(new.contains(&full().region), "{new}");
        let back = applied(&Change::Remove(&full().name), &new);
        assert_eq!(back, expected);
    }
    let added = applied(&Change::Add(&full()), &text);
    assert!(added.contains("# c's"), "{added}");
    let one_line = "instances = [{ name = \"a\", region = \"eu-west-2\" }]";
    assert_eq!(applied(&Change::Remove("a"), one_line), "instances = []\n");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
    let new = applied(&Change::Add(&instance("Paris")), &text);
    assert!(new.starts_with('\u{feff}'));
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    assert!(new.contains("name = \"Paris\"\r\n"));
}

#[test]
fn what_cannot_be_done_says_why_and_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.toml");
    let user = UserFile::at(&path);
    let broken = |text: &[u8]| {
        std::fs::write(&path, text).unwrap();
        let refused = user.add(&instance("Paris")).unwrap_err();
        assert!(matches!(refused, NotChanged::Unreadable(_)), "{refused:?}");
        assert!(user.remove("Berlin").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), text);
    };
    broken(b"[[instances]\nname = \"Berlin\"\n");
    broken(b"# \xe4\n");

    let unsuitable = [
        ("instances = 1", instance("Paris")),
        (FILE, instance("")),
        (
            FILE,
            InstanceSettings {
                region: "Atlantis".into(),
                ..instance("Paris")
            },
        ),
    ];
    for (text, instance) in unsuitable {
        std::fs::write(&path, text).unwrap();
        let refused = user.add(&instance).unwrap_err();
        assert!(matches!(refused, NotChanged::Unsuitable(_)), "{refused:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }

    let unused = "[[instances]]\nname = \"Paris\"\nregion = 1";
    std::fs::write(&path, unused).unwrap();
    let refused = user.add(&instance("Paris")).unwrap_err();
    assert!(matches!(refused, NotChanged::NameTaken));
    std::fs::write(&path, FILE).unwrap();
    let refused = user.add(&instance("BERLIN")).unwrap_err();
    assert!(matches!(refused, NotChanged::NameTaken));
    let refused = user.change("London", &instance("Berlin")).unwrap_err();
    assert!(matches!(refused, NotChanged::NameTaken));
    let refused = user.change("Paris", &instance("Paris")).unwrap_err();
    assert!(matches!(refused, NotChanged::NoSuchInstance));
    let refused = user.remove("Paris").unwrap_err();
    assert!(matches!(refused, NotChanged::NoSuchInstance));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), FILE);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_and_its_folder_are_made_when_the_first_instance_is_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("not yet there").join("roster.toml");
    let user = UserFile::at(&path);
    user.add(&full()).unwrap();
    user.change(&full().name, &instance("Paris")).unwrap();
    assert_eq!(
        read(&std::fs::read_to_string(&path).unwrap()),
        [instance("Paris")]
    );
    user.remove("Paris").unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "");

    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "").unwrap();
    let refused = UserFile::at(&in_the_way.join("roster.toml")).add(&full());
    assert!(matches!(refused, Err(NotChanged::System(_))), "{refused:?}");
}

proptest! {
    #[test]
    fn any_name_comes_back_or_nothing_is_written(name in "(?s).{0,20}", windows: bool) {
        let text = if windows { FILE.replace('\n', "\r\n") } else { FILE.to_owned() };
        let named = instance(&name);
        let change = Change::Add(&named);
        match change.applied("roster.toml", &text) {
            Ok(new) => {
                let mut wanted = read(&text);
                wanted.push(named.clone());
                prop_assert_eq!(read(&new), wanted);
            }
            // An empty name, blanks around it, or line ends that the file writes otherwise.
            Err(refused) => prop_assert!(
                name.trim().is_empty() || name.trim() != name || (windows && name.contains('\n')),
                "{refused}",
            ),
        }
    }
}
