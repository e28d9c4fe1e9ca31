//! The types that cross to the window, and nothing else. They are plain text and numbers, made
//! from the domain's types; `ts-rs` writes their TypeScript into `ui/src/ipc/generated`.
//!
//! Times are milliseconds since 1970 in UTC, so that the window can show them by its own locale.

mod access;
mod app;
mod checks;
mod instances;
mod users;

pub use access::{
    Access, AccessState, ChangeAccess, ChangeKind, OwnLogin, Paused, ReadAccess, ReadPart,
};
pub use app::{Changed, ColumnPreference, Density, Preferences, Start, Theme, Topic};
pub use checks::{
    CheckPart, CheckStep, CheckVerdict, ConnectionCheck, SettingKey, SettingLine, SettingValue,
    SettingsPage,
};
pub use instances::{
    AskIt, AskItWish, AwsProfile, AwsProfileWay, Front, InstanceCard, InstanceChoice,
    InstanceDraft, InstanceHeader, InstancesPage, OpeningAnswer, OpeningStep, SignInWay,
};
pub use users::{
    CalledAs, ChannelDetails, Column, FilterGroup, FilterNode, FilterToken, Gap, Join, ListState,
    LoadState, Operator, Part, ProficiencyDetails, Property, PropertyValue, QueueRef,
    QuickConnectDetails, QuickConnectQueues, SelectionChange, SelectionCount, Sort, Tag,
    UserDetails, UserRow, UsersPage, UsersQuery, Wholeness,
};
