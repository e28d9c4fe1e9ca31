//! Access keys and MFA codes as a person types them. Both hold secrets: neither can be printed,
//! logged or sent to the window, and both are wiped from memory when they are dropped.

use std::fmt;

use aws_credential_types::Credentials;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::{Problem, ProblemCode};

/// An access key id with its secret, and the session token that temporary ones come with.
#[derive(Clone)]
pub struct AccessKeys {
    id: String,
    secret: SecretString,
    session_token: Option<SecretString>,
}

/// What can't be right about access keys before anybody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeysFault {
    /// Not 16 to 128 letters and digits.
    #[error("The access key id isn't one.")]
    Id,
    /// Empty, or with a space or another character that no secret key has.
    #[error("The secret access key isn't one.")]
    Secret,
    /// The same of the session token.
    #[error("The session token isn't one.")]
    SessionToken,
    /// An id that begins with `ASIA` is of temporary keys, which are no good without a token.
    #[error("The access key id is of temporary keys, and their session token is missing.")]
    SessionTokenMissing,
}

impl From<KeysFault> for Problem {
    fn from(fault: KeysFault) -> Self {
        Self::with_message(ProblemCode::KeysMalformed, fault)
    }
}

/// How access keys are written in a keychain's entry. The strings are borrowed, so that no copy
/// of a secret is left behind; [`AccessKeys::new`] lets nothing in that JSON would have to escape.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    id: &'a str,
    secret: &'a str,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session_token: Option<&'a str>,
}

impl AccessKeys {
    /// Takes what a person typed or pasted. White space around it is dropped, and so is an empty
    /// session token.
    ///
    /// # Errors
    ///
    /// Fails if AWS can't have handed these out. That says nothing of whether they are good.
    pub fn new(
        id: &str,
        secret: &SecretString,
        session_token: Option<&SecretString>,
    ) -> Result<Self, KeysFault> {
        let id = id.trim();
        // The length and the characters are those of STS's accessKeyIdType.
        if !(16..=128).contains(&id.len()) || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(KeysFault::Id);
        }
        let secret = trimmed(secret).ok_or(KeysFault::Secret)?;
        let session_token = match session_token {
            Some(token) if !token.expose_secret().trim().is_empty() => {
                Some(trimmed(token).ok_or(KeysFault::SessionToken)?)
            }
            _ => None,
        };
        if id.starts_with("ASIA") && session_token.is_none() {
            return Err(KeysFault::SessionTokenMissing);
        }
        Ok(Self {
            id: id.to_owned(),
            secret,
            session_token,
        })
    }

    /// The access key id, which is no secret.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether they end by themselves. When they do isn't known: nothing in them tells.
    pub fn are_temporary(&self) -> bool {
        self.session_token.is_some()
    }

    /// The same for the SDK, which wipes its copy too.
    pub(super) fn credentials(&self) -> Credentials {
        Credentials::new(
            &self.id,
            self.secret.expose_secret(),
            self.session_token
                .as_ref()
                .map(|token| token.expose_secret().to_owned()),
            None,
            "Roster",
        )
    }

    /// What to put into a keychain's entry.
    pub(super) fn to_entry(&self) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let entry = Entry {
            id: &self.id,
            secret: self.secret.expose_secret(),
            session_token: self.session_token.as_ref().map(ExposeSecret::expose_secret),
        };
        // Room for all of it at once: a buffer that grows leaves copies behind.
        let room =
            64 + entry.id.len() + entry.secret.len() + entry.session_token.map_or(0, str::len);
        let mut bytes = Zeroizing::new(Vec::with_capacity(room));
        serde_json::to_writer(&mut *bytes, &entry)
            .map_err(|error| Problem::with_message(ProblemCode::KeychainFault, error))?;
        Ok(bytes)
    }

    /// The opposite of [`AccessKeys::to_entry`].
    pub(super) fn from_entry(bytes: &[u8]) -> Result<Self, Problem> {
        let unreadable = || {
            Problem::with_message(
                ProblemCode::KeychainFault,
                "The keychain's entry is not one that Roster wrote.",
            )
        };
        // The parser's own message is not passed on: it may quote what it stumbled over.
        let entry: Entry<'_> = serde_json::from_slice(bytes).map_err(|_| unreadable())?;
        Self::new(
            entry.id,
            &entry.secret.into(),
            entry.session_token.map(SecretString::from).as_ref(),
        )
        .map_err(|_| unreadable())
    }
}

