//! The order of texts: that of Unicode's root collation, the same on every computer. Case does not
//! count, accents count after letters, and runs of digits count as numbers.

use std::{ops::Range, sync::LazyLock};

use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    #[expect(
        clippy::expect_used,
        reason = "the root collation is compiled into the program"
    )]
    Collator::try_new(preferences, options).expect("the root collation is compiled in")
});

/// Bytes that compare as the texts do. Texts that differ only in case have the same. Making them
/// takes longer than comparing two texts once, and pays where each is compared many times.
pub(super) fn natural_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 8);
    write_natural_key(text, &mut key);
    key
}

/// How the texts of a column are ordered.
#[derive(Clone, Copy, Debug)]
pub(super) enum Comparison {
    /// As people do.
    Natural,
    /// By their characters' codes: for ids and phone numbers, whose digits are no quantities.
    Codes,
}

/// The place of each of some texts in their order.
#[derive(Debug)]
pub(super) struct Places {
    /// The place of each text, from 0; equal texts have the same.
    pub(super) of_text: Vec<u32>,
    /// The texts, first to last.
    pub(super) in_order: Vec<u32>,
}

impl Places {
    /// Puts `count` texts in order. Those that `is_last` come after all others.
    pub(super) fn of<'a>(
        count: usize,
        text: impl Fn(usize) -> &'a str,
        is_last: impl Fn(usize) -> bool,
        comparison: Comparison,
    ) -> Self {
        let mut keys = Vec::new();
        let mut keyed: Vec<Keyed> = (0..count)
            .map(|index| {
                let start = keys.len();
                match comparison {
                    Comparison::Natural => write_natural_key(text(index), &mut keys),
                    Comparison::Codes => keys.extend_from_slice(text(index).as_bytes()),
                }
                Keyed {
                    is_last: is_last(index),
                    head: head(&keys[start..]),
                    key: start..keys.len(),
                    index: index as u32,
                }
            })
            .collect();
        let compare = |one: &Keyed, other: &Keyed| {
            (one.is_last, one.head)
                .cmp(&(other.is_last, other.head))
                .then_with(|| keys[one.key.clone()].cmp(&keys[other.key.clone()]))
        };
        keyed.sort_unstable_by(|one, other| {
            compare(one, other).then_with(|| one.index.cmp(&other.index))
        });
        let mut of_text = vec![0; count];
        let equals = keyed.chunk_by(|one, other| compare(one, other).is_eq());
        for (place, equals) in (0..).zip(equals) {
            for keyed in equals {
                of_text[keyed.index as usize] = place;
            }
        }
        Self {
            of_text,
            in_order: keyed.into_iter().map(|keyed| keyed.index).collect(),
        }
    }
}

/// A text while it is put in order.
struct Keyed {
    is_last: bool,
    /// The beginning of its key, which decides nearly always and is at hand.
    head: u64,
    /// Where its key is among the keys.
    key: Range<usize>,
    index: u32,
}

/// The first bytes of a key as a number that compares as they do.
fn head(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    for (to, from) in head.iter_mut().zip(key) {
        *to = *from;
    }
    u64::from_be_bytes(head)
}

fn write_natural_key(text: &str, key: &mut Vec<u8>) {
    let Ok(()) = COLLATOR.write_sort_key_to(text, key);
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;

    fn natural(one: &str, other: &str) -> Ordering {
        COLLATOR.compare(one, other)
    }

    fn sorted(mut texts: Vec<&str>) -> Vec<&str> {
        texts.sort_by(|one, other| natural(one, other));
        texts
    }

    #[test]
    fn digits_count_as_numbers_and_accents_after_letters() {
        assert_eq!(
            sorted(vec!["agent10", "Agent9", "agent2", "Ägent1", "agent1"]),
            ["agent1", "Ägent1", "agent2", "Agent9", "agent10"]
        );
        assert_eq!(
            sorted(vec!["Zoë", "Émile", "eva", "Emil", "zoe"]),
            ["Emil", "Émile", "eva", "zoe", "Zoë"]
        );
        assert_eq!(natural("ANNA", "anna"), Ordering::Equal);
        assert_eq!(natural("Ana", "Aná"), Ordering::Less);
    }

    #[test]
    fn equal_texts_share_a_place_and_last_ones_are_last() {
        let texts = ["b", "A", "a", "a-last", "B"];
        let places = Places::of(5, |i| texts[i], |i| i == 3, Comparison::Natural);
        assert_eq!(places.of_text, [1, 0, 0, 2, 1]);
        assert_eq!(places.in_order.last(), Some(&3));
        let codes = Places::of(5, |i| texts[i], |_| false, Comparison::Codes);
        assert_eq!(codes.of_text, [4, 0, 2, 3, 1]);
    }

    proptest! {
        #[test]
        fn keys_compare_as_texts_do(
            one in "[a-cA-Céß0-2 'אا王-]{0,6}",
            other in "[a-cA-Céß0-2 'אا王-]{0,6}",
        ) {
            prop_assert_eq!(natural_key(&one).cmp(&natural_key(&other)), natural(&one, &other));
        }
    }
}
