//! The Users page: what it asks for and what it is given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::{Problem, Progress};

/// A column of the users table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Column {
    /// What the user signs in with.
    Login,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Routing profile.
    RoutingProfile,
    /// Security profiles.
    SecurityProfiles,
    /// Hierarchy group with its path.
    Hierarchy,
    /// Soft phone or desk phone.
    PhoneType,
    /// The desk phone's number.
    PhoneNumber,
    /// Auto-accept.
    AutoAccept,
    /// The limit of after-contact work.
    AfterContactWork,
    /// How many quick connects lead to the user.
    QuickConnects,
    /// Tags.
    Tags,
    /// When the user's configuration was last changed.
    LastChanged,
    /// The user's id.
    UserId,
}

impl Column {
    /// Every column, in the order that a new person sees.
    pub const ALL: [Self; 14] = [
        Self::Login,
        Self::FirstName,
        Self::LastName,
        Self::QuickConnects,
        Self::RoutingProfile,
        Self::SecurityProfiles,
        Self::Hierarchy,
        Self::LastChanged,
        Self::PhoneType,
        Self::PhoneNumber,
        Self::AutoAccept,
        Self::AfterContactWork,
        Self::Tags,
        Self::UserId,
    ];

    /// Whether a new person sees it without choosing it.
    pub fn shown_by_default(self) -> bool {
        !matches!(
            self,
            Self::PhoneType
                | Self::PhoneNumber
                | Self::AutoAccept
                | Self::AfterContactWork
                | Self::Tags
                | Self::UserId
        )
    }
}

/// What the Users page shows: which users, in which order, which page of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct UsersQuery {
    /// Words that must all be found somewhere in the row; case and accents do not matter, and
    /// words in quotes stay together. Looked through are login, first and last name (together, so
    /// that `"Ann Lee"` is found), routing profile, security profiles, hierarchy group, phone
    /// number, tags as `key=value`, and for words of 6 letters or more the user's id.
    pub search: String,
    /// The property filter.
    pub filter: FilterGroup,
    /// The order.
    pub sort: Sort,
    /// The page, from 1, which 0 gives too. A page past the end gives the last one.
    pub page: u32,
    /// Rows on a page, 1 to 500.
    pub page_size: u32,
}

/// What a person who opens the page sees first: everybody, by login.
impl Default for UsersQuery {
    fn default() -> Self {
        Self {
            search: String::new(),
            filter: FilterGroup {
                join: Join::And,
                nodes: Vec::new(),
            },
            sort: Sort {
                column: Column::Login,
                descending: false,
            },
            page: 1,
            page_size: super::Preferences::default().page_size,
        }
    }
}

/// The order of the rows: names as people order them, with digits as numbers, case ignored and
/// accents after letters; ids and phone numbers by their characters; `no` before `yes`. A set of
/// security profiles or tags goes by its first, then its second; a hierarchy group by its top
/// level first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Sort {
    /// By which column. Rows that are equal in it keep the order of their logins.
    pub column: Column,
    /// Last first. Rows with nothing in the column, or nothing known, are at the end all the same.
    pub descending: bool,
}

/// Conditions joined with "and" or "or". An empty group lets everybody through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FilterGroup {
    /// How they are joined.
    pub join: Join,
    /// The conditions.
    pub nodes: Vec<FilterNode>,
}

/// "and" or "or".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Join {
    /// All must hold.
    And,
    /// One must hold.
    Or,
}

/// A condition, or a group of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum FilterNode {
    /// One condition.
    Token(FilterToken),
    /// Conditions in brackets; nested at most 8 deep.
    Group(FilterGroup),
}

/// One condition: a property, an operator and one or more values.
///
/// What is unknown fits nothing. A number or day that could not be read fits no condition. Where
/// only the id of a profile or group is known, a condition compares with that id, and a negated
/// one does not fit, as the name might be the one that is ruled out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FilterToken {
    /// Which property; absent means the whole row, as in the search box, which can only contain
    /// something or not.
    pub property: Option<Property>,
    /// How it is compared.
    pub operator: Operator,
    /// With what: one value at least. Several mean "any of" and, with a negation, "none of".
    pub values: Vec<String>,
}

/// What can be filtered by: every column and whether something is there at all. Texts can be
/// equal, contain and start with something; an empty value equals an empty cell. Numbers and days
/// can be equal, more and less. `yes`, `no` and [`Self::Has`] can only be or not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Property {
    /// The login.
    Login,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Routing profile, by name.
    RoutingProfile,
    /// Security profiles, by name; a condition holds if it does for one that the user has.
    SecurityProfiles,
    /// Hierarchy group, by path (`A / B / C`); equality includes the groups below.
    Hierarchy,
    /// `soft` or `desk`.
    PhoneType,
    /// The desk phone's number.
    PhoneNumber,
    /// `yes` or `no`.
    AutoAccept,
    /// Seconds; a whole number. 0 is no limit and counts as 0.
    AfterContactWork,
    /// How many; a whole number.
    QuickConnects,
    /// A tag as `key` or `key=value`; a condition holds if it does for one that the user has.
    Tags,
    /// A day, `2026-01-31`, by the computer's own time zone, as the column shows it.
    LastChanged,
    /// The user's id.
    UserId,
    /// Whether the user has any: `quickConnects`, `tags`, `hierarchy`, `phoneNumber`,
    /// `firstName`, `lastName`.
    Has,
}

