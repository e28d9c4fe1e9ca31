//! The quick connects of a new world and the queues that offer them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    super::world::{Queue, QuickConnect, QuickConnectTarget, Tags, World},
    Catalogue, Draw,
    catalogue::{LEFT, OUTSIDE},
};

/// Users with a quick connect at most. With those of the other types this stays under the 700
/// that Connect lets one queue offer, even if one queue should offer them all.
const MOST_USERS: usize = 450;

/// A quick connect's name has this many characters at most.
const LONGEST_NAME: usize = 127;

/// Adds quick connects of all four types, those of people who left among them.
pub(super) fn add(world: &mut World, catalogue: &Catalogue, users: &[String], draw: &mut Draw) {
    let mut maker = Maker {
        world,
        draw,
        names: HashSet::new(),
        offers: BTreeMap::new(),
        queues: &catalogue.queues,
    };
    let [to_agent, to_queue, landings @ ..] = catalogue.flows.as_slice() else {
        return;
    };
    maker.add_for_users(users, to_agent);
    maker.add_for_those_who_left(to_agent);
    for queue in &catalogue.queues {
        let name = maker
            .world
            .queues
            .get(queue)
            .map(|queue| queue.name.clone())
            .unwrap_or_default();
        maker.add(
            format!("Queue: {name}"),
            QuickConnectTarget::Queue {
                queue: queue.clone(),
                flow: to_queue.clone(),
            },
            catalogue.queues.len(),
        );
    }
    for name in OUTSIDE {
        let number = maker.draw.phone_number();
        let offers = 3 + maker.draw.below(catalogue.queues.len());
        maker.add(
            name.to_owned(),
            QuickConnectTarget::PhoneNumber { number },
            offers,
        );
    }
    for flow in landings {
        let name = maker
            .world
            .flows
            .get(flow)
            .map(|flow| flow.name.clone())
            .unwrap_or_default();
        maker.add(
            name,
            QuickConnectTarget::Flow { flow: flow.clone() },
            catalogue.queues.len(),
        );
    }
    maker.put_on_queues();
}

struct Maker<'a> {
    world: &'a mut World,
    draw: &'a mut Draw,
    names: HashSet<String>,
    /// Quick connects by queue.
    offers: BTreeMap<String, BTreeSet<String>>,
    queues: &'a [String],
}

impl Maker<'_> {
    /// A third of the users have a quick connect; some of those have two or three, and some
    /// stand on many queues.
    fn add_for_users(&mut self, users: &[String], flow: &str) {
        let wanted = users.len().div_ceil(3).min(MOST_USERS);
        let mut chosen = BTreeSet::new();
        // The first ones are peculiar, and shall have quick connects in an instance of any size.
        chosen.extend(1..users.len().min(4));
        while chosen.len() < wanted {
            chosen.insert(self.draw.below(users.len()));
        }
        for (count, index) in chosen.into_iter().enumerate() {
            let Some(user) = users.get(index).and_then(|id| self.world.users.get(id)) else {
                continue;
            };
            let user = user.clone();
            let full_name = format!("{} {}", user.first_name, user.last_name);
            let mut names = vec![full_name.trim().to_owned()];
            if count % 8 == 0 {
                names.push(format!("{} (direct)", user.login));
            }
            if count % 24 == 0 {
                names.push(format!("{} (escalations)", user.login));
            }
            for name in names {
                let name = if self.names.contains(&name) {
                    format!("{name} ({})", user.login)
                } else {
                    name
                };
                let offers = if self.draw.percent(10) {
                    8 + self.draw.below(8)
                } else {
                    1 + self.draw.below(3)
                };
                let target = QuickConnectTarget::User {
                    user: user.id.clone(),
                    flow: flow.to_owned(),
                };
                self.add(name, target, offers);
            }
        }
    }

    fn add_for_those_who_left(&mut self, flow: &str) {
        for name in LEFT {
            let target = QuickConnectTarget::User {
                user: self.draw.uuid(),
                flow: flow.to_owned(),
            };
            let offers = self.draw.below(4);
            self.add(name.to_owned(), target, offers);
        }
    }

    /// Adds one that so many queues offer.
    fn add(&mut self, name: String, target: QuickConnectTarget, offers: usize) {
        let id = self.draw.uuid();
        let name: String = name.chars().take(LONGEST_NAME).collect();
        self.names.insert(name.clone());
        let mut on = BTreeSet::new();
        while on.len() < offers.min(self.queues.len()) {
            on.insert(self.draw.below(self.queues.len()));
        }
        for queue in on.into_iter().filter_map(|index| self.queues.get(index)) {
            self.offers
                .entry(queue.clone())
                .or_default()
                .insert(id.clone());
        }
        let tags = if self.draw.percent(20) {
            Tags::from([("Department".to_owned(), "Support".to_owned())])
        } else {
            Tags::new()
        };
        self.world.insert(QuickConnect {
            id,
            name,
            description: self
                .draw
                .percent(40)
                .then(|| "Ask before you transfer.".to_owned()),
            target,
            tags,
            last_changed: self.draw.moment(),
        });
    }

    fn put_on_queues(self) {
        for (id, quick_connects) in self.offers {
            let Some(queue) = self.world.queues.get(&id) else {
                continue;
            };
            let queue = Queue {
                quick_connects,
                ..queue.as_ref().clone()
            };
            self.world.insert(queue);
        }
    }
}
