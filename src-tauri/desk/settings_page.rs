//! The settings that hold, each with where it comes from, and what IT is told of this
//! installation.

use super::{Desk, FrontState, access::told};
use crate::{
    domain::Problem,
    host,
    settings::{Folder, Sourced, TagPattern},
    wire::{SettingKey, SettingLine, SettingValue, SettingsPage},
};

impl Desk {
    /// The settings as the files have them now.
    pub fn settings_page(&self) -> SettingsPage {
        let settings = self.reload_settings();
        let protected = &settings.protected;
        let entries = |key, list: &[Sourced<String>]| {
            let line = |entry: &Sourced<String>| line(key, text(&entry.value), entry);
            list.iter().map(line).collect::<Vec<_>>()
        };
        let tags: Vec<_> = protected
            .tags
            .iter()
            .map(|tag| line(SettingKey::ProtectedTag, text(&shown(&tag.value)), tag))
            .collect();
        let allow = &settings.allow;
        let mut lines = vec![
            yes_no(SettingKey::OpenLastInstance, &settings.open_last_instance),
            yes_no(SettingKey::AllowEdit, &allow.edit),
            yes_no(SettingKey::AllowCreate, &allow.create),
            yes_no(SettingKey::AllowDelete, &allow.delete),
            line(
                SettingKey::LargestBatch,
                settings
                    .largest_batch
                    .value
                    .map_or(SettingValue::NotSet, SettingValue::Number),
                &settings.largest_batch,
            ),
        ];
        lines.extend(entries(SettingKey::ProtectedLogin, &protected.logins));
        lines.extend(tags);
        lines.extend(entries(
            SettingKey::ProtectedSecurityProfile,
            &protected.security_profiles,
        ));
        let admin = &protected.admin_security_profile;
        lines.push(line(
            SettingKey::AdminSecurityProfile,
            text(&admin.value),
            admin,
        ));
        let proxy = &settings.proxy;
        lines.push(line(
            SettingKey::ProxyUrl,
            or_not_set(proxy.url.value.as_deref()),
            &proxy.url,
        ));
        let past = proxy.no_proxy.value.join(", ");
        lines.push(line(
            SettingKey::NoProxy,
            or_not_set(Some(past.as_str()).filter(|past| !past.is_empty())),
            &proxy.no_proxy,
        ));
        let reports = &settings.reports_folder;
        lines.push(line(
            SettingKey::ReportsFolder,
            or_not_set(reports.value.as_ref().map(Folder::as_written)),
            reports,
        ));
        lines.push(line(
            SettingKey::KeepRecordsDays,
            SettingValue::Number(settings.keep_records_days.value),
            &settings.keep_records_days,
        ));
        let options = &self.0.options;
        let path = |path: &Option<std::path::PathBuf>| Some(path.as_ref()?.display().to_string());
        SettingsPage {
            lines,
            findings: settings.findings.clone(),
            managed_file: path(&options.places.machine),
            user_file: path(&options.places.user),
            data_folder: options.folder.display().to_string(),
            log_folder: options.log_folder.display().to_string(),
        }
    }

    /// Shows the log files in the system's own window.
    ///
    /// # Errors
    /// [`FolderNotOpened`](crate::domain::ProblemCode::FolderNotOpened), which names the folder.
    pub async fn open_log_folder(&self) -> Result<(), Problem> {
        let folder = self.0.options.log_folder.clone();
        let opening = self
            .0
            .runtime
            .spawn_blocking(move || host::open_folder(&folder));
        opening
            .await
            .map_err(|error| Problem::with_message(crate::domain::ProblemCode::Unexpected, error))?
    }

    /// What IT needs to know of this installation: no secret, and of people only who is signed in.
    pub fn details_for_it(&self) -> String {
        let page = self.settings_page();
        let about = host::About::here();
        let mut text = format!("{about}\n");
        let mut add = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\n"));
        add("Time", &jiff::Timestamp::now().to_string());
        add("Data folder", &page.data_folder);
        add("Log folder", &page.log_folder);
        add(
            "Managed settings",
            page.managed_file.as_deref().unwrap_or("none"),
        );
        add("User settings", page.user_file.as_deref().unwrap_or("none"));
        for finding in &page.findings {
            add("Finding", &finding.to_string());
        }
        let is_login = |line: &&SettingLine| line.key == SettingKey::ProtectedLogin;
        let logins = page.lines.iter().filter(is_login).count();
        add("Protected logins", &logins.to_string());
        for line in page.lines.iter().filter(|line| !is_login(line)) {
            let value = match &line.value {
                SettingValue::YesNo(value) => value.to_string(),
                SettingValue::Number(value) => value.to_string(),
                SettingValue::Text(value) => value.clone(),
                SettingValue::NotSet => "not set".to_owned(),
            };
            let source = told(&line.source);
            add("Setting", &format!("{:?} = {value} ({source})", line.key));
        }
        if let FrontState::Open(open) = &self.state().front {
            let header = &open.header;
            add("Instance", &format!("{} ({})", header.name, header.region));
            add("Instance id", &header.id);
            add("Instance ARN", open.arn.as_deref().unwrap_or("not known"));
            add("Called as", &open.caller().arn);
        }
        text
    }
}

fn line<T>(key: SettingKey, value: SettingValue, setting: &Sourced<T>) -> SettingLine {
    SettingLine {
        key,
        value,
        source: setting.source.clone(),
    }
}

fn yes_no(key: SettingKey, setting: &Sourced<bool>) -> SettingLine {
    line(key, SettingValue::YesNo(setting.value), setting)
}

fn text(text: &str) -> SettingValue {
    SettingValue::Text(text.to_owned())
}

fn or_not_set(value: Option<&str>) -> SettingValue {
    value.map_or(SettingValue::NotSet, text)
}

fn shown(tag: &TagPattern) -> String {
    match &tag.value {
        Some(value) => format!("{}={value}", tag.key),
        None => tag.key.clone(),
    }
}
