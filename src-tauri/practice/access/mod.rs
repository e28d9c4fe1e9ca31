//! Who may call a practice instance: the access keys that it knows, the sessions that its roles
//! give, and the check of a request's signature. Whoever is let in may do everything.

mod keys;
mod roles;
mod signature;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;

pub(super) use keys::{Caller, Keys};
pub(super) use roles::{Asked, LONGEST_SESSION};
pub use roles::{MfaDevice, Role};

/// Who may call a practice instance, and which roles its account has.
#[derive(Clone, Debug)]
pub struct Access {
    /// Who may call.
    pub callers: Callers,
    /// The roles that callers may assume.
    pub roles: Vec<Role>,
    /// The MFA device of those who call, whatever their key.
    pub mfa_device: MfaDevice,
    /// How long a role's session lasts, whatever length was asked for; without it, as long as was
    /// asked for. A session's end is told on tokio's clock, so that it comes on paused time too.
    pub session_length: Option<Duration>,
}

/// Whose requests are answered. Every request has to be signed for the instance's Region.
#[derive(Clone, Debug, Default)]
pub enum Callers {
    /// Everybody's: nothing else about the signature is checked.
    #[default]
    Anybody,
    /// Theirs who hold one of these keys, or a session of a role: key, signature, time and session
    /// token are checked as AWS checks them.
    Known(Vec<AccessKey>),
}

/// An access key that a practice instance knows, with its secret.
#[derive(Clone, Debug)]
pub struct AccessKey {
    /// The access key id.
    pub id: String,
    /// The secret access key.
    pub secret: SecretString,
    /// What has to come with a temporary key. A lasting key comes without.
    pub session_token: Option<SecretString>,
    /// When a temporary key ends.
    pub expires: Option<Timestamp>,
}

impl Default for Access {
    /// Anybody may call. There are two roles, `RosterAdmin`, and `RosterAdminMfa` which wants the
    /// MFA device; the code is 123456.
    fn default() -> Self {
        let role = |name: &str, needs_mfa| Role {
            name: name.to_owned(),
            external_id: None,
            needs_mfa,
        };
        Self {
            callers: Callers::Anybody,
            roles: vec![role("RosterAdmin", false), role("RosterAdminMfa", true)],
            mfa_device: MfaDevice::default(),
            session_length: None,
        }
    }
}

impl AccessKey {
    /// A lasting key.
    pub fn new(id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            session_token: None,
            expires: None,
        }
    }
}
