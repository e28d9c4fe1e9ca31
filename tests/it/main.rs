//! The rooms together: one program of tests, against the practice instance where one is needed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/people.rs"]
mod people;
mod permissions;
mod practice;
mod reading;
mod roster;
mod rules;
mod workspace;
