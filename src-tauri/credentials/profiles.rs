//! AWS profiles in the files that the AWS command line uses: which there are, of what kind, and
//! by what chain of roles one of them leads to credentials. Nothing is written to those files, and
//! no secret in them gets out of here but as the SDK's own credentials.

use std::{path::PathBuf, time::Duration};

use aws_config::profile::{Profile, ProfileSet};
use aws_credential_types::Credentials;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_types::os_shim_internal::{Env, Fs};

use crate::domain::{Problem, ProblemCode};

use super::{Role, sts};

/// Where profiles are read from.
#[derive(Clone, Debug, Default)]
pub struct ProfileFiles(EnvConfigFiles);

impl ProfileFiles {
    /// The usual files: `~/.aws/config` and `~/.aws/credentials`, or those that `AWS_CONFIG_FILE`
    /// and `AWS_SHARED_CREDENTIALS_FILE` name. It is no error if they don't exist.
    pub fn usual() -> Self {
        Self::default()
    }

    /// Two files elsewhere, which have to exist.
    pub fn at(config: impl Into<PathBuf>, credentials: impl Into<PathBuf>) -> Self {
        Self(
            EnvConfigFiles::builder()
                .with_file(EnvConfigFileKind::Config, config)
                .with_file(EnvConfigFileKind::Credentials, credentials)
                .build(),
        )
    }

    pub(super) fn for_sdk(&self) -> EnvConfigFiles {
        self.0.clone()
    }

    async fn read(&self, env: &Env) -> Result<ProfileSet, Problem> {
        aws_config::profile::load(&Fs::real(), env, &self.0, None)
            .await
            // It names the file and the line, and quotes nothing.
            .map_err(|error| Problem::with_message(ProblemCode::ProfileFiles, sts::causes(&error)))
    }
}

/// A profile as a list of them shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileEntry {
    /// Its name.
    pub name: String,
    /// Where its credentials come from.
    pub kind: ProfileKind,
    /// The Region that it names.
    pub region: Option<String>,
}

/// Where a profile's credentials come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileKind {
    /// Access keys in the file.
    Keys,
    /// IAM Identity Center, signed in to with the AWS command line.
    Sso,
    /// Another program.
    Process,
    /// A role, assumed with the credentials of another profile.
    Role {
        /// The other profile.
        source: String,
        /// The role's ARN.
        arn: String,
        /// The MFA device whose code the role asks for.
        mfa_serial: Option<String>,
    },
    /// Something else, or nothing: Roster can't use the profile, or it isn't known whether.
    Other,
}

/// Lists all profiles by name.
///
/// # Errors
///
/// Fails with [`ProblemCode::ProfileFiles`], which names the file and the line, if a file can't be
/// read or understood.
pub async fn profiles(files: &ProfileFiles) -> Result<Vec<ProfileEntry>, Problem> {
    list(files, &Env::real()).await
}

