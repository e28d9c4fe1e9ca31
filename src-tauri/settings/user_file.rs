//! Changing the instances of the user's own settings file. All else in it stays as somebody wrote
//! it, comments and order included; a file that Roster can't read is never written.

mod entry;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

use super::{
    atomic,
    file::SettingsFile,
    findings::{Finding, FindingCode},
    instances::InstanceSettings,
    layers::Authority,
};

/// The user's settings file. Every change is written whole or not at all.
#[derive(Clone, Debug)]
pub struct UserFile {
    path: PathBuf,
}

/// Why the file was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// Roster can't read it, and would lose what is in it.
    #[error("{0}")]
    Unreadable(Finding),
    /// Another instance in it has the name.
    #[error("another instance has this name")]
    NameTaken,
    /// It has no instance of the name.
    #[error("no instance has this name")]
    NoSuchInstance,
    /// The file would not be read as it was meant, for the reason that the finding gives.
    #[error("the instance can't be written{}", reason(.0))]
    Unsuitable(Option<Finding>),
    /// The system refused.
    #[error("{0}")]
    System(#[from] io::Error),
}

fn reason(finding: &Option<Finding>) -> String {
    finding
        .as_ref()
        .map(|finding| format!(": {}", finding.what()))
        .unwrap_or_default()
}

impl UserFile {
    /// The file at this place, which need not exist yet.
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Adds an instance after those that are there.
    ///
    /// # Errors
    /// [`NotChanged`], and then the file is as it was.
    pub fn add(&self, instance: &InstanceSettings) -> Result<(), NotChanged> {
        self.rewrite(&Change::Add(instance))
    }

    /// Gives the instance of this name other values, its name among them if wished.
    ///
    /// # Errors
    /// [`NotChanged`], and then the file is as it was.
    pub fn change(&self, name: &str, instance: &InstanceSettings) -> Result<(), NotChanged> {
        self.rewrite(&Change::Replace(name, instance))
    }

    /// Removes the instance of this name, with the comment right above it.
    ///
    /// # Errors
    /// [`NotChanged`], and then the file is as it was.
    pub fn remove(&self, name: &str) -> Result<(), NotChanged> {
        self.rewrite(&Change::Remove(name))
    }

    /// Says whether the instance that was open last is to be opened when Roster starts.
    ///
    /// # Errors
    /// [`NotChanged`], and then the file is as it was.
    pub fn set_open_last_instance(&self, wished: bool) -> Result<(), NotChanged> {
        self.rewrite(&Change::OpenLast(wished))
    }

    fn rewrite(&self, change: &Change<'_>) -> Result<(), NotChanged> {
        let text = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| self.unreadable())?,
        };
        let text = change.applied(&self.path.display().to_string(), &text)?;
        Ok(atomic::write(&self.path, &text)?)
    }

    fn unreadable(&self) -> NotChanged {
        let file = SettingsFile::load_named(&self.path, Authority::User);
        let finding = file.findings.into_iter().next();
        finding.map_or(NotChanged::Unsuitable(None), NotChanged::Unreadable)
    }
}

