#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod aws;

use std::fs;

use aws_smithy_runtime_api::client::http::{SharedHttpConnector, http_client_fn};

use aws::{Aws, Clock};

use super::*;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMIplantedSECRET";
const TOKEN: &str = "IQoJb3JpZ2luplantedTOKEN";
const SERIAL: &str = "arn:aws:iam::123456789012:mfa/ann";
/// The minute that every test begins with, in seconds since 1970.
const NOON: u64 = 1_767_268_800;

/// A place to sign in from, with profile files of its own.
struct Place {
    aws: Aws,
    clock: Clock,
    means: Means,
    _folder: tempfile::TempDir,
}

fn place(config: &str) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let [at_config, at_credentials] =
        ["config", "credentials"].map(|name| folder.path().join(name));
    fs::write(&at_config, config).unwrap();
    let keys = format!("[keys]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n");
    fs::write(&at_credentials, keys).unwrap();
    let aws = Aws::default();
    let connector = SharedHttpConnector::new(aws.clone());
    let clock = Clock(Arc::new(Mutex::new(minutes_after_noon(0))));
    let means = Means {
        region: "eu-west-2".into(),
        sts_endpoint_url: None,
        http_client: http_client_fn(move |_, _| connector.clone()),
        profile_files: ProfileFiles::at(at_config, at_credentials),
        clock: SharedTimeSource::new(clock.clone()),
    };
    Place {
        aws,
        clock,
        means,
        _folder: folder,
    }
}

fn minutes_after_noon(minutes: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(NOON + 60 * minutes)
}

fn typed(id: &str) -> SignIn {
    SignIn::Keys(AccessKeys::new(id, &SECRET.into(), None).unwrap())
}

fn role(name: &str) -> Role {
    Role {
        arn: format!("arn:aws:iam::123456789012:role/{name}"),
        ..Role::default()
    }
}

fn code() -> Option<MfaCode> {
    Some(MfaCode::new("123456").unwrap())
}

async fn key_of(signed_in: &SignedIn) -> Result<String, Problem> {
    match signed_in.provide_credentials().await {
        Ok(credentials) => Ok(credentials.access_key_id().to_owned()),
        Err(error) => Err(Problem::among_causes(&error).unwrap().clone()),
    }
}

const WITH_MFA: &str = "
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/CleanUp
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/ann
external_id = 42
role_session_name = ann
duration_seconds = 7200
";

#[tokio::test]
async fn typed_keys_are_checked_once_and_handed_out_as_they_are() {
    let here = place("");
    here.aws.tells_account("123456789012");
    let signed_in = sign_in(typed(ID), None, None, here.means).await.unwrap();
    assert_eq!(signed_in.caller().account, "123456789012");
    assert_eq!(signed_in.caller().arn, "arn:aws:iam::123456789012:user/ann");
    here.clock.move_on(10_000);
    assert_eq!(key_of(&signed_in).await.unwrap(), ID);
    assert_eq!(here.aws.asked(), [format!("GetCallerIdentity {ID}")]);
    assert_eq!(*signed_in.standing().borrow(), Standing::default());
}

#[tokio::test]
async fn a_profile_with_mfa_asks_for_the_code_before_anything_is_sent() {
    let here = place(WITH_MFA);
    let profile = SignIn::Profile("mfa".into());
    let problem = sign_in(profile, None, None, here.means).await.unwrap_err();
    assert_eq!(
        problem,
        Problem::with_message(ProblemCode::MfaNeeded, SERIAL)
    );
    assert_eq!(here.aws.asked(), [""; 0]);
}