async fn list(files: &ProfileFiles, env: &Env) -> Result<Vec<ProfileEntry>, Problem> {
    let set = files.read(env).await?;
    let mut entries: Vec<_> = set
        .profiles()
        .filter_map(|name| set.get_profile(name))
        .map(|profile| ProfileEntry {
            name: profile.name().to_owned(),
            kind: kind(profile),
            region: value(profile, "region"),
        })
        .collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// How a profile leads to credentials: from a start through any number of roles, each assumed
/// with what came before it.
#[derive(Debug)]
pub(super) struct ProfileChain {
    pub(super) start: ChainStart,
    pub(super) roles: Vec<Role>,
}

/// What a chain of roles begins with.
#[derive(Debug)]
pub(super) enum ChainStart {
    /// A profile without a role, which the SDK knows how to load.
    Profile {
        /// Its name.
        name: String,
        /// Whether it stands on a session of IAM Identity Center.
        is_sso: bool,
    },
    /// Access keys that stand in one profile with a role.
    Keys(Credentials),
}

/// Follows a profile to where its credentials come from. The order in which things count is that
/// of the SDK's own provider, which can't be used for roles: it never asks for an MFA code.
pub(super) async fn chain(files: &ProfileFiles, name: &str) -> Result<ProfileChain, Problem> {
    resolve(&files.read(&Env::real()).await?, name)
}

fn resolve(set: &ProfileSet, chosen: &str) -> Result<ProfileChain, Problem> {
    let mut roles = Vec::new();
    let mut visited: Vec<&str> = Vec::new();
    let mut name = chosen;
    let start = loop {
        let profile = set.get_profile(name).ok_or_else(|| missing(name))?;
        if visited.contains(&name) {
            let circle = [visited.as_slice(), &[name]].concat().join(" → ");
            return Err(unusable(
                name,
                &format!("its source profiles go in a circle: {circle}"),
            ));
        }
        visited.push(name);
        let own_keys = static_keys(profile);
        // A profile that others build on is taken for its keys, if it has some, before its role.
        if visited.len() > 1
            && let Some(keys) = own_keys
        {
            break ChainStart::Keys(keys);
        }
        if profile.get("credential_source").is_some() {
            return Err(unusable(
                name,
                "it takes credentials from instance metadata or the environment, which Roster \
                 doesn't",
            ));
        }
        let Some(role) = role(profile)? else {
            break ChainStart::Profile {
                name: name.to_owned(),
                is_sso: kind(profile) == ProfileKind::Sso,
            };
        };
        roles.push(role);
        match profile.get("source_profile") {
            Some(source) if source == name => match own_keys {
                Some(keys) => break ChainStart::Keys(keys),
                None => return Err(unusable(name, "it is its own source, and has no keys")),
            },
            Some(source) => name = source,
            None => return Err(unusable(name, "it names a role, and no source_profile")),
        }
    };
    if roles
        .iter()
        .filter(|role| role.mfa_serial.is_some())
        .count()
        > 1
    {
        return Err(unusable(chosen, "it takes more than one MFA code"));
    }
    roles.reverse();
    Ok(ProfileChain { start, roles })
}

fn kind(profile: &Profile) -> ProfileKind {
    let has = |key| profile.get(key).is_some();
    match (profile.get("role_arn"), profile.get("source_profile")) {
        _ if has("web_identity_token_file") || has("credential_source") => ProfileKind::Other,
        (Some(arn), Some(source)) => ProfileKind::Role {
            source: source.to_owned(),
            arn: arn.to_owned(),
            mfa_serial: value(profile, "mfa_serial"),
        },
        (Some(_), None) => ProfileKind::Other,
        _ if has("sso_session") || has("sso_start_url") => ProfileKind::Sso,
        _ if has("login_session") => ProfileKind::Other,
        _ if has("credential_process") => ProfileKind::Process,
        _ if has("aws_access_key_id") => ProfileKind::Keys,
        _ => ProfileKind::Other,
    }
}

/// The role that a profile assumes with the credentials of another.
fn role(profile: &Profile) -> Result<Option<Role>, Problem> {
    let arn = match value(profile, "role_arn") {
        // With a web identity token a role is where a chain starts.
        Some(arn) if profile.get("web_identity_token_file").is_none() => arn,
        _ => return Ok(None),
    };
    let duration = match profile.get("duration_seconds").map(str::parse) {
        None => None,
        Some(Ok(seconds)) => Some(Duration::from_secs(seconds)),
        Some(Err(_)) => {
            return Err(unusable(
                profile.name(),
                "its duration_seconds is no number",
            ));
        }
    };
    Ok(Some(Role {
        arn,
        external_id: value(profile, "external_id"),
        session_name: value(profile, "role_session_name"),
        mfa_serial: value(profile, "mfa_serial"),
        duration,
    }))
}

fn static_keys(profile: &Profile) -> Option<Credentials> {
    Some(Credentials::new(
        profile.get("aws_access_key_id")?,
        profile.get("aws_secret_access_key")?,
        value(profile, "aws_session_token"),
        None,
        "Profile",
    ))
}

fn value(profile: &Profile, key: &str) -> Option<String> {
    profile.get(key).map(str::to_owned)
}

fn missing(name: &str) -> Problem {
    Problem::with_message(
        ProblemCode::ProfileMissing,
        format!("There is no profile “{name}”."),
    )
}

fn unusable(name: &str, why: &str) -> Problem {
    Problem::with_message(
        ProblemCode::ProfileUnusable,
        format!("The profile “{name}” can't be used: {why}."),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
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
}
