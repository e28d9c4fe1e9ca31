//! The connection check, the settings page, and what IT is told of this installation.

use serde::Serialize;
use ts_rs::TS;

use crate::{
    domain::Problem,
    settings::{Finding, Source},
};

/// A connection check, under way or done.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionCheck {
    /// The instance's name.
    pub instance: String,
    /// Whether it is still at work.
    pub running: bool,
    /// The steps in their order.
    pub steps: Vec<CheckStep>,
    /// The whole report for IT, in English.
    pub report: String,
}

/// One step of a connection check.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CheckStep {
    /// Which.
    pub part: CheckPart,
    /// How it went.
    pub verdict: CheckVerdict,
}

/// The steps of a connection check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum CheckPart {
    /// The server's name leads to an address.
    Name,
    /// The address, or the proxy, can be reached.
    Reach,
    /// The connection is encrypted by somebody whom this computer trusts.
    Encryption,
    /// This computer's clock is right.
    Clock,
    /// AWS accepts the credentials.
    Signature,
    /// The instance is there and may be read.
    Permission,
}

/// How a step went.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum CheckVerdict {
    /// Its turn has not come.
    Waiting,
    /// It is at work.
    Running,
    /// All is well.
    Passed {
        /// What was seen, such as an address; for IT, not translated.
        detail: String,
    },
    /// There is nothing to check, as with encryption on this computer itself.
    NotNeeded,
    /// It could not be tried, since an earlier step failed.
    NotTried,
    /// The person has to sign in first, on the start page.
    NotSignedIn,
    /// It failed.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// All settings that hold, each with where it comes from.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SettingsPage {
    /// Every setting but the instances, in the order of the documentation.
    pub lines: Vec<SettingLine>,
    /// What is wrong in the files.
    pub findings: Vec<Finding>,
    /// The managed file's place, whether or not it is there.
    pub managed_file: Option<String>,
    /// The user's file's place, whether or not it is there.
    pub user_file: Option<String>,
    /// Where Roster keeps its data.
    pub data_folder: String,
    /// Where its log files are.
    pub log_folder: String,
}

/// One setting that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SettingLine {
    /// Which.
    pub key: SettingKey,
    /// Its value.
    pub value: SettingValue,
    /// Where it comes from. A list that adds up from several files has a line for each entry.
    pub source: Source,
}

/// The settings besides the instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum SettingKey {
    /// `open_last_instance`
    OpenLastInstance,
    /// `allow.edit`
    AllowEdit,
    /// `allow.create`
    AllowCreate,
    /// `allow.delete`
    AllowDelete,
    /// `batches.largest`
    LargestBatch,
    /// `protected.logins`
    ProtectedLogin,
    /// `protected.tags`
    ProtectedTag,
    /// `protected.security_profiles`
    ProtectedSecurityProfile,
    /// `protected.admin_security_profile`
    AdminSecurityProfile,
    /// `proxy.url`
    ProxyUrl,
    /// `proxy.no_proxy`
    NoProxy,
    /// `reports.folder`
    ReportsFolder,
    /// `records.keep_days`
    KeepRecordsDays,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind", content = "value")]
pub enum SettingValue {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
    /// Not set: what that means depends on the setting.
    NotSet,
}
