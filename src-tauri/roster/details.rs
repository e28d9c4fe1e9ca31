//! One user whole, for the window.

use super::{Roster, phone_type_word};
use crate::{
    domain::{
        Channel, ChannelHandling, Problem, Proficiency, QueueOffers, QuickConnect, QuickConnectId,
        UserRecord, VoiceEnhancement,
    },
    wire::{
        ChannelDetails, Part, ProficiencyDetails, QueueRef, QuickConnectDetails,
        QuickConnectQueues, UserDetails,
    },
};

/// A freshly read user, with the names and quick connects that the list knows.
pub(super) fn of(
    roster: &Roster,
    record: UserRecord,
    proficiencies: Result<Vec<Proficiency>, Problem>,
    selected: bool,
) -> UserDetails {
    let UserRecord {
        user,
        email,
        secondary_email,
        mobile,
    } = record;
    let security_profile_ids = roster.security_profile_ids(&user);
    UserDetails {
        security_profile_ids: security_profile_ids
            .into_iter()
            .map(ToString::to_string)
            .collect(),
        row: roster.row_of(&user, selected),
        quick_connects: part(
            roster
                .quick_connects_of(&user.id)
                .map(|found| found.iter().map(quick_connect).collect())
                .map_err(Clone::clone),
        ),
        proficiencies: part(
            proficiencies.map(|found| found.into_iter().map(proficiency).collect()),
        ),
        channels: user.handling.channels.iter().map(channel).collect(),
        persistent_connection: user.handling.persistent_connection,
        arn: user.arn,
        routing_profile_id: user.routing_profile.to_string(),
        hierarchy_group_id: user.hierarchy_group.map(|group| group.to_string()),
        directory_user_id: user.directory_user_id,
        email,
        secondary_email,
        mobile,
    }
}

/// Which queues offer the asked-for quick connects.
pub(super) fn queues(offers: &QueueOffers, asked: &[QuickConnectId]) -> QuickConnectQueues {
    let queues = asked.iter().map(|id| {
        let offering = offers.queues.get(id).into_iter().flatten();
        let offering = offering.map(|queue| QueueRef {
            id: queue.id.to_string(),
            name: queue.name.clone(),
        });
        (id.to_string(), offering.collect())
    });
    QuickConnectQueues::Known {
        queues: queues.collect(),
        unread: super::workspace::count(offers.unread.len()),
        problem: offers.unread.first().map(|(_, problem)| problem.clone()),
    }
}

fn part<T>(outcome: Result<T, Problem>) -> Part<T> {
    match outcome {
        Ok(value) => Part::Known { value },
        Err(problem) => Part::Unknown { problem },
    }
}

fn quick_connect(found: &QuickConnect) -> QuickConnectDetails {
    QuickConnectDetails {
        id: found.id.to_string(),
        name: found.name.clone(),
        description: found.description.clone(),
        last_changed: found.last_changed.map(|time| time.as_millisecond()),
    }
}

fn proficiency(found: Proficiency) -> ProficiencyDetails {
    ProficiencyDetails {
        attribute: found.attribute,
        value: found.value,
        level: found.level,
    }
}

fn channel(found: &ChannelHandling) -> ChannelDetails {
    ChannelDetails {
        channel: match &found.channel {
            Channel::Voice => "voice".into(),
            Channel::Chat => "chat".into(),
            Channel::Task => "task".into(),
            Channel::Email => "email".into(),
            Channel::Other(name) => name.clone(),
        },
        auto_accept: found.auto_accept,
        callback_auto_accept: found.callback_auto_accept,
        after_contact_work: found.after_contact_work_seconds,
        callback_after_contact_work: found.callback_after_contact_work_seconds,
        phone_type: found
            .phone_type
            .as_ref()
            .map(|found| phone_type_word(found).into()),
        phone_number: found.phone_number.clone(),
        persistent_connection: found.persistent_connection,
        voice_enhancement: found.voice_enhancement.as_ref().map(|found| match found {
            VoiceEnhancement::VoiceIsolation => "voiceIsolation".into(),
            VoiceEnhancement::NoiseSuppression => "noiseSuppression".into(),
            VoiceEnhancement::None => "none".into(),
            VoiceEnhancement::Other(name) => name.clone(),
        }),
    }
}
