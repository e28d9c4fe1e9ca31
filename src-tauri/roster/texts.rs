//! A column of texts, made for being searched and sorted often: each distinct text is kept,
//! folded and compared once, however many users have it.

use std::{collections::HashMap, sync::OnceLock};

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;

use super::{
    Row,
    fold::{fold, fold_phone},
    order::{Comparison, Places},
};

/// For each row the texts that it has in one column: none, one or (security profiles, tags)
/// several.
#[derive(Debug)]
pub(super) struct TextColumn {
    shown: Texts,
    folded: Texts,
    folding: fn(&str) -> String,
    comparison: Comparison,
    /// Texts that are ids because the name could not be read.
    unnamed: FixedBitSet,
    /// Where each row's texts end in `entries`.
    row_ends: Vec<u32>,
    /// The texts of every row, as indices.
    entries: Vec<u32>,
    places: OnceLock<Places>,
}

impl TextColumn {
    /// How many distinct texts there are.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.row_ends.len()
    }

    /// A text as people see it.
    pub(super) fn shown(&self, text: u32) -> &str {
        self.shown.get(text as usize)
    }

    /// A text as it is searched for.
    pub(super) fn folded(&self, text: u32) -> &str {
        self.folded.get(text as usize)
    }

    /// Something typed, folded as the texts of this column are.
    pub(super) fn fold(&self, typed: &str) -> String {
        (self.folding)(typed)
    }

    /// The texts of a row, in the order in which they are shown.
    pub(super) fn of_row(&self, row: Row) -> &[u32] {
        let row = row as usize;
        let start = row.checked_sub(1).map_or(0, |before| self.row_ends[before]);
        &self.entries[start as usize..self.row_ends[row] as usize]
    }

    /// The order of the texts. Ids in place of names come last. Computed at the first call.
    pub(super) fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            Places::of(
                self.len(),
                |text| self.shown.get(text),
                |text| self.unnamed.contains(text),
                self.comparison,
            )
        })
    }

    /// The texts that contain an already folded text; all of them where that is empty.
    pub(super) fn texts_containing(&self, folded: &str) -> FixedBitSet {
        self.folded.containing(folded)
    }

    /// The texts of which, folded, something holds.
    pub(super) fn texts_where(&self, holds: impl Fn(&str) -> bool) -> FixedBitSet {
        set_of(
            self.len(),
            (0..self.len()).filter(|text| holds(self.folded.get(*text))),
        )
    }

    /// The rows that have at least one of the texts.
    pub(super) fn rows_with(&self, texts: &FixedBitSet) -> FixedBitSet {
        if texts.is_clear() {
            return FixedBitSet::with_capacity(self.rows());
        }
        self.rows_where(|of_row| of_row.iter().any(|text| texts.contains(*text as usize)))
    }

    /// The rows that have no text.
    pub(super) fn empty_rows(&self) -> FixedBitSet {
        self.rows_where(<[u32]>::is_empty)
    }

    /// The rows of which a name is unknown; none where all are known.
    pub(super) fn unnamed_rows(&self) -> Option<FixedBitSet> {
        (!self.unnamed.is_clear()).then(|| self.rows_with(&self.unnamed))
    }

    fn rows_where(&self, holds: impl Fn(&[u32]) -> bool) -> FixedBitSet {
        set_of(
            self.rows(),
            (0..self.rows()).filter(|row| holds(self.of_row(*row as Row))),
        )
    }
}

/// Makes a [`TextColumn`] row by row.
#[derive(Debug)]
pub(super) struct TextColumnBuilder {
    column: TextColumn,
    /// The index of each text that was seen; absent for one with nothing to see in it.
    seen: HashMap<Box<str>, Option<u32>>,
}

impl TextColumnBuilder {
    pub(super) fn names() -> Self {
        Self::new(fold, Comparison::Natural)
    }

    pub(super) fn codes() -> Self {
        Self::new(fold, Comparison::Codes)
    }

    pub(super) fn phone_numbers() -> Self {
        Self::new(fold_phone, Comparison::Codes)
    }

