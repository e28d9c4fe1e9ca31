//! Rust sources as rules look at them: without comments and texts, word by word.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file.
pub(super) struct Source {
    /// Where it is, from `src-tauri`, with `/` on every system.
    pub(super) path: String,
    /// What is in it, without comments and texts.
    pub(super) code: String,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            code: without_comments_and_texts(text),
        }
    }

    /// The room that it is in, or its own name where it is in none.
    pub(super) fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or(&self.path)
    }

    /// Every name in it, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.code
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .filter(|name| !name.is_empty())
    }

    /// The modules right under the crate's root that it names, `use crate::{a, b::c}` included.
    pub(super) fn modules_of_the_crate(&self) -> Vec<String> {
        self.code
            .match_indices("crate::")
            .filter(|(at, _)| {
                // `$crate::` and `crate::` are the same; `my_crate::` is another matter.
                !self.code[..*at]
                    .ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            })
            .flat_map(|(at, start)| first_segments(&self.code[at + start.len()..]))
            .collect()
    }
}

/// Every Rust file in `src-tauri`.
pub(super) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap();
            Source::new(
                &path.replace('\\', "/"),
                &fs::read_to_string(&file).unwrap(),
            )
        })
        .collect()
}

/// Every file in the folder and the folders in it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// `a` of `a::b`, and `a` and `b` of `{a, b::{c, d}}`.
fn first_segments(path: &str) -> Vec<String> {
    let name = |path: &str| {
        path.trim_start()
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect::<String>()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut depth = 0;
    let mut segments = vec![name(group)];
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => segments.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments
}

/// The code with a space for every comment and an empty text for every text. Letters in single
/// quotes stay: a quote may as well begin a lifetime.
fn without_comments_and_texts(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            code.push(' ');
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            code.push(' ');
            block_comment(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            // A quotation mark as a letter begins no text.
            rest[1..].find('\'').map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_text(rest, &code) {
            code.push_str("\"\"");
            length
        } else if letter == '"' {
            code.push_str("\"\"");
            plain_text(rest)
        } else {
            code.push(letter);
            letter.len_utf8()
        };
        rest = &rest[length..];
    }
    code
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn plain_text(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r#"…"#` with any number of `#`, where one begins here.
fn raw_text(text: &str, before: &str) -> Option<usize> {
    // The last letter of a name is no beginning, but the `b` of `br"…"` is.
    let word = before.trim_end_matches('b');
    if word.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
        return None;
    }
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let begun = text.len() - inside.len();
    Some(
        inside
            .find(&end)
            .map_or(text.len(), |at| begun + at + end.len()),
    )
}

#[test]
fn comments_and_texts_are_left_out_and_code_is_not() {
    let source = Source::new(
        "roster/mod.rs",
        r##"
        //! Not tauri.
        use std::fmt; // tauri
        /* tauri /* tauri */ tauri */
        const A: &str = "tauri \" tauri"; const B: &str = r#"tauri " tauri"#;
        const C: [char; 2] = ['"', '\'']; fn d<'a>(e: &'a str) {} const F: u8 = b'"'; for_r"tauri";
        "##,
    );
    let names: Vec<&str> = source.names().collect();
    assert!(!names.contains(&"tauri"), "{names:?}");
    for name in ["std", "A", "B", "C", "d", "F", "for_r"] {
        assert!(names.contains(&name), "{name} is lost: {names:?}");
    }
}

#[test]
fn modules_are_found_alone_and_in_groups() {
    let source = Source::new(
        "domain/user.rs",
        "use crate::domain::Id; use crate::{wire::{A, B}, connect}; my_crate::roster::f();",
    );
    assert_eq!(source.modules_of_the_crate(), ["domain", "wire", "connect"]);
}
