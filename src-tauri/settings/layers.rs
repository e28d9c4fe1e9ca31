//! The settings that hold: the managed file over the user's over the defaults, each value with
//! where it comes from. Another authority (policy values of Windows, managed preferences of
//! macOS) is one more [`SettingsFile`] further up in the same list.

use serde::Serialize;
use ts_rs::TS;

use super::{
    file::SettingsFile,
    findings::{Fault, Finding, FindingCode, Severity},
    instances::InstanceSettings,
    places::Places,
    table::Placed,
    values::{Folder, TagPattern},
};

/// Whose word a settings file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// The organisation's: it wins, and the window shows it locked.
    Managed,
    /// The person's own.
    User,
}

/// Where a value that holds comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "SettingSource")]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Source {
    /// The managed file, so that the person can't change it.
    Managed {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
    },
    /// The user's file.
    User {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
    },
    /// Roster itself: no file has the key.
    Default,
}

/// A value that holds, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

/// All settings as they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The instances: managed ones first, each file's in its order.
    pub instances: Vec<Sourced<InstanceSettings>>,
    /// Whether to open the instance that was open last, instead of the list of them.
    pub open_last_instance: Sourced<bool>,
    /// What people may do.
    pub allow: Allow,
    /// How many users a batch may have; `None` for any number.
    pub largest_batch: Sourced<Option<u32>>,
    /// Users never to be touched.
    pub protected: Protected,
    /// The way to the internet.
    pub proxy: ProxySettings,
    /// Where reports go; `None` for the Downloads folder.
    pub reports_folder: Sourced<Option<Folder>>,
    /// For how many days the record of a batch is kept.
    pub keep_records_days: Sourced<u32>,
    /// What is wrong in the files, managed ones first.
    pub findings: Vec<Finding>,
    managed: bool,
}

/// What people may do besides looking. While a file has a finding that is
/// [`Severity::Blocking`], it is nothing, and the source is the place of the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Change users.
    pub edit: Sourced<bool>,
    /// Make users.
    pub create: Sourced<bool>,
    /// Delete users.
    pub delete: Sourced<bool>,
}

/// Users never to be touched. The files' lists add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// Those with these logins.
    pub logins: Vec<Sourced<String>>,
    /// Those with one of these tags.
    pub tags: Vec<Sourced<TagPattern>>,
    /// Those with one of these security profiles, given by name or id.
    pub security_profiles: Vec<Sourced<String>>,
    /// The security profile of admins, by name, for when Connect doesn't tell the permissions of
    /// profiles.
    pub admin_security_profile: Sourced<String>,
}

/// The way to the internet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxySettings {
    /// The proxy; `None` for what the environment says.
    pub url: Sourced<Option<String>>,
    /// What goes past it.
    pub no_proxy: Sourced<Vec<String>>,
}

impl Settings {
    /// Whether anything in them is managed, a mistake in a managed file included.
    pub fn is_managed(&self) -> bool {
        self.managed
    }

    /// Reads the files at these places. Always gives settings to work with, and in their findings
    /// what is wrong.
    pub fn load(places: &Places) -> Self {
        let machine = places.machine.iter();
        let machine = machine.map(|path| SettingsFile::load(path, Authority::Managed));
        let user = places.user.iter().map(|path| {
            if places.user_named {
                SettingsFile::load_named(path, Authority::User)
            } else {
                SettingsFile::load(path, Authority::User)
            }
        });
        let files: Vec<_> = machine.chain(user).collect();
        Self::of_files(&files)
    }

