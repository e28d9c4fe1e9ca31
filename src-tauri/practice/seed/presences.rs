//! Who is signed in to a new world, and who is on a contact.

use super::{
    super::world::{Channel, Contact, ContactState, Presence, World},
    Catalogue, Draw,
};

/// Adds about three in ten users as signed in, half of those with a contact.
pub(super) fn add(world: &mut World, catalogue: &Catalogue, users: &[String], draw: &mut Draw) {
    let [available, _offline, breaks @ ..] = catalogue.agent_statuses.as_slice() else {
        return;
    };
    for (index, user_id) in users.iter().enumerate() {
        // Even the smallest instance has somebody on a contact and somebody waiting for one.
        let (signed_in, busy) = match index {
            0 => (false, false),
            1 => (true, true),
            2 => (true, false),
            _ => (draw.percent(30), draw.percent(50)),
        };
        if !signed_in {
            continue;
        }
        let resting = !busy && draw.percent(40);
        let contacts = if busy {
            draw_contacts(world, user_id, index == 1, draw)
        } else {
            Vec::new()
        };
        world.insert(Presence {
            user_id: user_id.clone(),
            status: if resting {
                draw.pick(breaks).unwrap_or(available).clone()
            } else {
                available.clone()
            },
            since: 30 + draw.below(4 * 60 * 60) as u32,
            next_status: (busy && draw.percent(20)).then(|| "Lunch".to_owned()),
            contacts,
        });
    }
}

/// One contact, or more for those who may have several at once; `live` asks for one that the
/// agent is on for certain.
fn draw_contacts(world: &World, user_id: &str, live: bool, draw: &mut Draw) -> Vec<Contact> {
    let Some(profile) = world
        .users
        .get(user_id)
        .and_then(|user| world.routing_profiles.get(&user.routing_profile))
    else {
        return Vec::new();
    };
    let mut contacts = Vec::new();
    for concurrency in &profile.concurrency {
        let wanted = match concurrency.slots {
            0 => 0,
            1 => 1,
            _ => 1 + u32::from(draw.percent(30)),
        };
        if wanted > 0 && (contacts.is_empty() || draw.percent(20)) {
            for _ in 0..wanted {
                let state = if live && contacts.is_empty() {
                    ContactState::Connected
                } else {
                    draw_state(concurrency.channel, draw)
                };
                contacts.push(draw_contact(
                    concurrency.channel,
                    state,
                    &profile.queues,
                    draw,
                ));
            }
        }
    }
    contacts
}

fn draw_state(channel: Channel, draw: &mut Draw) -> ContactState {
    const STATES: [ContactState; 8] = [
        ContactState::Connected,
        ContactState::Connected,
        ContactState::Connected,
        ContactState::ConnectedOnhold,
        ContactState::Connecting,
        ContactState::Incoming,
        ContactState::Ended,
        ContactState::Missed,
    ];
    match (channel, draw.pick(&STATES)) {
        // Only calls are put on hold.
        (Channel::Voice, Some(state)) => *state,
        (_, Some(ContactState::ConnectedOnhold)) | (_, None) => ContactState::Connected,
        (_, Some(state)) => *state,
    }
}

fn draw_contact(
    channel: Channel,
    state: ContactState,
    queues: &[String],
    draw: &mut Draw,
) -> Contact {
    let state_since = 2 + draw.below(600) as u32;
    let was_connected = matches!(
        state,
        ContactState::Connected | ContactState::ConnectedOnhold | ContactState::Ended
    );
    Contact {
        id: draw.uuid(),
        channel,
        state,
        state_since,
        connected_since: was_connected.then(|| state_since + draw.below(300) as u32),
        queue: draw.pick(queues).cloned().unwrap_or_default(),
    }
}
