//! What a reading must bring, made from what the practice instance holds.

use roster::{
    domain::{
        Channel, ChannelHandling, ContactHandling, HierarchyGroup, Named, PhoneType, Proficiency,
        QuickConnect, QuickConnectTarget, RoutingProfileId, SecurityProfileId, User, UserRecord,
        VoiceEnhancement,
    },
    practice::world::{self, World},
};

pub(super) fn users(world: &World) -> Vec<User> {
    world
        .users
        .values()
        .map(|user| listed(world, user))
        .collect()
}

pub(super) fn record(world: &World, user: &world::User) -> UserRecord {
    UserRecord {
        user: listed(world, user),
        email: user.email.clone(),
        secondary_email: user.secondary_email.clone(),
        mobile: user.mobile.clone(),
    }
}

pub(super) fn proficiencies(user: &world::User) -> Vec<Proficiency> {
    user.proficiencies
        .iter()
        .map(|proficiency| Proficiency {
            attribute: proficiency.attribute.clone(),
            value: proficiency.value.clone(),
            level: proficiency.level,
        })
        .collect()
}

pub(super) fn routing_profiles(world: &World) -> Vec<Named<RoutingProfileId>> {
    let profiles = world.routing_profiles.values();
    profiles.map(|p| named(&p.id, &p.name)).collect()
}

pub(super) fn security_profiles(world: &World) -> Vec<Named<SecurityProfileId>> {
    let profiles = world.security_profiles.values();
    profiles.map(|p| named(&p.id, &p.name)).collect()
}

/// All but Connect's own group.
pub(super) fn hierarchy_groups(world: &World) -> Vec<HierarchyGroup> {
    let groups = world.hierarchy_groups.values();
    groups
        .filter(|group| group.level != "0")
        .map(|group| HierarchyGroup {
            id: group.id.as_str().into(),
            path: group
                .path
                .iter()
                .map(|id| world.hierarchy_groups[id].name.clone())
                .collect(),
        })
        .collect()
}

pub(super) fn quick_connects(world: &World) -> Vec<QuickConnect> {
    let quick_connects = world.quick_connects.values();
    quick_connects
        .map(|quick_connect| QuickConnect {
            id: quick_connect.id.as_str().into(),
            arn: world.arn("transfer-destination", &quick_connect.id),
            name: quick_connect.name.clone(),
            description: quick_connect.description.clone(),
            target: target(&quick_connect.target),
            tags: quick_connect.tags.clone(),
            last_changed: Some(quick_connect.last_changed),
        })
        .collect()
}

fn target(target: &world::QuickConnectTarget) -> QuickConnectTarget {
    match target {
        world::QuickConnectTarget::User { user, flow } => QuickConnectTarget::User {
            user: user.as_str().into(),
            flow: flow.as_str().into(),
        },
        world::QuickConnectTarget::Queue { queue, flow } => QuickConnectTarget::Queue {
            queue: queue.as_str().into(),
            flow: flow.as_str().into(),
        },
        world::QuickConnectTarget::PhoneNumber { number } => QuickConnectTarget::Phone {
            number: number.clone(),
        },
        world::QuickConnectTarget::Flow { flow } => QuickConnectTarget::Flow {
            flow: flow.as_str().into(),
        },
    }
}

fn listed(world: &World, user: &world::User) -> User {
    let phone = &user.phone;
    let mut channels: Vec<_> = user.channels.iter().map(channel).collect();
    channels.sort_by(|a, b| a.channel.cmp(&b.channel));
    User {
        id: user.id.as_str().into(),
        arn: world.arn("agent", &user.id),
        login: user.login.clone(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        routing_profile: user.routing_profile.as_str().into(),
        security_profiles: user
            .security_profiles
            .iter()
            .map(|id| id.as_str().into())
            .collect(),
        hierarchy_group: user.hierarchy_group.as_deref().map(Into::into),
        handling: ContactHandling {
            phone_type: phone_type(phone.phone_type),
            desk_number: phone.desk_number.clone(),
            auto_accept: phone.auto_accept,
            after_contact_work_seconds: phone.after_contact_work_seconds,
            persistent_connection: phone.persistent_connection,
            channels,
        },
        directory_user_id: None,
        tags: user.tags.clone(),
        last_changed: Some(user.last_changed),
    }
}

fn channel(set: &world::ChannelSettings) -> ChannelHandling {
    let channel = match set.channel {
        world::Channel::Voice => Channel::Voice,
        world::Channel::Chat => Channel::Chat,
        world::Channel::Task => Channel::Task,
        world::Channel::Email => Channel::Email,
    };
    ChannelHandling {
        auto_accept: set.auto_accept,
        callback_auto_accept: set.callback_auto_accept,
        after_contact_work_seconds: set.after_contact_work_seconds,
        callback_after_contact_work_seconds: set.callback_after_contact_work_seconds,
        phone_type: set.phone_type.map(phone_type),
        phone_number: set.phone_number.clone(),
        persistent_connection: set.persistent_connection,
        voice_enhancement: set.voice_enhancement.map(|mode| match mode {
            world::VoiceEnhancement::VoiceIsolation => VoiceEnhancement::VoiceIsolation,
            world::VoiceEnhancement::NoiseSuppression => VoiceEnhancement::NoiseSuppression,
            world::VoiceEnhancement::None => VoiceEnhancement::None,
        }),
        ..ChannelHandling::new(channel)
    }
}

fn phone_type(phone_type: world::PhoneType) -> PhoneType {
    match phone_type {
        world::PhoneType::SoftPhone => PhoneType::Soft,
        world::PhoneType::DeskPhone => PhoneType::Desk,
    }
}

fn named<Id: for<'a> From<&'a str>>(id: &str, name: &str) -> Named<Id> {
    Named {
        id: id.into(),
        name: name.to_owned(),
    }
}
