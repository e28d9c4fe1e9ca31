#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use super::*;

/// Files of one test in a folder of their own, which goes when this does.
struct Files {
    folder: tempfile::TempDir,
    files: ProfileFiles,
}

fn files(config: &str, credentials: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let (at_config, at_credentials) = (
        folder.path().join("config"),
        folder.path().join("credentials"),
    );
    fs::write(&at_config, config).unwrap();
    fs::write(&at_credentials, credentials).unwrap();
    let files = ProfileFiles::at(at_config, at_credentials);
    Files { folder, files }
}

const CONFIG: &str = "
[default]
region = eu-west-2

[profile desk]
sso_session = desk
sso_account_id = 123456789012
sso_role_name = ConnectAdmin

[sso-session desk]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start

[profile old-desk]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = ConnectAdmin

[profile broker]
credential_process = /opt/broker --secret s3cret

[profile clean-up]
role_arn = arn:aws:iam::123456789012:role/CleanUp
source_profile = default
mfa_serial = arn:aws:iam::123456789012:mfa/ann
external_id = 42
role_session_name = ann
duration_seconds = 7200
region = us-east-1

[profile far]
role_arn = arn:aws:iam::210987654321:role/Far
source_profile = clean-up

[profile both]
role_arn = arn:aws:iam::123456789012:role/Both
source_profile = both

[profile on-both]
role_arn = arn:aws:iam::123456789012:role/OnBoth
source_profile = both

[profile itself]
role_arn = arn:aws:iam::123456789012:role/Itself
source_profile = itself

[profile round]
role_arn = arn:aws:iam::123456789012:role/Round
source_profile = about
[profile about]
role_arn = arn:aws:iam::123456789012:role/About
source_profile = round

[profile machine]
role_arn = arn:aws:iam::123456789012:role/Machine
credential_source = Ec2InstanceMetadata

[profile nowhere]
role_arn = arn:aws:iam::123456789012:role/Nowhere

[profile gone]
role_arn = arn:aws:iam::123456789012:role/Gone
source_profile = no-such

[profile long]
role_arn = arn:aws:iam::123456789012:role/Long
source_profile = default
duration_seconds = an hour

[profile twice]
role_arn = arn:aws:iam::123456789012:role/Twice
source_profile = clean-up
mfa_serial = arn:aws:iam::210987654321:mfa/ann

[profile pod]
role_arn = arn:aws:iam::123456789012:role/Pod
web_identity_token_file = /var/token

[profile console]
login_session = arn:aws:iam::123456789012:user/ann
";

