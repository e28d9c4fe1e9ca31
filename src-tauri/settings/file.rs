//! One settings file on its own: its text becomes typed values with their lines, and findings for
//! all that isn't right. Which file wins over which is decided in `layers`.

use std::{fs, io, path::Path};

use toml_edit::Document;

use super::{
    findings::{Fault, Finding, FindingCode, Place},
    instances::{self, InstanceSettings},
    layers::Authority,
    schema,
    table::{Field, Notes, Placed, Table},
    values::{self, Folder, TagPattern},
};

/// What one file says. A key that it doesn't have, or that can't be used, is `None` or left out
/// of its list.
#[derive(Debug)]
pub struct SettingsFile {
    /// The file, for people.
    pub(super) file: String,
    /// Whose it is.
    pub(super) authority: Authority,
    /// Whether there is such a file.
    pub(super) is_there: bool,
    pub(super) open_last_instance: Option<Placed<bool>>,
    pub(super) instances: Vec<Placed<InstanceSettings>>,
    pub(super) edit: Option<Placed<bool>>,
    pub(super) create: Option<Placed<bool>>,
    pub(super) delete: Option<Placed<bool>>,
    pub(super) largest_batch: Option<Placed<u32>>,
    pub(super) logins: Vec<Placed<String>>,
    pub(super) tags: Vec<Placed<TagPattern>>,
    pub(super) security_profiles: Vec<Placed<String>>,
    pub(super) admin_security_profile: Option<Placed<String>>,
    pub(super) proxy_url: Option<Placed<String>>,
    pub(super) no_proxy: Option<Placed<Vec<String>>>,
    pub(super) reports_folder: Option<Placed<Folder>>,
    pub(super) keep_records_days: Option<Placed<u32>>,
    pub(super) findings: Vec<Finding>,
}

