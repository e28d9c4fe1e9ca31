//! The roles of the practice instance's account, and who is let into them.

use secrecy::{ExposeSecret, SecretString};

use super::{
    super::{ACCOUNT, protocol::Refusal},
    Access, Caller,
};

/// The longest session that a role gives, in seconds: what a role has that nobody changed.
pub(in super::super) const LONGEST_SESSION: i64 = 3600;

/// A role that callers of STS may assume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// The external id that it wants, if any.
    pub external_id: Option<String>,
    /// Whether it wants a code of the MFA device.
    pub needs_mfa: bool,
}

/// A device that shows one-time codes. This one always shows the same.
#[derive(Clone, Debug)]
pub struct MfaDevice {
    /// Its serial number, which is an ARN.
    pub serial: String,
    /// The code.
    pub code: SecretString,
}

impl Role {
    /// Its ARN.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{ACCOUNT}:role/{}", self.name)
    }
}

impl Default for MfaDevice {
    fn default() -> Self {
        Self {
            serial: format!("arn:aws:iam::{ACCOUNT}:mfa/practice"),
            code: "123456".into(),
        }
    }
}

/// What a caller of AssumeRole shows to be let into a role.
pub(in super::super) struct Asked<'a> {
    pub(in super::super) role_arn: &'a str,
    pub(in super::super) external_id: Option<&'a str>,
    pub(in super::super) serial: Option<&'a str>,
    pub(in super::super) code: Option<&'a str>,
}

impl Access {
    /// The role that is asked for, if the caller is let into it.
    pub(in super::super) fn role(
        &self,
        caller: &Caller,
        asked: &Asked<'_>,
    ) -> Result<&Role, Refusal> {
        let has_mfa = self.check_mfa(asked)?;
        let role = self.roles.iter().find(|role| {
            role.arn() == asked.role_arn
                && (role.external_id.is_none() || role.external_id.as_deref() == asked.external_id)
                && (has_mfa || !role.needs_mfa)
        });
        // Which of these it was, AWS keeps to itself.
        role.ok_or_else(|| {
            Refusal::access_denied(format!(
                "User: {} is not authorized to perform: sts:AssumeRole on resource: {}",
                caller.arn, asked.role_arn
            ))
        })
    }

    /// Whether a good code was shown. A bad one is refused whatever the role wants.
    fn check_mfa(&self, asked: &Asked<'_>) -> Result<bool, Refusal> {
        match (asked.serial, asked.code) {
            (None, None) => Ok(false),
            (Some(serial), Some(_)) if serial != self.mfa_device.serial => {
                Err(Refusal::access_denied(
                    "MultiFactorAuthentication failed, unable to validate MFA code.  Please \
                     verify your MFA serial number is valid and associated with this user.",
                ))
            }
            (Some(_), Some(code)) if code != self.mfa_device.code.expose_secret() => {
                Err(Refusal::access_denied(
                    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
                ))
            }
            (Some(_), Some(_)) => Ok(true),
            _ => Err(Refusal::access_denied(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one \
                 time pass code.",
            )),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What becomes of asking for a role: nothing, or the message of the refusal.
    fn asked(
        role_arn: &str,
        external_id: Option<&str>,
        serial: Option<&str>,
        code: Option<&str>,
    ) -> Option<String> {
        let mut access = Access::default();
        access.roles.push(Role {
            name: "Partner".to_owned(),
            external_id: Some("p-7".to_owned()),
            needs_mfa: false,
        });
        let asked = Asked {
            role_arn,
            external_id,
            serial,
            code,
        };
        let refusal = access.role(&Caller::user(), &asked).err()?;
        assert_eq!(refusal.error_type, "AccessDeniedException");
        Some(refusal.message)
    }

    const ADMIN: &str = "arn:aws:iam::111122223333:role/RosterAdmin";
    const WITH_MFA: &str = "arn:aws:iam::111122223333:role/RosterAdminMfa";
    const PARTNER: &str = "arn:aws:iam::111122223333:role/Partner";
    const DEVICE: Option<&str> = Some("arn:aws:iam::111122223333:mfa/practice");

    #[test]
    fn a_role_is_given_to_who_shows_what_it_wants() {
        assert_eq!(asked(ADMIN, None, None, None), None);
        assert_eq!(asked(ADMIN, Some("p-8"), DEVICE, Some("123456")), None);
        assert_eq!(asked(WITH_MFA, None, DEVICE, Some("123456")), None);
        assert_eq!(asked(PARTNER, Some("p-7"), None, None), None);
    }

    #[test]
    fn what_a_refused_caller_lacks_is_not_told() {
        for (role, external_id) in [
            (WITH_MFA, None),
            (PARTNER, None),
            (PARTNER, Some("p-8")),
            ("arn:aws:iam::111122223333:role/Nobody", None),
            ("arn:aws:iam::999988887777:role/RosterAdmin", None),
        ] {
            let wanted = format!(
                "User: arn:aws:iam::111122223333:user/practice is not authorized to perform: \
                 sts:AssumeRole on resource: {role}"
            );
            assert_eq!(asked(role, external_id, None, None), Some(wanted));
        }
    }

    #[test]
    fn a_bad_code_is_refused_whatever_the_role_wants() {
        for role in [ADMIN, WITH_MFA] {
            let wrong = asked(role, None, DEVICE, Some("654321")).unwrap();
            assert!(wrong.ends_with("invalid MFA one time pass code. "));
            let wrong = asked(role, None, Some("GAHT12345678"), Some("123456")).unwrap();
            assert!(wrong.contains("unable to validate MFA code"));
            for (serial, code) in [(DEVICE, None), (None, Some("123456"))] {
                let half = asked(role, None, serial, code).unwrap();
                assert!(half.contains("must provide both"));
            }
        }
    }
}
