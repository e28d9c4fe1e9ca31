//! The preferences, kept as a JSON file in the data folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::atomic;
use crate::{
    domain::{Problem, ProblemCode},
    wire::Preferences,
};

/// The file that the preferences are kept in.
#[derive(Clone, Debug)]
pub struct PreferencesFile {
    path: PathBuf,
}

impl PreferencesFile {
    /// The file in a data folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            path: folder.join("preferences.json"),
        }
    }

    /// What was saved, or the defaults when nothing was. A file that can't be read gives the
    /// defaults and the reason, and stays as it is until the person saves anew.
    pub fn load(&self) -> (Preferences, Option<Problem>) {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Preferences::default(), None);
            }
            Err(error) => return (Preferences::default(), Some(self.unreadable(&error))),
        };
        match serde_json::from_str::<Preferences>(&text) {
            Ok(preferences) => (preferences.mended(), None),
            Err(error) => (Preferences::default(), Some(self.unreadable(&error))),
        }
    }

    /// Saves them: all or nothing, also when the machine stops half-way. A file that could not
    /// be read is kept beside it with the ending `unreadable`.
    ///
    /// # Errors
    /// [`ProblemCode::PreferencesFile`] when the folder or the file can't be written.
    pub fn save(&self, preferences: &Preferences) -> Result<(), Problem> {
        self.write(preferences)
            .map_err(|error| self.problem(ProblemCode::PreferencesFile, &error))
    }

    fn write(&self, preferences: &Preferences) -> io::Result<()> {
        if self.path.exists() && self.load().1.is_some() {
            fs::rename(&self.path, self.path.with_extension("json.unreadable"))?;
        }
        atomic::write(&self.path, &serde_json::to_string_pretty(preferences)?)
    }

    fn unreadable(&self, error: &dyn std::error::Error) -> Problem {
        self.problem(ProblemCode::PreferencesUnreadable, error)
    }

    fn problem(&self, code: ProblemCode, error: &dyn std::error::Error) -> Problem {
        Problem::with_message(code, format_args!("{}: {error}", self.path.display()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::wire::{Column, Density, Theme};

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn nothing_saved_gives_the_defaults() {
        let folder = folder();
        let file = PreferencesFile::in_folder(folder.path());
        assert_eq!(file.load(), (Preferences::default(), None));
    }

    #[test]
    fn what_is_saved_comes_back() {
        let folder = folder();
        let file = PreferencesFile::in_folder(&folder.path().join("not yet there"));
        let mut preferences = Preferences {
            page_size: 500,
            wrap_lines: true,
            density: Density::Compact,
            theme: Theme::Dark,
            ..Preferences::default()
        };
        preferences.columns.reverse();
        preferences.columns[3].width = Some(321);
        file.save(&preferences).unwrap();
        assert_eq!(file.load(), (preferences, None));
    }

    #[test]
    fn a_file_from_an_older_version_lacks_nothing() {
        let folder = folder();
        let text = r#"{"columns":[{"column":"userId","visible":true,"width":1},{"column":"userId","visible":false,"width":null}],"pageSize":7}"#;
        fs::write(folder.path().join("preferences.json"), text).unwrap();
        let (preferences, problem) = PreferencesFile::in_folder(folder.path()).load();
        assert_eq!(problem, None);
        assert_eq!(preferences.page_size, Preferences::default().page_size);
        assert_eq!(preferences.columns.len(), Column::ALL.len());
        assert_eq!(preferences.columns[0].column, Column::UserId);
        assert_eq!(preferences.columns[0].width, None);
    }

    #[test]
    fn an_unreadable_file_is_said_and_kept() {
        let folder = folder();
        let path = folder.path().join("preferences.json");
        fs::write(&path, "{ \"theme\": \"pink\" }").unwrap();
        let file = PreferencesFile::in_folder(folder.path());
        let (preferences, problem) = file.load();
        assert_eq!(preferences, Preferences::default());
        assert_eq!(problem.unwrap().code, ProblemCode::PreferencesUnreadable);
        assert!(path.exists());

        file.save(&preferences).unwrap();
        assert_eq!(file.load(), (preferences, None));
        let kept = fs::read_to_string(path.with_extension("json.unreadable")).unwrap();
        assert!(kept.contains("pink"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_a_problem() {
        let folder = folder();
        let in_the_way = folder.path().join("file");
        fs::write(&in_the_way, "").unwrap();
        let problem = PreferencesFile::in_folder(&in_the_way)
            .save(&Preferences::default())
            .unwrap_err();
        assert_eq!(problem.code, ProblemCode::PreferencesFile);
        assert!(problem.to_string().contains("preferences.json"));
    }
}
