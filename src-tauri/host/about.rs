//! What Roster and the computer are, for "Copy details for IT". Nothing that tells whose computer
//! it is.

use std::fmt;

/// What IT asks first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Roster's version.
    pub roster: &'static str,
    /// The operating system's name and version, as far as it says them.
    pub system: String,
    /// The kind of processor that this Roster is made for.
    pub architecture: &'static str,
}

impl About {
    /// This Roster on this computer. On Linux a program of the system may be asked, so that it is
    /// nothing for a thread that must not wait.
    pub fn here() -> Self {
        Self {
            roster: env!("CARGO_PKG_VERSION"),
            system: os_info::get().to_string(),
            architecture: std::env::consts::ARCH,
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            roster,
            system,
            architecture,
        } = self;
        write!(f, "Roster {roster} ({architecture}) on {system}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_the_system_and_not_whose_it_is() {
        let about = About::here();
        let system = about.system.to_lowercase();
        if cfg!(windows) {
            assert!(system.contains("windows"), "{system}");
        }
        assert!(!system.trim().is_empty());
        assert_eq!(system.lines().count(), 1, "{system}");
        let text = about.to_string();
        assert!(text.starts_with("Roster ") && text.contains(std::env::consts::ARCH));
    }
}
