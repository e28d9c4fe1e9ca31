//! An instance as the window's form has it, and as the settings have it. What a person types is
//! read by the same code as a settings file, so that both know the same mistakes.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::{
    Authority, Finding, InstanceSettings, RoleSettings, SettingsFile, SignIn, instances::SIGN_IN,
    instances::SignInWord, values::Colour,
};
use crate::wire::{InstanceDraft, SignInWay};

impl InstanceSettings {
    /// The instance that a person described.
    ///
    /// # Errors
    /// What is wrong with it, each finding with the key of its field.
    pub fn from_draft(draft: &InstanceDraft) -> Result<Self, Vec<Finding>> {
        let file = SettingsFile::parse("", Authority::User, &toml(draft));
        match (file.instances.into_iter().next(), file.findings) {
            (Some(instance), findings) if findings.is_empty() => Ok(instance.value),
            (_, findings) => Err(findings),
        }
    }

    /// The same as the form has it.
    pub fn draft(&self) -> InstanceDraft {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let role = self.role.clone().unwrap_or(RoleSettings {
            arn: String::new(),
            external_id: None,
            session_name: None,
            mfa_serial: None,
        });
        let (sign_in, profile) = match &self.sign_in {
            SignIn::AccessKeys => (SignInWay::AccessKeys, String::new()),
            SignIn::Profile(profile) => (SignInWay::Profile, profile.clone()),
            SignIn::Environment => (SignInWay::Environment, String::new()),
        };
        let instance = self.instance.as_ref().map(ToString::to_string);
        InstanceDraft {
            name: self.name.clone(),
            region: self.region.clone(),
            instance: instance.unwrap_or_default(),
            sign_in,
            profile,
            role_arn: role.arn,
            external_id: text(&role.external_id),
            session_name: text(&role.session_name),
            mfa_serial: text(&role.mfa_serial),
            endpoint_url: text(&self.endpoint_url),
            sts_endpoint_url: text(&self.sts_endpoint_url),
            colour: self.colour,
        }
    }
}

/// The settings file that has just this instance.
fn toml(draft: &InstanceDraft) -> String {
    let word = match draft.sign_in {
        SignInWay::AccessKeys => SignInWord::AccessKeys,
        SignInWay::Profile => SignInWord::Profile,
        SignInWay::Environment => SignInWord::Environment,
    };
    let word = SIGN_IN.iter().find(|(_, known)| *known == word);
    let colour = |colour| {
        Colour::NAMES
            .iter()
            .find(move |(_, known)| *known == colour)
    };
    // A profile that is left over from before the way was changed is not used.
    let profile = match draft.sign_in {
        SignInWay::Profile => draft.profile.as_str(),
        SignInWay::AccessKeys | SignInWay::Environment => "",
    };
    let mut table = Table::new();
    for (key, text) in [
        ("name", draft.name.as_str()),
        ("region", draft.region.as_str()),
        ("instance", draft.instance.as_str()),
        ("sign_in", word.map_or("", |(name, _)| *name)),
        ("profile", profile),
        ("endpoint_url", draft.endpoint_url.as_str()),
        ("sts_endpoint_url", draft.sts_endpoint_url.as_str()),
        (
            "colour",
            draft.colour.and_then(colour).map_or("", |(name, _)| *name),
        ),
    ] {
        if !text.trim().is_empty() {
            table.insert(key, Item::Value(text.trim().into()));
        }
    }
    let mut role = InlineTable::new();
    for (key, text) in [
        ("arn", &draft.role_arn),
        ("external_id", &draft.external_id),
        ("session_name", &draft.session_name),
        ("mfa_serial", &draft.mfa_serial),
    ] {
        if !text.trim().is_empty() {
            role.insert(key, text.trim().into());
        }
    }
    if !role.is_empty() {
        table.insert("role", Item::Value(Value::InlineTable(role)));
    }
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    let mut document = DocumentMut::new();
    document.insert("instances", Item::ArrayOfTables(tables));
    document.to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::settings::FindingCode;

    fn full() -> InstanceDraft {
        InstanceDraft {
            name: "Berlin \"main\"".into(),
            region: "eu-central-1".into(),
            instance: "12345678-90ab-cdef-1234-567890abcdef".into(),
            sign_in: SignInWay::Profile,
            profile: "desk".into(),
            role_arn: "arn:aws:iam::123456789012:role/CleanUp".into(),
            external_id: "roster-1".into(),
            session_name: "roster".into(),
            mfa_serial: "arn:aws:iam::123456789012:mfa/ann".into(),
            endpoint_url: "http://127.0.0.1:1".into(),
            sts_endpoint_url: "http://127.0.0.1:2".into(),
            colour: Some(Colour::Teal),
        }
    }

    #[test]
    fn what_is_typed_comes_back_as_it_was_typed() {
        let settings = InstanceSettings::from_draft(&full()).unwrap();
        assert_eq!(settings.draft(), full());
        let least = InstanceDraft {
            name: "Ü".into(),
            region: "eu-west-2".into(),
            ..InstanceDraft::default()
        };
        let settings = InstanceSettings::from_draft(&least).unwrap();
        assert_eq!(settings.draft(), least);
    }

    #[test]
    fn every_mistake_is_told_with_its_field() {
        let draft = InstanceDraft {
            name: "  ".into(),
            region: "eu-west-1".into(),
            instance: "my instance".into(),
            mfa_serial: "arn:aws:iam::123456789012:mfa/ann".into(),
            endpoint_url: "http://example.com".into(),
            ..full()
        };
        let findings = InstanceSettings::from_draft(&draft).unwrap_err();
        let mut told: Vec<_> = findings
            .iter()
            .map(|finding| (finding.key.as_deref().unwrap_or_default(), finding.code))
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("instances.endpoint_url", FindingCode::UrlInsecure),
                ("instances.instance", FindingCode::InstanceIdMalformed),
                ("instances.name", FindingCode::MissingKey),
                ("instances.region", FindingCode::RegionMisspelt),
            ]
        );
    }

    #[test]
    fn a_profile_that_is_left_over_is_not_used() {
        let draft = InstanceDraft {
            sign_in: SignInWay::AccessKeys,
            ..full()
        };
        let settings = InstanceSettings::from_draft(&draft).unwrap();
        assert_eq!(settings.sign_in, SignIn::AccessKeys);
    }
}
