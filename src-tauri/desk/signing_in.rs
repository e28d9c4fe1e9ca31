//! From an instance's settings and what a person typed to somebody signed in, or to what the
//! person has to be asked for. Shared by opening an instance and by signing in again later.

use std::time::Duration;

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use secrecy::ExposeSecret as _;

use super::{Desk, failed, locked};
use crate::{
    credentials::{AccessKeys, Means, MfaCode, Proxy, Role, SignIn, SignedIn, https, sign_in},
    domain::{Problem, ProblemCode},
    settings::{self, InstanceSettings},
    wire::{OpeningAnswer, OpeningStep},
};

/// How long it may take to reach AWS through whatever is in between.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);

/// How long the first byte of an answer may take.
const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// How long the keychain may take, which may ask the person to open it.
const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(120);

/// What a person has given so far.
#[derive(Clone, Default)]
pub(super) struct Given {
    /// Keys that were typed, and whether to keep them in the keychain.
    pub(super) keys: Option<(AccessKeys, bool)>,
    /// A code that was not used yet.
    pub(super) code: Option<MfaCode>,
    /// The device that a code was asked for.
    pub(super) device: Option<String>,
    /// The id of the instance that was picked.
    pub(super) picked: Option<String>,
}

/// Somebody signing in again while work waits.
pub(super) struct Asking {
    pub(super) step: OpeningStep,
    pub(super) given: Given,
    /// Signed in already; what is left is where to keep the keys.
    pub(super) ready: Option<SignedIn>,
}

impl Given {
    /// Takes an answer down.
    ///
    /// # Errors
    /// [`ProblemCode::KeysMalformed`] or [`ProblemCode::MfaRefused`] for what can't be meant.
    pub(super) fn take(&mut self, answer: OpeningAnswer) -> Result<(), Problem> {
        match answer {
            OpeningAnswer::Keys {
                id,
                secret,
                session_token,
                keep,
            } => {
                let keys = AccessKeys::new(&id, &secret, Some(&session_token))?;
                self.keys = Some((keys, keep));
            }
            OpeningAnswer::Code { code } => {
                self.code = Some(MfaCode::new(code.expose_secret())?);
            }
            OpeningAnswer::Picked { id } => self.picked = Some(id),
            OpeningAnswer::UntilClosed => {
                if let Some((_, keep)) = &mut self.keys {
                    *keep = false;
                }
            }
            OpeningAnswer::Again => {}
        }
        Ok(())
    }
}

impl Desk {
    /// Signs in to an instance. A code that was given is used up.
    ///
    /// # Errors
    /// What the person is to be asked for, or why it failed.
    pub(super) async fn sign_in_to(
        &self,
        instance: &InstanceSettings,
        given: &mut Given,
    ) -> Result<SignedIn, OpeningStep> {
        let means = self.means(instance).map_err(failed)?;
        let how = match &instance.sign_in {
            settings::SignIn::Profile(name) => SignIn::Profile(name.clone()),
            settings::SignIn::Environment => SignIn::Environment,
            settings::SignIn::AccessKeys => SignIn::Keys(self.keys(instance, given).await?),
        };
        let is_typed = matches!(how, SignIn::Keys(_));
        let role = instance.role.as_ref().map(|role| Role {
            arn: role.arn.clone(),
            external_id: role.external_id.clone(),
            session_name: role.session_name.clone(),
            mfa_serial: role.mfa_serial.clone(),
            duration: None,
        });
        let code = given.code.take();
        let outcome = sign_in(how, role, code, means).await;
        outcome.map_err(|problem| match problem.code {
            ProblemCode::MfaNeeded => {
                let device = problem.technical.and_then(|technical| technical.message);
                let device = device.unwrap_or_default();
                given.device = Some(device.clone());
                OpeningStep::NeedsCode {
                    device,
                    problem: None,
                }
            }
            ProblemCode::MfaRefused => OpeningStep::NeedsCode {
                device: given.device.clone().unwrap_or_default(),
                problem: Some(problem),
            },
            ProblemCode::CredentialsRefused | ProblemCode::CredentialsExpired if is_typed => {
                given.keys = None;
                OpeningStep::NeedsKeys {
                    problem: Some(problem),
                }
            }
            _ => failed(problem),
        })
    }

