//! Users as the practice instance keeps them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Tags by key.
pub type Tags = BTreeMap<String, String>;

/// A user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// The user's UUID, which is also its agent queue's.
    pub id: String,
    /// What the user signs in with; Connect's "Username".
    pub login: String,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Second e-mail address, for notifications only.
    pub secondary_email: Option<String>,
    /// Mobile number, E.164.
    pub mobile: Option<String>,
    /// Id of the routing profile.
    pub routing_profile: String,
    /// Ids of the security profiles, one to ten.
    pub security_profiles: Vec<String>,
    /// Id of the hierarchy group.
    pub hierarchy_group: Option<String>,
    /// The settings that hold for every channel.
    pub phone: PhoneSettings,
    /// What is set for single channels.
    pub channels: Vec<ChannelSettings>,
    /// Tags.
    pub tags: Tags,
    /// What the user is good at.
    pub proficiencies: Vec<Proficiency>,
    /// When the user was last changed.
    pub last_changed: Timestamp,
}

/// The settings that hold for every channel: Connect's PhoneConfig.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneSettings {
    /// Where calls ring.
    pub phone_type: PhoneType,
    /// The desk phone's number, E.164.
    pub desk_number: Option<String>,
    /// Whether contacts are connected without the agent accepting them.
    pub auto_accept: bool,
    /// The limit of after-contact work in seconds; 0 is no limit.
    pub after_contact_work_seconds: u32,
    /// Whether the phone stays connected between contacts.
    pub persistent_connection: bool,
}

/// Where a user's calls ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PhoneType {
    /// In the browser.
    #[default]
    SoftPhone,
    /// On a phone with a number of its own.
    DeskPhone,
}

/// A way by which contacts come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// Calls.
    Voice,
    /// Chats.
    Chat,
    /// Tasks.
    Task,
    /// E-mail.
    Email,
}

/// What is set for one channel. What is absent is not in the channel's list at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelSettings {
    /// The channel.
    pub channel: Channel,
    /// AutoAcceptConfigs: contacts are connected without the agent accepting them.
    pub auto_accept: Option<bool>,
    /// The same for callbacks that go to the agent first; voice only.
    pub callback_auto_accept: Option<bool>,
    /// AfterContactWorkConfigs: the limit in seconds; 0 is no limit.
    pub after_contact_work_seconds: Option<u32>,
    /// The same for callbacks that go to the agent first; voice only.
    pub callback_after_contact_work_seconds: Option<u32>,
    /// PhoneNumberConfigs: where calls ring; voice only.
    pub phone_type: Option<PhoneType>,
    /// The desk phone's number, E.164; voice only.
    pub phone_number: Option<String>,
    /// PersistentConnectionConfigs; voice only.
    pub persistent_connection: Option<bool>,
    /// VoiceEnhancementConfigs; voice only.
    pub voice_enhancement: Option<VoiceEnhancement>,
}

/// What is done to the sound of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VoiceEnhancement {
    /// Other voices and noise are removed.
    VoiceIsolation,
    /// Noise is removed.
    NoiseSuppression,
    /// Nothing.
    None,
}

/// Something that a user is good at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proficiency {
    /// The predefined attribute, such as `Language`.
    pub attribute: String,
    /// Its value, such as `French`.
    pub value: String,
    /// 1 to 5.
    pub level: f32,
}
