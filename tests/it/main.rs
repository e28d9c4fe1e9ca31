//! The rooms together: one program of tests, against the practice instance where one is needed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod again;
mod changes;
mod desk;
mod host;
mod instances;
mod journal;
// Not on macOS: its keychain asks the person who is signed in.
#[cfg(any(windows, target_os = "linux"))]
mod keychain;
#[path = "../support/people.rs"]
mod people;
mod permissions;
mod place;
mod practice;
mod reading;
mod roster;
mod rules;
#[path = "../support/server.rs"]
mod server;
mod signing_in;
mod workspace;