const CREDENTIALS: &str = "
[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI
[both]
aws_access_key_id = AKIABOTH000000000000
aws_secret_access_key = wJalrXUtnFEMI
[spare]
aws_access_key_id = AKIAI44QH8DHBEXAMPLE
aws_secret_access_key = wJalrXUtnFEMI
";

#[tokio::test]
async fn profiles_are_listed_by_name_with_their_kind_and_never_a_secret() {
    let here = files(CONFIG, CREDENTIALS);
    let all = profiles(&here.files).await.unwrap();
    let role = |source: &str, role: &str, mfa_serial: Option<&str>| ProfileKind::Role {
        source: source.into(),
        arn: format!("arn:aws:iam::123456789012:role/{role}"),
        mfa_serial: mfa_serial.map(Into::into),
    };
    for (name, kind, region) in [
        ("default", ProfileKind::Keys, Some("eu-west-2")),
        ("spare", ProfileKind::Keys, None),
        ("desk", ProfileKind::Sso, None),
        ("old-desk", ProfileKind::Sso, None),
        ("broker", ProfileKind::Process, None),
        (
            "clean-up",
            role(
                "default",
                "CleanUp",
                Some("arn:aws:iam::123456789012:mfa/ann"),
            ),
            Some("us-east-1"),
        ),
        ("both", role("both", "Both", None), None),
        ("machine", ProfileKind::Other, None),
        ("nowhere", ProfileKind::Other, None),
        ("pod", ProfileKind::Other, None),
        ("console", ProfileKind::Other, None),
    ] {
        let entry = all.iter().find(|entry| entry.name == name).unwrap();
        assert_eq!(entry.kind, kind, "{name}");
        assert_eq!(entry.region.as_deref(), region, "{name}");
    }
    assert_eq!(all.len(), 19);
    assert!(all.is_sorted_by(|a, b| a.name < b.name));
    let told = format!("{all:?}");
    assert!(
        !told.contains("wJalr") && !told.contains("s3cret"),
        "{told}"
    );
}

async fn resolved(name: &str) -> Result<(String, Vec<String>), Problem> {
    let here = files(CONFIG, CREDENTIALS);
    let chain = chain(&here.files, name).await?;
    assert!(!format!("{chain:?}").contains("wJalr"), "{chain:?}");
    let start = match &chain.start {
        ChainStart::Profile { name, is_sso: true } => format!("sso {name}"),
        ChainStart::Profile { name, .. } => format!("profile {name}"),
        ChainStart::Keys(keys) => format!("keys {}", keys.access_key_id()),
    };
    let roles = chain.roles.iter();
    let roles = roles.filter_map(|role| role.arn.rsplit('/').next());
    Ok((start, roles.map(str::to_owned).collect()))
}

#[tokio::test]
async fn a_profile_is_followed_to_where_its_credentials_come_from() {
    for (name, start, roles) in [
        ("spare", "profile spare", &[][..]),
        ("desk", "sso desk", &[]),
        ("broker", "profile broker", &[]),
        ("pod", "profile pod", &[]),
        ("clean-up", "keys AKIAIOSFODNN7EXAMPLE", &["CleanUp"]),
        ("far", "keys AKIAIOSFODNN7EXAMPLE", &["CleanUp", "Far"]),
        ("both", "keys AKIABOTH000000000000", &["Both"]),
        ("on-both", "keys AKIABOTH000000000000", &["OnBoth"]),
    ] {
        let (from, through) = resolved(name).await.unwrap();
        assert_eq!(from, start, "{name}");
        assert_eq!(through, roles, "{name}");
    }
}

#[tokio::test]
async fn a_role_is_taken_over_with_everything_that_a_profile_says_of_it() {
    let here = files(CONFIG, CREDENTIALS);
    let chain = chain(&here.files, "clean-up").await.unwrap();
    let role = Role {
        arn: "arn:aws:iam::123456789012:role/CleanUp".into(),
        external_id: Some("42".into()),
        session_name: Some("ann".into()),
        mfa_serial: Some("arn:aws:iam::123456789012:mfa/ann".into()),
        duration: Some(Duration::from_secs(7200)),
    };
    assert_eq!(chain.roles, [role]);
}

#[tokio::test]
async fn a_profile_that_leads_nowhere_says_why() {
    for (name, code, word) in [
        ("no-such", ProblemCode::ProfileMissing, "no-such"),
        ("gone", ProblemCode::ProfileMissing, "no-such"),
        ("itself", ProblemCode::ProfileUnusable, "its own source"),
        (
            "round",
            ProblemCode::ProfileUnusable,
            "round → about → round",
        ),
        ("machine", ProblemCode::ProfileUnusable, "instance metadata"),
        ("nowhere", ProblemCode::ProfileUnusable, "no source_profile"),
        ("long", ProblemCode::ProfileUnusable, "duration_seconds"),
        (
            "twice",
            ProblemCode::ProfileUnusable,
            "more than one MFA code",
        ),
    ] {
        let problem = resolved(name).await.unwrap_err();
        assert_eq!(problem.code, code, "{name}");
        assert!(problem.to_string().contains(word), "{name}: {problem}");
    }
}

#[tokio::test]
async fn a_broken_file_is_named_with_the_line_and_not_quoted() {
    let here = files(
        "[default]\nregion = eu-west-2\n",
        "[default]\n\nwJalrXUtnFEMI\n",
    );
    let problem = profiles(&here.files).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::ProfileFiles);
    let told = problem.to_string();
    assert!(told.contains("credentials on line 3"), "{told}");
    assert!(!told.contains("wJalr"), "{told}");

    fs::remove_file(here.folder.path().join("config")).unwrap();
    let problem = profiles(&here.files).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::ProfileFiles);
    assert!(problem.to_string().contains("config"), "{problem}");
}

#[tokio::test]
async fn the_usual_files_are_those_that_the_environment_names_or_none() {
    let here = files("[profile mine]\n", "");
    let path = |name: &str| here.folder.path().join(name).display().to_string();
    let env = Env::from_slice(&[
        ("AWS_CONFIG_FILE", &path("config")),
        ("AWS_SHARED_CREDENTIALS_FILE", &path("no such file")),
    ]);
    let entries = list(&ProfileFiles::usual(), &env).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].name, "mine");

    let nobody = Env::from_slice(&[("HOME", &path("")), ("USERPROFILE", &path(""))]);
    assert_eq!(list(&ProfileFiles::usual(), &nobody).await, Ok(Vec::new()));
}
