//! The values of a settings file that have a shape of their own: Regions, instances, roles, URLs,
//! hosts, tags, folders. Each is checked by its text alone, the same on every system, so that IT
//! can check a file for Windows on a Mac.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;
use uuid::Uuid;

use super::{
    findings::{Fault, FindingCode},
    schema,
};

/// The Regions where Amazon Connect is offered, from AWS General Reference,
/// "Amazon Connect endpoints and quotas".
pub const REGIONS: [&str; 11] = [
    "us-east-1",
    "us-west-2",
    "af-south-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-2",
    "us-gov-west-1",
];

/// Which instance is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstanceReference {
    /// The one with this id.
    Id(Uuid),
    /// The one with this ARN.
    Arn {
        /// The ARN as written.
        arn: String,
        /// The id in it.
        id: Uuid,
        /// The Region in it.
        region: String,
    },
    /// The one at `https://ALIAS.my.connect.aws`. ListInstances tells its id; it compares without
    /// regard to small and capital letters.
    Alias(String),
}

/// A tag, or a key with any value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagPattern {
    /// The tag's key.
    pub key: String,
    /// Its value; `None` for any.
    pub value: Option<String>,
}

/// A folder, named from the top or from the home folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(String);

/// The colour that an instance is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub enum Colour {
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Green.
    Green,
    /// Teal.
    Teal,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Pink.
    Pink,
    /// Grey.
    Grey,
}

impl InstanceReference {
    /// The instance's id, unless it must first be looked up by its alias.
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Id(id) | Self::Arn { id, .. } => Some(*id),
            Self::Alias(_) => None,
        }
    }

    /// Reads an id, an ARN or an access URL.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        if text.starts_with("arn:") {
            return instance_arn(text).ok_or_else(|| FindingCode::InstanceArnMalformed.into());
        }
        if text.contains("://") || text.contains(".connect.aws") || text.contains(".awsapps.com") {
            let alias = access_url(text).ok_or(FindingCode::InstanceUrlMalformed)?;
            return Ok(Self::Alias(alias));
        }
        let id = hyphenated(text).ok_or(FindingCode::InstanceIdMalformed)?;
        Ok(Self::Id(id))
    }
}

impl std::fmt::Display for InstanceReference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => write!(f, "{id}"),
            Self::Arn { arn, .. } => f.write_str(arn),
            Self::Alias(alias) => write!(f, "https://{alias}.my.connect.aws"),
        }
    }
}

impl TagPattern {
    /// Reads `key` or `key=value`. Lengths are those of Connect's TagKey and TagValue.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (text, None),
        };
        let fits = (1..=128).contains(&key.chars().count())
            && value.is_none_or(|value| value.chars().count() <= 256);
        if !fits {
            return Err(FindingCode::TagMalformed.into());
        }
        Ok(Self {
            key: key.to_owned(),
            value: value.map(str::to_owned),
        })
    }
}

impl Folder {
    /// The folder as it stands in the settings.
    pub fn as_written(&self) -> &str {
        &self.0
    }

    /// The folder's path for a person with this home folder.
    pub fn path(&self, home: &Path) -> PathBuf {
        match self.0.strip_prefix('~') {
            Some(rest) => home.join(rest.trim_start_matches(['/', '\\'])),
            None => PathBuf::from(&self.0),
        }
    }

    /// Reads a path that begins with the root, a drive, a share or `~`.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let drive = || {
            let mut letters = text.chars();
            letters
                .next()
                .is_some_and(|letter| letter.is_ascii_alphabetic())
                && letters.next() == Some(':')
                && letters
                    .next()
                    .is_some_and(|slash| matches!(slash, '/' | '\\'))
        };
        let whole = text == "~"
            || ["/", r"\\", "~/", r"~\"]
                .iter()
                .any(|start| text.starts_with(start))
            || drive();
        if whole {
            Ok(Self(text.to_owned()))
        } else {
            Err(FindingCode::FolderNotAbsolute.into())
        }
    }
}

impl Colour {
    /// The colour of an instance for which none was chosen, always the same one for a name. Red is
    /// not among them, since it tells of errors, nor orange, which is the practice instance's.
    pub fn of_name(name: &str) -> Self {
        const COLOURS: [Colour; 5] = [
            Colour::Blue,
            Colour::Green,
            Colour::Purple,
            Colour::Teal,
            Colour::Pink,
        ];
        let sum = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).as_u128();
        let place = usize::try_from(sum % 5).unwrap_or_default();
        COLOURS.get(place).copied().unwrap_or(Colour::Blue)
    }

    /// The colours by the names that a settings file uses.
    pub(super) const NAMES: [(&str, Self); 8] = [
        ("red", Self::Red),
        ("orange", Self::Orange),
        ("green", Self::Green),
        ("teal", Self::Teal),
        ("blue", Self::Blue),
        ("purple", Self::Purple),
        ("pink", Self::Pink),
        ("grey", Self::Grey),
    ];
}

