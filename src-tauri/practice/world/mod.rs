//! What a practice instance holds: its users and everything that they refer to, as plain rows in
//! tables by id. Nothing here knows the wire protocol, and nothing changes but through [`Edit`].

mod edit;
mod names;
mod presence;
mod quick_connect;
mod user;

use std::{collections::BTreeMap, sync::Arc};

use serde::{Serialize, de::DeserializeOwned};

use super::{ACCOUNT, REGION};
pub(super) use edit::Change;
pub use edit::Edit;
pub use names::{
    AgentStatus, AgentStatusType, Concurrency, HierarchyGroup, HierarchyLevel, RoutingProfile,
    SecurityProfile,
};
pub use presence::{Contact, ContactState, Presence};
pub use quick_connect::{Flow, Queue, QuickConnect, QuickConnectTarget};
pub use user::{
    Channel, ChannelSettings, PhoneSettings, PhoneType, Proficiency, Tags, User, VoiceEnhancement,
};

/// The rows of one kind by id. Rows are shared, so that a copy of a table is cheap.
pub type Table<T> = BTreeMap<String, Arc<T>>;

/// A kind of row that an instance holds.
pub trait Kind: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What the kind is called in the practice file.
    const NAME: &'static str;

    /// The row's id, unique among its kind.
    fn id(&self) -> &str;

    /// The rows of this kind.
    fn table(world: &World) -> &Table<Self>;

    /// The same, to change them.
    fn table_mut(world: &mut World) -> &mut Table<Self>;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $table:ident: $row:ident by $id:ident = $name:literal),+ $(,)?) => {
        /// Everything that an instance holds. A clone shares its rows.
        #[derive(Clone, Debug, Default)]
        pub struct World {
            /// The instance's UUID.
            pub instance_id: String,
            $($(#[$doc])* pub $table: Table<$row>,)+
        }

        $(impl Kind for $row {
            const NAME: &'static str = $name;

            fn id(&self) -> &str {
                &self.$id
            }

            fn table(world: &World) -> &Table<Self> {
                &world.$table
            }

            fn table_mut(world: &mut World) -> &mut Table<Self> {
                &mut world.$table
            }
        })+

        impl World {
            /// Hands every row, as its kind, its id and its body in JSON, to `write`.
            pub(super) fn for_each_row<E: From<serde_json::Error>>(
                &self,
                mut write: impl FnMut(&'static str, &str, &str) -> Result<(), E>,
            ) -> Result<(), E> {
                $(for (id, row) in &self.$table {
                    write($name, id, &serde_json::to_string(row.as_ref())?)?;
                })+
                Ok(())
            }

            /// Adds a row as [`World::for_each_row`] wrote it. `false` for a kind that does not
            /// exist.
            pub(super) fn add_row(&mut self, kind: &str, body: &str) -> serde_json::Result<bool> {
                match kind {
                    $($name => self.insert::<$row>(serde_json::from_str(body)?),)+
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }
    };
}

kinds! {
    /// Users.
    users: User by id = "user",
    /// Routing profiles.
    routing_profiles: RoutingProfile by id = "routing-profile",
    /// Security profiles.
    security_profiles: SecurityProfile by id = "security-profile",
    /// The levels of the hierarchy.
    hierarchy_levels: HierarchyLevel by id = "hierarchy-level",
    /// The groups of the hierarchy.
    hierarchy_groups: HierarchyGroup by id = "hierarchy-group",
    /// Agent statuses.
    agent_statuses: AgentStatus by id = "agent-status",
    /// Standard queues. Each user has an agent queue besides, which has no row.
    queues: Queue by id = "queue",
    /// Flows.
    flows: Flow by id = "flow",
    /// Quick connects.
    quick_connects: QuickConnect by id = "quick-connect",
    /// What the users who are signed in do just now, by the user's id.
    presences: Presence by user_id = "presence",
}

impl World {
    /// An instance with nothing in it.
    pub(super) fn empty(instance_id: String) -> Self {
        Self {
            instance_id,
            ..Self::default()
        }
    }

    /// Adds a row, or replaces the one with its id.
    pub(super) fn insert<K: Kind>(&mut self, row: K) {
        K::table_mut(self).insert(row.id().to_owned(), Arc::new(row));
    }

    /// The instance's ARN.
    pub fn instance_arn(&self) -> String {
        format!(
            "arn:aws:connect:{REGION}:{ACCOUNT}:instance/{}",
            self.instance_id
        )
    }

    /// The ARN of something in the instance. `part` is how ARNs name its kind: `agent` for a
    /// user, `transfer-destination` for a quick connect, `agent-group`, `agent-state`, `queue`,
    /// `routing-profile`, `security-profile`.
    pub fn arn(&self, part: &str, id: &str) -> String {
        format!("{}/{part}/{id}", self.instance_arn())
    }
}