#[tokio::test]
async fn with_the_code_the_role_is_assumed_until_its_time_is_over() {
    let here = place(WITH_MFA);
    here.aws
        .gives_role("ASIAROLE000000000001", minutes_after_noon(120));
    here.aws.tells_account("123456789012");
    let profile = SignIn::Profile("mfa".into());
    let signed_in = sign_in(profile, None, code(), here.means).await.unwrap();
    let asked = here.aws.all_asked();
    for (field, value) in [
        ("RoleArn", "arn:aws:iam::123456789012:role/CleanUp"),
        ("RoleSessionName", "ann"),
        ("ExternalId", "42"),
        ("DurationSeconds", "7200"),
        ("SerialNumber", SERIAL),
        ("TokenCode", "123456"),
    ] {
        assert_eq!(asked[0].field(field).as_deref(), Some(value), "{field}");
    }
    assert_eq!(asked[0].key, ID);
    assert_eq!(asked[1].short(), "GetCallerIdentity ASIAROLE000000000001");

    let mut standing = signed_in.standing();
    let before = Standing {
        expires_at: Some(Timestamp::try_from(minutes_after_noon(120)).unwrap()),
        asks_again: true,
        problem: None,
    };
    assert_eq!(*standing.borrow_and_update(), before);
    here.clock.move_on(119);
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIAROLE000000000001");
    assert!(!standing.has_changed().unwrap());

    here.clock.move_on(1);
    let problem = key_of(&signed_in).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::MfaNeeded);
    assert!(standing.has_changed().unwrap());
    assert_eq!(standing.borrow_and_update().problem, Some(problem));
    assert_eq!(asked.len(), here.aws.asked().len());
}

#[tokio::test]
async fn a_wrong_code_is_told_apart_and_not_sent_again() {
    let here = place(WITH_MFA);
    here.aws.refuses(
        403,
        "AccessDenied",
        "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    );
    let profile = SignIn::Profile("mfa".into());
    let problem = sign_in(profile, None, code(), here.means)
        .await
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::MfaRefused);
    assert_eq!(here.aws.asked().len(), 1);

    // Not even when the answer was lost: the code may have been taken.
    let here = place(WITH_MFA);
    let profile = SignIn::Profile("mfa".into());
    let problem = sign_in(profile, None, code(), here.means)
        .await
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::NoConnection);
    assert_eq!(here.aws.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_role_without_mfa_renews_itself_shortly_before_its_end() {
    let here = place("");
    here.aws
        .gives_role("ASIAROLE000000000001", minutes_after_noon(60));
    here.aws.tells_account("123456789012");
    let signed_in = sign_in(typed(ID), Some(role("CleanUp")), None, here.means)
        .await
        .unwrap();
    let asked = &here.aws.all_asked()[0];
    assert_eq!(asked.field("RoleSessionName").as_deref(), Some("Roster"));
    assert_eq!(asked.field("SerialNumber"), None);
    assert!(!signed_in.standing().borrow().asks_again);

    here.clock.move_on(54);
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIAROLE000000000001");
    assert_eq!(here.aws.asked().len(), 2);

    // Five minutes before the end it is time; while nobody answers, the old ones still do.
    here.clock.move_on(1);
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIAROLE000000000001");
    assert!(here.aws.asked().len() > 2);

    here.aws
        .gives_role("ASIAROLE000000000002", minutes_after_noon(115));
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIAROLE000000000002");
    let ends = Timestamp::try_from(minutes_after_noon(115)).unwrap();
    assert_eq!(signed_in.standing().borrow().expires_at, Some(ends));

    // Past their end nothing is left, and the reason is told.
    here.clock.move_on(60);
    here.aws.refuses(
        403,
        "AccessDenied",
        "not authorized to perform: sts:AssumeRole",
    );
    let problem = key_of(&signed_in).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::AccessDenied);
    let technical = problem.technical.unwrap();
    assert_eq!(technical.operation.as_deref(), Some("AssumeRole"));
    assert_eq!(technical.error_type.as_deref(), Some("AccessDenied"));
    assert_eq!(technical.status, Some(403));
    assert_eq!(technical.request_id.as_deref(), Some("r-1"));
}

#[tokio::test]
async fn a_role_behind_one_with_mfa_is_renewed_without_a_code() {
    let here = place(WITH_MFA);
    here.aws
        .gives_role("ASIAMFA0000000000001", minutes_after_noon(120));
    here.aws
        .gives_role("ASIAROLE000000000001", minutes_after_noon(60));
    here.aws.tells_account("123456789012");
    let profile = SignIn::Profile("mfa".into());
    let signed_in = sign_in(profile, Some(role("Far")), code(), here.means)
        .await
        .unwrap();
    // A person has to come back when the code's time is over, not when the role's is.
    let ends = Timestamp::try_from(minutes_after_noon(120)).unwrap();
    assert_eq!(signed_in.standing().borrow().expires_at, Some(ends));

    here.clock.move_on(60);
    here.aws
        .gives_role("ASIAROLE000000000002", minutes_after_noon(120));
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIAROLE000000000002");
    assert_eq!(
        here.aws.asked().last().map(String::as_str),
        Some("AssumeRole ASIAMFA0000000000001")
    );
}

