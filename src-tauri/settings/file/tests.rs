//! What is found in a file, and where; that a mistake costs itself only; that the example and the
//! documentation have every key.

mod mistakes;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::settings::{
    findings::Severity,
    instances::SignIn,
    values::{Colour, InstanceReference},
};
use mistakes::{ID, berlin, mistakes};

fn parse(text: &str) -> SettingsFile {
    SettingsFile::parse("roster.toml", Authority::User, text)
}

/// The example with every setting switched on.
fn example() -> String {
    let switched_on = |line: &'static str| match line.strip_prefix('#') {
        Some(setting) if !setting.is_empty() && !setting.starts_with(' ') => setting,
        _ => line,
    };
    let lines = include_str!("../example.toml").lines().map(switched_on);
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn every_mistake_is_found_where_it_is() {
    let mut seen = BTreeSet::new();
    for (marked, code, key) in mistakes() {
        let text = marked.replace('‸', "");
        let findings = parse(&text).findings;
        let [finding] = &findings[..] else {
            panic!("{marked}: {findings:?}");
        };
        assert_eq!(
            (finding.code, finding.key.as_deref()),
            (code, key),
            "{marked}"
        );
        let before = match marked.split_once('‸') {
            Some((before, _)) => before.trim_start_matches('\u{feff}').to_owned(),
            // The Region contradicts what comes after it.
            None => text.split_once("\"eu-central-1\"").unwrap().0.to_owned(),
        };
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let place = (finding.line as usize, finding.column as usize);
        assert_eq!(place, (line, column), "{marked}");
        for sentence in [finding.what(), finding.mend()] {
            assert!(!sentence.contains("{{"), "{marked}: {sentence}");
        }
        seen.insert(code);
    }
    // These need a file on disk, two files, or a person who adds an instance.
    let elsewhere = [
        FindingCode::FileUnreadable,
        FindingCode::NotUtf8,
        FindingCode::InstanceManaged,
        FindingCode::InstanceListed,
    ];
    seen.extend(elsewhere);
    assert_eq!(seen, BTreeSet::from(FindingCode::ALL));
}

#[test]
fn suggestions_name_what_was_meant() {
    for (text, suggestion) in [
        ("keep_days = 30", "`records.keep_days`"),
        ("[alow]", "`allow`"),
        (&berlin("endpont_url = 1"), "`instances.endpoint_url`"),
        (&berlin("open_last_instance = true"), "`open_last_instance`"),
        (&berlin("colour = \"Teal\""), "\"teal\""),
        (
            "[[instances]]\nname = \"a\"\nregion = \"eu-central-1a\"",
            "\"eu-central-1\"",
        ),
    ] {
        let findings = parse(text).findings;
        assert_eq!(findings.len(), 1, "{text}");
        assert!(findings[0].mend().contains(suggestion), "{}", findings[0]);
    }
}

#[test]
fn only_what_may_hide_a_limit_blocks() {
    for (marked, code, key) in mistakes() {
        let finding = parse(&marked.replace('‸', "")).findings.remove(0);
        let in_limits = |key: &str| {
            ["allow", "batches", "protected"]
                .iter()
                .any(|limits| key.starts_with(limits))
        };
        let blocks = key.is_none_or(in_limits);
        assert_eq!(
            finding.severity == Severity::Blocking,
            blocks,
            "{code:?} {marked}"
        );
    }
}

#[test]
fn a_mistake_in_an_instance_costs_it_only_if_it_decides_where_it_leads() {
    for (lines, kept) in [
        ("colour = 1", true),
        ("quotas = 1", true),
        ("quotas.users = 0", true),
        ("zebra = 1", true),
        ("sign_in = \"access-keys\"\nprofile = \"p\"", true),
        ("endpoint_url = 1", false),
        ("sts_endpoint_url = \"http://a\"", false),
        ("role = 1", false),
        ("role.arn = 1", false),
        ("sign_in = 1", false),
        ("profile = 1", false),
        ("instance = 1", false),
    ] {
        let file = parse(&format!("{}{}", berlin(lines), "[records]\nkeep_days = 7"));
        assert_eq!(file.findings.len(), 1, "{lines}");
        assert_eq!(file.instance_count() == 1, kept, "{lines}");
        assert_eq!(file.keep_records_days.unwrap().value, 7);
    }
}

