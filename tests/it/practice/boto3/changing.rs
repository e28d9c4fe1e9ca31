//! The instances that `changes.py` changes, apart from those on which the others see the seed.

use roster::practice::{
    Calls, Fault, Faults, PracticeOptions,
    world::{Queue, QuickConnect, QuickConnectTarget},
};
use serde_json::{Value, json};

use super::{Served, everything};

/// Operations that change something.
const CHANGES: [&str; 6] = [
    "DeleteUser",
    "DeleteQuickConnect",
    "UpdateQuickConnectConfig",
    "UpdateQuickConnectName",
    "AssociateQueueQuickConnects",
    "DisassociateQueueQuickConnects",
];

pub(super) struct Changing {
    /// Nothing is special about this one.
    plain: Served,
    /// One that refuses what Connect may refuse.
    strict: Served,
    /// One of each change's calls is lost on the way there, and the next on the way back.
    losing: Served,
    /// One with a queue that offers nearly as many quick connects as it can.
    full: Served,
    /// That queue.
    queue: String,
    /// Quick connects that it doesn't offer.
    free: [String; 3],
}

impl Changing {
    pub(super) async fn open(unthrottled: &PracticeOptions) -> Self {
        let faults = CHANGES.iter().fold(Faults::none(), |faults, change| {
            let call = |number| Calls::Numbers([number].into());
            faults
                .with(change, call(1), Fault::DropBefore)
                .with(change, call(2), Fault::DropAfter)
        });
        let full = Served::open(unthrottled.clone()).await;
        let (queue, free) = fill(&full);
        Self {
            plain: Served::open(unthrottled.clone()).await,
            strict: Served::open(PracticeOptions {
                refuse_users_with_quick_connects: true,
                refuse_offered_quick_connects: true,
                ..unthrottled.clone()
            })
            .await,
            losing: Served::open(PracticeOptions {
                faults,
                ..unthrottled.clone()
            })
            .await,
            full,
            queue,
            free,
        }
    }

    /// Where they listen, by the names that the checks have for them.
    pub(super) fn endpoints(&self) -> [(&'static str, &str); 4] {
        [
            ("changing", &self.plain.endpoint),
            ("strict", &self.strict.endpoint),
            ("losing", &self.losing.endpoint),
            ("full", &self.full.endpoint),
        ]
    }

    /// What the checks have to know of the full queue.
    pub(super) fn full(&self) -> Value {
        json!({ "queue": self.queue, "free": self.free })
    }

    /// Holds what the plain one has become against what the checks say. When something was
    /// changed, only the instance knows to the nanosecond.
    pub(super) fn expect(&self, said: &str) {
        let mut wanted = serde_json::from_str(said).unwrap();
        let mut found = everything(&self.plain.practice.world());
        forget_times(&mut wanted);
        forget_times(&mut found);
        for (table, rows) in wanted.as_object().unwrap() {
            assert_eq!(found[table], *rows, "{table}");
        }
        let refused = |operation: &str| self.plain.practice.counts()[operation].refused;
        for change in CHANGES {
            assert!(refused(change) > 0, "{change} was never refused");
            assert_eq!(self.losing.practice.counts()[change].dropped, 2, "{change}");
        }
    }
}

/// Has a queue offer 698 quick connects, with three more that it could offer.
fn fill(full: &Served) -> (String, [String; 3]) {
    let id = |number: usize| format!("00000000-0000-4000-9000-{number:012}");
    let world = full.practice.world();
    let queue = world.queues.values().next().unwrap();
    full.practice
        .change(|edit| {
            for number in 0..701 {
                edit.put(QuickConnect {
                    id: id(number),
                    name: format!("Branch {number}"),
                    description: None,
                    target: QuickConnectTarget::PhoneNumber {
                        number: "+12025550100".to_owned(),
                    },
                    tags: Default::default(),
                    last_changed: queue.last_changed,
                });
            }
            edit.put(Queue {
                quick_connects: (0..698).map(id).collect(),
                ..queue.as_ref().clone()
            });
        })
        .unwrap();
    (queue.id.clone(), [id(698), id(699), id(700)])
}

fn forget_times(world: &mut Value) {
    let tables = world.as_object_mut().unwrap().values_mut();
    for row in tables.flat_map(|table| table.as_array_mut().unwrap()) {
        row.as_object_mut().unwrap().remove("last_changed");
    }
}