    /// The settings that hold when these files are there; an earlier one wins over a later.
    pub fn of_files(files: &[SettingsFile]) -> Self {
        let (instances, clashes) = instances(files);
        let findings = files.iter().flat_map(|file| file.findings.clone());
        Self {
            instances,
            open_last_instance: first(files, |file| &file.open_last_instance)
                .unwrap_or(Sourced::by_default(false)),
            allow: Allow::of_files(files),
            largest_batch: Sourced::optional(first(files, |file| &file.largest_batch)),
            protected: Protected {
                logins: all(files, |file| &file.logins),
                tags: all(files, |file| &file.tags),
                security_profiles: all(files, |file| &file.security_profiles),
                admin_security_profile: first(files, |file| &file.admin_security_profile)
                    .unwrap_or(Sourced::by_default("Admin".to_owned())),
            },
            proxy: ProxySettings {
                url: Sourced::optional(first(files, |file| &file.proxy_url)),
                no_proxy: first(files, |file| &file.no_proxy)
                    .unwrap_or(Sourced::by_default(Vec::new())),
            },
            reports_folder: Sourced::optional(first(files, |file| &file.reports_folder)),
            keep_records_days: first(files, |file| &file.keep_records_days)
                .unwrap_or(Sourced::by_default(365)),
            managed: files
                .iter()
                .any(|file| file.authority == Authority::Managed && file.is_there),
            findings: findings.chain(clashes).collect(),
        }
    }
}

impl Allow {
    fn of_files(files: &[SettingsFile]) -> Self {
        let all = |value, source: &Source| Sourced {
            value,
            source: source.clone(),
        };
        let blocking = |file: &SettingsFile| {
            let blocks = |finding: &&Finding| finding.severity == Severity::Blocking;
            let finding = file.findings.iter().find(blocks)?;
            Some(file.source(finding.line))
        };
        if let Some(source) = files.iter().find_map(blocking) {
            return Self {
                edit: all(false, &source),
                create: all(false, &source),
                delete: all(false, &source),
            };
        }
        let or_yes = |allowed: Option<Sourced<bool>>| allowed.unwrap_or(Sourced::by_default(true));
        Self {
            edit: or_yes(first(files, |file| &file.edit)),
            create: or_yes(first(files, |file| &file.create)),
            delete: or_yes(first(files, |file| &file.delete)),
        }
    }
}

impl<T> Sourced<T> {
    fn by_default(value: T) -> Self {
        Self {
            value,
            source: Source::Default,
        }
    }
}

impl<T> Sourced<Option<T>> {
    fn optional(found: Option<Sourced<T>>) -> Self {
        match found {
            None => Self::by_default(None),
            Some(Sourced { value, source }) => Self {
                value: Some(value),
                source,
            },
        }
    }
}

impl SettingsFile {
    fn source(&self, line: u32) -> Source {
        let file = self.file.clone();
        match self.authority {
            Authority::Managed => Source::Managed { file, line },
            Authority::User => Source::User { file, line },
        }
    }

    fn sourced<T: Clone>(&self, placed: &Placed<T>) -> Sourced<T> {
        Sourced {
            value: placed.value.clone(),
            source: self.source(placed.place.line),
        }
    }
}

/// The value of the first file that has one.
fn first<T: Clone>(
    files: &[SettingsFile],
    value: impl Fn(&SettingsFile) -> &Option<Placed<T>>,
) -> Option<Sourced<T>> {
    files
        .iter()
        .find_map(|file| Some(file.sourced(value(file).as_ref()?)))
}

/// The entries of all files.
fn all<T: Clone>(
    files: &[SettingsFile],
    list: impl Fn(&SettingsFile) -> &Vec<Placed<T>>,
) -> Vec<Sourced<T>> {
    let entries = |file| list(file).iter().map(|entry| file.sourced(entry));
    files.iter().flat_map(entries).collect()
}

/// The instances of all files, without those that an earlier file has too; for these a finding.
fn instances(files: &[SettingsFile]) -> (Vec<Sourced<InstanceSettings>>, Vec<Finding>) {
    let mut listed: Vec<Sourced<InstanceSettings>> = Vec::new();
    let mut clashes = Vec::new();
    for file in files {
        let (earlier, own): (Vec<_>, Vec<_>) = file.instances.iter().partition(|instance| {
            let clash = |seen: &Sourced<_>| instance.value.clashes_with(&seen.value);
            listed.iter().any(clash)
        });
        listed.extend(own.into_iter().map(|instance| file.sourced(instance)));
        clashes.extend(earlier.into_iter().map(|instance| {
            let fault = Fault::from(FindingCode::InstanceManaged);
            fault.at(&file.file, instance.place, Some("instances".to_owned()))
        }));
    }
    (listed, clashes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
