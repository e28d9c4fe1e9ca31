//! Signing in and staying signed in: from access keys, a profile or the environment through roles
//! to credentials that renew themselves while they can, and can be replaced while work goes on.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use aws_config::{
    Region, environment::EnvironmentVariableCredentialsProvider,
    profile::ProfileFileCredentialsProvider, provider_config::ProviderConfig,
};
use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, error::CredentialsError, future},
};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::{http::SharedHttpClient, result::ConnectorError};
use jiff::Timestamp;
use tokio::sync::watch;

use crate::{
    connect::{causes, unreached},
    domain::{Caller, Problem, ProblemCode},
};

use super::{
    AccessKeys, MfaCode, ProfileFiles, Role,
    profiles::{self, ChainStart},
    sts,
};

/// How long before their end credentials are renewed that can be without asking anybody.
const AHEAD: Duration = Duration::from_secs(5 * 60);

/// How long a profile may take to load. Its program or its browser may ask the person first.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where credentials come from.
#[derive(Clone, Debug)]
pub enum SignIn {
    /// Access keys that a person typed.
    Keys(AccessKeys),
    /// An AWS profile by name.
    Profile(String),
    /// `AWS_ACCESS_KEY_ID` and the like. Only where a setting says so.
    Environment,
}

/// What signing in works with.
#[derive(Clone, Debug)]
pub struct Means {
    /// The AWS Region whose STS is asked.
    pub region: String,
    /// Where STS is, if not at the Region's own address.
    pub sts_endpoint_url: Option<String>,
    /// What carries the calls.
    pub http_client: SharedHttpClient,
    /// Where profiles are read from.
    pub profile_files: ProfileFiles,
    /// What time it is.
    pub clock: SharedTimeSource,
}

/// Somebody signed in. Hands out credentials to the SDK's clients, renewing them when they near
/// their end. Clones are the same one.
///
/// A client must be built with `IdentityCache::no_cache()`: the SDK's own cache would go on with
/// credentials that were replaced here.
#[derive(Clone)]
pub struct SignedIn(Arc<Shared>);

struct Shared {
    chain: tokio::sync::Mutex<Chain>,
    caller: Mutex<Caller>,
    standing: watch::Sender<Standing>,
}

/// How things stand with somebody's credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When they end; absent where nothing tells, as with keys that a person typed.
    pub expires_at: Option<Timestamp>,
    /// Whether somebody has to do something to go on after that.
    pub asks_again: bool,
    /// Why there are none any more.
    pub problem: Option<Problem>,
}

/// Signs in: finds credentials, assumes `role` on top if there is one, and asks AWS who that is.
/// `code` is used once, where the profile or the role names an MFA device.
///
/// # Errors
///
/// Fails with [`ProblemCode::MfaNeeded`] if a code is asked for and `code` is absent, naming the
/// device; and with whatever keeps credentials from being found or AWS from accepting them.
pub async fn sign_in(
    how: SignIn,
    role: Option<Role>,
    code: Option<MfaCode>,
    means: Means,
) -> Result<SignedIn, Problem> {
    let mut chain = Chain::follow(how, role, means).await?;
    let credentials = chain.credentials(code.as_ref()).await?;
    let caller = sts::caller(&chain.means, credentials).await?;
    let standing = watch::Sender::new(chain.standing(None));
    Ok(SignedIn(Arc::new(Shared {
        chain: tokio::sync::Mutex::new(chain),
        caller: Mutex::new(caller),
        standing,
    })))
}

impl SignedIn {
    /// As whom calls are made.
    pub fn caller(&self) -> Caller {
        self.lock_caller().clone()
    }

    /// Asks AWS once more who calls, with the credentials as they are now.
    ///
    /// # Errors
    ///
    /// What keeps credentials from being had, or AWS from accepting them.
    pub async fn check(&self) -> Result<(), Problem> {
        let credentials = self.credentials().await?;
        let means = self.0.chain.lock().await.means.clone();
        sts::caller(&means, credentials).await.map(|_| ())
    }