#[tokio::test]
async fn replaced_credentials_are_used_at_once_and_only_those_of_the_same_account() {
    let here = place("");
    for account in ["123456789012", "210987654321", "123456789012"] {
        here.aws.tells_account(account);
    }
    let sign_in = |id| sign_in(typed(id), None, None, here.means.clone());
    let signed_in = sign_in(ID).await.unwrap();
    let stranger = sign_in("AKIASTRANGER0EXAMPLE").await.unwrap();
    let newer = sign_in("AKIAI44QH8DHBEXAMPLE").await.unwrap();

    let config = aws_sdk_sts::Config::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .http_client(here.means.http_client.clone())
        .time_source(here.means.clock.clone())
        .credentials_provider(signed_in.clone())
        .identity_cache(aws_config::identity::IdentityCache::no_cache())
        .build();
    let client = aws_sdk_sts::Client::from_conf(config);
    let mut signed_by = Vec::new();
    let mut call = async || {
        here.aws.tells_account("123456789012");
        client.get_caller_identity().send().await.unwrap();
        signed_by.push(here.aws.all_asked().pop().unwrap().key);
    };
    call().await;
    let problem = signed_in.replace(&stranger).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::OtherAccount);
    call().await;
    signed_in.replace(&newer).await.unwrap();
    call().await;
    assert_eq!(signed_by, [ID, ID, "AKIAI44QH8DHBEXAMPLE"]);
}

#[tokio::test]
async fn replacing_ends_what_was_wrong_and_takes_the_new_caller() {
    let here = place(WITH_MFA);
    for end in [60, 180] {
        here.aws.gives_role(
            &format!("ASIAUNTIL{end:03}EXAMPLE"),
            minutes_after_noon(end),
        );
        here.aws.tells_account("123456789012");
    }
    let again = || {
        sign_in(
            SignIn::Profile("mfa".into()),
            None,
            code(),
            here.means.clone(),
        )
    };
    let signed_in = again().await.unwrap();
    here.clock.move_on(60);
    assert!(key_of(&signed_in).await.is_err());
    assert!(signed_in.standing().borrow().problem.is_some());
    signed_in.replace(&again().await.unwrap()).await.unwrap();
    assert_eq!(signed_in.standing().borrow().problem, None);
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIAUNTIL180EXAMPLE");
    // Oneself is as good as anybody.
    signed_in.replace(&signed_in).await.unwrap();
}

#[tokio::test]
async fn a_program_of_a_profile_is_run_again_when_its_credentials_near_their_end() {
    let here = place("");
    let output = here._folder.path().join("output.json");
    let write = |id: &str, end| {
        let end = Timestamp::try_from(minutes_after_noon(end)).unwrap();
        let json = format!(
            r#"{{"Version":1,"AccessKeyId":"{id}","SecretAccessKey":"{SECRET}","Expiration":"{end}"}}"#
        );
        fs::write(&output, json).unwrap();
    };
    let print = if cfg!(windows) { "type" } else { "cat" };
    let config = format!(
        "[profile tool]\ncredential_process = {print} \"{}\"\n",
        output.display()
    );
    fs::write(here._folder.path().join("config"), config).unwrap();

    write("ASIATOOL000000000001", 60);
    here.aws.tells_account("123456789012");
    let profile = SignIn::Profile("tool".into());
    let signed_in = sign_in(profile, None, None, here.means).await.unwrap();
    write("ASIATOOL000000000002", 120);
    here.clock.move_on(54);
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIATOOL000000000001");
    here.clock.move_on(1);
    assert_eq!(key_of(&signed_in).await.unwrap(), "ASIATOOL000000000002");
}

