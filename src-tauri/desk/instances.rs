//! The start page: which instances there are, and adding, changing and removing the person's own.

use super::{
    Desk,
    opening::{colour_of, pick_key},
    practice::PRACTICE,
    signing_in::entry_of,
};
use crate::{
    credentials::{self, ProfileKind},
    domain::{Problem, ProblemCode},
    settings::{
        Colour, Finding, InstanceSettings, Memory, NotChanged, REGIONS, Settings, SignIn, Source,
        UserFile,
    },
    wire::{AwsProfile, AwsProfileWay, InstanceCard, InstanceDraft, InstancesPage, Topic},
};

impl Desk {
    /// The start page, from the settings files as they are now.
    pub fn instances(&self) -> InstancesPage {
        let settings = self.reload_settings();
        let is_open = |name: &str| self.state().opened.contains_key(name);
        let waits = |name: &str| {
            let state = self.state();
            let open = state.opened.get(name);
            open.is_some_and(|open| open.gate.closed().is_some())
        };
        let mut cards: Vec<_> = settings
            .instances
            .iter()
            .map(|instance| InstanceCard {
                draft: instance.value.draft(),
                colour: colour_of(&instance.value),
                practice: false,
                source: instance.source.clone(),
                open: is_open(&instance.value.name),
                waits: waits(&instance.value.name),
            })
            .collect();
        cards.push(InstanceCard {
            draft: InstanceDraft {
                name: PRACTICE.into(),
                region: crate::practice::REGION.into(),
                ..InstanceDraft::default()
            },
            colour: Colour::Orange,
            practice: true,
            source: Source::Default,
            open: is_open(PRACTICE),
            waits: waits(PRACTICE),
        });
        let last = self.0.memory.get().last;
        InstancesPage {
            last: last.filter(|last| cards.iter().any(|card| card.draft.name == *last)),
            cards,
            findings: settings.findings.clone(),
            open_last: settings.open_last_instance.value,
            open_last_source: settings.open_last_instance.source.clone(),
            regions: REGIONS.map(str::to_owned).to_vec(),
        }
    }

    /// Adds an instance to the person's settings, or changes the one of that name. Tells what is
    /// wrong with it; nothing is written then.
    ///
    /// # Errors
    /// [`ProblemCode::ManagedSetting`] for an instance that isn't the person's, and whatever keeps
    /// the file from being written.
    pub async fn save_instance(
        &self,
        before: Option<String>,
        draft: InstanceDraft,
    ) -> Result<Vec<Finding>, Problem> {
        let mut instance = match InstanceSettings::from_draft(&draft) {
            Ok(instance) => instance,
            Err(findings) => return Ok(findings),
        };
        let settings = self.reload_settings();
        let earlier = match &before {
            Some(name) => Some(own(&settings, name)?.clone()),
            None => None,
        };
        let others = settings.instances.iter().map(|sourced| &sourced.value);
        let clash = others
            .filter(|other| before.as_ref() != Some(&other.name))
            .any(|other| other.clashes_with(&instance));
        if clash {
            return Ok(vec![Finding::name_taken()]);
        }
        if let Some(earlier) = &earlier {
            // The form doesn't have them.
            instance.quotas = earlier.quotas;
        }
        let file = self.user_file()?;
        match &before {
            Some(name) => file.change(name, &instance),
            None => file.add(&instance),
        }
        .map_err(not_changed)?;
        self.reload_settings();
        if let Some(earlier) = earlier {
            if !earlier.same_way(&instance) {
                self.close(&earlier.name);
                self.move_keys(&earlier, &instance).await;
            }
            self.0.memory.change(|memory| {
                if memory.last.as_ref() == Some(&earlier.name) {
                    memory.last = Some(instance.name.clone());
                }
                forget_picks(memory, &earlier);
            });
        }
        self.0.changes.tell(Topic::Front);
        Ok(Vec::new())
    }

    /// Takes an instance out of the person's settings, and its keys out of the keychain. Nothing
    /// in AWS is changed.
    ///
    /// # Errors
    /// As [`Desk::save_instance`], and what keeps the keys from being forgotten: the instance
    /// stays then.
    pub async fn remove_instance(&self, name: &str) -> Result<(), Problem> {
        let settings = self.reload_settings();
        let instance = own(&settings, name)?;
        self.forget_keys(name).await?;
        self.close(name);
        self.user_file()?
            .remove(&instance.name)
            .map_err(not_changed)?;
        self.reload_settings();
        self.0.changes.tell(Topic::Front);
        Ok(())
    }

    /// Forgets the access keys of an instance, wherever they are kept, and closes it.
    ///
    /// # Errors
    /// [`ProblemCode::InstanceGone`] and one of the `Keychain…` codes.
    pub async fn forget_keys(&self, name: &str) -> Result<(), Problem> {
        let settings = self.settings();
        let mut instances = settings.instances.iter().map(|sourced| &sourced.value);
        let instance = instances
            .find(|instance| instance.name == name)
            .ok_or_else(|| Problem::with_message(ProblemCode::InstanceGone, name))?;
        self.forget_given(name);
        self.0
            .memory
            .change(|memory| forget_picks(memory, instance));
        if self.state().opened.contains_key(name) {
            self.close(name);
        }
        self.forget_entry(instance).await
    }

