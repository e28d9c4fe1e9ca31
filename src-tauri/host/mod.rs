//! What Roster needs of the computer that it runs on, without any window: a data folder that only
//! one Roster works with at a time, a log file, a way to show a folder, and what the computer is.
//!
//! Nothing here knows what Roster does, what a window is, or what AWS says; and what differs
//! between systems is in `system` alone.

mod about;
mod call;
mod folders;
mod lock;
pub mod log;

#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(windows), path = "unix.rs")]
mod system;

pub use about::About;
pub use call::call_first;
pub use folders::open_folder;
pub use lock::{DataFolder, NotTaken};