    /// How things stand, and a way to wait for a change. It changes when credentials are used,
    /// not by itself when their time is over.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.0.standing.subscribe()
    }

    /// Goes on with the credentials of `newer`, which everything that was given this one gets
    /// from now on.
    ///
    /// # Errors
    ///
    /// Fails with [`ProblemCode::OtherAccount`], changing nothing, if `newer` is of another AWS
    /// account.
    pub async fn replace(&self, newer: &SignedIn) -> Result<(), Problem> {
        let caller = newer.caller();
        let before = self.caller();
        if caller.account != before.account {
            return Err(Problem::with_message(
                ProblemCode::OtherAccount,
                format!("{} instead of {}", caller.account, before.account),
            ));
        }
        let theirs = newer.0.chain.lock().await.clone();
        let mut ours = self.0.chain.lock().await;
        *ours = theirs;
        *self.lock_caller() = caller;
        self.0.standing.send_replace(ours.standing(None));
        Ok(())
    }

    async fn credentials(&self) -> Result<Credentials, Problem> {
        let mut chain = self.0.chain.lock().await;
        let outcome = chain.credentials(None).await;
        let standing = chain.standing(outcome.as_ref().err().cloned());
        self.0.standing.send_if_modified(|known| {
            let differs = *known != standing;
            *known = standing;
            differs
        });
        outcome
    }

    fn lock_caller(&self) -> std::sync::MutexGuard<'_, Caller> {
        // Nothing can panic while it is held.
        self.0.caller.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProvideCredentials for SignedIn {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            // The problem goes along as the cause: `Problem::among_causes` finds it.
            self.credentials()
                .await
                .map_err(CredentialsError::provider_error)
        })
    }
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SignedIn").field(&self.caller()).finish()
    }
}

/// The way from the first credentials through roles to those that are used, with what is held at
/// each of its levels.
#[derive(Clone)]
struct Chain {
    means: Means,
    /// Where it starts and then the roles; never empty.
    levels: Vec<Level>,
}

#[derive(Clone)]
struct Level {
    source: Source,
    held: Option<Credentials>,
}

#[derive(Clone)]
enum Source {
    Keys(Credentials),
    Profile { name: String, is_sso: bool },
    Environment,
    Role(Role),
}

impl Chain {
    async fn follow(how: SignIn, role: Option<Role>, means: Means) -> Result<Self, Problem> {
        let (start, roles) = match how {
            SignIn::Keys(keys) => (Source::Keys(keys.credentials()), Vec::new()),
            SignIn::Environment => (Source::Environment, Vec::new()),
            SignIn::Profile(name) => {
                let chain = profiles::chain(&means.profile_files, &name).await?;
                let start = match chain.start {
                    ChainStart::Keys(keys) => Source::Keys(keys),
                    ChainStart::Profile { name, is_sso } => Source::Profile { name, is_sso },
                };
                (start, chain.roles)
            }
        };
        let roles = roles.into_iter().chain(role).map(Source::Role);
        let levels = std::iter::once(start)
            .chain(roles)
            .map(|source| Level { source, held: None })
            .collect();
        Ok(Self { means, levels })
    }

    /// The credentials at the end, renewed if they are close to theirs. If that fails, those
    /// that are held are used to the last.
    async fn credentials(&mut self, code: Option<&MfaCode>) -> Result<Credentials, Problem> {
        let problem = match self.renewed(code).await {
            Ok(credentials) => return Ok(credentials),
            Err(problem) => problem,
        };
        match self.levels.last().and_then(|level| level.held.as_ref()) {
            Some(held) if is_good(held, self.means.clock.now()) => {
                tracing::info!(why = ?problem.code, "credentials are not renewed yet");
                Ok(held.clone())
            }
            _ => Err(problem),
        }
    }

    /// Renewing starts after the last level that is still good, so that a role behind one with
    /// MFA is renewed without a code.
    async fn renewed(&mut self, code: Option<&MfaCode>) -> Result<Credentials, Problem> {
        let now = self.means.clock.now();
        let stale = self.levels.iter().rposition(|level| level.is_fresh(now));
        let stale = stale.map_or(0, |last_fresh| last_fresh + 1);
        let (fresh, stale) = self.levels.split_at_mut(stale);
        let mut credentials = fresh.last().and_then(|level| level.held.clone());
        for level in stale {
            let renewed = level.source.obtain(&self.means, credentials, code).await?;
            level.held = Some(renewed.clone());
            credentials = Some(renewed);
        }
        credentials.ok_or_else(|| Problem::new(ProblemCode::Unexpected))
    }

