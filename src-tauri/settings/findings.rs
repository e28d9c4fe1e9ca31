//! What is wrong in a settings file: where, which sentence says so, and what it means for the
//! program. The sentences stand in the message catalogue; here they are only filled in. No
//! finding repeats a value of the file, since somebody may have pasted a secret into it.

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::schema;

/// One thing that is wrong in a settings file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, in characters from 1.
    pub column: u32,
    /// The dotted path of the key; absent where the file as a whole is meant.
    pub key: Option<String>,
    /// Which sentences to show: `finding.<code>.what` and `finding.<code>.mend`.
    pub code: FindingCode,
    /// What the sentences need besides the key: names of keys, values that are allowed.
    pub parameters: BTreeMap<String, String>,
    /// What it means for the program.
    pub severity: Severity,
}

/// What a finding means for the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The line is passed over and nothing else suffers.
    Warning,
    /// A value, or the whole instance that it belongs to, is left out.
    Error,
    /// Limits can't be read, so nothing may be changed until they can.
    Blocking,
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum FindingCode {
    /// The system doesn't give the file out.
    FileUnreadable,
    /// The file isn't text in UTF-8.
    NotUtf8,
    /// The text isn't TOML.
    NotToml,
    /// No setting has this name.
    UnknownKey,
    /// No setting has this name, but one has a similar name.
    MisspeltKey,
    /// The setting belongs elsewhere in the file.
    MisplacedKey,
    /// A secret was put into the file.
    SecretInFile,
    /// Not a text.
    ExpectedText,
    /// Neither true nor false.
    ExpectedTrueOrFalse,
    /// Not a whole number.
    ExpectedWholeNumber,
    /// Not a list of texts.
    ExpectedListOfTexts,
    /// Not a table.
    ExpectedTable,
    /// Not a list of tables.
    ExpectedTables,
    /// A key is missing that the table can't do without.
    MissingKey,
    /// A text with nothing in it.
    EmptyText,
    /// A number that is too small or too large.
    NumberOutOfRange,
    /// Connect isn't offered in a Region of this name.
    RegionUnknown,
    /// The same, and a Region has a similar name.
    RegionMisspelt,
    /// The instance's ARN names another Region.
    RegionContradictsArn,
    /// Not an instance's id.
    InstanceIdMalformed,
    /// Not an instance's ARN.
    InstanceArnMalformed,
    /// Not an instance's access URL.
    InstanceUrlMalformed,
    /// The name belongs to another instance of the file.
    NameTaken,
    /// The instance is in the managed file too, or its name is.
    InstanceManaged,
    /// Another instance in the list has the name, or is the same instance.
    InstanceListed,
    /// The name is the practice instance's.
    NameReserved,
    /// None of the few words that the key takes.
    UnknownChoice,
    /// The same, and one of them is similar.
    MisspeltChoice,
    /// Signing in with a profile, but with which?
    ProfileMissing,
    /// A profile that signing in doesn't use.
    ProfileUnused,
    /// Not a role's ARN.
    RoleArnMalformed,
    /// An external id that STS refuses.
    ExternalIdMalformed,
    /// A session name that STS refuses.
    SessionNameMalformed,
    /// Neither an MFA device's ARN nor its serial number.
    MfaSerialMalformed,
    /// Not a URL of the kind that is needed.
    UrlMalformed,
    /// A URL without encryption.
    UrlInsecure,
    /// A URL with a name or password in it.
    UrlWithPassword,
    /// Not a host, address or domain.
    HostMalformed,
    /// Not a tag.
    TagMalformed,
    /// A folder that isn't named from the top.
    FolderNotAbsolute,
}

impl FindingCode {
    /// Every code, for tests that each has its sentences and its case.
    pub const ALL: [Self; 40] = [
        Self::FileUnreadable,
        Self::NotUtf8,
        Self::NotToml,
        Self::UnknownKey,
        Self::MisspeltKey,
        Self::MisplacedKey,
        Self::SecretInFile,
        Self::ExpectedText,
        Self::ExpectedTrueOrFalse,
        Self::ExpectedWholeNumber,
        Self::ExpectedListOfTexts,
        Self::ExpectedTable,
        Self::ExpectedTables,
        Self::MissingKey,
        Self::EmptyText,
        Self::NumberOutOfRange,
        Self::RegionUnknown,
        Self::RegionMisspelt,
        Self::RegionContradictsArn,
        Self::InstanceIdMalformed,
        Self::InstanceArnMalformed,
        Self::InstanceUrlMalformed,
        Self::NameTaken,
        Self::InstanceManaged,
        Self::InstanceListed,
        Self::NameReserved,
        Self::UnknownChoice,
        Self::MisspeltChoice,
        Self::ProfileMissing,
        Self::ProfileUnused,
        Self::RoleArnMalformed,
        Self::ExternalIdMalformed,
        Self::SessionNameMalformed,
        Self::MfaSerialMalformed,
        Self::UrlMalformed,
        Self::UrlInsecure,
        Self::UrlWithPassword,
        Self::HostMalformed,
        Self::TagMalformed,
        Self::FolderNotAbsolute,
    ];
}

