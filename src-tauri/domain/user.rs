//! A user of an instance, as the list shows it and whole.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{HierarchyGroupId, RoutingProfileId, SecurityProfileId, UserId};

/// A user as SearchUsers gives it: all but the e-mail addresses, the mobile number and the
/// proficiencies. `last_changed` comes from ListUsers.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// The user's id.
    pub id: UserId,
    /// The user's ARN, under which its tags are kept.
    pub arn: String,
    /// What the user signs in with; Connect's "username". It can't be changed.
    pub login: String,
    /// First name; may be empty.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// The routing profile.
    pub routing_profile: RoutingProfileId,
    /// One to ten security profiles.
    pub security_profiles: Vec<SecurityProfileId>,
    /// The hierarchy group, if the user is in one.
    pub hierarchy_group: Option<HierarchyGroupId>,
    /// How contacts reach the user.
    pub handling: ContactHandling,
    /// The user's id in an external directory.
    pub directory_user_id: Option<String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
    /// When the user's configuration was last changed; unknown when ListUsers could not be read.
    pub last_changed: Option<Timestamp>,
}

/// A user whole, as DescribeUser gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct UserRecord {
    /// What the list has too.
    pub user: User,
    /// The e-mail address, which is also where a password reset goes.
    pub email: Option<String>,
    /// A second address, for notifications only.
    pub secondary_email: Option<String>,
    /// The mobile number, E.164.
    pub mobile: Option<String>,
}

/// How contacts reach a user: the old settings for all channels and the newer ones per channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContactHandling {
    /// In the browser, or on a desk phone.
    pub phone_type: PhoneType,
    /// The desk phone's number, E.164.
    pub desk_number: Option<String>,
    /// Whether contacts are connected without the agent accepting them.
    pub auto_accept: bool,
    /// The limit of after-contact work in seconds; 0 is no limit.
    pub after_contact_work_seconds: u32,
    /// Whether the phone stays connected between contacts.
    pub persistent_connection: bool,
    /// What is set per channel; a channel without settings of its own is absent.
    pub channels: Vec<ChannelHandling>,
}

/// What is set for one channel. What is absent falls back to [`ContactHandling`]'s own fields.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelHandling {
    /// The channel.
    pub channel: Channel,
    /// Whether contacts are connected without the agent accepting them.
    pub auto_accept: Option<bool>,
    /// The same for callbacks that go to the agent first (voice only).
    pub callback_auto_accept: Option<bool>,
    /// The limit of after-contact work in seconds; 0 is no limit.
    pub after_contact_work_seconds: Option<u32>,
    /// The same for callbacks that go to the agent first (voice only).
    pub callback_after_contact_work_seconds: Option<u32>,
    /// The kind of phone (voice only).
    pub phone_type: Option<PhoneType>,
    /// The desk phone's number (voice only), E.164.
    pub phone_number: Option<String>,
    /// Whether the phone stays connected between contacts (voice only).
    pub persistent_connection: Option<bool>,
    /// What is done to the caller's or the agent's sound (voice only).
    pub voice_enhancement: Option<VoiceEnhancement>,
}

impl ChannelHandling {
    /// A channel with nothing set.
    pub fn new(channel: Channel) -> Self {
        Self {
            channel,
            auto_accept: None,
            callback_auto_accept: None,
            after_contact_work_seconds: None,
            callback_after_contact_work_seconds: None,
            phone_type: None,
            phone_number: None,
            persistent_connection: None,
            voice_enhancement: None,
        }
    }
}

/// A way by which contacts come in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Calls.
    Voice,
    /// Chats.
    Chat,
    /// Tasks.
    Task,
    /// E-mail.
    Email,
    /// A channel newer than this program.
    Other(String),
}

/// Where a user's calls ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PhoneType {
    /// In the browser. Also what an answer without a phone type means.
    #[default]
    Soft,
    /// On a phone with a number of its own.
    Desk,
    /// A value newer than this program.
    Other(String),
}

/// What Connect does to the sound of calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoiceEnhancement {
    /// Other voices and noise are removed.
    VoiceIsolation,
    /// Noise is removed.
    NoiseSuppression,
    /// Nothing is done.
    None,
    /// A value newer than this program.
    Other(String),
}

/// Something that a user is good at, for routing.
#[derive(Clone, Debug, PartialEq)]
pub struct Proficiency {
    /// The predefined attribute, such as `Language`.
    pub attribute: String,
    /// The attribute's value, such as `French`.
    pub value: String,
    /// 1 to 5.
    pub level: f32,
}