impl SettingsFile {
    /// Reads a file that may not be there, which is as good as an empty one.
    pub fn load(path: &Path, authority: Authority) -> Self {
        match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self {
                is_there: false,
                ..Self::nothing(&path.display().to_string(), authority)
            },
            read => Self::of(path, authority, read),
        }
    }

    /// Reads a file that somebody named, so that it should be there.
    pub fn load_named(path: &Path, authority: Authority) -> Self {
        Self::of(path, authority, fs::read(path))
    }

    /// Reads the text of a file.
    pub fn parse(file: &str, authority: Authority, text: &str) -> Self {
        let mut notes = Notes::new(file, text);
        match Document::parse(text) {
            Ok(document) => {
                let top = document.as_table();
                let table = Table::new(&schema::TOP, top, Place::START, &mut notes);
                Self::read(&table, authority, notes)
            }
            Err(error) => {
                let offset = error.span().map(|span| span.start).unwrap_or_default();
                let fault = Fault::from(FindingCode::NotToml).with("message", error.message());
                Self::broken(file, authority, fault, notes.place(offset))
            }
        }
    }

    /// What is wrong in the file, in the order of its lines.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many instances can be used.
    pub fn instance_count(&self) -> usize {
        self.instances.len()
    }

    fn of(path: &Path, authority: Authority, read: io::Result<Vec<u8>>) -> Self {
        let file = path.display().to_string();
        match read {
            Err(error) => {
                let fault =
                    Fault::from(FindingCode::FileUnreadable).with("message", error.to_string());
                Self::broken(&file, authority, fault, Place::START)
            }
            Ok(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => Self::parse(&file, authority, text),
                Err(error) => {
                    let (valid, _) = bytes.split_at(error.valid_up_to());
                    let valid = String::from_utf8_lossy(valid);
                    let place = Notes::new(&file, &valid).place(valid.len());
                    Self::broken(&file, authority, FindingCode::NotUtf8.into(), place)
                }
            },
        }
    }

    fn read(top: &Table<'_>, authority: Authority, mut notes: Notes<'_>) -> Self {
        let mut settings = Self::nothing(notes.file, authority);
        let notes = &mut notes;
        settings.open_last_instance = given(top.boolean("open_last_instance", notes));
        settings.read_instances(top, notes);
        if let Ok(Some(allow)) = top.table(&schema::ALLOW, "allow", notes) {
            settings.edit = given(allow.boolean("edit", notes));
            settings.create = given(allow.boolean("create", notes));
            settings.delete = given(allow.boolean("delete", notes));
        }
        if let Ok(Some(batches)) = top.table(&schema::BATCHES, "batches", notes) {
            settings.largest_batch = given(batches.number("largest", u32::MAX, notes));
        }
        if let Ok(Some(protected)) = top.table(&schema::PROTECTED, "protected", notes) {
            let as_it_is = |text: &str| Ok(text.to_owned());
            settings.logins = entries(protected.list("logins", notes, as_it_is));
            settings.tags = entries(protected.list("tags", notes, TagPattern::parse));
            let profiles = protected.list("security_profiles", notes, as_it_is);
            settings.security_profiles = entries(profiles);
            settings.admin_security_profile =
                given(protected.text("admin_security_profile", notes));
        }
        if let Ok(Some(proxy)) = top.table(&schema::PROXY, "proxy", notes) {
            settings.proxy_url = given(proxy.parsed("url", notes, values::proxy));
            let no_proxy = given(proxy.list("no_proxy", notes, values::host));
            settings.no_proxy = no_proxy.map(|list| Placed {
                value: list.value.into_iter().map(|entry| entry.value).collect(),
                place: list.place,
            });
        }
        if let Ok(Some(reports)) = top.table(&schema::REPORTS, "reports", notes) {
            settings.reports_folder = given(reports.parsed("folder", notes, Folder::parse));
        }
        if let Ok(Some(records)) = top.table(&schema::RECORDS, "records", notes) {
            // A hundred years, so that no date in arithmetic with it leaves the calendar.
            settings.keep_records_days = given(records.number("keep_days", 36_500, notes));
        }
        settings.findings = std::mem::take(&mut notes.findings);
        let place = |finding: &Finding| (finding.line, finding.column);
        settings.findings.sort_by_key(place);
        settings
    }

    fn read_instances(&mut self, top: &Table<'_>, notes: &mut Notes<'_>) {
        for table in top.tables(&schema::INSTANCE, "instances", notes) {
            let Ok(instance) = instances::read(&table, notes) else {
                continue;
            };
            let same =
                |seen: &&Placed<InstanceSettings>| seen.value.same_name(&instance.value.name);
            match self.instances.iter().find(same) {
                None => self.instances.push(instance),
                Some(first) => {
                    let line = first.place.line.to_string();
                    let fault = Fault::from(FindingCode::NameTaken).with("line", line);
                    let place = table.place_of("name", notes);
                    notes.add(fault, place, &table.path_of("name"));
                }
            }
        }
    }

    /// A file without a single setting.
    pub(super) fn nothing(file: &str, authority: Authority) -> Self {
        Self {
            file: file.to_owned(),
            authority,
            is_there: true,
            open_last_instance: None,
            instances: Vec::new(),
            edit: None,
            create: None,
            delete: None,
            largest_batch: None,
            logins: Vec::new(),
            tags: Vec::new(),
            security_profiles: Vec::new(),
            admin_security_profile: None,
            proxy_url: None,
            no_proxy: None,
            reports_folder: None,
            keep_records_days: None,
            findings: Vec::new(),
        }
    }

    fn broken(file: &str, authority: Authority, fault: Fault, place: Place) -> Self {
        Self {
            findings: vec![fault.at(file, place, None)],
            ..Self::nothing(file, authority)
        }
    }
}

fn given<T>(field: Field<T>) -> Option<Placed<T>> {
    field.ok().flatten()
}

fn entries<T>(list: Field<Vec<Placed<T>>>) -> Vec<Placed<T>> {
    given(list).map(|list| list.value).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;
