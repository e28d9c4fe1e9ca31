//! The one error type that reaches a person.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, in a form that the window turns into a sentence, a meaning and a hint from
/// its message catalogue. The technical part is for the person's IT and never needed to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Which sentence to show and, where it matters, what the window does.
    pub code: ProblemCode,
    /// What IT needs: absent where there is nothing beyond the sentence.
    pub technical: Option<Technical>,
}

/// What kind of thing went wrong. A code exists where people must be told something else or
/// the program acts differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum ProblemCode {
    /// Connect asked for fewer calls, for longer than Roster's patience.
    Throttled,
    /// The caller's permissions do not include the operation.
    AccessDenied,
    /// The credentials were good once and are over.
    CredentialsExpired,
    /// The credentials are not known, or the signature does not fit them.
    CredentialsRefused,
    /// The computer's clock is too far from AWS's.
    ClockSkew,
    /// What was asked for is not there.
    NotFound,
    /// There is no such instance in this Region for this access.
    InstanceNotFound,
    /// What answered belongs to another Region than the request was signed for.
    WrongRegion,
    /// Connect found the request wrong.
    Refused,
    /// Connect had a fault of its own, more than once.
    ServerFault,
    /// Nothing could be reached.
    NoConnection,
    /// The server's name leads to no address.
    NameNotFound,
    /// The connection can't be encrypted by somebody whom this computer trusts.
    UntrustedServer,
    /// No answer came in time.
    TimedOut,
    /// The answer was not one that Connect gives: a proxy's page, a broken body.
    GarbledAnswer,
    /// A list came back empty-handed in a way that a real one never does.
    EmptyAnswer,
    /// A list repeated a page, so that it would never end or never be whole.
    RepeatedPage,
    /// A quota of the instance is full.
    QuotaFull,
    /// Somebody stopped it.
    Cancelled,
    /// The practice instance's file can't be opened or written.
    PracticeFile,
    /// The practice instance's file is no longer a whole one; making it anew mends that.
    PracticeBroken,
    /// The preferences can't be written.
    PreferencesFile,
    /// The preferences can't be read; saving them anew mends that.
    PreferencesUnreadable,
    /// The person's settings file can't be read, so it is not written either.
    SettingsUnreadable,
    /// The person's settings file can't be written.
    SettingsNotWritten,
    /// The setting belongs to the organisation.
    ManagedSetting,
    /// The system did not open a folder.
    FolderNotOpened,
    /// The list was read anew since the person looked at it.
    ListChanged,
    /// The keychain is locked, or somebody or something refused to open it.
    KeychainLocked,
    /// The computer has no keychain, or none that runs.
    KeychainAbsent,
    /// The keychain takes no entry of this size: on Windows 2,560 bytes.
    KeychainFull,
    /// The keychain failed in another way, or holds something that can't be read.
    KeychainFault,
    /// What was typed can't be access keys.
    KeysMalformed,
    /// A file of AWS profiles can't be read or understood.
    ProfileFiles,
    /// No AWS profile has that name.
    ProfileMissing,
    /// An AWS profile says too little to sign in with, or something that Roster never does.
    ProfileUnusable,
    /// The environment holds no access keys, though a setting says that it does.
    EnvironmentEmpty,
    /// The session of IAM Identity Center, which an AWS profile stands on, is over or never began.
    SignedOut,
    /// A code from the MFA device is needed to go on.
    MfaNeeded,
    /// The code from the MFA device is not one, or was not accepted.
    MfaRefused,
    /// The new credentials belong to another AWS account than the ones that they should replace.
    OtherAccount,
    /// The credentials belong to another AWS account than the instance.
    WrongAccount,
    /// The instance is no longer among the settings, or no instance is open.
    InstanceGone,
    /// The proxy's address is not one.
    ProxyMalformed,
    /// An address without encryption that is not on this computer.
    InsecureEndpoint,
    /// Something is asked of the program that it can't make sense of.
    BadRequest,
    /// None of the others.
    Unexpected,
}

impl ProblemCode {
    /// Every code, for tests that each has its sentence.
    pub const ALL: [Self; 47] = [
        Self::Throttled,
        Self::AccessDenied,
        Self::CredentialsExpired,
        Self::CredentialsRefused,
        Self::ClockSkew,
        Self::NotFound,
        Self::InstanceNotFound,
        Self::WrongRegion,
        Self::Refused,
        Self::ServerFault,
        Self::NoConnection,
        Self::NameNotFound,
        Self::UntrustedServer,
        Self::TimedOut,
        Self::GarbledAnswer,
        Self::EmptyAnswer,
        Self::RepeatedPage,
        Self::QuotaFull,
        Self::Cancelled,
        Self::PracticeFile,
        Self::PracticeBroken,
        Self::PreferencesFile,
        Self::PreferencesUnreadable,
        Self::SettingsUnreadable,
        Self::SettingsNotWritten,
        Self::ManagedSetting,
        Self::FolderNotOpened,
        Self::ListChanged,
        Self::KeychainLocked,
        Self::KeychainAbsent,
        Self::KeychainFull,
        Self::KeychainFault,
        Self::KeysMalformed,
        Self::ProfileFiles,
        Self::ProfileMissing,
        Self::ProfileUnusable,
        Self::EnvironmentEmpty,
        Self::SignedOut,
        Self::MfaNeeded,
        Self::MfaRefused,
        Self::OtherAccount,
        Self::WrongAccount,
        Self::InstanceGone,
        Self::ProxyMalformed,
        Self::InsecureEndpoint,
        Self::BadRequest,
        Self::Unexpected,
    ];
}

/// What to copy for IT. Holds no secret and no request body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Technical {
    /// The operation, as AWS names it.
    pub operation: Option<String>,
    /// The error type, as the server named it.
    pub error_type: Option<String>,
    /// The server's or the system's message, verbatim.
    pub message: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// AWS's id of the request.
    pub request_id: Option<String>,
}

impl Problem {
    /// A problem with nothing technical to tell.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            technical: None,
        }
    }

    /// The problem that is somewhere among the causes of an error. The AWS SDK hands on what a
    /// credentials provider or an HTTP connector says only as a cause of an error of its own.
    pub fn among_causes<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a Self> {
        std::iter::successors(Some(error), |error| error.source())
            .find_map(|error| error.downcast_ref())
    }

    /// A problem with a message for IT.
    pub fn with_message(code: ProblemCode, message: impl fmt::Display) -> Self {
        Self {
            code,
            technical: Some(Technical {
                message: Some(message.to_string()),
                ..Technical::default()
            }),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.code)?;
        let Some(technical) = &self.technical else {
            return Ok(());
        };
        for part in [
            &technical.operation,
            &technical.error_type,
            &technical.message,
            &technical.request_id,
        ]
        .into_iter()
        .flatten()
        {
            write!(f, " · {part}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
