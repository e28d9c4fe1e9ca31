//! One instance as a settings file describes it: which, how to sign in, where to call. A mistake
//! in what decides that leaves the whole instance out, so that nobody ends up in another one than
//! IT meant; a mistake in its colour or quotas costs only these.

use super::{
    findings::{Fault, FindingCode},
    schema,
    table::{Field, Notes, Placed, Spoilt, Table},
    values::{self, Colour, InstanceReference},
};

/// One instance of a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceSettings {
    /// The name that people know it by.
    pub name: String,
    /// Its AWS Region.
    pub region: String,
    /// Which instance it is; `None` when it is to be picked from ListInstances.
    pub instance: Option<InstanceReference>,
    /// Where the credentials come from.
    pub sign_in: SignIn,
    /// The role that the calls are made in; `None` to call as who signed in.
    pub role: Option<RoleSettings>,
    /// Where to call Connect instead of at its public address.
    pub endpoint_url: Option<String>,
    /// Where to call STS instead of at its public address.
    pub sts_endpoint_url: Option<String>,
    /// The colour that it is known by.
    pub colour: Option<Colour>,
    /// How much fits in it, where IT knows.
    pub quotas: Quotas,
}

/// Where the credentials come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// Access keys that are asked for once and kept in the system's keychain.
    AccessKeys,
    /// The profile of this name in the AWS configuration files.
    Profile(String),
    /// `AWS_ACCESS_KEY_ID` and its like in the environment.
    Environment,
}

/// The role to assume after signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSettings {
    /// The role's ARN.
    pub arn: String,
    /// The external id that the role asks for.
    pub external_id: Option<String>,
    /// The name that the session has in CloudTrail.
    pub session_name: Option<String>,
    /// The MFA device whose code the role asks for.
    pub mfa_serial: Option<String>,
}

/// How much fits in an instance, as its quotas say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quotas {
    /// Users.
    pub users: Option<u32>,
    /// Quick connects.
    pub quick_connects: Option<u32>,
}

impl InstanceSettings {
    /// Whether both lead to the same instance in the same way: all but the colour and the quotas.
    pub fn same_way(&self, other: &Self) -> bool {
        let way = |one: &Self| Self {
            colour: None,
            quotas: Quotas::default(),
            ..one.clone()
        };
        way(self) == way(other)
    }

    /// Whether both have the same name, or are the same instance. Names that differ in capital
    /// letters only are the same, since people would mix them up.
    pub fn clashes_with(&self, other: &Self) -> bool {
        self.same_name(&other.name) || self.same_instance(other)
    }

    pub(super) fn same_name(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.to_lowercase()
    }

    fn same_instance(&self, other: &Self) -> bool {
        match (&self.instance, &other.instance) {
            (Some(InstanceReference::Alias(one)), Some(InstanceReference::Alias(two))) => {
                one.eq_ignore_ascii_case(two) && self.region == other.region
            }
            (Some(one), Some(two)) => one.id() == two.id(),
            _ => false,
        }
    }
}

