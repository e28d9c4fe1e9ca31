//! The order of texts: that of Unicode's root collation, the same on every computer. Case does not
//! count, accents count after letters, and runs of digits count as numbers.

use std::sync::LazyLock;

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
    let Ok(()) = COLLATOR.write_sort_key_to(text, &mut key);
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
        let mut keyed: Vec<(bool, Vec<u8>, u32)> = (0..count)
            .map(|index| {
                let key = match comparison {
                    Comparison::Natural => natural_key(text(index)),
                    Comparison::Codes => text(index).as_bytes().to_vec(),
                };
                (is_last(index), key, index as u32)
            })
            .collect();
        keyed.sort_unstable();
        let mut of_text = vec![0; count];
        let mut place = 0;
        for (position, (last, key, index)) in keyed.iter().enumerate() {
            let starts_anew = position
                .checked_sub(1)
                .and_then(|before| keyed.get(before))
                .is_some_and(|(last_before, key_before, _)| {
                    (last_before, key_before) != (last, key)
                });
            place += u32::from(starts_anew);
            of_text[*index as usize] = place;
        }
        Self {
            of_text,
            in_order: keyed.into_iter().map(|(_, _, index)| index).collect(),
        }
    }
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
