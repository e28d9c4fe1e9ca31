//! Reading one table of a settings file: typed values with their places, and a finding for all
//! that isn't right. A bad value costs itself only; the values beside it are read all the same.

use std::{collections::BTreeMap, ops::Range};

use toml_edit::{Item, TableLike, Value};

use super::{
    findings::{Fault, Finding, FindingCode, Place},
    schema::{self, Section},
};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// A value is given but can't be used; a finding says why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spoilt;

/// What a table has for a key: nothing, a value, or something that can't be used.
pub(super) type Field<T> = Result<Option<Placed<T>>, Spoilt>;

/// The findings of one file, collected while it is read.
#[derive(Debug)]
pub(super) struct Notes<'t> {
    pub(super) file: &'t str,
    text: &'t str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    pub(super) findings: Vec<Finding>,
}

impl<'t> Notes<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
        Self {
            file,
            text,
            lines: std::iter::once(0).chain(starts).collect(),
            findings: Vec::new(),
        }
    }

    /// The place of a byte of the text.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied();
        let before = self.text.get(start.unwrap_or_default()..offset);
        // A byte order mark is no column that anybody sees.
        let before = before.unwrap_or_default().trim_start_matches('\u{feff}');
        let from_one = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place {
            line: from_one(line),
            column: from_one(before.chars().count() + 1),
        }
    }

    /// Takes a finding down and tells that the value is spoilt.
    pub(super) fn add(&mut self, fault: impl Into<Fault>, place: Place, key: &str) -> Spoilt {
        let finding = fault.into().at(self.file, place, Some(key.to_owned()));
        self.findings.push(finding);
        Spoilt
    }
}

/// One table with the keys that it may have.
pub(super) struct Table<'d> {
    section: &'static Section,
    table: &'d dyn TableLike,
    place: Place,
}

impl<'d> Table<'d> {
    /// The table at a place. Keys that are not in its section are noted.
    pub(super) fn new(
        section: &'static Section,
        table: &'d dyn TableLike,
        place: Place,
        notes: &mut Notes<'_>,
    ) -> Self {
        for (key, _) in table.iter().filter(|(key, _)| !section.keys.contains(key)) {
            let span = table.get_key_value(key).and_then(|(key, _)| key.span());
            let place = place_of(span, place, notes);
            notes.add(unknown_key(section, key), place, &section.path_of(key));
        }
        Self {
            section,
            table,
            place,
        }
    }

    /// Where the table begins.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// The dotted path of one of its keys.
    pub(super) fn path_of(&self, key: &str) -> String {
        self.section.path_of(key)
    }