impl Finding {
    /// What is wrong with an instance that a person adds under a name, or for an instance, that
    /// another one has.
    pub fn name_taken() -> Self {
        let fault = Fault::from(FindingCode::InstanceListed);
        fault.at("", Place::START, Some("instances.name".to_owned()))
    }

    /// What is wrong, in one English sentence.
    pub fn what(&self) -> String {
        self.filled_in(|sentences| &sentences.what)
    }

    /// What to write instead, in English.
    pub fn mend(&self) -> String {
        self.filled_in(|sentences| &sentences.mend)
    }

    fn filled_in(&self, which: impl Fn(&Sentences) -> &String) -> String {
        let Some(sentences) = CATALOGUE.get(&self.code) else {
            return format!("{:?}", self.code);
        };
        let key = self.key.iter().map(|key| ("key", key));
        let parameters = self.parameters.iter();
        parameters
            .map(|(name, value)| (name.as_str(), value))
            .chain(key)
            .fold(which(sentences).clone(), |sentence, (name, value)| {
                sentence.replace(&format!("{{{{{name}}}}}"), value)
            })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file, line, column, ..
        } = self;
        write!(f, "{file}:{line}:{column}: {} {}", self.what(), self.mend())
    }
}

/// What is wrong with a value, before it is known where it stands.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: FindingCode,
    pub(super) parameters: BTreeMap<String, String>,
}

impl From<FindingCode> for Fault {
    fn from(code: FindingCode) -> Self {
        Self {
            code,
            parameters: BTreeMap::new(),
        }
    }
}

impl Fault {
    /// The same with one more parameter for its sentences.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }

    /// What it means at this key.
    fn severity(&self, key: Option<&str>) -> Severity {
        let meant = self.parameters.get("suggestion").map(String::as_str);
        // A file that can't be read may hold limits, and so may a key that is misspelt.
        if key.is_none() || [key, meant].into_iter().flatten().any(schema::is_limit) {
            return Severity::Blocking;
        }
        match self.code {
            FindingCode::UnknownKey
            | FindingCode::MisspeltKey
            | FindingCode::MisplacedKey
            | FindingCode::SecretInFile
            | FindingCode::ProfileUnused
            | FindingCode::InstanceManaged => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The finding that it makes at a place.
    pub(super) fn at(self, file: &str, place: Place, key: Option<String>) -> Finding {
        Finding {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            severity: self.severity(key.as_deref()),
            key,
            code: self.code,
            parameters: self.parameters,
        }
    }
}

/// A place in a file: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Place {
    /// Where a file begins.
    pub(super) const START: Self = Self { line: 1, column: 1 };
}

#[derive(Deserialize)]
struct Catalogue {
    finding: BTreeMap<FindingCode, Sentences>,
}

#[derive(Deserialize)]
struct Sentences {
    what: String,
    mend: String,
}

static CATALOGUE: LazyLock<BTreeMap<FindingCode, Sentences>> = LazyLock::new(|| {
    // A test reads the same text, so that a slip in it never reaches a person.
    serde_json::from_str::<Catalogue>(include_str!("../../ui/src/messages/en.json"))
        .map(|catalogue| catalogue.finding)
        .unwrap_or_default()
});

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_sentences() {
        for code in FindingCode::ALL {
            let sentences = CATALOGUE.get(&code);
            assert!(sentences.is_some(), "{code:?}");
            let Sentences { what, mend } = sentences.unwrap();
            assert!(what.ends_with('.'), "{code:?}: {what}");
            assert!(mend.ends_with(['.', '?']), "{code:?}: {mend}");
        }
        assert_eq!(CATALOGUE.len(), FindingCode::ALL.len());
    }

    #[test]
    fn a_finding_reads_as_one_line() {
        let finding = Fault::from(FindingCode::MisspeltKey)
            .with("suggestion", "instances.region")
            .at(
                "roster.toml",
                Place { line: 3, column: 9 },
                Some("instances.regoin".into()),
            );
        assert_eq!(
            finding.to_string(),
            "roster.toml:3:9: There is no setting `instances.regoin`. \
             Did you mean `instances.region`?"
        );
        assert_eq!(finding.severity, Severity::Warning);
    }

    #[test]
    fn what_may_hide_a_limit_blocks() {
        for (key, suggestion, severity) in [
            (Some("alow"), "allow", Severity::Blocking),
            (
                Some("protected.login"),
                "protected.logins",
                Severity::Blocking,
            ),
            (Some("prox"), "proxy", Severity::Warning),
            (None, "", Severity::Blocking),
        ] {
            let finding = Fault::from(FindingCode::MisspeltKey)
                .with("suggestion", suggestion)
                .at("f", Place::START, key.map(str::to_owned));
            assert_eq!(finding.severity, severity, "{key:?}");
        }
    }
}