    fn standing(&self, problem: Option<Problem>) -> Standing {
        let asked_for = self.levels.iter().find(|level| level.source.needs_code());
        let typed = self.levels.first().is_some_and(|level| {
            let temporary = level
                .held
                .as_ref()
                .is_some_and(|held| held.session_token().is_some());
            temporary && matches!(level.source, Source::Keys(_) | Source::Environment)
        });
        let ends = asked_for
            .or(self.levels.last())
            .and_then(|level| level.held.as_ref()?.expiry());
        Standing {
            expires_at: ends.and_then(|end| Timestamp::try_from(end).ok()),
            asks_again: asked_for.is_some() || typed,
            problem,
        }
    }
}

impl Level {
    fn is_fresh(&self, now: SystemTime) -> bool {
        // Nobody is asked for a code before it must be.
        let ahead = if self.source.needs_code() {
            Duration::ZERO
        } else {
            AHEAD
        };
        let held = self.held.as_ref();
        held.is_some_and(|held| is_good(held, now + ahead))
    }
}

impl Source {
    fn needs_code(&self) -> bool {
        matches!(self, Self::Role(role) if role.mfa_serial.is_some())
    }

    async fn obtain(
        &self,
        means: &Means,
        before: Option<Credentials>,
        code: Option<&MfaCode>,
    ) -> Result<Credentials, Problem> {
        match self {
            Self::Keys(keys) => Ok(keys.clone()),
            Self::Environment => EnvironmentVariableCredentialsProvider::new()
                .provide_credentials()
                .await
                .map_err(|error| {
                    Problem::with_message(ProblemCode::EnvironmentEmpty, causes(&error))
                }),
            Self::Profile { name, is_sso } => {
                let loading = load_profile(name, means);
                match tokio::time::timeout(PATIENCE, loading).await {
                    Ok(loaded) => loaded.map_err(|error| profile_problem(&error, *is_sso)),
                    Err(_) => Err(Problem::new(ProblemCode::TimedOut)),
                }
            }
            Self::Role(role) => {
                let before = before.ok_or_else(|| Problem::new(ProblemCode::Unexpected))?;
                match (&role.mfa_serial, code) {
                    (Some(serial), None) => {
                        Err(Problem::with_message(ProblemCode::MfaNeeded, serial))
                    }
                    (Some(_), code) => sts::assume(means, before, role, code).await,
                    (None, _) => sts::assume(means, before, role, None).await,
                }
            }
        }
    }
}

/// Loads a profile that has no role. The provider is made anew each time, since it reads the
/// files once and would go on with what it read.
async fn load_profile(name: &str, means: &Means) -> Result<Credentials, CredentialsError> {
    let config = ProviderConfig::without_region()
        .with_region(Some(Region::new(means.region.clone())))
        .with_http_client(means.http_client.clone())
        .with_time_source(means.clock.clone());
    ProfileFileCredentialsProvider::builder()
        .configure(&config)
        .profile_files(means.profile_files.for_sdk())
        .profile_name(name)
        .build()
        .provide_credentials()
        .await
}

fn profile_problem(error: &CredentialsError, is_sso: bool) -> Problem {
    if let Some(problem) = Problem::among_causes(error) {
        return problem.clone();
    }
    let told = causes(error);
    let connector = std::iter::successors(Some(error as &dyn std::error::Error), |e| e.source())
        .find_map(|error| error.downcast_ref::<ConnectorError>());
    let code = match connector {
        Some(failure) => unreached(failure),
        None if is_sso && told.contains("ForbiddenException") => ProblemCode::AccessDenied,
        None if is_sso => ProblemCode::SignedOut,
        None => ProblemCode::ProfileUnusable,
    };
    // What a credential process printed may hold what it was to keep secret.
    let told = told.split("Stderr:").next().unwrap_or_default().trim_end();
    Problem::with_message(code, told)
}

fn is_good(credentials: &Credentials, at: SystemTime) -> bool {
    credentials.expiry().is_none_or(|end| end > at)
}

#[cfg(test)]
mod tests;
