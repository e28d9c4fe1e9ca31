//! The rooms together, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/people.rs"]
mod people;
mod roster;