impl fmt::Debug for AccessKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKeys")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The six digits that an MFA device shows. They are good once, and for half a minute.
#[derive(Clone)]
pub struct MfaCode(SecretString);

impl MfaCode {
    /// Takes what a person typed; spaces are dropped.
    ///
    /// # Errors
    ///
    /// Fails with [`ProblemCode::MfaRefused`] if it isn't six digits.
    pub fn new(typed: &str) -> Result<Self, Problem> {
        let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(code.into()))
        } else {
            Err(Problem::with_message(
                ProblemCode::MfaRefused,
                "An MFA code is six digits.",
            ))
        }
    }

    pub(super) fn digits(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for MfaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MfaCode(..)")
    }
}

/// The secret without white space around it, if it can be one: printable ASCII, and nothing that
/// would have to be escaped in JSON.
fn trimmed(secret: &SecretString) -> Option<SecretString> {
    let secret = secret.expose_secret().trim();
    let plain = |b: u8| b.is_ascii_graphic() && b != b'"' && b != b'\\';
    (!secret.is_empty() && secret.bytes().all(plain)).then(|| secret.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ID: &str = "AKIAIOSFODNN7EXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLETOKEN==";

    fn keys(id: &str, secret: &str, token: Option<&str>) -> Result<AccessKeys, KeysFault> {
        AccessKeys::new(id, &secret.into(), token.map(SecretString::from).as_ref())
    }

    #[test]
    fn keys_as_people_paste_them_are_taken_or_refused_by_field() {
        for (id, secret, token, fault) in [
            (ID, SECRET, None, None),
            (" AKIAIOSFODNN7EXAMPLE\n", "\tabc ", Some("  "), None),
            ("ASIAIOSFODNN7EXAMPLE", SECRET, Some(TOKEN), None),
            ("", SECRET, None, Some(KeysFault::Id)),
            ("AKIA", SECRET, None, Some(KeysFault::Id)),
            (SECRET, SECRET, None, Some(KeysFault::Id)),
            ("AKIAIOSFODNN7EXAMPLÉ", SECRET, None, Some(KeysFault::Id)),
            (ID, "  ", None, Some(KeysFault::Secret)),
            (ID, "two words", None, Some(KeysFault::Secret)),
            (ID, "a\"b", None, Some(KeysFault::Secret)),
            (ID, SECRET, Some("a\nb"), Some(KeysFault::SessionToken)),
            (
                "ASIAIOSFODNN7EXAMPLE",
                SECRET,
                None,
                Some(KeysFault::SessionTokenMissing),
            ),
        ] {
            assert_eq!(
                keys(id, secret, token).err(),
                fault,
                "{id:?} {secret:?} {token:?}"
            );
        }
    }

    #[test]
    fn an_entry_gives_back_what_was_put_into_it_and_is_never_moved_while_it_grows() {
        for token in [None, Some(TOKEN)] {
            let before = keys(ID, SECRET, token).unwrap();
            let entry = before.to_entry().unwrap();
            let room = 64 + ID.len() + SECRET.len() + token.map_or(0, str::len);
            assert!(entry.len() <= room);
            assert_eq!(entry.capacity(), room);
            let after = AccessKeys::from_entry(&entry).unwrap();
            assert_eq!(after.id(), ID);
            assert_eq!(after.secret.expose_secret(), SECRET);
            assert_eq!(
                after
                    .session_token
                    .as_ref()
                    .map(ExposeSecret::expose_secret),
                token
            );
        }
    }

    #[test]
    fn an_entry_of_somebody_elses_is_a_problem_that_does_not_quote_it() {
        for entry in [
            &b""[..],
            b"wJalrXUtnFEMI",
            b"{\"id\":\"AKIAIOSFODNN7EXAMPLE\",\"secret\":7}",
            b"{\"id\":\"x\",\"secret\":\"wJalrXUtnFEMI\"}",
            &[0xff, 0xfe],
        ] {
            let problem = AccessKeys::from_entry(entry).unwrap_err();
            assert_eq!(problem.code, ProblemCode::KeychainFault);
            assert!(!problem.to_string().contains("wJalr"), "{problem}");
        }
    }

    #[test]
    fn an_mfa_code_is_six_digits_with_or_without_spaces() {
        assert_eq!(MfaCode::new(" 123 456 ").unwrap().digits(), "123456");
        for typed in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(
                MfaCode::new(typed).unwrap_err().code,
                ProblemCode::MfaRefused
            );
        }
    }
}
