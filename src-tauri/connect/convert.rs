//! From the SDK's types to the domain's. What Connect leaves out gets its documented meaning here,
//! values newer than this program are kept by name, and units are made the same everywhere. A
//! `None` is an answer without an id, which can't be told apart from others.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_connect::{primitives::DateTime, types as sdk};
use jiff::Timestamp;

use crate::domain::{
    Channel, ChannelHandling, ContactHandling, HierarchyGroup, IdentityType, Instance, Live, Named,
    PhoneType, Proficiency, QueueId, QuickConnect, QuickConnectId, QuickConnectTarget,
    RoutingProfileId, SecurityProfileId, User, UserId, UserRecord, VoiceEnhancement,
};

/// What the SDK puts in the place of a required value that did not come.
const NOT_SET: &str = "no value was set";

/// A user from SearchUsers, which counts after-contact work in milliseconds.
pub(super) fn searched_user(user: sdk::UserSearchSummary) -> Option<User> {
    let name = user.identity_info;
    let (first_name, last_name) = name.map_or((None, None), |n| (n.first_name, n.last_name));
    Some(User {
        id: some_text(user.id)?.into(),
        arn: user.arn.unwrap_or_default(),
        login: some_text(user.username)?,
        first_name: first_name.unwrap_or_default(),
        last_name: last_name.unwrap_or_default(),
        routing_profile: user.routing_profile_id.unwrap_or_default().into(),
        security_profiles: security_profiles(user.security_profile_ids),
        hierarchy_group: some_text(user.hierarchy_group_id).map(Into::into),
        handling: contact_handling(
            user.phone_config,
            Channels {
                auto_accept: user.auto_accept_configs,
                after_contact_work: user.after_contact_work_configs,
                phone_number: user.phone_number_configs,
                persistent_connection: user.persistent_connection_configs,
                voice_enhancement: user.voice_enhancement_configs,
            },
            milliseconds,
        ),
        directory_user_id: some_text(user.directory_user_id),
        tags: tags(user.tags),
        last_changed: None,
    })
}

/// A user from DescribeUser.
pub(super) fn described_user(user: sdk::User) -> Option<UserRecord> {
    let identity = user.identity_info;
    let (first_name, last_name, email, secondary_email, mobile) =
        identity.map_or((None, None, None, None, None), |i| {
            (
                i.first_name,
                i.last_name,
                i.email,
                i.secondary_email,
                i.mobile,
            )
        });
    Some(UserRecord {
        user: User {
            id: some_text(user.id)?.into(),
            arn: user.arn.unwrap_or_default(),
            login: some_text(user.username)?,
            first_name: first_name.unwrap_or_default(),
            last_name: last_name.unwrap_or_default(),
            routing_profile: user.routing_profile_id.unwrap_or_default().into(),
            security_profiles: security_profiles(user.security_profile_ids),
            hierarchy_group: some_text(user.hierarchy_group_id).map(Into::into),
            handling: contact_handling(
                user.phone_config,
                Channels {
                    auto_accept: user.auto_accept_configs,
                    after_contact_work: user.after_contact_work_configs,
                    phone_number: user.phone_number_configs,
                    persistent_connection: user.persistent_connection_configs,
                    voice_enhancement: user.voice_enhancement_configs,
                },
                seconds,
            ),
            directory_user_id: some_text(user.directory_user_id),
            tags: tags(user.tags),
            last_changed: timestamp(user.last_modified_time),
        },
        email: some_text(email),
        secondary_email: some_text(secondary_email),
        mobile: some_text(mobile),
    })
}

/// An id and the time of the last change, from ListUsers.
pub(super) fn listed_user(user: sdk::UserSummary) -> Option<(UserId, Option<Timestamp>)> {
    Some((
        some_text(user.id)?.into(),
        timestamp(user.last_modified_time),
    ))
}

pub(super) fn proficiency(proficiency: sdk::UserProficiency) -> Option<Proficiency> {
    Some(Proficiency {
        attribute: some_text(Some(proficiency.attribute_name))?,
        value: proficiency.attribute_value,
        level: proficiency.level,
    })
}

pub(super) fn routing_profile(
    profile: sdk::RoutingProfileSummary,
) -> Option<Named<RoutingProfileId>> {
    named(profile.id, profile.name)
}

pub(super) fn security_profile(
    profile: sdk::SecurityProfileSummary,
) -> Option<Named<SecurityProfileId>> {
    named(profile.id, profile.name)
}

pub(super) fn queue(queue: sdk::QueueSummary) -> Option<Named<QueueId>> {
    named(queue.id, queue.name)
}

pub(super) fn offered_quick_connect(entry: sdk::QuickConnectSummary) -> Option<QuickConnectId> {
    some_text(entry.id).map(Into::into)
}

/// Whether a hierarchy group is one of Connect's own, which its documentation says to hide.
pub(super) fn is_internal(group: &sdk::HierarchyGroup) -> bool {
    group.level_id.as_deref() == Some("0")
}

