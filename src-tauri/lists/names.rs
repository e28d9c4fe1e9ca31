//! File names that every system takes, whatever they are made from.

/// How long a name may be without its ending, in bytes of UTF-8. File systems take 255 in all, and
/// Windows 260 characters with all the folders.
const LONGEST: usize = 120;

/// What Windows takes for a device, with whatever ending.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The name, with what is forbidden in it replaced. Never empty, hidden or a device's.
pub(super) fn usable(name: &str) -> String {
    let allowed = name.chars().map(|letter| match letter {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
        // Among these are what turns the direction of reading, and a name's ending with it.
        letter if letter.is_control() || is_invisible(letter) => '-',
        letter => letter,
    });
    let mut usable = String::new();
    for letter in allowed {
        if usable.len() + letter.len_utf8() > LONGEST {
            break;
        }
        usable.push(letter);
    }
    // Windows drops dots and spaces at the end; a dot in front hides a file elsewhere.
    let trimmed = usable
        .trim_matches(|letter: char| letter == '.' || letter.is_whitespace())
        .to_owned();
    if trimmed.is_empty() {
        return "Roster".to_owned();
    }
    if is_device(&trimmed) {
        return format!("_{trimmed}");
    }
    trimmed
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        // Windows takes raised numbers for numbers.
        let mut letters = number.chars();
        letters
            .next()
            .is_some_and(|digit| digit.is_ascii_digit() || "¹²³".contains(digit))
            && letters.next().is_none()
    });
    numbered || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_windows_forbids_is_replaced() {
        assert_eq!(usable("a<b>c:d\"e/f\\g|h?i*j"), "a-b-c-d-e-f-g-h-i-j");
        assert_eq!(usable("a\u{0}b\nc\u{7f}d\u{202e}e"), "a-b-c-d-e");
        assert_eq!(usable("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(usable(" .report. . "), "report");
        assert_eq!(usable("Über 北京.v2"), "Über 北京.v2");
    }

    #[test]
    fn names_of_devices_are_avoided() {
        for name in [
            "CON", "con", "Nul", "prn.txt", "AUX .x", "COM1", "lpt9", "COM¹", "com0", "CONIN$",
        ] {
            assert_eq!(usable(name), format!("_{name}"));
        }
        for name in ["CONTACT", "COM", "COM10", "LPT", "nullify", "a.con"] {
            assert_eq!(usable(name), name);
        }
    }

    #[test]
    fn a_name_is_there_and_not_too_long() {
        assert_eq!(usable(""), "Roster");
        assert_eq!(usable(" . "), "Roster");
        assert_eq!(usable(&"a".repeat(500)).len(), LONGEST);
        assert!(usable(&"北".repeat(500)).len() <= LONGEST);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_makes_a_name_and_a_name_stays(text in any::<String>()) {
            let name = usable(&text);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST + 1);
            prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n']));
            prop_assert!(!name.starts_with('.') && !name.ends_with(['.', ' ']));
            prop_assert!(!is_device(&name));
        }
    }
}