/// The words that `sign_in` takes.
pub(super) const SIGN_IN: [(&str, SignInWord); 3] = [
    ("access-keys", SignInWord::AccessKeys),
    ("profile", SignInWord::Profile),
    ("environment", SignInWord::Environment),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignInWord {
    AccessKeys,
    Profile,
    Environment,
}

/// Reads one `[[instances]]`.
pub(super) fn read(
    table: &Table<'_>,
    notes: &mut Notes<'_>,
) -> Result<Placed<InstanceSettings>, Spoilt> {
    // All is read before the first `?`, so that every mistake in it is found at once.
    let name = required(name(table, notes), "name", table, notes);
    let instance = table.parsed("instance", notes, InstanceReference::parse);
    let region = region(table, &instance, notes);
    let sign_in = sign_in(table, notes);
    let role = role(table, notes);
    let endpoint_url = table.parsed("endpoint_url", notes, values::endpoint);
    let sts_endpoint_url = table.parsed("sts_endpoint_url", notes, values::endpoint);
    let colour = table.parsed("colour", notes, |text| values::choice(text, &Colour::NAMES));
    let quotas = quotas(table, notes);
    Ok(Placed {
        place: table.place(),
        value: InstanceSettings {
            name: name?,
            region: region?,
            instance: optional(instance)?,
            sign_in: sign_in?,
            role: role?,
            endpoint_url: optional(endpoint_url)?,
            sts_endpoint_url: optional(sts_endpoint_url)?,
            colour: optional(colour).unwrap_or_default(),
            quotas,
        },
    })
}

/// The name that the practice instance has: a real one of that name would be taken for it.
pub const RESERVED_NAME: &str = "Practice";

fn name(table: &Table<'_>, notes: &mut Notes<'_>) -> Field<String> {
    table.parsed("name", notes, |text| {
        if text.eq_ignore_ascii_case(RESERVED_NAME) {
            Err(FindingCode::NameReserved.into())
        } else {
            Ok(text.to_owned())
        }
    })
}

fn optional<T>(field: Field<T>) -> Result<Option<T>, Spoilt> {
    Ok(field?.map(|placed| placed.value))
}

fn required<T>(
    field: Field<T>,
    key: &str,
    table: &Table<'_>,
    notes: &mut Notes<'_>,
) -> Result<T, Spoilt> {
    optional(field)?
        .ok_or_else(|| notes.add(FindingCode::MissingKey, table.place(), &table.path_of(key)))
}

/// The Region that is written or, without one, that of the ARN.
fn region(
    table: &Table<'_>,
    instance: &Field<InstanceReference>,
    notes: &mut Notes<'_>,
) -> Result<String, Spoilt> {
    let written = table.parsed("region", notes, values::region)?;
    let in_arn = match instance {
        Ok(Some(Placed {
            value: InstanceReference::Arn { region, .. },
            ..
        })) => Some(region),
        // Its mistake is noted, and it may well be an ARN: no need to ask for a Region too.
        Err(Spoilt) if written.is_none() => return Err(Spoilt),
        _ => None,
    };
    match (written, in_arn) {
        (Some(written), Some(in_arn)) if written.value != *in_arn => {
            let fault =
                Fault::from(FindingCode::RegionContradictsArn).with("suggestion", in_arn.as_str());
            Err(notes.add(fault, written.place, &table.path_of("region")))
        }
        (None, Some(in_arn)) => Ok(in_arn.clone()),
        (written, _) => required(Ok(written), "region", table, notes),
    }
}

fn sign_in(table: &Table<'_>, notes: &mut Notes<'_>) -> Result<SignIn, Spoilt> {
    let word = table.parsed("sign_in", notes, |text| values::choice(text, &SIGN_IN));
    let profile = table.text("profile", notes);
    let (word, profile) = (optional(word)?, profile?);
    match (word, profile) {
        (None | Some(SignInWord::Profile), Some(profile)) => Ok(SignIn::Profile(profile.value)),
        (Some(SignInWord::Profile), None) => {
            let place = table.place_of("sign_in", notes);
            Err(notes.add(
                FindingCode::ProfileMissing,
                place,
                &table.path_of("sign_in"),
            ))
        }
        (word, profile) => {
            if let Some(profile) = profile {
                let key = table.path_of("profile");
                notes.add(FindingCode::ProfileUnused, profile.place, &key);
            }
            Ok(match word {
                Some(SignInWord::Environment) => SignIn::Environment,
                _ => SignIn::AccessKeys,
            })
        }
    }
}

fn role(table: &Table<'_>, notes: &mut Notes<'_>) -> Result<Option<RoleSettings>, Spoilt> {
    let Some(table) = table.table(&schema::ROLE, "role", notes)? else {
        return Ok(None);
    };
    let arn = table.parsed("arn", notes, values::role_arn);
    let arn = required(arn, "arn", &table, notes);
    let external_id = table.parsed("external_id", notes, values::external_id);
    let session_name = table.parsed("session_name", notes, values::session_name);
    let mfa_serial = table.parsed("mfa_serial", notes, values::mfa_serial);
    Ok(Some(RoleSettings {
        arn: arn?,
        external_id: optional(external_id)?,
        session_name: optional(session_name)?,
        mfa_serial: optional(mfa_serial)?,
    }))
}

fn quotas(table: &Table<'_>, notes: &mut Notes<'_>) -> Quotas {
    let Ok(Some(table)) = table.table(&schema::QUOTAS, "quotas", notes) else {
        return Quotas::default();
    };
    let mut quota = |key| optional(table.number(key, u32::MAX, notes)).unwrap_or_default();
    Quotas {
        users: quota("users"),
        quick_connects: quota("quick_connects"),
    }
}