#[test]
fn no_finding_repeats_a_value() {
    let pasted = "wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY";
    for line in example().lines().filter(|line| line.contains(" = ")) {
        let (key, _) = line.split_once(" = ").unwrap();
        let text = example().replace(line, &format!("{key} = \"{pasted}\""));
        for finding in parse(&text).findings {
            assert!(!finding.to_string().contains(pasted), "{finding}");
            assert!(!format!("{finding:?}").contains(pasted), "{finding:?}");
        }
    }
}

#[test]
fn the_example_is_clean_off_and_on() {
    let off = parse(include_str!("../example.toml"));
    assert_eq!(off.findings, []);
    assert_eq!(format!("{off:?}"), format!("{:?}", parse("")));

    let on = parse(&example());
    assert_eq!(on.findings, []);
    assert_eq!(on.instance_count(), 2);
    assert_eq!(on.logins.len(), 2);
    let [berlin, london] = &on.instances[..] else {
        panic!("{:?}", on.instances);
    };
    assert_eq!(berlin.value.colour, Some(Colour::Teal));
    assert_eq!(berlin.value.quotas.quick_connects, Some(100));
    assert_eq!(london.value.region, "eu-west-2");
    assert_eq!(
        london.value.sign_in,
        SignIn::Profile("connect-admin".into())
    );
    assert!(london.value.role.is_some());
}

/// Each key of the example is given a date, which no key takes: so each is read, as what it is
/// said to be, and costs no other.
#[test]
fn every_key_of_the_example_is_read() {
    let example = example();
    let mut read = BTreeSet::new();
    for (index, line) in example.lines().enumerate() {
        let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let with_date = |(other, text)| match other == index {
            true => format!("{key} = 1979-05-27\n"),
            false => format!("{text}\n"),
        };
        let text: String = example.lines().enumerate().map(with_date).collect();
        let findings = parse(&text).findings;
        let [finding] = &findings[..] else {
            panic!("{line}: {findings:?}");
        };
        let place = (finding.line as usize, finding.column as usize);
        assert_eq!(place, (index + 1, key.len() + 4), "{line}");
        assert!(
            format!("{:?}", finding.code).starts_with("Expected"),
            "{finding}"
        );
        read.insert(finding.key.clone().unwrap());
    }
    let sections = schema::SECTIONS.map(|section| section.path.to_owned());
    let expected: BTreeSet<String> = schema::every_key()
        .filter(|key| !sections.contains(key) || key == "instances.quotas")
        .filter(|key| !key.starts_with("instances.quotas."))
        .collect();
    assert_eq!(read, expected);
    // The quotas stand on one line, as an inline table.
    assert!(example.contains("quotas = { users = 500, quick_connects = 100 }"));
}

#[test]
fn the_documentation_has_every_key_and_every_value() {
    let documentation = include_str!("../../../docs/settings.md");
    for key in schema::every_key() {
        let row = format!("| `{key}` |");
        assert!(documentation.contains(&row), "{row}");
    }
    let rows = documentation.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), schema::every_key().count());
    for (name, _) in Colour::NAMES {
        assert!(documentation.contains(&format!("`\"{name}\"`")), "{name}");
    }
    for (name, _) in instances::SIGN_IN {
        assert!(documentation.contains(&format!("`\"{name}\"`")), "{name}");
    }
}

