//! Every mistake that somebody may make in a settings file.

use crate::settings::findings::FindingCode;

/// An instance's id.
pub(super) const ID: &str = "12345678-90ab-cdef-1234-567890abcdef";

/// An instance that lacks nothing, and more lines of it.
pub(super) fn berlin(lines: &str) -> String {
    format!("[[instances]]\nname = \"Berlin\"\nregion = \"eu-central-1\"\n{lines}\n")
}

/// Each text has one mistake, at the mark.
pub(super) fn mistakes() -> Vec<(String, FindingCode, Option<&'static str>)> {
    use FindingCode as Code;
    let top = |text: &str, code, key| (text.to_owned(), code, Some(key));
    let own = |lines: &str, code, key| (berlin(lines), code, Some(key));
    vec![
        ("a = 1\nb = ‸\n".to_owned(), Code::NotToml, None),
        ("a = 1\n‸a = 2\n".to_owned(), Code::NotToml, None),
        ("p = \"C:\\U‸sers\"".to_owned(), Code::NotToml, None),
        top("‸zebra = 1", Code::UnknownKey, "zebra"),
        top("# ä\r\n\t‸Proxi = 1", Code::MisspeltKey, "Proxi"),
        top("\u{feff}‸recrods = {}", Code::MisspeltKey, "recrods"),
        top("‸keep_days = 30", Code::MisplacedKey, "keep_days"),
        top(
            "records = { ‸zebra = 1 }",
            Code::UnknownKey,
            "records.zebra",
        ),
        top(
            "[[instances]]\nname = ‸\"practice\"\nregion = \"eu-central-1\"\n",
            Code::NameReserved,
            "instances.name",
        ),
        own("‸regoin = 1", Code::MisspeltKey, "instances.regoin"),
        own(
            "‸open_last_instance = true",
            Code::MisplacedKey,
            "instances.open_last_instance",
        ),
        own(
            "‸aws_secret_access_key = \"x\"",
            Code::SecretInFile,
            "instances.aws_secret_access_key",
        ),
        own("‸Password = 1", Code::SecretInFile, "instances.Password"),
        own("profile = ‸1", Code::ExpectedText, "instances.profile"),
        top(
            "open_last_instance = ‸\"yes\"",
            Code::ExpectedTrueOrFalse,
            "open_last_instance",
        ),
        top(
            "[records]\nkeep_days = ‸\"30\"",
            Code::ExpectedWholeNumber,
            "records.keep_days",
        ),
        top(
            "[records]\nkeep_days = ‸30.0",
            Code::ExpectedWholeNumber,
            "records.keep_days",
        ),
        top(
            "[proxy]\nno_proxy = ‸\"a\"",
            Code::ExpectedListOfTexts,
            "proxy.no_proxy",
        ),
        top(
            "[proxy]\nno_proxy = [\"ä\", ‸1]",
            Code::ExpectedText,
            "proxy.no_proxy",
        ),
        top("allow = ‸false", Code::ExpectedTable, "allow"),
        top("‸[[allow]]\nedit = false", Code::ExpectedTable, "allow"),
        own("role = ‸\"arn\"", Code::ExpectedTable, "instances.role"),
        own("quotas = ‸500", Code::ExpectedTable, "instances.quotas"),
        top("instances = ‸\"Berlin\"", Code::ExpectedTables, "instances"),
        top(
            "‸[instances]\nname = \"Berlin\"",
            Code::ExpectedTables,
            "instances",
        ),
        top("instances = [‸1]", Code::ExpectedTables, "instances"),
        top(
            "‸[[instances]]\nregion = \"eu-west-2\"",
            Code::MissingKey,
            "instances.name",
        ),
        top(
            "‸[[instances]]\nname = \"a\"",
            Code::MissingKey,
            "instances.region",
        ),
        top(
            "instances = [‸{ name = \"a\" }]",
            Code::MissingKey,
            "instances.region",
        ),
        own(
            "role = ‸{ external_id = \"ab\" }",
            Code::MissingKey,
            "instances.role.arn",
        ),
        top(
            "[[instances]]\nregion = \"eu-west-2\"\nname = ‸\" \"",
            Code::EmptyText,
            "instances.name",
        ),
        top(
            "[protected]\nlogins = [\"a\", ‸\"\"]",
            Code::EmptyText,
            "protected.logins",
        ),
        top(
            "[batches]\nlargest = ‸-1",
            Code::NumberOutOfRange,
            "batches.largest",
        ),
        top(
            "[batches]\nlargest = ‸0",
            Code::NumberOutOfRange,
            "batches.largest",
        ),
        top(
            "[records]\nkeep_days = ‸36501",
            Code::NumberOutOfRange,
            "records.keep_days",
        ),
        own(
            "quotas.users = ‸-500",
            Code::NumberOutOfRange,
            "instances.quotas.users",
        ),
        own(
            "quotas = { quick_connects = ‸9999999999 }",
            Code::NumberOutOfRange,
            "instances.quotas.quick_connects",
        ),
        top(
            "[[instances]]\nname = \"a\"\nregion = ‸\"Atlantis\"",
            Code::RegionUnknown,
            "instances.region",
        ),
        top(
            "[[instances]]\nname = \"a\"\nregion = ‸\"eu-centrl-1\"",
            Code::RegionMisspelt,
            "instances.region",
        ),
        own(
            &format!("instance = \"arn:aws:connect:eu-west-2:123456789012:instance/{ID}\""),
            Code::RegionContradictsArn,
            "instances.region",
        ),
        own(
            "instance = ‸\"berlin\"",
            Code::InstanceIdMalformed,
            "instances.instance",
        ),
        own(
            "instance = ‸\"1234567890abcdef1234567890abcdef\"",
            Code::InstanceIdMalformed,
            "instances.instance",
        ),
        own(
            "instance = ‸\"arn:aws:connect:eu-central-1:1:instance/x\"",
            Code::InstanceArnMalformed,
            "instances.instance",
        ),
        own(
            "instance = ‸\"https://example.com/\"",
            Code::InstanceUrlMalformed,
            "instances.instance",
        ),
        top(
            "[[instances]]\nname = \"a\"\nregion = \"eu-west-2\"\n[[instances]]\nname = ‸\"A\"\nregion = \"eu-west-2\"",
            Code::NameTaken,
            "instances.name",
        ),
        own(
            "colour = ‸\"#00ff00\"",
            Code::UnknownChoice,
            "instances.colour",
        ),
        own(
            "colour = ‸\"gray\"",
            Code::MisspeltChoice,
            "instances.colour",
        ),
        own(
            "sign_in = ‸\"access_keys\"",
            Code::MisspeltChoice,
            "instances.sign_in",
        ),
        own(
            "sign_in = ‸\"saml\"",
            Code::UnknownChoice,
            "instances.sign_in",
        ),
        own(
            "sign_in = ‸\"profile\"",
            Code::ProfileMissing,
            "instances.sign_in",
        ),
        own(
            "sign_in = \"environment\"\nprofile = ‸\"p\"",
            Code::ProfileUnused,
            "instances.profile",
        ),
        own(
            "role.arn = ‸\"arn:aws:iam::123456789012:user/ann\"",
            Code::RoleArnMalformed,
            "instances.role.arn",
        ),
        own(
            "role = { arn = \"arn:aws:iam::123456789012:role/r\", external_id = ‸\"a b\" }",
            Code::ExternalIdMalformed,
            "instances.role.external_id",
        ),
        own(
            "role = { arn = \"arn:aws:iam::123456789012:role/r\", session_name = ‸\"Ann Lee\" }",
            Code::SessionNameMalformed,
            "instances.role.session_name",
        ),
        own(
            "role = { arn = \"arn:aws:iam::123456789012:role/r\", mfa_serial = ‸\"123\" }",
            Code::MfaSerialMalformed,
            "instances.role.mfa_serial",
        ),
        own(
            "endpoint_url = ‸\"vpce.example.com\"",
            Code::UrlMalformed,
            "instances.endpoint_url",
        ),
        own(
            "endpoint_url = ‸\"https://a/?b=c\"",
            Code::UrlMalformed,
            "instances.endpoint_url",
        ),
        own(
            "sts_endpoint_url = ‸\"http://sts.example.com\"",
            Code::UrlInsecure,
            "instances.sts_endpoint_url",
        ),
        top(
            "[proxy]\nurl = ‸\"http://ann:pw@proxy:8080\"",
            Code::UrlWithPassword,
            "proxy.url",
        ),
        top(
            "[proxy]\nurl = ‸\"socks5://proxy:1080\"",
            Code::UrlMalformed,
            "proxy.url",
        ),
        top(
            "[proxy]\nurl = ‸\"proxy:8080\"",
            Code::UrlMalformed,
            "proxy.url",
        ),
        top(
            "[proxy]\nno_proxy = [‸\"https://a\"]",
            Code::HostMalformed,
            "proxy.no_proxy",
        ),
        top(
            "[proxy]\nno_proxy = [‸\"a, b\"]",
            Code::HostMalformed,
            "proxy.no_proxy",
        ),
        top(
            "[protected]\ntags = [\"a=b\", ‸\"=b\"]",
            Code::TagMalformed,
            "protected.tags",
        ),
        top(
            "[reports]\nfolder = ‸\"Reports\"",
            Code::FolderNotAbsolute,
            "reports.folder",
        ),
    ]
}