enum Change<'c> {
    Add(&'c InstanceSettings),
    Replace(&'c str, &'c InstanceSettings),
    Remove(&'c str),
    OpenLast(bool),
}

impl Change<'_> {
    /// The text with the change made, and nothing else.
    fn applied(&self, file: &str, text: &str) -> Result<String, NotChanged> {
        let before = SettingsFile::parse(file, Authority::User, text);
        let not_toml = |finding: &&Finding| finding.code == FindingCode::NotToml;
        if let Some(finding) = before.findings.iter().find(not_toml) {
            return Err(NotChanged::Unreadable(finding.clone()));
        }
        let wanted = self.wanted(values(&before))?;

        let (mark, body) = match text.strip_prefix('\u{feff}') {
            Some(body) => ("\u{feff}", body),
            None => ("", text),
        };
        let mut document: DocumentMut = body
            .replace("\r\n", "\n")
            .parse()
            .map_err(|_| NotChanged::Unsuitable(None))?;
        self.apply(&mut document)?;
        let mut new = document.to_string();
        if body.contains("\r\n") {
            new = new.replace('\n', "\r\n");
        }
        let new = format!("{mark}{new}");

        let after = SettingsFile::parse(file, Authority::User, &new);
        let as_wished = match self {
            Self::OpenLast(wished) => {
                after.open_last_instance.as_ref().map(|placed| placed.value) == Some(*wished)
            }
            _ => true,
        };
        if as_wished && values(&after) == wanted && after.findings.len() <= before.findings.len() {
            return Ok(new);
        }
        let new_finding = |finding: &Finding| {
            let same = |old: &Finding| (old.code, &old.key) == (finding.code, &finding.key);
            !before.findings.iter().any(same)
        };
        Err(NotChanged::Unsuitable(
            after.findings.into_iter().find(new_finding),
        ))
    }

    /// The instances that the file should have afterwards.
    fn wanted(
        &self,
        mut instances: Vec<InstanceSettings>,
    ) -> Result<Vec<InstanceSettings>, NotChanged> {
        let find = |name: &str| {
            let mut all = instances.iter();
            all.position(|instance| instance.same_name(name))
        };
        match *self {
            Self::Add(instance) => {
                if find(&instance.name).is_some() {
                    return Err(NotChanged::NameTaken);
                }
                instances.push(instance.clone());
            }
            Self::Replace(name, instance) => {
                let index = find(name).ok_or(NotChanged::NoSuchInstance)?;
                if find(&instance.name).is_some_and(|other| other != index) {
                    return Err(NotChanged::NameTaken);
                }
                instances.splice(index..=index, [instance.clone()]);
            }
            Self::Remove(name) => {
                let index = find(name).ok_or(NotChanged::NoSuchInstance)?;
                instances.remove(index);
            }
            Self::OpenLast(_) => {}
        }
        Ok(instances)
    }

    fn apply(&self, document: &mut DocumentMut) -> Result<(), NotChanged> {
        // An entry that can't be used keeps its name too: once mended, it would clash.
        let taken = |name: &str, own: Option<usize>| match index_of(document, name) {
            Some(index) if Some(index) != own => Err(NotChanged::NameTaken),
            _ => Ok(()),
        };
        let found = |name: &str| index_of(document, name).ok_or(NotChanged::NoSuchInstance);
        match *self {
            Self::Add(instance) => {
                taken(&instance.name, None)?;
                add(document, instance)
            }
            Self::Replace(name, instance) => {
                let index = found(name)?;
                taken(&instance.name, Some(index))?;
                let table = entry_at(document, index).ok_or(NotChanged::NoSuchInstance)?;
                entry::write(table, instance);
                Ok(())
            }
            Self::Remove(name) => {
                let index = found(name)?;
                remove(document, index);
                Ok(())
            }
            Self::OpenLast(wished) => {
                set_at_the_top(document, "open_last_instance", wished);
                Ok(())
            }
        }
    }
}

fn values(file: &SettingsFile) -> Vec<InstanceSettings> {
    let value = |instance: &super::table::Placed<InstanceSettings>| instance.value.clone();
    file.instances.iter().map(value).collect()
}

/// Gives a key that stands in no table a value. A new one goes to the end of such keys, with the
/// comment that begins the file before it.
fn set_at_the_top(document: &mut DocumentMut, key: &str, value: bool) {
    match document.get_mut(key) {
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value.into();
            *old.decor_mut() = decor;
        }
        _ => {
            document.insert(key, Item::Value(value.into()));
        }
    }
}

/// Which entry of the file has the name.
fn index_of(document: &DocumentMut, name: &str) -> Option<usize> {
    let named = |table: &dyn TableLike| {
        let own = table.get("name").and_then(Item::as_str);
        own.is_some_and(|own| own.trim().to_lowercase() == name.to_lowercase())
    };
    match document.get("instances")? {
        Item::ArrayOfTables(tables) => tables.iter().position(|table| named(table)),
        Item::Value(Value::Array(values)) => values.iter().position(|value| {
            let table = value.as_inline_table();
            table.is_some_and(|table| named(table))
        }),
        _ => None,
    }
}