pub(super) fn hierarchy_group(group: sdk::HierarchyGroup) -> Option<HierarchyGroup> {
    let mut path: Vec<String> = group
        .hierarchy_path
        .map(|path| {
            [
                path.level_one,
                path.level_two,
                path.level_three,
                path.level_four,
                path.level_five,
            ]
        })
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|level| some_text(level.name))
        .collect();
    if path.is_empty() {
        path.push(group.name.unwrap_or_default());
    }
    Some(HierarchyGroup {
        id: some_text(group.id)?.into(),
        path,
    })
}

pub(super) fn quick_connect(quick_connect: sdk::QuickConnect) -> Option<QuickConnect> {
    Some(QuickConnect {
        id: some_text(quick_connect.quick_connect_id)?.into(),
        arn: quick_connect.quick_connect_arn.unwrap_or_default(),
        name: quick_connect.name.unwrap_or_default(),
        description: some_text(quick_connect.description),
        target: target(quick_connect.quick_connect_config),
        tags: tags(quick_connect.tags),
        last_changed: timestamp(quick_connect.last_modified_time),
    })
}

pub(super) fn live(data: sdk::UserData) -> Option<Live> {
    use sdk::ContactState;
    let contacts = data.contacts.unwrap_or_default();
    let count = |wanted: &dyn Fn(&ContactState) -> bool| {
        let states = contacts
            .iter()
            .filter_map(|contact| contact.agent_contact_state.as_ref());
        u32::try_from(states.filter(|state| wanted(state)).count()).unwrap_or(u32::MAX)
    };
    let is_over = |state: &ContactState| {
        matches!(
            state,
            ContactState::Ended
                | ContactState::Error
                | ContactState::Missed
                | ContactState::Rejected
        )
    };
    let status = data.status;
    Some(Live {
        user: some_text(data.user?.id)?.into(),
        status_id: status.as_ref().and_then(|status| {
            let arn = status.status_arn.as_deref()?;
            Some(arn.rsplit('/').next()?.to_owned())
        }),
        status: status.and_then(|status| some_text(status.status_name)),
        // A state that nobody knows yet counts as being on a contact: that errs on the safe side.
        on_contacts: count(&|state| !is_over(state)),
        after_contacts: count(&is_over),
    })
}

pub(super) fn instance(instance: sdk::Instance) -> Option<Instance> {
    Some(Instance {
        id: some_text(instance.id)?,
        arn: some_text(instance.arn)?,
        alias: some_text(instance.instance_alias),
        access_url: some_text(instance.instance_access_url),
        identity: identity(instance.identity_management_type),
    })
}

pub(super) fn listed_instance(instance: sdk::InstanceSummary) -> Option<Instance> {
    Some(Instance {
        id: some_text(instance.id)?,
        arn: some_text(instance.arn)?,
        alias: some_text(instance.instance_alias),
        access_url: some_text(instance.instance_access_url),
        identity: identity(instance.identity_management_type),
    })
}

fn identity(directory: Option<sdk::DirectoryType>) -> IdentityType {
    match directory {
        Some(sdk::DirectoryType::ConnectManaged) => IdentityType::ConnectManaged,
        Some(sdk::DirectoryType::Saml) => IdentityType::Saml,
        Some(sdk::DirectoryType::ExistingDirectory) => IdentityType::ExistingDirectory,
        other => IdentityType::Other(other.map(|t| t.to_string()).unwrap_or_default()),
    }
}

fn target(config: Option<sdk::QuickConnectConfig>) -> QuickConnectTarget {
    let Some(config) = config else {
        return QuickConnectTarget::Unknown(String::new());
    };
    let kind = config.quick_connect_type.to_string();
    let target = match config.quick_connect_type {
        sdk::QuickConnectType::User => config.user_config.map(|to| QuickConnectTarget::User {
            user: to.user_id.into(),
            flow: to.contact_flow_id.into(),
        }),
        sdk::QuickConnectType::Queue => config.queue_config.map(|to| QuickConnectTarget::Queue {
            queue: to.queue_id.into(),
            flow: to.contact_flow_id.into(),
        }),
        sdk::QuickConnectType::PhoneNumber => {
            config.phone_config.map(|to| QuickConnectTarget::Phone {
                number: to.phone_number,
            })
        }
        sdk::QuickConnectType::Flow => config.flow_config.map(|to| QuickConnectTarget::Flow {
            flow: to.contact_flow_id.into(),
        }),
        _ => None,
    };
    target.unwrap_or_else(|| {
        QuickConnectTarget::Unknown(
            Some(kind)
                .filter(|kind| kind != NOT_SET)
                .unwrap_or_default(),
        )
    })
}

/// What is set per channel, in Connect's five lists.
struct Channels {
    auto_accept: Option<Vec<sdk::AutoAcceptConfig>>,
    after_contact_work: Option<Vec<sdk::AfterContactWorkConfigPerChannel>>,
    phone_number: Option<Vec<sdk::PhoneNumberConfig>>,
    persistent_connection: Option<Vec<sdk::PersistentConnectionConfig>>,
    voice_enhancement: Option<Vec<sdk::VoiceEnhancementConfig>>,
}

