//! Which keys a settings file may have, section by section. What a key means and which values it
//! takes stands where it is read; docs/settings.md and example.toml describe every one of them.

/// A table of the file and the keys that it may have.
#[derive(Debug)]
pub(super) struct Section {
    /// The dotted path of the table; empty for the file itself.
    pub(super) path: &'static str,
    /// The keys in it, sub-tables included.
    pub(super) keys: &'static [&'static str],
    /// Whether it holds limits: what nobody may do, or whom nobody may touch.
    pub(super) limits: bool,
}

/// Every section of the file.
pub(super) const SECTIONS: [&Section; 10] = [
    &TOP, &INSTANCE, &ROLE, &QUOTAS, &ALLOW, &BATCHES, &PROTECTED, &PROXY, &REPORTS, &RECORDS,
];

/// The file itself.
pub(super) const TOP: Section = section(
    "",
    &[
        "open_last_instance",
        "instances",
        "allow",
        "batches",
        "protected",
        "proxy",
        "reports",
        "records",
    ],
);

/// One `[[instances]]`.
pub(super) const INSTANCE: Section = section(
    "instances",
    &[
        "name",
        "region",
        "instance",
        "sign_in",
        "profile",
        "role",
        "endpoint_url",
        "sts_endpoint_url",
        "colour",
        "quotas",
    ],
);

/// The role that an instance's calls are made in.
pub(super) const ROLE: Section = section(
    "instances.role",
    &["arn", "external_id", "session_name", "mfa_serial"],
);

/// How much fits in an instance.
pub(super) const QUOTAS: Section = section("instances.quotas", &["users", "quick_connects"]);

/// What people may do.
pub(super) const ALLOW: Section = limits("allow", &["edit", "create", "delete"]);

/// How much they may do at once.
pub(super) const BATCHES: Section = limits("batches", &["largest"]);

/// Whom they may not touch.
pub(super) const PROTECTED: Section = limits(
    "protected",
    &[
        "logins",
        "tags",
        "security_profiles",
        "admin_security_profile",
    ],
);

/// The way to the internet.
pub(super) const PROXY: Section = section("proxy", &["url", "no_proxy"]);

/// Where files go.
pub(super) const REPORTS: Section = section("reports", &["folder"]);

/// What is remembered of past batches.
pub(super) const RECORDS: Section = section("records", &["keep_days"]);

const fn section(path: &'static str, keys: &'static [&'static str]) -> Section {
    Section {
        path,
        keys,
        limits: false,
    }
}

const fn limits(path: &'static str, keys: &'static [&'static str]) -> Section {
    Section {
        path,
        keys,
        limits: true,
    }
}

impl Section {
    /// The dotted path of one of its keys.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }
}

/// Every key of every section as a dotted path.
pub(super) fn every_key() -> impl Iterator<Item = String> {
    SECTIONS
        .into_iter()
        .flat_map(|section| section.keys.iter().map(|key| section.path_of(key)))
}

/// Whether a dotted path is one of the limits or lies in them.
pub(super) fn is_limit(path: &str) -> bool {
    SECTIONS.iter().any(|section| {
        section.limits
            && path
                .strip_prefix(section.path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// The candidate that somebody most likely meant by a word that is none of them.
pub(super) fn closest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Longer words are no slips of the finger, and comparing takes time with the length.
    const LONGEST: usize = 64;
    const ALIKE: f64 = 0.6;
    if word.len() > LONGEST {
        return None;
    }
    let plain = |word: &str| word.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    candidates
        .into_iter()
        .map(|candidate| {
            let alike = strsim::normalized_damerau_levenshtein(&word, &plain(candidate));
            (alike, candidate)
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_what_was_meant_and_nonsense_finds_nothing() {
        for (word, meant) in [
            ("regoin", Some("region")),
            ("Endpoint-URL", Some("endpoint_url")),
            ("color", Some("colour")),
            ("instance_id", Some("instance")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(
                closest(word, INSTANCE.keys.iter().copied()),
                meant,
                "{word}"
            );
        }
        assert_eq!(closest(&"region".repeat(20), ["region"]), None);
    }

    #[test]
    fn limits_are_known_by_their_path() {
        for path in ["allow", "allow.delete", "batches.largest", "protected.tags"] {
            assert!(is_limit(path), "{path}");
        }
        for path in ["allowed", "instances.name", "", "proxy.url"] {
            assert!(!is_limit(path), "{path}");
        }
    }
}
