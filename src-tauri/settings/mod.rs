//! What the program is told before it starts and what it remembers between runs: the flags of its
//! command line, the data folder, the person's preferences. Nothing here knows of Connect or of
//! the window.

mod flags;
mod home;
mod preferences;

pub use flags::{Flags, HELP, Invocation, Misuse};
pub use home::data_folder;
pub use preferences::PreferencesFile;