#[test]
fn an_instance_is_named_by_id_arn_or_access_url() {
    let arn = format!("arn:aws:connect:eu-central-1:123456789012:instance/{ID}");
    let capital = ID.to_uppercase();
    let id = || InstanceReference::Id(ID.parse().unwrap());
    let alias = |alias: &str| InstanceReference::Alias(alias.into());
    for (text, instance) in [
        (ID, id()),
        (&capital, id()),
        (
            &arn,
            InstanceReference::Arn {
                arn: arn.clone(),
                id: ID.parse().unwrap(),
                region: "eu-central-1".into(),
            },
        ),
        ("https://berlin.my.connect.aws", alias("berlin")),
        ("https://Berlin-2.my.connect.aws/users#/", alias("berlin-2")),
        ("berlin.my.connect.aws/home", alias("berlin")),
        ("https://berlin.awsapps.com/connect/home", alias("berlin")),
    ] {
        let file = parse(&berlin(&format!("instance = \" {text}\"")));
        assert_eq!(file.findings, [], "{text}");
        assert_eq!(file.instances[0].value.instance, Some(instance), "{text}");
    }
    for text in [
        "https://my.connect.aws",
        "https://.my.connect.aws",
        "https://a.b.my.connect.aws",
        "https://-a.my.connect.aws",
        "https://d-1234.my.connect.aws",
        "http://berlin.my.connect.aws",
        "https://berlin.my.connect.aws.example.com",
        "https://berlin.awsapps.com/other",
        "arn:aws-us-gov:connect:eu-central-1:123456789012:instance/12345678-90ab-cdef-1234-567890abcdef",
        "arn:aws:connect:eu-central-9:123456789012:instance/12345678-90ab-cdef-1234-567890abcdef",
        "arn:aws:connect:eu-central-1:123456789012:instance/12345678-90ab-cdef-1234-567890abcdef/agent/1",
        "arn:aws:connect:eu-central-1:12345:instance/12345678-90ab-cdef-1234-567890abcdef",
        "arn:aws:connect:eu-central-1:123456789012:queue/12345678-90ab-cdef-1234-567890abcdef",
        "arn:aws:iam:eu-central-1:123456789012:instance/12345678-90ab-cdef-1234-567890abcdef",
        "{12345678-90ab-cdef-1234-567890abcdef}",
    ] {
        let file = parse(&berlin(&format!("instance = \"{text}\"")));
        assert_eq!(file.findings.len(), 1, "{text}");
        assert_eq!(file.instance_count(), 0, "{text}");
    }
}

#[test]
fn how_to_sign_in_follows_from_the_lines() {
    for (lines, sign_in) in [
        ("", SignIn::AccessKeys),
        ("sign_in = \"access-keys\"", SignIn::AccessKeys),
        ("sign_in = \"environment\"", SignIn::Environment),
        ("profile = \"p\"", SignIn::Profile("p".into())),
        (
            "sign_in = \"profile\"\nprofile = \"p\"",
            SignIn::Profile("p".into()),
        ),
    ] {
        let file = parse(&berlin(lines));
        assert_eq!(file.findings, [], "{lines}");
        assert_eq!(file.instances[0].value.sign_in, sign_in, "{lines}");
    }
}

