//! The rooms together, against the practice instance.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod practice;
mod reading;
