//! Journeys of a person through the real app in its real web view, on its practice instance. They
//! need a screen and WebKitWebDriver; `cargo xtask test` gives them both.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod details;
mod finding;
mod instances;
mod keyboard;
mod page;
mod preferences;
mod selection;
#[path = "../support/server.rs"]
mod server;
mod signing_in;
mod states;
mod support;
mod window;