fn contact_handling(
    phone: Option<sdk::UserPhoneConfig>,
    channels: Channels,
    after_contact_work: fn(i32) -> u32,
) -> ContactHandling {
    let channels = channel_handling(channels, after_contact_work);
    match phone {
        Some(phone) => ContactHandling {
            phone_type: phone_type(&phone.phone_type),
            desk_number: some_text(phone.desk_phone_number),
            auto_accept: phone.auto_accept,
            after_contact_work_seconds: after_contact_work(phone.after_contact_work_time_limit),
            persistent_connection: phone.persistent_connection.unwrap_or_default(),
            channels,
        },
        None => ContactHandling {
            channels,
            ..ContactHandling::default()
        },
    }
}

fn channel_handling(lists: Channels, after_contact_work: fn(i32) -> u32) -> Vec<ChannelHandling> {
    let mut channels = ByChannel::default();
    for set in lists.auto_accept.into_iter().flatten() {
        let channel = channels.entry(&set.channel);
        channel.auto_accept = Some(set.auto_accept);
        channel.callback_auto_accept = set.agent_first_callback_auto_accept;
    }
    for set in lists.after_contact_work.into_iter().flatten() {
        let limit = |config: sdk::AfterContactWorkConfig| {
            after_contact_work(config.after_contact_work_time_limit)
        };
        let channel = channels.entry(&set.channel);
        channel.after_contact_work_seconds = set.after_contact_work_config.map(limit);
        channel.callback_after_contact_work_seconds = set
            .agent_first_callback_after_contact_work_config
            .map(limit);
    }
    for set in lists.phone_number.into_iter().flatten() {
        let channel = channels.entry(&set.channel);
        channel.phone_type = Some(phone_type(&set.phone_type));
        channel.phone_number = some_text(set.phone_number);
    }
    for set in lists.persistent_connection.into_iter().flatten() {
        channels.entry(&set.channel).persistent_connection = Some(set.persistent_connection);
    }
    for set in lists.voice_enhancement.into_iter().flatten() {
        channels.entry(&set.channel).voice_enhancement =
            Some(voice_enhancement(&set.voice_enhancement_mode));
    }
    channels.0.into_values().collect()
}

#[derive(Default)]
struct ByChannel(BTreeMap<Channel, ChannelHandling>);

impl ByChannel {
    fn entry(&mut self, channel: &sdk::Channel) -> &mut ChannelHandling {
        let channel = match channel {
            sdk::Channel::Voice => Channel::Voice,
            sdk::Channel::Chat => Channel::Chat,
            sdk::Channel::Task => Channel::Task,
            sdk::Channel::Email => Channel::Email,
            other => Channel::Other(other.to_string()),
        };
        self.0
            .entry(channel.clone())
            .or_insert_with(|| ChannelHandling::new(channel))
    }
}

fn phone_type(phone_type: &sdk::PhoneType) -> PhoneType {
    match phone_type {
        sdk::PhoneType::SoftPhone => PhoneType::Soft,
        sdk::PhoneType::DeskPhone => PhoneType::Desk,
        other => match other.as_str() {
            NOT_SET => PhoneType::Soft,
            name => PhoneType::Other(name.into()),
        },
    }
}

fn voice_enhancement(mode: &sdk::VoiceEnhancementMode) -> VoiceEnhancement {
    match mode {
        sdk::VoiceEnhancementMode::VoiceIsolation => VoiceEnhancement::VoiceIsolation,
        sdk::VoiceEnhancementMode::NoiseSuppression => VoiceEnhancement::NoiseSuppression,
        sdk::VoiceEnhancementMode::None => VoiceEnhancement::None,
        other => VoiceEnhancement::Other(other.to_string()),
    }
}

/// A limit given in seconds. Below zero there is nothing that it could mean.
fn seconds(limit: i32) -> u32 {
    u32::try_from(limit).unwrap_or(0)
}

/// A limit given in milliseconds, in seconds. Rounded up, since 0 would mean that there is none.
fn milliseconds(limit: i32) -> u32 {
    seconds(limit).div_ceil(1000)
}

fn security_profiles(ids: Option<Vec<String>>) -> Vec<SecurityProfileId> {
    ids.into_iter().flatten().map(Into::into).collect()
}

fn tags(tags: Option<HashMap<String, String>>) -> BTreeMap<String, String> {
    tags.into_iter().flatten().collect()
}

fn named<Id: From<String>>(id: Option<String>, name: Option<String>) -> Option<Named<Id>> {
    Some(Named {
        id: some_text(id)?.into(),
        name: name.unwrap_or_default(),
    })
}

/// To the nearest millisecond: times come as fractional numbers of seconds, which leave noise in
/// the digits after it, and two readings of one time must be equal.
fn timestamp(time: Option<DateTime>) -> Option<Timestamp> {
    let time = time?;
    let milliseconds = (i64::from(time.subsec_nanos()) + 500_000) / 1_000_000;
    Timestamp::from_millisecond(time.secs().checked_mul(1000)?.checked_add(milliseconds)?).ok()
}

fn some_text(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