    /// A sub-table.
    pub(super) fn table(
        &self,
        section: &'static Section,
        key: &str,
        notes: &mut Notes<'_>,
    ) -> Result<Option<Table<'d>>, Spoilt> {
        let Some((item, place)) = self.item(key, notes) else {
            return Ok(None);
        };
        match item.as_table_like() {
            Some(table) => Ok(Some(Table::new(section, table, place, notes))),
            None => Err(notes.add(FindingCode::ExpectedTable, place, &self.path_of(key))),
        }
    }

    /// The tables of a list: `[[key]]` as often as one likes, or inline. What isn't a table in it
    /// is noted and left out.
    pub(super) fn tables(
        &self,
        section: &'static Section,
        key: &str,
        notes: &mut Notes<'_>,
    ) -> Vec<Table<'d>> {
        let Some((item, place)) = self.item(key, notes) else {
            return Vec::new();
        };
        let path = self.path_of(key);
        if let Some(tables) = item.as_array_of_tables() {
            let read = |table: &'d toml_edit::Table| {
                let place = place_of(table.span(), place, notes);
                Table::new(section, table, place, notes)
            };
            return tables.iter().map(read).collect();
        }
        let Some(values) = item.as_array() else {
            notes.add(FindingCode::ExpectedTables, place, &path);
            return Vec::new();
        };
        let read = |value: &'d Value| {
            let place = place_of(value.span(), place, notes);
            let Some(table) = value.as_inline_table() else {
                notes.add(FindingCode::ExpectedTables, place, &path);
                return None;
            };
            Some(Table::new(section, table, place, notes))
        };
        values.iter().filter_map(read).collect()
    }

    /// A text that is not empty, without blanks around it.
    pub(super) fn text(&self, key: &str, notes: &mut Notes<'_>) -> Field<String> {
        self.parsed(key, notes, |text| Ok(text.to_owned()))
    }

    /// A text that has a meaning of its own.
    pub(super) fn parsed<T>(
        &self,
        key: &str,
        notes: &mut Notes<'_>,
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Field<T> {
        self.value(key, notes, |item| parsed(item.as_str(), &parse))
    }

    /// True or false.
    pub(super) fn boolean(&self, key: &str, notes: &mut Notes<'_>) -> Field<bool> {
        self.value(key, notes, |item| {
            let value = item.as_bool();
            value.ok_or_else(|| FindingCode::ExpectedTrueOrFalse.into())
        })
    }

    /// A whole number from 1 to `most`.
    pub(super) fn number(&self, key: &str, most: u32, notes: &mut Notes<'_>) -> Field<u32> {
        self.value(key, notes, |item| {
            let Some(number) = item.as_integer() else {
                return Err(FindingCode::ExpectedWholeNumber.into());
            };
            match u32::try_from(number) {
                Ok(number) if (1..=most).contains(&number) => Ok(number),
                _ => Err(Fault::from(FindingCode::NumberOutOfRange)
                    .with("least", "1")
                    .with("most", most.to_string())),
            }
        })
    }

    /// The entries of a list of texts. An entry that can't be used is noted and left out.
    pub(super) fn list<T>(
        &self,
        key: &str,
        notes: &mut Notes<'_>,
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Field<Vec<Placed<T>>> {
        let Some((item, list_place)) = self.item(key, notes) else {
            return Ok(None);
        };
        let path = self.path_of(key);
        let Some(values) = item.as_array() else {
            return Err(notes.add(FindingCode::ExpectedListOfTexts, list_place, &path));
        };
        let entry = |value: &Value| {
            let place = place_of(value.span(), list_place, notes);
            match parsed(value.as_str(), &parse) {
                Ok(value) => Some(Placed { value, place }),
                Err(fault) => {
                    notes.add(fault, place, &path);
                    None
                }
            }
        };
        Ok(Some(Placed {
            value: values.iter().filter_map(entry).collect(),
            place: list_place,
        }))
    }

    /// Where a key's value stands; where the table begins when it isn't there.
    pub(super) fn place_of(&self, key: &str, notes: &Notes<'_>) -> Place {
        self.item(key, notes).map_or(self.place, |(_, place)| place)
    }

    fn value<T>(
        &self,
        key: &str,
        notes: &mut Notes<'_>,
        read: impl Fn(&Item) -> Result<T, Fault>,
    ) -> Field<T> {
        let Some((item, place)) = self.item(key, notes) else {
            return Ok(None);
        };
        match read(item) {
            Ok(value) => Ok(Some(Placed { value, place })),
            Err(fault) => Err(notes.add(fault, place, &self.path_of(key))),
        }
    }

    fn item(&self, key: &str, notes: &Notes<'_>) -> Option<(&'d Item, Place)> {
        let (key, item) = self.table.get_key_value(key)?;
        let span = item.span().or_else(|| key.span());
        Some((item, place_of(span, self.place, notes)))
    }
}

fn parsed<T>(text: Option<&str>, parse: &impl Fn(&str) -> Result<T, Fault>) -> Result<T, Fault> {
    match text.map(str::trim) {
        None => Err(FindingCode::ExpectedText.into()),
        Some("") => Err(FindingCode::EmptyText.into()),
        Some(text) => parse(text),
    }
}

fn place_of(span: Option<Range<usize>>, otherwise: Place, notes: &Notes<'_>) -> Place {
    span.map_or(otherwise, |span| notes.place(span.start))
}

/// What to say of a key that the section doesn't have.
fn unknown_key(section: &Section, key: &str) -> Fault {
    const SECRETS: [&str; 4] = ["secret", "password", "token", "access_key"];
    let plain = key.to_lowercase().replace('-', "_");
    if SECRETS.iter().any(|word| plain.contains(word)) {
        return FindingCode::SecretInFile.into();
    }
    let elsewhere = || {
        let mut keys = schema::every_key();
        keys.find(|path| path.rsplit('.').next() == Some(plain.as_str()))
    };
    let misspelt =
        |meant| Fault::from(FindingCode::MisspeltKey).with("suggestion", section.path_of(meant));
    let misplaced = |path: String| Fault::from(FindingCode::MisplacedKey).with("suggestion", path);
    let unknown = || {
        let mut fault = Fault::from(FindingCode::UnknownKey);
        fault.parameters = BTreeMap::from([("choices".to_owned(), section.keys.join(", "))]);
        fault
    };
    schema::closest(key, section.keys.iter().copied())
        .map(misspelt)
        .or_else(|| elsewhere().map(misplaced))
        .unwrap_or_else(unknown)
}
