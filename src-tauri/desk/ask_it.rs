//! What a person sends to their IT to get access: the policy and the settings file, filled in from
//! what the person has, with the rest as marked blanks. The words around it are the window's.

use super::Desk;
use crate::{
    domain::{Grant, InstancePlace, policy},
    settings::{Places, REGIONS},
    wire::{AskIt, AskItWish},
};

/// What IT fills in where the person doesn't know the instance.
const BLANK_PLACE: &str = "FILL-IN-INSTANCE-ARN";

impl Desk {
    /// What to send to IT.
    pub fn ask_it(&self, wish: &AskItWish) -> AskIt {
        ask_it(wish, &self.0.options.places)
    }
}

fn ask_it(wish: &AskItWish, places: &Places) -> AskIt {
    let mut place = InstancePlace::read(&wish.place);
    let understood = wish.place.trim().is_empty() || place != InstancePlace::default();
    if REGIONS.contains(&wish.region.as_str()) {
        place.region.get_or_insert(wish.region.clone());
    }
    let wanted: Vec<_> = [(wish.edit, Grant::Edit), (wish.delete, Grant::Delete)]
        .into_iter()
        .filter_map(|(wished, grant)| wished.then_some(grant))
        .collect();
    let policy = policy(&place, &wanted);
    let mut blanks: Vec<String> = policy.blanks.iter().map(ToString::to_string).collect();
    let settings_file = settings_file(&place);
    if settings_file.contains(BLANK_PLACE) {
        blanks.push(BLANK_PLACE.to_owned());
    }
    let shown = |path: &Option<std::path::PathBuf>| Some(path.as_ref()?.display().to_string());
    AskIt {
        understood,
        policy: policy.json,
        settings_file,
        blanks,
        managed_file: shown(&places.machine),
        user_file: shown(&places.user),
    }
}

/// A settings file with the instance in it.
fn settings_file(place: &InstancePlace) -> String {
    let InstancePlace {
        region,
        account,
        instance,
        alias,
    } = place;
    let name = alias.as_deref().unwrap_or("Contact centre");
    let (region, instance) = match (region, account, instance, alias) {
        (Some(region), Some(account), Some(id), _) => {
            let partition = if region.starts_with("us-gov-") {
                "aws-us-gov"
            } else {
                "aws"
            };
            let arn = format!("arn:{partition}:connect:{region}:{account}:instance/{id}");
            (Some(region.as_str()), arn)
        }
        (region, _, Some(id), _) => (region.as_deref(), id.clone()),
        (region, _, None, Some(alias)) => {
            let url = format!("https://{alias}.my.connect.aws");
            (region.as_deref(), url)
        }
        (region, _, None, None) => (region.as_deref(), BLANK_PLACE.to_owned()),
    };
    let region = region.unwrap_or("FILL-IN-REGION");
    format!(
        "[[instances]]\n\
         name = \"{name}\"\n\
         region = \"{region}\"\n\
         instance = \"{instance}\"\n\
         # \"access-keys\" are asked for once; or: sign_in = \"profile\" and profile = \"NAME\"\n\
         sign_in = \"access-keys\"\n"
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::settings::{Authority, SettingsFile};

    const ARN: &str = "arn:aws:connect:eu-west-2:123456789012:\
                       instance/12345678-90ab-cdef-1234-567890abcdef";

    fn asked(place: &str, region: &str) -> AskIt {
        let wish = AskItWish {
            place: place.into(),
            region: region.into(),
            edit: false,
            delete: true,
        };
        let places = Places {
            machine: Some("/etc/roster.toml".into()),
            user: None,
            user_named: false,
        };
        ask_it(&wish, &places)
    }

    #[test]
    fn with_the_arn_nothing_is_left_to_fill_in() {
        let asked = asked(ARN, "");
        assert!(asked.understood);
        assert_eq!(asked.blanks, [""; 0]);
        assert!(asked.policy.contains("connect:DeleteUser"));
        assert!(!asked.policy.contains("connect:CreateUser"));
        assert!(asked.policy.contains(ARN));
        assert!(!asked.settings_file.contains("FILL-IN"));
        assert_eq!(asked.managed_file.unwrap(), "/etc/roster.toml");
    }

    #[test]
    fn the_settings_file_is_one_that_roster_takes() {
        for (place, region) in [
            (ARN, ""),
            ("https://acme.my.connect.aws/users", "eu-west-2"),
            ("12345678-90ab-cdef-1234-567890abcdef", "us-gov-west-1"),
        ] {
            let asked = asked(place, region);
            let file = SettingsFile::parse("f", Authority::Managed, &asked.settings_file);
            assert_eq!(file.findings(), [], "{}", asked.settings_file);
            assert_eq!(file.instance_count(), 1);
        }
    }

    #[test]
    fn what_nobody_knows_is_a_blank_that_is_listed() {
        let asked = asked("", "nowhere-1");
        assert!(asked.understood);
        assert_eq!(
            asked.blanks,
            [
                "FILL-IN-REGION",
                "FILL-IN-ACCOUNT",
                "FILL-IN-INSTANCE",
                BLANK_PLACE
            ]
        );
        let message = format!("{}{}", asked.policy, asked.settings_file);
        for blank in &asked.blanks {
            assert!(message.contains(blank), "{blank}");
        }
        assert!(!super::tests::asked("my contact centre", "").understood);
    }
}