/// How a property is compared. Text ignores case and accents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum Operator {
    /// Is.
    #[serde(rename = "=")]
    Equals,
    /// Is not.
    #[serde(rename = "!=")]
    NotEquals,
    /// Contains.
    #[serde(rename = ":")]
    Contains,
    /// Does not contain.
    #[serde(rename = "!:")]
    NotContains,
    /// Starts with.
    #[serde(rename = "^")]
    StartsWith,
    /// Does not start with.
    #[serde(rename = "!^")]
    NotStartsWith,
    /// Is more, or later.
    #[serde(rename = ">")]
    Greater,
    /// Is as much or more, or that day or later.
    #[serde(rename = ">=")]
    GreaterOrEqual,
    /// Is less, or earlier.
    #[serde(rename = "<")]
    Less,
    /// Is as much or less, or that day or earlier.
    #[serde(rename = "<=")]
    LessOrEqual,
}

/// A page of the table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct UsersPage {
    /// The rows, in order.
    pub rows: Vec<UserRow>,
    /// How many users the search and the filter let through.
    pub matching: u32,
    /// How many users are in the list altogether.
    pub total: u32,
    /// The page that this is, from 1.
    pub page: u32,
    /// Which reading of the instance the rows are from; each reading has another number.
    #[ts(type = "number")]
    pub reading: u64,
    /// The selection as it stands.
    pub selection: SelectionCount,
}

/// A user as a row.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct UserRow {
    /// The user's id.
    pub id: String,
    /// The login.
    pub login: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The routing profile's name, or its id where the name is unknown.
    pub routing_profile: String,
    /// The security profiles' names (or ids), in order.
    pub security_profiles: Vec<String>,
    /// The hierarchy group's path (`A / B / C`), or its id where that is unknown.
    pub hierarchy: Option<String>,
    /// `soft`, `desk` or a value that Roster does not know.
    pub phone_type: String,
    /// The desk phone's number.
    pub phone_number: Option<String>,
    /// Whether contacts are connected without the agent accepting them.
    pub auto_accept: bool,
    /// The limit of after-contact work in seconds; 0 is no limit.
    pub after_contact_work: u32,
    /// How many quick connects lead to the user; absent where they could not be read.
    pub quick_connects: Option<u32>,
    /// Tags by key.
    pub tags: Vec<Tag>,
    /// When the user was last changed; absent where ListUsers could not be read.
    #[ts(type = "number | null")]
    pub last_changed: Option<i64>,
    /// Whether the user is selected.
    pub selected: bool,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Its key.
    pub key: String,
    /// Its value; may be empty.
    pub value: String,
}

/// How many users are selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SelectionCount {
    /// Selected users altogether.
    pub count: u32,
    /// How many of them the search and the filter hide.
    pub hidden: u32,
}

/// A change of the selection. It is carried out at once, on the list as it is then, and leaves a
/// fixed set of user ids: users that come later are never in it.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum SelectionChange {
    /// Put users in, or take them out. Ids that are not in the list are passed over.
    Set {
        /// The users.
        ids: Vec<String>,
        /// In or out.
        selected: bool,
    },
    /// Put in all that the query lets through, on every page.
    AddMatching {
        /// The query; its page does not matter.
        query: UsersQuery,
        /// The reading that the person sees. If a newer one has come meanwhile, nobody is put
        /// in, as it may have users whom the person has not seen.
        #[ts(type = "number")]
        reading: u64,
    },
    /// Of all that the query lets through, put in those that are out and take out those that
    /// are in. Selected users that the query hides stay selected.
    InvertMatching {
        /// The query; its page does not matter.
        query: UsersQuery,
        /// The reading that the person sees, as above.
        #[ts(type = "number")]
        reading: u64,
    },
    /// Take everybody out.
    Clear,
}

/// What the page shows around the table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ListState {
    /// What is going on.
    pub load: LoadState,
    /// How many users the list holds; absent before the first load.
    pub total: Option<u32>,
    /// When the list that is shown was read; absent before the first load.
    #[ts(type = "number | null")]
    pub read_at: Option<i64>,
    /// Whether the list that is shown holds everybody.
    pub wholeness: Wholeness,
    /// What could not be read, so that its columns are unknown.
    pub gaps: Vec<Gap>,
    /// How many calls the list that is shown has cost, by operation.
    pub calls: BTreeMap<String, u32>,
}