    /// Keeps keys that were typed and are good, where the person wants them.
    ///
    /// # Errors
    /// The step that asks what to do when the keychain doesn't take them.
    pub(super) async fn keep_keys(
        &self,
        instance: &InstanceSettings,
        given: &Given,
    ) -> Result<(), OpeningStep> {
        let Some((keys, keep)) = &given.keys else {
            return Ok(());
        };
        // Keys that were typed before the person chose another way to sign in were never tried.
        if instance.sign_in != settings::SignIn::AccessKeys {
            return Ok(());
        }
        let entry = entry_of(instance);
        if !keep {
            self.0.held.keep(&entry, keys.clone());
            return Ok(());
        }
        let keychain = &self.0.options.keychain;
        match patiently(keychain.save(&entry, keys)).await {
            Ok(()) => {
                self.0.held.forget(&entry);
                Ok(())
            }
            Err(problem) => Err(OpeningStep::NotKept { problem }),
        }
    }

    /// The keys that were typed now, those of this run, or those in the keychain.
    async fn keys(
        &self,
        instance: &InstanceSettings,
        given: &Given,
    ) -> Result<AccessKeys, OpeningStep> {
        let entry = entry_of(instance);
        let typed = given.keys.as_ref().map(|(keys, _)| keys.clone());
        if let Some(keys) = typed.or_else(|| self.0.held.get(&entry)) {
            return Ok(keys);
        }
        match patiently(self.0.options.keychain.load(&entry)).await {
            Ok(Some(keys)) => Ok(keys),
            Ok(None) => Err(OpeningStep::NeedsKeys { problem: None }),
            Err(problem) => Err(OpeningStep::NeedsKeys {
                problem: Some(problem),
            }),
        }
    }

    /// What signing in to an instance works with.
    pub(super) fn means(&self, instance: &InstanceSettings) -> Result<Means, Problem> {
        Ok(Means {
            region: instance.region.clone(),
            sts_endpoint_url: instance.sts_endpoint_url.clone(),
            http_client: self.http_client()?,
            profile_files: self.0.options.profile_files.clone(),
            clock: SharedTimeSource::default(),
        })
    }

    /// The one client for as long as the proxy is the same, so that connections are used again.
    fn http_client(&self) -> Result<SharedHttpClient, Problem> {
        let settings = self.settings();
        let mut kept = locked(&self.0.http);
        if let Some((proxy, client)) = &*kept
            && *proxy == settings.proxy
        {
            return Ok(client.clone());
        }
        let client = https(&self.proxy(), CONNECT_TIMEOUT, READ_TIMEOUT)?;
        *kept = Some((settings.proxy.clone(), client.clone()));
        Ok(client)
    }

    /// The proxy that the settings name, else that of the environment.
    pub(super) fn proxy(&self) -> Proxy {
        let proxy = &self.settings().proxy;
        match &proxy.url.value {
            None => Proxy::Environment,
            Some(url) => Proxy::Through {
                url: url.as_str().into(),
                except: proxy.no_proxy.value.clone(),
            },
        }
    }
}

/// Waits for a keychain as long as a person needs to answer its question, and no longer.
async fn patiently<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let answer = tokio::time::timeout(KEYCHAIN_PATIENCE, work).await;
    answer.unwrap_or_else(|_| Err(Problem::new(ProblemCode::KeychainLocked)))
}

/// The name of an instance's entry in the keychain, which people see in the system's own window.
/// The Region is in it, so that keys of one never go to another under the same name.
pub(super) fn entry_of(instance: &InstanceSettings) -> String {
    format!("{} ({})", instance.name, instance.region)
}
