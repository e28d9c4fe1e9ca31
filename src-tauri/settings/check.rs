//! `roster --check-settings FILE`: what is wrong in a settings file, for IT, before it is sent to
//! anybody.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{file::SettingsFile, findings::Severity, layers::Authority};

/// Writes every finding of the file as `file:line:column: what. mend`, one a line, and a summary.
/// Tells whether there were none.
///
/// # Errors
/// When `out` can't be written to.
pub fn check(path: &Path, out: &mut impl Write) -> io::Result<bool> {
    let settings = SettingsFile::load_named(path, Authority::Managed);
    let findings = settings.findings();
    for finding in findings {
        writeln!(out, "{finding}")?;
    }
    let file = path.display();
    let instances = counted(settings.instance_count(), "instance");
    if findings.is_empty() {
        writeln!(out, "{file}: nothing is wrong; {instances}.")?;
        return Ok(true);
    }
    let found = counted(findings.len(), "finding");
    writeln!(out, "{file}: {found}; {instances} can be used.")?;
    if let Some(blocking) = findings
        .iter()
        .find(|finding| finding.severity == Severity::Blocking)
    {
        let line = blocking.line;
        writeln!(
            out,
            "While line {line} is as it is, Roster changes nothing: it may hold a limit."
        )?;
    }
    Ok(false)
}

fn counted(number: usize, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn checked(text: &str) -> (bool, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("roster.toml");
        std::fs::write(&path, text).unwrap();
        let mut out = Vec::new();
        let clean = check(&path, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        (clean, out.replace(&path.display().to_string(), "FILE"))
    }

    #[test]
    fn a_clean_file_says_so() {
        let text = "[[instances]]\nname = 'a'\nregion = 'eu-west-2'\n";
        let out = "FILE: nothing is wrong; 1 instance.\n";
        assert_eq!(checked(text), (true, out.to_owned()));
    }

    #[test]
    fn every_finding_is_a_line_with_its_place() {
        let text =
            "[[instances]]\nname = 'a'\nregion = 'eu-west-2'\nregoin = 1\n[allow]\nedit = 1\n";
        let out = "\
FILE:4:1: There is no setting `instances.regoin`. Did you mean `instances.region`?
FILE:6:8: `allow.edit` takes true or false. Write true or false, in small letters and without quotes.
FILE: 2 findings; 1 instance can be used.
While line 6 is as it is, Roster changes nothing: it may hold a limit.
";
        assert_eq!(checked(text), (false, out.to_owned()));
    }

    #[test]
    fn a_file_that_is_not_there_is_a_finding() {
        let mut out = Vec::new();
        let clean = check(Path::new("no-such-folder/roster.toml"), &mut out).unwrap();
        assert!(!clean);
        assert!(out.starts_with(b"no-such-folder/roster.toml:1:1: The file cannot be read"));
    }
}
