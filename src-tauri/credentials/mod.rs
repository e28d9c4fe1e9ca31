//! How Roster gets into an AWS account: access keys in the operating system's keychain, AWS
//! profiles, roles with and without MFA, and the HTTPS client that all calls go through.
//!
//! Secrets live only here. They are never printed, logged, sent to the window or put into an
//! error; instance metadata is never asked, and the environment only where a setting says so.

mod https;
mod keychain;
mod keys;
mod profiles;
mod signed_in;
mod sts;

pub use https::{Answered, Proxy, Route, https, is_safe_endpoint, probe};
pub use keychain::{Held, Keychain};
pub use keys::{AccessKeys, KeysFault, MfaCode};
pub use profiles::{ProfileEntry, ProfileFiles, ProfileKind, profiles};
pub use signed_in::{Means, SignIn, SignedIn, Standing, sign_in};
pub use sts::Role;