fn entry_at(document: &mut DocumentMut, index: usize) -> Option<&mut dyn TableLike> {
    match document.get_mut("instances")? {
        Item::ArrayOfTables(tables) => Some(tables.get_mut(index)?),
        Item::Value(Value::Array(values)) => Some(values.get_mut(index)?.as_inline_table_mut()?),
        _ => None,
    }
}

fn add(document: &mut DocumentMut, instance: &InstanceSettings) -> Result<(), NotChanged> {
    if let Some(Item::Value(Value::Array(values))) = document.get_mut("instances") {
        let mut table = InlineTable::new();
        entry::write(&mut table, instance);
        values.push(table);
        return Ok(());
    }
    let mut table = Table::new();
    entry::write(&mut table, instance);
    let is_first = document.get("instances").is_none();
    if is_first {
        // What ends the file goes on standing before the instance: it may be commented-out keys
        // that would become the instance's own after it.
        let end = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
        let gap = if document.is_empty() && end.is_empty() {
            ""
        } else {
            "\n"
        };
        table.decor_mut().set_prefix(format!("{end}{gap}"));
    }
    let instances = document
        .entry("instances")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(instances) = instances.as_array_of_tables_mut() else {
        return Err(NotChanged::Unsuitable(None));
    };
    instances.push(table);
    Ok(())
}

fn remove(document: &mut DocumentMut, index: usize) {
    let (position, prefix) = match document.get_mut("instances") {
        Some(Item::Value(Value::Array(values))) => return remove_inline(values, index),
        Some(Item::ArrayOfTables(tables)) => {
            let Some(table) = tables.get(index) else {
                return;
            };
            let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str());
            let removed = (table.position(), prefix.unwrap_or_default().to_owned());
            tables.remove(index);
            removed
        }
        _ => return,
    };
    // The comment right above the instance goes with it; those before an empty line stay.
    let Some((kept, _)) = prefix.rsplit_once("\n\n") else {
        return;
    };
    let kept = format!("{kept}\n\n");
    let mut next = Next {
        after: position.unwrap_or_default(),
        found: None,
    };
    next.visit_document(document);
    match next.found {
        Some(position) => Prepend {
            position,
            text: &kept,
        }
        .visit_document_mut(document),
        None => {
            let end = document.trailing().as_str().unwrap_or_default();
            let end = format!("{kept}{}", end.trim_start_matches('\n'));
            document.set_trailing(end);
        }
    }
}

/// Removes an entry with the comment at the end of its line. That of the line before counts as the
/// beginning of the entry, and stays.
fn remove_inline(values: &mut Array, index: usize) {
    let start = |value: &Value| {
        let prefix = value.decor().prefix().and_then(|prefix| prefix.as_str());
        prefix.unwrap_or_default().to_owned()
    };
    let Some(removed) = values.get(index).map(start) else {
        return;
    };
    values.remove(index);
    let joined = |next: &str| match (removed.split_once('\n'), next.split_once('\n')) {
        (Some((line_before, _)), Some((_, next))) => format!("{line_before}\n{next}"),
        _ => next.to_owned(),
    };
    match values.get_mut(index) {
        Some(next) => {
            let prefix = joined(&start(next));
            next.decor_mut().set_prefix(prefix);
        }
        None => {
            let trailing = joined(values.trailing().as_str().unwrap_or_default());
            values.set_trailing(trailing);
        }
    }
}

/// Finds the table that follows a position in the file.
struct Next {
    after: isize,
    found: Option<isize>,
}

impl<'d> Visit<'d> for Next {
    fn visit_table(&mut self, table: &'d Table) {
        let follows = table.position().filter(|position| *position > self.after);
        self.found = self.found.into_iter().chain(follows).min();
        visit::visit_table(self, table);
    }
}

/// Puts a text before the table at a position.
struct Prepend<'t> {
    position: isize,
    text: &'t str,
}

impl VisitMut for Prepend<'_> {
    fn visit_table_mut(&mut self, table: &mut Table) {
        if table.position() == Some(self.position) {
            let decor = table.decor_mut();
            let own = decor.prefix().and_then(|prefix| prefix.as_str());
            let own = own.unwrap_or_default().trim_start_matches('\n');
            let both = format!("{}{own}", self.text);
            decor.set_prefix(both);
        }
        visit_mut::visit_table_mut(self, table);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
