//! GetCurrentUserData: what the users who are signed in do just now. Users who are signed out
//! have no row here; whether Connect gives them one isn't known.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        call::Call,
        paging::{PageSizes, page_of_table},
        protocol::{Refusal, seconds},
        search::groups_under,
        world::{
            AgentStatusType, Channel, Contact, ContactState, Edit, Presence, RoutingProfile, User,
            World,
        },
    },
    Reply,
    names::hierarchy_path,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Input {
    filters: Option<Filters>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Filters {
    queues: Option<Vec<String>>,
    routing_profiles: Option<Vec<String>>,
    agents: Option<Vec<String>>,
    user_hierarchy_groups: Option<Vec<String>>,
    contact_filter: Option<ContactFilter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ContactFilter {
    contact_states: Option<Vec<ContactState>>,
}

/// Whose rows are asked for.
enum Whose {
    ServingQueues(BTreeSet<String>),
    WithRoutingProfiles(BTreeSet<String>),
    Agents(BTreeSet<String>),
    InGroups(BTreeSet<String>),
}

pub(super) fn get_current_user_data(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let input: Input = call.input()?;
    let filters = input
        .filters
        .ok_or_else(|| Refusal::invalid_request("Filters is required"))?;
    let states = filters
        .contact_filter
        .as_ref()
        .and_then(|filter| filter.contact_states.clone())
        .unwrap_or_default();
    if states.len() > 9 {
        return Err(Refusal::invalid_parameter(
            "ContactStates takes 9 values at most",
        ));
    }
    let whose = filters.whose(call)?;
    let world = call.world;
    let keep = |presence: &Presence| {
        let user = world.users.get(&presence.user_id);
        let in_state = states.is_empty()
            || presence
                .contacts
                .iter()
                .any(|contact| states.contains(&contact.state));
        in_state && user.is_some_and(|user| whose.includes(world, user))
    };
    let page = page_of_table(
        call,
        PageSizes::up_to(100),
        &world.presences,
        keep,
        |presence| row(call, presence),
    )?;
    let total = world.presences.values().filter(|row| keep(row)).count();
    Ok(Reply::Json(json!({
        "UserDataList": page.rows,
        "NextToken": page.next,
        "ApproximateTotalCount": total,
    })))
}

impl Filters {
    /// Exactly one of the four, with as many values as Connect takes.
    fn whose(self, call: &Call<'_>) -> Result<Whose, Refusal> {
        let ids = |part, most: usize, names: Vec<String>| {
            if names.is_empty() || names.len() > most {
                return Err(Refusal::invalid_parameter(format!(
                    "A filter takes 1 to {most} values, not {}",
                    names.len()
                )));
            }
            let ids = names.iter().map(|name| call.id_of(part, name).to_owned());
            Ok(ids.collect::<BTreeSet<_>>())
        };
        match (
            self.queues,
            self.routing_profiles,
            self.agents,
            self.user_hierarchy_groups,
        ) {
            (Some(names), None, None, None) => ids("queue", 100, names).map(Whose::ServingQueues),
            (None, Some(names), None, None) => {
                ids("routing-profile", 100, names).map(Whose::WithRoutingProfiles)
            }
            (None, None, Some(names), None) => ids("agent", 100, names).map(Whose::Agents),
            (None, None, None, Some(names)) => {
                let groups = ids("agent-group", 1, names)?;
                let below = groups.iter().flat_map(|id| groups_under(call.world, id));
                Ok(Whose::InGroups(below.collect()))
            }
            _ => Err(Refusal::invalid_parameter(
                "Filters takes exactly one of Queues, RoutingProfiles, Agents and \
                 UserHierarchyGroups",
            )),
        }
    }
}

impl Whose {
    fn includes(&self, world: &World, user: &User) -> bool {
        match self {
            Self::Agents(ids) => ids.contains(&user.id),
            Self::WithRoutingProfiles(ids) => ids.contains(&user.routing_profile),
            Self::InGroups(ids) => user
                .hierarchy_group
                .as_ref()
                .is_some_and(|group| ids.contains(group)),
            Self::ServingQueues(ids) => world
                .routing_profiles
                .get(&user.routing_profile)
                .is_some_and(|profile| profile.queues.iter().any(|queue| ids.contains(queue))),
        }
    }
}

fn row(call: &Call<'_>, presence: &Presence) -> Value {
    let world = call.world;
    let Some(user) = world.users.get(&presence.user_id) else {
        return Value::Null;
    };
    let group = user
        .hierarchy_group
        .as_ref()
        .and_then(|id| world.hierarchy_groups.get(id));
    let status = world.agent_statuses.get(&presence.status);
    let routable = status.is_some_and(|status| status.kind == AgentStatusType::Routable);
    let profile = world.routing_profiles.get(&user.routing_profile);
    let slots = profile.map_or_else(Slots::default, |profile| {
        Slots::of(profile, &presence.contacts, routable)
    });
    json!({
        "User": reference(world, "agent", &user.id),
        "RoutingProfile": reference(world, "routing-profile", &user.routing_profile),
        "HierarchyPath": group.map(|group| hierarchy_path(world, group, |group| {
            reference(world, "agent-group", &group.id)
        })),
        "Status": {
            "StatusStartTimestamp": seconds(call.before_opening(presence.since)),
            "StatusArn": world.arn("agent-state", &presence.status),
            "StatusName": status.map(|status| &status.name),
        },
        "MaxSlotsByChannel": slots.most,
        "ActiveSlotsByChannel": slots.active,
        "AvailableSlotsByChannel": slots.available,
        "Contacts": presence.contacts.iter().map(|it| contact(call, it)).collect::<Value>(),
        "NextStatus": presence.next_status,
    })
}

fn contact(call: &Call<'_>, contact: &Contact) -> Value {
    let connected = contact
        .connected_since
        .map(|since| seconds(call.before_opening(since)));
    json!({
        "ContactId": contact.id,
        "Channel": contact.channel,
        "InitiationMethod": if contact.channel == Channel::Voice { "INBOUND" } else { "API" },
        "AgentContactState": contact.state,
        "StateStartTimestamp": seconds(call.before_opening(contact.state_since)),
        "ConnectedToAgentTimestamp": connected,
        "Queue": reference(call.world, "queue", &contact.queue),
    })
}

fn reference(world: &World, part: &str, id: &str) -> Value {
    json!({ "Id": id, "Arn": world.arn(part, id) })
}

/// An agent's slots by channel.
#[derive(Default)]
struct Slots {
    most: BTreeMap<Channel, u32>,
    active: BTreeMap<Channel, u32>,
    available: BTreeMap<Channel, u32>,
}

impl Slots {
    fn of(profile: &RoutingProfile, contacts: &[Contact], routable: bool) -> Self {
        let mut slots = Self::default();
        for concurrency in profile.concurrency.iter().filter(|entry| entry.slots > 0) {
            let channel = concurrency.channel;
            let active = contacts.iter().filter(|contact| contact.channel == channel);
            let active = active.count() as u32;
            slots.most.insert(channel, concurrency.slots);
            slots.active.insert(channel, active);
            let free = concurrency.slots.saturating_sub(active);
            slots
                .available
                .insert(channel, if routable { free } else { 0 });
        }
        slots
    }
}
