//! Sets Roster up, starts it and checks it.
fn main() {}
