//! Makes the world that a practice instance starts with. The same seed and number of users give
//! the same world on every machine, and the instance's id comes from the seed alone.

mod catalogue;
mod draw;
mod people;
mod presences;
mod quick_connects;
#[cfg(test)]
mod tests;
mod users;

use super::world::{
    AgentStatus, Channel, Concurrency, Flow, HierarchyGroup, HierarchyLevel, Queue, RoutingProfile,
    SecurityProfile, Tags, World,
};
pub(super) use draw::{Draw, Part};

/// The world of this seed with so many users.
pub(super) fn world(seed: u64, users: u32) -> World {
    let mut world = World::empty(Draw::new(seed, Part::Instance).uuid());
    let catalogue = Catalogue::add(&mut world, &mut Draw::new(seed, Part::Catalogue));
    let ids = users::add(
        &mut world,
        &catalogue,
        users,
        &mut Draw::new(seed, Part::Users),
    );
    quick_connects::add(
        &mut world,
        &catalogue,
        &ids,
        &mut Draw::new(seed, Part::QuickConnects),
    );
    presences::add(
        &mut world,
        &catalogue,
        &ids,
        &mut Draw::new(seed, Part::Presences),
    );
    world
}

/// Ids of what every instance has, in the order of [`catalogue`].
struct Catalogue {
    queues: Vec<String>,
    flows: Vec<String>,
    routing_profiles: Vec<String>,
    security_profiles: Vec<String>,
    agent_statuses: Vec<String>,
    /// Groups without Connect's own one.
    hierarchy_groups: Vec<String>,
}

impl Catalogue {
    fn add(world: &mut World, draw: &mut Draw) -> Self {
        let queues = add_queues(world, draw);
        Self {
            flows: add_flows(world, draw),
            routing_profiles: add_routing_profiles(world, draw, &queues),
            security_profiles: add_security_profiles(world, draw),
            agent_statuses: add_agent_statuses(world, draw),
            hierarchy_groups: add_hierarchy(world, draw),
            queues,
        }
    }
}

fn add_queues(world: &mut World, draw: &mut Draw) -> Vec<String> {
    catalogue::QUEUES
        .iter()
        .map(|name| {
            let id = draw.uuid();
            world.insert(Queue {
                id: id.clone(),
                name: (*name).to_owned(),
                quick_connects: Default::default(),
                last_changed: draw.moment(),
            });
            id
        })
        .collect()
}

fn add_flows(world: &mut World, draw: &mut Draw) -> Vec<String> {
    catalogue::FLOWS
        .iter()
        .map(|name| {
            let id = draw.uuid();
            world.insert(Flow {
                id: id.clone(),
                name: (*name).to_owned(),
            });
            id
        })
        .collect()
}

fn add_routing_profiles(world: &mut World, draw: &mut Draw, queues: &[String]) -> Vec<String> {
    const CHANNELS: [Channel; 4] = [Channel::Voice, Channel::Chat, Channel::Task, Channel::Email];
    catalogue::ROUTING_PROFILES
        .iter()
        .enumerate()
        .map(|(index, sketch)| {
            let id = draw.uuid();
            let queues: Vec<String> = sketch
                .queues
                .iter()
                .filter_map(|&queue| queues.get(queue).cloned())
                .collect();
            world.insert(RoutingProfile {
                id: id.clone(),
                name: sketch.name.to_owned(),
                description: sketch.description.to_owned(),
                concurrency: CHANNELS
                    .into_iter()
                    .zip(sketch.slots)
                    .map(|(channel, slots)| Concurrency { channel, slots })
                    .collect(),
                outbound_queue: queues.first().cloned().unwrap_or_default(),
                queues,
                is_default: index == 0,
                tags: tags_for(index),
                last_changed: draw.moment(),
            });
            id
        })
        .collect()
}

fn add_security_profiles(world: &mut World, draw: &mut Draw) -> Vec<String> {
    catalogue::SECURITY_PROFILES
        .iter()
        .enumerate()
        .map(|(index, sketch)| {
            let id = draw.uuid();
            world.insert(SecurityProfile {
                id: id.clone(),
                name: sketch.name.to_owned(),
                description: sketch.description.to_owned(),
                permissions: sketch.permissions.iter().map(|&p| p.to_owned()).collect(),
                aws_managed: false,
                tags: tags_for(index),
                last_changed: draw.moment(),
            });
            id
        })
        .collect()
}

/// Every third profile carries a tag, so that searching by tag finds some and leaves some.
fn tags_for(index: usize) -> Tags {
    if index % 3 == 1 {
        Tags::from([("Owner".to_owned(), "Operations".to_owned())])
    } else {
        Tags::new()
    }
}

fn add_agent_statuses(world: &mut World, draw: &mut Draw) -> Vec<String> {
    catalogue::AGENT_STATUSES
        .iter()
        .map(|&(name, kind)| {
            let id = draw.uuid();
            world.insert(AgentStatus {
                id: id.clone(),
                name: name.to_owned(),
                kind,
                last_changed: draw.moment(),
            });
            id
        })
        .collect()
}

fn add_hierarchy(world: &mut World, draw: &mut Draw) -> Vec<String> {
    let levels: Vec<String> = (1..)
        .zip(catalogue::LEVELS)
        .map(|(depth, name)| {
            let id = draw.uuid();
            world.insert(HierarchyLevel {
                id: id.clone(),
                name: name.to_owned(),
                depth,
                last_changed: draw.moment(),
            });
            id
        })
        .collect();
    let mut ids = Vec::new();
    for (region, sites) in catalogue::REGIONS {
        let region = add_group(world, draw, &levels, region, &[], &mut ids);
        for site in sites {
            let site = add_group(world, draw, &levels, site, &region, &mut ids);
            for team in catalogue::TEAMS {
                add_group(world, draw, &levels, team, &site, &mut ids);
            }
        }
    }
    world.insert(HierarchyGroup {
        id: draw.uuid(),
        name: "internal".to_owned(),
        level: "0".to_owned(),
        path: Vec::new(),
        tags: Tags::new(),
        last_changed: draw.moment(),
    });
    ids
}

/// Adds a group under `above`, its id to `ids`, and gives its own path.
fn add_group(
    world: &mut World,
    draw: &mut Draw,
    levels: &[String],
    name: &str,
    above: &[String],
    ids: &mut Vec<String>,
) -> Vec<String> {
    let id = draw.uuid();
    let mut path = above.to_vec();
    path.push(id.clone());
    world.insert(HierarchyGroup {
        id: id.clone(),
        name: name.to_owned(),
        level: levels.get(above.len()).cloned().unwrap_or_default(),
        path: path.clone(),
        tags: tags_for(ids.len()),
        last_changed: draw.moment(),
    });
    ids.push(id);
    path
}