#[tokio::test]
async fn a_profile_that_gives_nothing_is_a_problem_without_what_its_program_printed() {
    let here = place(&format!(
        "[profile fails]\ncredential_process = echo {SECRET}>&2 && exit 3\n\
         [profile garbled]\ncredential_process = echo {SECRET}\n\
         [profile empty]\nregion = eu-west-2\n",
    ));
    for name in ["fails", "garbled", "empty"] {
        let profile = SignIn::Profile(name.into());
        let problem = sign_in(profile, None, None, here.means.clone()).await;
        let problem = problem.unwrap_err();
        assert_eq!(problem.code, ProblemCode::ProfileUnusable, "{problem}");
        assert!(!problem.to_string().contains(SECRET), "{problem}");
    }
    assert_eq!(here.aws.asked(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn each_refusal_of_sts_has_its_code_and_tells_nothing_secret() {
    let proxy = "<html>Blocked by your company</html>";
    for (status, word, message, expected) in [
        (
            403,
            "InvalidClientTokenId",
            "The token is invalid.",
            ProblemCode::CredentialsRefused,
        ),
        (
            403,
            "SignatureDoesNotMatch",
            "It does not match.",
            ProblemCode::CredentialsRefused,
        ),
        (
            403,
            "SignatureDoesNotMatch",
            "Signature expired: now",
            ProblemCode::ClockSkew,
        ),
        (
            403,
            "SignatureDoesNotMatch",
            "Signature not yet current",
            ProblemCode::ClockSkew,
        ),
        (
            400,
            "ExpiredToken",
            "The token has expired.",
            ProblemCode::CredentialsExpired,
        ),
        (
            403,
            "AccessDenied",
            "Not authorized.",
            ProblemCode::AccessDenied,
        ),
        (
            403,
            "RegionDisabledException",
            "Not enabled.",
            ProblemCode::AccessDenied,
        ),
        (400, "Throttling", "Rate exceeded", ProblemCode::Throttled),
        (500, "InternalFailure", "Oops.", ProblemCode::ServerFault),
        (
            400,
            "ValidationError",
            "DurationSeconds exceeds.",
            ProblemCode::Refused,
        ),
        (407, "", proxy, ProblemCode::GarbledAnswer),
        (503, "", proxy, ProblemCode::ServerFault),
        (200, "", proxy, ProblemCode::GarbledAnswer),
        (
            200,
            "",
            "<GetCallerIdentityResponse/>",
            ProblemCode::GarbledAnswer,
        ),
        (0, "", "", ProblemCode::NoConnection),
    ] {
        let here = place("");
        // What is worth another attempt is made three times.
        for _ in 0..3 {
            match (status, word) {
                (0, _) => {}
                (_, "") => here.aws.answers(status, message),
                _ => here.aws.refuses(
                    status,
                    word,
                    &format!("{message} The Canonical String was x-amz-security-token:{TOKEN}"),
                ),
            }
        }
        let problem = sign_in(typed(ID), None, None, here.means)
            .await
            .unwrap_err();
        assert_eq!(problem.code, expected, "{status} {word}: {problem}");
        let told = format!("{problem} {problem:?}");
        assert!(!told.contains(TOKEN) && !told.contains(SECRET), "{told}");
    }
}

#[tokio::test]
async fn nothing_that_can_be_printed_holds_a_secret() {
    let here = place(WITH_MFA);
    here.aws
        .gives_role("ASIAROLE000000000001", minutes_after_noon(60));
    here.aws.tells_account("123456789012");
    let keys = AccessKeys::new(ID, &SECRET.into(), Some(&TOKEN.into())).unwrap();
    let how = SignIn::Keys(keys.clone());
    let mfa = MfaCode::new("987654").unwrap();
    let held = crate::credentials::Held::default();
    held.keep("one", keys.clone());
    let store: Arc<keyring_core::CredentialStore> = keyring_core::mock::Store::new().unwrap();
    let keychain = crate::credentials::Keychain::with_store(store);
    keychain.save("one", &keys).await.unwrap();
    let mut told = format!(
        "{keys:?} {how:?} {mfa:?} {held:?} {keychain:?} {:?}",
        here.means
    );
    let signed_in = sign_in(how, Some(role("CleanUp")), None, here.means)
        .await
        .unwrap();
    let credentials = signed_in.provide_credentials().await.unwrap();
    told += &format!("{signed_in:?} {signed_in:#?} {credentials:?}");
    assert!(
        told.contains(ID) && told.contains("ASIAROLE000000000001"),
        "{told}"
    );
    for secret in [SECRET, TOKEN, "987654"] {
        assert!(!told.contains(secret), "{told}");
    }
}