/// Whose permissions are used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CalledAs {
    /// The AWS account.
    pub account: String,
    /// The caller's ARN.
    pub arn: String,
}

/// Whether a load is under way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum LoadState {
    /// None is, and the last one ended well (or none was yet).
    Idle,
    /// One is. The earlier list, if any, is still shown.
    Loading {
        /// How far each part is.
        progress: Vec<Progress>,
    },
    /// The last one was stopped by the person. The earlier list, if any, is still shown.
    Cancelled,
    /// The last one failed. The earlier list, if any, is still shown.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// Whether the list holds everybody.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Wholeness {
    /// It does.
    Whole,
    /// Users are missing.
    Missing {
        /// How many.
        users: u32,
    },
    /// One of Connect's two lists left out users who are there, so that both may lack others.
    Doubtful {
        /// How many it left out.
        users: u32,
    },
    /// Nothing tells.
    Unchecked {
        /// Why not.
        problem: Problem,
    },
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// The columns that are unknown, or show ids instead of names, because of it.
    pub columns: Vec<Column>,
    /// Why.
    pub problem: Problem,
}

/// A value that the filter offers, with how many users have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct PropertyValue {
    /// The value, as a filter takes it.
    pub value: String,
    /// How many users have it.
    pub users: u32,
}

/// Something that was read, or why it was not.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Part<T> {
    /// It was.
    Known {
        /// What came.
        value: T,
    },
    /// It was not.
    Unknown {
        /// Why.
        problem: Problem,
    },
}

/// A user whole.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct UserDetails {
    /// What the row has, read anew.
    pub row: UserRow,
    /// The user's ARN.
    pub arn: String,
    /// The routing profile's id.
    pub routing_profile_id: String,
    /// The security profiles' ids, in the order of their names in `row`.
    pub security_profile_ids: Vec<String>,
    /// The hierarchy group's id.
    pub hierarchy_group_id: Option<String>,
    /// The id in an external directory.
    pub directory_user_id: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Secondary e-mail address.
    pub secondary_email: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Whether the phone stays connected between contacts.
    pub persistent_connection: bool,
    /// What is set per channel.
    pub channels: Vec<ChannelDetails>,
    /// What the user is good at.
    pub proficiencies: Part<Vec<ProficiencyDetails>>,
    /// The quick connects that lead to the user.
    pub quick_connects: Part<Vec<QuickConnectDetails>>,
}

/// What is set for one channel; what is absent is as for all channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ChannelDetails {
    /// `voice`, `chat`, `task`, `email` or one that Roster does not know.
    pub channel: String,
    /// Auto-accept.
    pub auto_accept: Option<bool>,
    /// Auto-accept of callbacks that go to the agent first.
    pub callback_auto_accept: Option<bool>,
    /// The limit of after-contact work in seconds; 0 is no limit.
    pub after_contact_work: Option<u32>,
    /// The same for callbacks that go to the agent first.
    pub callback_after_contact_work: Option<u32>,
    /// `soft`, `desk` or one that Roster does not know.
    pub phone_type: Option<String>,
    /// The desk phone's number.
    pub phone_number: Option<String>,
    /// Whether the phone stays connected between contacts.
    pub persistent_connection: Option<bool>,
    /// `voiceIsolation`, `noiseSuppression`, `none` or one that Roster does not know.
    pub voice_enhancement: Option<String>,
}

/// A proficiency.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ProficiencyDetails {
    /// The attribute.
    pub attribute: String,
    /// Its value.
    pub value: String,
    /// 1 to 5.
    pub level: f32,
}

/// A quick connect that leads to the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct QuickConnectDetails {
    /// Its id.
    pub id: String,
    /// The name that agents see.
    pub name: String,
    /// What somebody wrote about it.
    pub description: Option<String>,
    /// When it was last changed.
    #[ts(type = "number | null")]
    pub last_changed: Option<i64>,
}

/// Which queues offer some quick connects, as far as it is known. Looking through an instance's
/// queues costs a call each, so it is done on request and once.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum QuickConnectQueues {
    /// The queues are being looked through.
    Looking {
        /// Queues seen.
        so_far: u32,
        /// Queues altogether; absent while they are being listed.
        expected: Option<u32>,
    },
    /// All that could be read has been.
    Known {
        /// Queues by quick connect id; a quick connect that no queue offers has an empty list.
        queues: BTreeMap<String, Vec<QueueRef>>,
        /// Queues that could not be read.
        unread: u32,
        /// Why, for the first of them.
        problem: Option<Problem>,
    },
    /// They could not be looked through.
    Unknown {
        /// Why.
        problem: Problem,
    },
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct QueueRef {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}
