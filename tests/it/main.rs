//! Rooms together, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod again;
// Not on macOS: its keychain asks the person who is signed in.
#[cfg(any(windows, target_os = "linux"))]
mod keychain;
mod signing_in;