/// Reads one of a few words.
pub(super) fn choice<T: Copy>(text: &str, choices: &[(&'static str, T)]) -> Result<T, Fault> {
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == text) {
        return Ok(*choice);
    }
    let names = || choices.iter().map(|(name, _)| *name);
    let fault = match schema::closest(text, names()) {
        Some(meant) => Fault::from(FindingCode::MisspeltChoice).with("suggestion", meant),
        None => FindingCode::UnknownChoice.into(),
    };
    Err(fault.with("choices", names().collect::<Vec<_>>().join(", ")))
}

/// Reads a Region where Connect is offered.
pub(super) fn region(text: &str) -> Result<String, Fault> {
    if REGIONS.contains(&text) {
        return Ok(text.to_owned());
    }
    let fault = match schema::closest(text, REGIONS) {
        Some(meant) => Fault::from(FindingCode::RegionMisspelt).with("suggestion", meant),
        None => FindingCode::RegionUnknown.into(),
    };
    Err(fault.with("choices", REGIONS.join(", ")))
}

/// Reads an address to call AWS at: HTTPS, or HTTP on this computer itself.
pub(super) fn endpoint(text: &str) -> Result<String, Fault> {
    let url = plain_url(text, "https://connect.example.com")?;
    let own = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() == "http" && !own {
        return Err(FindingCode::UrlInsecure.into());
    }
    Ok(text.to_owned())
}

/// Reads a proxy's address. Proxies are commonly spoken to without encryption: what goes through
/// them to AWS is encrypted from end to end.
pub(super) fn proxy(text: &str) -> Result<String, Fault> {
    let example = "http://proxy.example.com:8080";
    let url = plain_url(text, example)?;
    if url.path() != "/" {
        return Err(Fault::from(FindingCode::UrlMalformed).with("example", example));
    }
    Ok(text.to_owned())
}

/// Reads what goes past the proxy: a host, a domain with all in it, an address, a network, each
/// with or without a port; or `*`.
pub(super) fn host(text: &str) -> Result<String, Fault> {
    let fine = |c: char| c.is_alphanumeric() || "-_.:*/[]".contains(c);
    if text.chars().all(fine) && !text.contains("://") && text.chars().any(|c| c != '.') {
        Ok(text.to_owned())
    } else {
        Err(FindingCode::HostMalformed.into())
    }
}

/// Reads a role's ARN.
pub(super) fn role_arn(text: &str) -> Result<String, Fault> {
    let name = iam_resource(text).and_then(|resource| resource.strip_prefix("role/"));
    match name {
        Some(name) if made_of(name, 1..=576, "+=,.@/-_") && !name.ends_with('/') => {
            Ok(text.to_owned())
        }
        _ => Err(FindingCode::RoleArnMalformed.into()),
    }
}

/// Reads an external id, as STS AssumeRole takes it.
pub(super) fn external_id(text: &str) -> Result<String, Fault> {
    if made_of(text, 2..=1224, "+=,.@:/-_") {
        Ok(text.to_owned())
    } else {
        Err(FindingCode::ExternalIdMalformed.into())
    }
}

/// Reads a session's name, as STS AssumeRole takes it.
pub(super) fn session_name(text: &str) -> Result<String, Fault> {
    if made_of(text, 2..=64, "+=,.@-_") {
        Ok(text.to_owned())
    } else {
        Err(FindingCode::SessionNameMalformed.into())
    }
}

/// Reads an MFA device's ARN or serial number, as STS AssumeRole takes it.
pub(super) fn mfa_serial(text: &str) -> Result<String, Fault> {
    let device = !text.starts_with("arn:")
        || iam_resource(text).is_some_and(|resource| resource.starts_with("mfa/"));
    if device && made_of(text, 9..=256, "+=/:,.@-_") {
        Ok(text.to_owned())
    } else {
        Err(FindingCode::MfaSerialMalformed.into())
    }
}

fn instance_arn(text: &str) -> Option<InstanceReference> {
    let parts: Vec<&str> = text.split(':').collect();
    let [_, partition, "connect", region, account, resource] = parts[..] else {
        return None;
    };
    let id = hyphenated(resource.strip_prefix("instance/")?)?;
    let own_partition = if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    };
    (partition == own_partition && is_account(account) && REGIONS.contains(&region)).then(|| {
        InstanceReference::Arn {
            arn: text.to_owned(),
            id,
            region: region.to_owned(),
        }
    })
}

/// The alias in an access URL: `https://ALIAS.my.connect.aws`, of older instances
/// `https://ALIAS.awsapps.com/connect`; whatever page of it was copied.
fn access_url(text: &str) -> Option<String> {
    let whole = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let url = Url::parse(&whole).ok()?;
    let host = url.host_str()?;
    let alias = match host.strip_suffix(".my.connect.aws") {
        Some(alias) => alias,
        None if url.path().starts_with("/connect") => host.strip_suffix(".awsapps.com")?,
        None => return None,
    };
    let fits = url.scheme() == "https"
        && (1..=45).contains(&alias.len())
        && alias.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !alias.starts_with('-')
        && !alias.ends_with('-')
        && !alias.starts_with("d-");
    fits.then(|| alias.to_owned())
}

fn hyphenated(text: &str) -> Option<Uuid> {
    // Uuid::try_parse also takes forms with braces or without hyphens, which Connect doesn't.
    const LENGTH: usize = 36;
    (text.len() == LENGTH)
        .then(|| Uuid::try_parse(text).ok())
        .flatten()
}

fn iam_resource(arn: &str) -> Option<&str> {
    let mut parts = arn.splitn(6, ':');
    let head = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    let account = parts.next()?;
    let iam = matches!(head, ["arn", "aws" | "aws-us-gov", "iam", ""]);
    parts.next().filter(|_| iam && is_account(account))
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|digit| digit.is_ascii_digit())
}

fn made_of(text: &str, length: std::ops::RangeInclusive<usize>, besides: &str) -> bool {
    length.contains(&text.chars().count())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || besides.contains(c))
}

/// A URL of the web with a host and neither a name, a password, a query nor a fragment.
fn plain_url(text: &str, example: &str) -> Result<Url, Fault> {
    let malformed = || Fault::from(FindingCode::UrlMalformed).with("example", example);
    let url = Url::parse(text).map_err(|_| malformed())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FindingCode::UrlWithPassword.into());
    }
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if web && text.contains("://") && url.query().is_none() && url.fragment().is_none() {
        Ok(url)
    } else {
        Err(malformed())
    }
}
