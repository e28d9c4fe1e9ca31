//! Plain data and the rules that hold for it: what a user, a quick connect and an instance are.
//!
//! No input or output happens here, and no other room is imported: everything can be built and
//! compared in a test without a network, a file or a window.

mod change;
mod ids;
mod instance;
mod live;
mod policy;
mod problem;
mod quick_connect;
mod snapshot;
mod user;

pub use change::Change;
pub use ids::{
    FlowId, HierarchyGroupId, QueueId, QuickConnectId, RoutingProfileId, SecurityProfileId, UserId,
};
pub use instance::{Caller, HierarchyGroup, IdentityType, Instance, Named};
pub use live::Live;
pub use policy::{Grant, InstancePlace, Policy, policy, policy_for};
pub use problem::{Problem, ProblemCode, Technical};
pub use quick_connect::{QuickConnect, QuickConnectTarget};
pub use snapshot::{Completeness, LoadPart, Progress, QueueOffers, Snapshot};
pub use user::{
    Channel, ChannelHandling, ContactHandling, PhoneType, Proficiency, User, UserRecord,
    VoiceEnhancement,
};