#[test]
fn addresses_and_folders_that_can_be_meant_are_taken() {
    for line in [
        "endpoint_url = \"http://127.0.0.1:8080\"",
        "endpoint_url = \"http://localhost:8080/connect\"",
        "endpoint_url = \"http://[::1]:8080\"",
        "sts_endpoint_url = \"https://sts.example.com\"",
    ] {
        assert_eq!(parse(&berlin(line)).findings, [], "{line}");
    }
    for host in [
        "*",
        "*.example.com",
        "[::1]:443",
        "10.0.0.0/8",
        "bücher.example",
    ] {
        let text = format!("proxy.no_proxy = ['{host}']\nproxy.url = 'https://proxy'");
        assert_eq!(parse(&text).findings, [], "{host}");
    }
    let home = Path::new("home");
    for (folder, path) in [
        ("~", home.to_owned()),
        ("~/Reports", home.join("Reports")),
        (r"~\Reports", home.join("Reports")),
        ("/srv/reports", "/srv/reports".into()),
        (r"C:\Reports", r"C:\Reports".into()),
        (r"\\server\share", r"\\server\share".into()),
    ] {
        let file = parse(&format!("reports.folder = '{folder}'"));
        assert_eq!(file.findings, [], "{folder}");
        assert_eq!(file.reports_folder.unwrap().value.path(home), path);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_one_finding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.toml");
    assert_eq!(SettingsFile::load(&path, Authority::User).findings, []);
    let named = SettingsFile::load_named(&path, Authority::User).findings;
    assert_eq!(
        (named[0].code, named.len()),
        (FindingCode::FileUnreadable, 1)
    );

    std::fs::write(&path, b"records.keep_days = 7\n# \xc3\xa4\xe4\n").unwrap();
    let latin = SettingsFile::load(&path, Authority::User);
    assert_eq!(latin.keep_records_days, None);
    let [finding] = &latin.findings[..] else {
        panic!("{latin:?}");
    };
    assert_eq!(finding.code, FindingCode::NotUtf8);
    assert_eq!((finding.line, finding.column), (2, 4));

    let a_folder = SettingsFile::load(folder.path(), Authority::User).findings;
    assert_eq!(a_folder[0].code, FindingCode::FileUnreadable);
    assert_eq!(a_folder[0].severity, Severity::Blocking);
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "(?s).{0,200}") {
        let file = parse(&text);
        for finding in &file.findings {
            prop_assert!(finding.line as usize <= text.matches('\n').count() + 1);
            prop_assert!(finding.column as usize <= text.chars().count() + 1);
        }
    }

    #[test]
    fn no_mix_of_settings_is_too_odd(
        lines in prop::collection::vec(0..200_usize, 0..40),
        cut in prop::option::of(0..60_usize),
    ) {
        let example = example();
        let all: Vec<&str> = example.lines().collect();
        let pick = |index: &usize| all.get(index % all.len()).copied();
        let mut text: Vec<&str> = lines.iter().filter_map(pick).collect();
        if let (Some(cut), Some(last)) = (cut, text.last_mut()) {
            let end = last.char_indices().map(|(at, _)| at).nth(cut);
            *last = &last[..end.unwrap_or(last.len())];
        }
        let text = text.join("\n");
        for finding in parse(&text).findings {
            prop_assert!(!finding.what().contains("{{"));
            prop_assert!(!finding.mend().contains("{{"));
        }
    }

    #[test]
    fn what_is_valid_survives_its_neighbours(
        broken in prop::collection::btree_set(0..64_usize, 0..8),
        odd in "[a-z]{1,12}",
    ) {
        // Each of the example's settings is either as it should be or a date, and `odd` is an
        // unknown key. What should be read can be told from what stands in the text.
        let mut text = String::new();
        let mut spoilt = BTreeSet::new();
        let mut number = 0;
        let mut section = String::new();
        for line in example().lines() {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_matches(['[', ']']).to_owned();
            }
            match line.split_once(" = ").filter(|_| !line.starts_with('#')) {
                Some((key, _)) => {
                    if broken.contains(&number) {
                        spoilt.insert(format!("{section}.{key}"));
                        text += &format!("{key} = 1979-05-27\n");
                    } else {
                        text += &format!("{line}\n");
                    }
                    number += 1;
                }
                None => text += &format!("{line}\n"),
            }
        }
        text += &format!("[zz_{odd}]\n");
        let file = parse(&text);
        let fine = |key: &str| !spoilt.contains(key);
        prop_assert_eq!(file.open_last_instance.is_some(), fine(".open_last_instance"));
        prop_assert_eq!(file.edit.is_some(), fine("allow.edit"));
        prop_assert_eq!(file.create.is_some(), fine("allow.create"));
        prop_assert_eq!(file.delete.is_some(), fine("allow.delete"));
        prop_assert_eq!(file.largest_batch.is_some(), fine("batches.largest"));
        prop_assert_eq!(!file.logins.is_empty(), fine("protected.logins"));
        prop_assert_eq!(!file.tags.is_empty(), fine("protected.tags"));
        prop_assert_eq!(!file.security_profiles.is_empty(), fine("protected.security_profiles"));
        prop_assert_eq!(file.proxy_url.is_some(), fine("proxy.url"));
        prop_assert_eq!(file.no_proxy.is_some(), fine("proxy.no_proxy"));
        prop_assert_eq!(file.reports_folder.is_some(), fine("reports.folder"));
        prop_assert_eq!(file.keep_records_days.is_some(), fine("records.keep_days"));
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("roster.toml");
        std::fs::write(&path, &bytes).unwrap();
        let file = SettingsFile::load(&path, Authority::Managed);
        let unreadable = std::str::from_utf8(&bytes).is_err();
        prop_assert_eq!(file.findings.iter().any(|f| f.code == FindingCode::NotUtf8), unreadable);
    }
}
