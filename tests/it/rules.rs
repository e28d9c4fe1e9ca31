//! What must stay true of the sources themselves: who may name whom, what the window may call,
//! what the repository may hold. Each rule is a function that lists what breaks it, so that it is
//! tried on a bad example before it is trusted with the real files.

mod code;
mod repository;
mod rooms;
mod window;

/// Nothing may break a rule; what does is named.
#[track_caller]
fn assert_kept(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}, but:\n{}", broken.join("\n"));
}