    fn new(folding: fn(&str) -> String, comparison: Comparison) -> Self {
        Self {
            column: TextColumn {
                shown: Texts::default(),
                folded: Texts::default(),
                folding,
                comparison,
                unnamed: FixedBitSet::new(),
                row_ends: Vec::new(),
                entries: Vec::new(),
                places: OnceLock::new(),
            },
            seen: HashMap::new(),
        }
    }

    /// Adds a text to the row that [`Self::end_row`] will end. Blank texts count as none.
    pub(super) fn add(&mut self, text: &str) {
        self.add_text(text);
    }

    /// Adds an id whose name is unknown.
    pub(super) fn add_unnamed(&mut self, id: &str) {
        if let Some(index) = self.add_text(id) {
            self.column.unnamed.grow_and_insert(index as usize);
        }
    }

    pub(super) fn end_row(&mut self) {
        self.column.row_ends.push(self.column.entries.len() as u32);
    }

    pub(super) fn finish(self) -> TextColumn {
        let mut column = self.column;
        column.unnamed.grow(column.shown.len());
        column
    }

    fn add_text(&mut self, text: &str) -> Option<u32> {
        let index = match self.seen.get(text) {
            Some(index) => *index,
            None => {
                let column = &mut self.column;
                let folded = (column.folding)(text);
                let index = (!folded.is_empty()).then(|| {
                    column.folded.push(&folded);
                    column.shown.push(text);
                    column.shown.len() as u32 - 1
                });
                self.seen.insert(text.into(), index);
                index
            }
        };
        self.column.entries.extend(index);
        index
    }
}

/// Many texts in one buffer, so that one pass searches them all.
#[derive(Debug, Default)]
struct Texts {
    /// The texts, each followed by a line break, which no folded text contains.
    buffer: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.buffer.push_str(text);
        self.ends.push(self.buffer.len());
        self.buffer.push('\n');
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, index: usize) -> &str {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] + 1);
        &self.buffer[start..self.ends[index]]
    }

    fn containing(&self, needle: &str) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(self.len());
        if needle.is_empty() {
            found.insert_range(..);
            return found;
        }
        let finder = Finder::new(needle);
        let bytes = self.buffer.as_bytes();
        let (mut index, mut from) = (0, 0);
        while let Some(at) = finder.find(&bytes[from..]) {
            while self.ends[index] <= from + at {
                index += 1;
            }
            found.insert(index);
            from = self.ends[index] + 1;
        }
        found
    }
}

/// A set for indices below `size` with some of them in it.
pub(super) fn set_of(size: usize, indices: impl Iterator<Item = usize>) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(size);
    indices.for_each(|index| set.insert(index));
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows with two texts each, an empty one, and one whose texts are ids.
    fn column() -> TextColumn {
        let mut column = TextColumnBuilder::names();
        for row in [&["Ann", "Böb"][..], &["BÖB", "ann"], &[" ", "\u{200b}"]] {
            row.iter().for_each(|text| column.add(text));
            column.end_row();
        }
        column.add_unnamed("b0b");
        column.add("Ann");
        column.end_row();
        column.finish()
    }

    fn rows(column: &TextColumn, folded: &str) -> Vec<usize> {
        let texts = column.texts_containing(folded);
        column.rows_with(&texts).ones().collect()
    }

    #[test]
    fn texts_are_found_within_and_never_across() {
        let column = column();
        assert_eq!(rows(&column, "bo"), [0, 1]);
        assert_eq!(rows(&column, "n"), [0, 1, 3]);
        assert_eq!(rows(&column, "nb"), [0; 0]);
        assert_eq!(rows(&column, ""), [0, 1, 3]);
        let whole = column.texts_where(|text| text == "bob");
        assert_eq!(column.rows_with(&whole).ones().collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn blank_texts_count_as_none_and_ids_are_known_as_such() {
        let column = column();
        assert_eq!(column.empty_rows().ones().collect::<Vec<_>>(), [2]);
        let unnamed = column.unnamed_rows().unwrap_or_default();
        assert_eq!(unnamed.ones().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn each_distinct_text_is_kept_once_and_ids_are_last_in_order() {
        let column = column();
        assert_eq!(column.len(), 5);
        let in_order = column.places().in_order.iter();
        let shown: Vec<&str> = in_order.map(|text| column.shown(*text)).collect();
        assert_eq!(shown, ["Ann", "ann", "Böb", "BÖB", "b0b"]);
    }
}