    /// Takes an instance's keys from wherever they are kept. One that uses none has none, and the
    /// keychain need not be opened for it.
    async fn forget_entry(&self, instance: &InstanceSettings) -> Result<(), Problem> {
        if instance.sign_in != SignIn::AccessKeys {
            return Ok(());
        }
        let entry = entry_of(instance);
        self.0.held.forget(&entry);
        match self.0.options.keychain.forget(&entry).await {
            // Where there is no keychain, nothing can be in it.
            Err(problem) if problem.code == ProblemCode::KeychainAbsent => Ok(()),
            outcome => outcome,
        }
    }

    /// Remembers whether to open the instance that was open last when Roster starts.
    ///
    /// # Errors
    /// [`ProblemCode::ManagedSetting`], and whatever keeps the file from being written.
    pub fn save_open_last(&self, wished: bool) -> Result<(), Problem> {
        let settings = self.reload_settings();
        if matches!(settings.open_last_instance.source, Source::Managed { .. }) {
            return Err(Problem::new(ProblemCode::ManagedSetting));
        }
        let file = self.user_file()?;
        file.set_open_last_instance(wished).map_err(not_changed)?;
        self.reload_settings();
        Ok(())
    }

    /// The AWS profiles of this computer.
    ///
    /// # Errors
    /// [`ProblemCode::ProfileFiles`].
    pub async fn profiles(&self) -> Result<Vec<AwsProfile>, Problem> {
        let profiles = credentials::profiles(&self.0.options.profile_files).await?;
        Ok(profiles
            .into_iter()
            .map(|profile| AwsProfile {
                name: profile.name,
                way: match profile.kind {
                    ProfileKind::Keys => AwsProfileWay::Keys,
                    ProfileKind::Sso => AwsProfileWay::Sso,
                    ProfileKind::Process => AwsProfileWay::Process,
                    ProfileKind::Role {
                        mfa_serial: None, ..
                    } => AwsProfileWay::Role,
                    ProfileKind::Role { .. } => AwsProfileWay::RoleWithCode,
                    ProfileKind::Other => AwsProfileWay::Other,
                },
                region: profile.region,
            })
            .collect())
    }

    /// Keys go along when nothing but an instance's name is another. Where they are for something
    /// else from now on, they are forgotten and asked for again.
    async fn move_keys(&self, before: &InstanceSettings, after: &InstanceSettings) {
        if before.sign_in != SignIn::AccessKeys {
            return;
        }
        let renamed = InstanceSettings {
            name: after.name.clone(),
            ..before.clone()
        };
        let moved = async {
            if renamed.same_way(after) {
                let (from, to) = (entry_of(before), entry_of(after));
                if let Some(keys) = self.0.held.get(&from) {
                    self.0.held.keep(&to, keys);
                }
                if let Some(keys) = self.0.options.keychain.load(&from).await? {
                    self.0.options.keychain.save(&to, &keys).await?;
                }
            }
            self.forget_entry(before).await
        };
        if let Err(problem) = moved.await {
            tracing::warn!(code = ?problem.code, "keys stay under an instance's earlier name");
        }
    }

    fn user_file(&self) -> Result<UserFile, Problem> {
        let places = &self.0.options.places;
        let path = places.user.as_deref();
        path.map(UserFile::at).ok_or_else(|| {
            let told = "this system names no folder for settings";
            Problem::with_message(ProblemCode::SettingsNotWritten, told)
        })
    }
}

/// The person's own instance of that name.
fn own<'s>(settings: &'s Settings, name: &str) -> Result<&'s InstanceSettings, Problem> {
    let mut instances = settings.instances.iter();
    match instances.find(|instance| instance.value.name == name) {
        None => Err(Problem::with_message(ProblemCode::InstanceGone, name)),
        Some(instance) if matches!(instance.source, Source::Managed { .. }) => {
            Err(Problem::with_message(ProblemCode::ManagedSetting, name))
        }
        Some(instance) => Ok(&instance.value),
    }
}

/// Forgets what was picked for an instance, whatever the account.
fn forget_picks(memory: &mut Memory, instance: &InstanceSettings) {
    let start = pick_key(instance, "");
    memory.picked.retain(|key, _| !key.starts_with(&start));
}

fn not_changed(why: NotChanged) -> Problem {
    let code = match why {
        NotChanged::Unreadable(_) => ProblemCode::SettingsUnreadable,
        NotChanged::NoSuchInstance => ProblemCode::InstanceGone,
        NotChanged::NameTaken | NotChanged::Unsuitable(_) | NotChanged::System(_) => {
            ProblemCode::SettingsNotWritten
        }
    };
    Problem::with_message(code, why)
}
