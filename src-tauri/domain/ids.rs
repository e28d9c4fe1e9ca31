//! The ids that Connect hands out, one type each, so that a queue's id can't be passed as a user's.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as Connect writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<T: Into<String>> From<T> for $name {
            fn from(id: T) -> Self {
                Self(id.into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A user's id: a UUID that Connect chose, never used again after a deletion.
    UserId,
    /// A routing profile's id.
    RoutingProfileId,
    /// A security profile's id.
    SecurityProfileId,
    /// A hierarchy group's id.
    HierarchyGroupId,
    /// A quick connect's id.
    QuickConnectId,
    /// A queue's id.
    QueueId,
    /// A flow's id.
    FlowId,
}
