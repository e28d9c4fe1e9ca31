//! The access keys that callers hold: those of the options, and the sessions of roles. They are
//! kept in memory and end with the instance.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Request;
use jiff::Timestamp;
use rand::seq::IndexedRandom;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::{
    super::{
        ACCOUNT, REGION,
        protocol::{Protocol, Refusal},
    },
    AccessKey, Callers, Role,
    signature::{Signature, is_same},
};

/// Who calls, as GetCallerIdentity tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Caller {
    pub(in super::super) arn: String,
    pub(in super::super) user_id: String,
}

/// The keys that callers hold.
pub(in super::super) struct Keys {
    /// Whether nobody else may call.
    checked: bool,
    by_id: BTreeMap<String, Held>,
}

struct Held {
    key: AccessKey,
    caller: Caller,
    is_session: bool,
}

impl Caller {
    /// The one user whose keys an instance is opened with.
    pub(in super::super) fn user() -> Self {
        Self {
            arn: format!("arn:aws:iam::{ACCOUNT}:user/practice"),
            user_id: "AIDAPRACTICEPRACTICE1".to_owned(),
        }
    }

    fn in_role(role: &Role, session_name: &str) -> Self {
        // A role's id is the same each time, and has 21 letters and digits.
        let digest = Uuid::new_v5(&Uuid::NAMESPACE_OID, role.name.as_bytes());
        let digest = digest.simple().to_string().to_uppercase();
        Self {
            arn: format!(
                "arn:aws:sts::{ACCOUNT}:assumed-role/{}/{session_name}",
                role.name
            ),
            user_id: format!("AROA{digest:.17}:{session_name}"),
        }
    }
}

impl Keys {
    pub(in super::super) fn new(callers: &Callers) -> Self {
        let (checked, known) = match callers {
            Callers::Anybody => (false, &[][..]),
            Callers::Known(keys) => (true, &keys[..]),
        };
        let known = known.iter().map(|key| {
            let held = Held {
                key: key.clone(),
                caller: Caller::user(),
                is_session: false,
            };
            (key.id.clone(), held)
        });
        Self {
            checked,
            by_id: known.collect(),
        }
    }

    /// Who signed a request, if they may call. `now` is what ends sessions; the time that the
    /// request was signed at is held against the wall's clock, by which clients sign.
    pub(in super::super) fn admit(
        &self,
        request: &Request<Bytes>,
        protocol: Protocol,
        now: Timestamp,
    ) -> Result<Caller, Refusal> {
        let signature = Signature::read(request)?;
        if signature.region() != REGION {
            return Err(Refusal::wrong_region());
        }
        let held = self.by_id.get(signature.key_id());
        if self.checked {
            let Held { key, .. } = held.ok_or_else(Refusal::unknown_key)?;
            key.check_token(signature.token())?;
            if key.expires.is_some_and(|end| end <= now) {
                return Err(Refusal::expired_token());
            }
            signature.check_time(Timestamp::now())?;
            signature.check(protocol.service(), &key.secret)?;
        }
        Ok(held.map_or_else(Caller::user, |held| held.caller.clone()))
    }

    /// Gives a session of a role, which may call from now on until its end.
    pub(in super::super) fn give_session(
        &mut self,
        role: &Role,
        session_name: &str,
        expires: Timestamp,
    ) -> (AccessKey, Caller) {
        let key = AccessKey {
            id: format!("ASIA{}", random_text(16, ID_LETTERS)),
            secret: random_text(40, SECRET_LETTERS).into(),
            session_token: Some(random_text(344, SECRET_LETTERS).into()),
            expires: Some(expires),
        };
        let caller = Caller::in_role(role, session_name);
        let held = Held {
            key: key.clone(),
            caller: caller.clone(),
            is_session: true,
        };
        self.by_id.insert(key.id.clone(), held);
        (key, caller)
    }

    /// Ends all sessions that are under way.
    pub(in super::super) fn end_sessions(&mut self, now: Timestamp) {
        for held in self.by_id.values_mut().filter(|held| held.is_session) {
            held.key.expires = held.key.expires.min(Some(now));
        }
    }

    /// Knows a key no more.
    pub(in super::super) fn forget(&mut self, id: &str) {
        self.by_id.remove(id);
    }
}

impl AccessKey {
    /// Checks that a temporary key comes with its token, and a lasting one without any.
    fn check_token(&self, token: Option<&[u8]>) -> Result<(), Refusal> {
        let known = self.session_token.as_ref().map(SecretString::expose_secret);
        match (known, token) {
            (None, None) => Ok(()),
            (Some(known), Some(token)) if is_same(known.as_bytes(), token) => Ok(()),
            _ => Err(Refusal::unknown_key()),
        }
    }
}

/// What access key ids are made of.
const ID_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What secrets and session tokens are made of.
const SECRET_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn random_text(length: usize, letters: &[u8]) -> String {
    let mut dice = rand::rng();
    (0..length)
        .filter_map(|_| letters.choose(&mut dice))
        .map(|&letter| char::from(letter))
        .collect()
}
