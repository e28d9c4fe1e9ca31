//! The start page, and the way from there into an instance.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::UsersQuery;
use crate::{
    domain::Problem,
    settings::{Colour, Finding, Source},
};

/// What the window shows. Kept by the program, so that a reload of the window loses nothing.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Front {
    /// The start page.
    Choosing,
    /// An instance on its way to being open.
    Opening {
        /// The instance's name.
        name: String,
        /// Its AWS Region.
        region: String,
        /// How far it is, and what the person is asked for.
        step: OpeningStep,
    },
    /// An open instance.
    Open {
        /// Which, for the top of every page.
        instance: InstanceHeader,
        /// What its Users page showed last.
        query: UsersQuery,
    },
}

/// How far the opening of an instance is, and what it waits for.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum OpeningStep {
    /// Roster is at work.
    Working,
    /// Access keys are to be typed.
    NeedsKeys {
        /// Why those that there were can't be used, or why there is no telling whether there are
        /// any.
        problem: Option<Problem>,
    },
    /// The code of an MFA device is to be typed.
    NeedsCode {
        /// The device's ARN or serial number.
        device: String,
        /// Why the code before was no good.
        problem: Option<Problem>,
    },
    /// One of these instances is to be picked.
    Pick {
        /// What ListInstances told.
        choices: Vec<InstanceChoice>,
    },
    /// The keys are good, but the keychain did not take them.
    NotKept {
        /// Why.
        problem: Problem,
    },
    /// It failed, and nothing was changed by it.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// What a person answers to an [`OpeningStep`].
#[derive(Debug, Deserialize, TS)]
#[ts(export)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum OpeningAnswer {
    /// Access keys.
    Keys {
        /// The access key id.
        id: String,
        /// The secret access key.
        #[ts(type = "string")]
        secret: SecretString,
        /// The session token; empty for long-term keys.
        #[ts(type = "string")]
        session_token: SecretString,
        /// Whether to keep them in the keychain; otherwise they are gone when Roster is closed.
        keep: bool,
    },
    /// The code that an MFA device shows.
    Code {
        /// Six digits.
        #[ts(type = "string")]
        code: SecretString,
    },
    /// The instance that was picked.
    Picked {
        /// Its id.
        id: String,
    },
    /// Go on with keys that could not be kept, until Roster is closed.
    UntilClosed,
    /// Try the same once more.
    Again,
}

/// An instance that AWS lists for the person's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct InstanceChoice {
    /// Its id.
    pub id: String,
    /// Its alias; old instances may lack one.
    pub alias: Option<String>,
    /// Where its admin website is.
    pub access_url: Option<String>,
}

/// The start page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct InstancesPage {
    /// The instances: managed ones, the person's own, practice last.
    pub cards: Vec<InstanceCard>,
    /// What is wrong in the settings files.
    pub findings: Vec<Finding>,
    /// Whether the instance that was open last is opened when Roster starts.
    pub open_last: bool,
    /// Where that comes from; a managed one is not the person's to change.
    pub open_last_source: Source,
    /// The name of the instance that was open last, if it is still there.
    pub last: Option<String>,
    /// Connect's Regions, for choosing one.
    pub regions: Vec<String>,
}

/// One instance on the start page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct InstanceCard {
    /// What describes it. Of the practice instance only the name and the Region count.
    pub draft: InstanceDraft,
    /// The colour that it is known by: the one in the settings, or one of its own.
    pub colour: Colour,
    /// Whether it is the practice instance.
    pub practice: bool,
    /// Who set it up; a managed one is not the person's to change.
    pub source: Source,
    /// Whether it is open already, so that going there takes no time.
    pub open: bool,
    /// Whether work in it waits for the person to sign in again.
    pub waits: bool,
}

/// An instance as a person describes it in the form. Texts that are empty are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", default)]
pub struct InstanceDraft {
    /// The name that people know it by.
    pub name: String,
    /// Its AWS Region; may be empty where `instance` is an ARN.
    pub region: String,
    /// Its id, its ARN or its access URL; empty to pick it from those that AWS lists.
    pub instance: String,
    /// How to sign in.
    pub sign_in: SignInWay,
    /// The AWS profile, where one is used.
    pub profile: String,
    /// The role to assume.
    pub role_arn: String,
    /// What the role's owner wants to be told.
    pub external_id: String,
    /// The session's name in CloudTrail.
    pub session_name: String,
    /// The MFA device whose code the role asks for.
    pub mfa_serial: String,
    /// Where to call Connect instead of at its public address.
    pub endpoint_url: String,
    /// Where to call STS instead of at its public address.
    pub sts_endpoint_url: String,
    /// The colour chosen for it.
    pub colour: Option<Colour>,
}

/// How to sign in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum SignInWay {
    /// Access keys, asked for once and kept in the keychain.
    #[default]
    AccessKeys,
    /// A profile of the AWS configuration files.
    Profile,
    /// The keys in the environment.
    Environment,
}

/// An AWS profile of this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AwsProfile {
    /// Its name.
    pub name: String,
    /// Where its credentials come from.
    pub way: AwsProfileWay,
    /// The Region that it names.
    pub region: Option<String>,
}

/// Where a profile's credentials come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum AwsProfileWay {
    /// Access keys in the file.
    Keys,
    /// IAM Identity Center.
    Sso,
    /// Another program.
    Process,
    /// A role.
    Role,
    /// A role that asks for an MFA code.
    RoleWithCode,
    /// Something that Roster can't use, or that isn't known.
    Other,
}

/// What a person wants to ask IT for.
#[derive(Clone, Debug, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AskItWish {
    /// The instance's access URL, ARN or id, as far as the person has any.
    pub place: String,
    /// Its Region, where the person knows it; may be empty.
    pub region: String,
    /// Whether they are to change and create users.
    pub edit: bool,
    /// Whether they are to delete users.
    pub delete: bool,
}

/// What goes into the message to IT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AskIt {
    /// Whether the place could be understood; an empty one counts as understood.
    pub understood: bool,
    /// The policy, as JSON.
    pub policy: String,
    /// The settings file to send back, as TOML.
    pub settings_file: String,
    /// The blanks that IT has to fill in, such as `FILL-IN-ACCOUNT`.
    pub blanks: Vec<String>,
    /// Where IT puts the file for everybody on the computer.
    pub managed_file: Option<String>,
    /// Where it goes for this person only.
    pub user_file: Option<String>,
}

/// Which instance is open, for the top of every page.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct InstanceHeader {
    /// The name that people know it by.
    pub name: String,
    /// Its AWS Region.
    pub region: String,
    /// Whether it is the built-in practice instance.
    pub practice: bool,
    /// The colour that it is known by.
    pub colour: Colour,
    /// Its alias in Connect, where it is known.
    pub alias: Option<String>,
    /// Its id.
    pub id: String,
}
