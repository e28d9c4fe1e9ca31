//! Makes texts comparable as people compare them when they search: without case, accents,
//! invisible characters and differences of spacing. Ordering is not done here.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// The text as it is searched for. Two texts that a person takes for the same give the same
/// result; each run of white space becomes one space and none is left at the ends.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for character in text.chars() {
            push(&mut folded, character.to_ascii_lowercase());
        }
    } else {
        for character in text.nfkd().filter(|character| !is_passed_over(*character)) {
            // Upper case in between is what makes "ß" the same as "SS" and "ς" as "σ".
            let small = character
                .to_lowercase()
                .flat_map(char::to_uppercase)
                .flat_map(char::to_lowercase)
                .filter(|character| !is_passed_over(*character));
            for character in small {
                match plain_form(character) {
                    Some(plain) => folded.push_str(plain),
                    None => push(&mut folded, character),
                }
            }
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// [`fold`] for phone numbers: also without what people put between the digits.
pub(super) fn fold_phone(text: &str) -> String {
    let folded = fold(text);
    let bare: String = folded
        .chars()
        .filter(|character| !matches!(character, ' ' | '-' | '.' | '(' | ')' | '/'))
        .collect();
    if bare.is_empty() { folded } else { bare }
}

/// What is typed into the search box as the words that must be found, folded. Words in quotes
/// stay together; a quote that is never closed lasts to the end.
pub(super) fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = if is_quote(first) {
            let phrase = &rest[first.len_utf8()..];
            phrase.split_once(is_quote).unwrap_or((phrase, ""))
        } else {
            rest.split_once(char::is_whitespace).unwrap_or((rest, ""))
        };
        words.push(fold(word));
        rest = after.trim_start();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn push(folded: &mut String, character: char) {
    if !character.is_whitespace() {
        folded.push(character);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Accents, vowel points and characters that can't be seen. The signs that make another letter in
/// Indic, Thai and Japanese writing have other combining classes and stay.
fn is_passed_over(character: char) -> bool {
    matches!(canonical_combining_class(character), 1 | 10..=36 | 200..)
        || matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// Letters that Unicode does not take apart, as they are typed on a keyboard without them, and
/// punctuation that word processors embellish.
fn plain_form(character: char) -> Option<&'static str> {
    Some(match character {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        'æ' => "ae",
        'œ' => "oe",
        '‘' | '’' | 'ʼ' => "'",
        '“' | '”' | '„' => "\"",
        '‐' | '–' | '—' => "-",
        _ => return None,
    })
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        for (one, other) in [
            ("Élodie", "elodie"),
            ("İbrahim Işık", "ibrahim isik"),
            ("Straße", "STRASSE"),
            ("GROẞ", "gross"),
            ("Łódź", "lodz"),
            ("Søren Ærø", "soren aero"),
            ("Ελένης", "ΕΛΕΝΗΣ"),
            ("O’Brien–Smith", "o'brien-smith"),
            ("Ａｎｎａ", "anna"),
            ("محمّد", "محمد"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn letters_that_differ_stay_apart() {
        for (one, other) in [
            ("かき", "がき"),
            ("कि", "की"),
            ("ปู", "ปี"),
            ("王", "玉"),
            ("محمد", "احمد"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn spacing_and_what_cannot_be_seen_do_not_matter() {
        assert_eq!(fold("  Ann\u{a0}\t\n Lee "), "ann lee");
        assert_eq!(fold("\u{200f}\u{2067}דנה\u{2069} "), "דנה");
        assert_eq!(fold(" \u{200b} "), "");
    }

    #[test]
    fn phone_numbers_are_found_as_they_are_written() {
        assert_eq!(fold_phone("+44 (20) 7946-0018"), "+442079460018");
        assert_eq!(fold_phone("-"), "-");
    }

    #[test]
    fn words_in_quotes_stay_together() {
        assert_eq!(words(r#" Ann  "De la Cruz" X"#), ["ann", "de la cruz", "x"]);
        assert_eq!(words("“De la” \"Cruz  B"), ["de la", "cruz b"]);
        assert_eq!(words(r#"6" o"neil"#), ["6\"", "o\"neil"]);
        assert_eq!(words(" \"\" \" \" "), [""; 0]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,12}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn composed_and_decomposed_texts_are_the_same(text in "[\\p{L}\\p{M} ]{0,12}") {
            let decomposed: String = text.nfd().collect();
            let composed: String = text.nfc().collect();
            prop_assert_eq!(fold(&composed), fold(&decomposed));
        }
    }
}
