//! AWS profiles in the files that the AWS command line uses: which there are, of what kind, and
//! by what chain of roles one of them leads to credentials. Nothing is written to those files, and
//! no secret in them gets out of here but as the SDK's own credentials.

use std::{path::PathBuf, time::Duration};

use aws_config::profile::{Profile, ProfileSet};
use aws_credential_types::Credentials;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_types::os_shim_internal::{Env, Fs};

use crate::{
    connect::causes,
    domain::{Problem, ProblemCode},
};

use super::Role;

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
            .map_err(|error| Problem::with_message(ProblemCode::ProfileFiles, causes(&error)))
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
mod tests;
