//! What the program is told before it starts and what it remembers between runs: the flags of its
//! command line, the settings that IT and the person wrote into files, the data folder, the
//! person's preferences. Nothing here knows of Connect or of the window.

mod atomic;
mod check;
mod draft;
mod file;
mod findings;
mod flags;
mod home;
mod instances;
mod layers;
mod memory;
mod places;
mod preferences;
mod schema;
mod table;
mod user_file;
mod values;

pub use check::check;
pub use file::SettingsFile;
pub use findings::{Finding, FindingCode, Severity};
pub use flags::{EXAMPLE, Flags, HELP, Invocation, Misuse};
pub use home::data_folder;
pub use instances::{InstanceSettings, Quotas, RESERVED_NAME, RoleSettings, SignIn};
pub use layers::{Allow, Authority, Protected, ProxySettings, Settings, Source, Sourced};
pub use memory::{Memory, MemoryFile};
pub use places::Places;
pub use preferences::PreferencesFile;
pub use user_file::{NotChanged, UserFile};
pub use values::{Colour, Folder, InstanceReference, REGIONS, TagPattern};
