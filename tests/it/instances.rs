//! The way into a real instance, over a real connection to a server that checks who calls: what a
//! person is asked, what they are told when it fails, what is kept and what never is.

use std::fs;

use keyring_core::{Error, mock};
use roster::{
    credentials::{AccessKeys, Keychain},
    domain::ProblemCode,
    practice::{Calls, Fault, Faults, Practice, PracticeOptions, REGION},
    settings::{FindingCode, Source},
    wire::{
        AccessState, ChangeKind, CheckPart, CheckVerdict, Front, InstanceDraft, OpeningAnswer,
        OpeningStep, OwnLogin, ReadPart,
    },
};

use crate::{
    place::{Place, typed_keys},
    server::{KEY, SECRET, Server},
};

/// How a sign-in is written into the settings.
const WITH_KEYS: &str = "sign_in = \"access-keys\"";

async fn with_server(more: &str) -> (Place, Server) {
    let server = Server::start().await;
    let place = Place::new();
    place.write("own.toml", &server.settings("Berlin", more));
    place.desk.instances();
    (place, server)
}

fn faults(operation: &str, calls: Calls, fault: Fault) -> Faults {
    Faults::none().with(operation, calls, fault)
}

/// Waits until reading the users has failed, and tells why.
async fn reading_failure(place: &mut Place) -> ProblemCode {
    use roster::wire::LoadState;
    place
        .until(|desk| match desk.open().ok()?.workspace.state().load {
            LoadState::Failed { problem } => Some(problem.code),
            _ => None,
        })
        .await
}

#[tokio::test]
async fn keys_are_asked_for_once_and_never_again() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.desk.open_instance("Berlin").unwrap();
    assert_eq!(
        place.asked().await,
        OpeningStep::NeedsKeys { problem: None }
    );
    place.type_keys(KEY, SECRET, true);
    let open = place.listed().await;
    assert_eq!(open.workspace.state().total, Some(40));
    let access = place.desk.access().unwrap();
    assert!(access.called_as.unwrap().arn.ends_with(":user/practice"));

    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    later.listed().await;
}

#[tokio::test]
async fn keys_that_are_not_to_be_kept_are_gone_the_next_time() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.desk.open_instance("Berlin").unwrap();
    place.asked().await;
    place.type_keys(KEY, SECRET, false);
    place.opened().await;

    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    assert_eq!(
        later.asked().await,
        OpeningStep::NeedsKeys { problem: None }
    );
}

#[tokio::test]
async fn forgotten_keys_are_asked_for_again_and_the_instance_is_closed() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.type_keys_for("Berlin").await;
    place.opened().await;
    place.desk.forget_keys("Berlin").await.unwrap();
    assert!(matches!(place.desk.front(), Front::Choosing));
    place.desk.open_instance("Berlin").unwrap();
    assert_eq!(
        place.asked().await,
        OpeningStep::NeedsKeys { problem: None }
    );
}

#[tokio::test]
async fn wrong_keys_are_said_and_asked_for_again_and_never_kept() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.desk.open_instance("Berlin").unwrap();
    place.asked().await;
    for (id, secret) in [
        ("AKIANOSUCHKEY0EXAMPLE", SECRET),
        (KEY, "wJalrXUtnFEMIanotherSECRETkey0000000000X"),
    ] {
        place.type_keys(id, secret, true);
        let OpeningStep::NeedsKeys {
            problem: Some(problem),
        } = place.asked().await
        else {
            panic!("no keys are asked for")
        };
        assert_eq!(problem.code, ProblemCode::CredentialsRefused, "{problem}");
    }
    let malformed = place.desk.answer_opening(typed_keys("key", SECRET, true));
    assert_eq!(malformed.unwrap_err().code, ProblemCode::KeysMalformed);

    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    assert_eq!(
        later.asked().await,
        OpeningStep::NeedsKeys { problem: None }
    );
}

#[tokio::test]
async fn a_wrong_region_and_a_wrong_instance_are_told_apart() {
    let server = Server::start().await;
    let settings = |more: &str| {
        format!(
            "[[instances]]\nname = \"Berlin\"\nendpoint_url = \"{}\"\nsts_endpoint_url = \"{}\"\n{more}",
            server.url, server.url
        )
    };
    let id = "instance = \"12345678-90ab-cdef-1234-567890abcdef\"";
    for (more, code) in [
        (
            format!("region = \"eu-west-2\"\n{id}"),
            ProblemCode::WrongRegion,
        ),
        (
            format!("region = \"{REGION}\"\n{id}"),
            ProblemCode::InstanceNotFound,
        ),
        (
            format!("region = \"{REGION}\"\ninstance = \"https://other.my.connect.aws\""),
            ProblemCode::InstanceNotFound,
        ),
        (
            format!(
                "instance = \"arn:aws:connect:{REGION}:999999999999:instance/\
                 12345678-90ab-cdef-1234-567890abcdef\""
            ),
            ProblemCode::WrongAccount,
        ),
    ] {
        let mut place = Place::new();
        place.write("own.toml", &settings(&more));
        place.desk.instances();
        place.desk.open_instance("Berlin").unwrap();
        place.asked().await;
        place.type_keys(KEY, SECRET, true);
        // Keys of the right account would help with the last of them, and are asked for.
        let problem = match place.asked().await {
            OpeningStep::NeedsKeys {
                problem: Some(problem),
            } if code == ProblemCode::WrongAccount => problem,
            OpeningStep::Failed { problem } => problem,
            other => panic!("{more}: {other:?}"),
        };
        assert_eq!(problem.code, code, "{more}: {problem}");
    }
}

#[tokio::test]
async fn a_server_that_is_down_or_has_no_name_is_said_and_can_be_tried_again() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    let url = server.url.clone();
    place.desk.open_instance("Berlin").unwrap();
    place.asked().await;
    drop(server);
    place.type_keys(KEY, SECRET, true);
    assert_eq!(place.failure().await.code, ProblemCode::NoConnection);

    // What was typed is not asked for again, now that the server is there.
    let listener = tokio::net::TcpListener::bind(url.strip_prefix("http://").unwrap());
    let listener = listener.await.unwrap();
    let practice = Practice::open(PracticeOptions::default()).unwrap();
    let (_stop, stopped) = tokio::sync::oneshot::channel::<()>();
    tokio::spawn(roster::practice::loopback::serve(
        practice, listener, stopped,
    ));
    place.answer_again();
    place.opened().await;
}

#[tokio::test]
async fn who_may_read_nothing_is_in_and_told_what_is_missing() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    server.practice.set_faults(
        faults("DescribeInstance", Calls::All, Fault::AccessDenied).with(
            "SearchUsers",
            Calls::All,
            Fault::AccessDenied,
        ),
    );
    place.type_keys_for("Berlin").await;
    place.opened().await;
    assert_eq!(reading_failure(&mut place).await, ProblemCode::AccessDenied);
    let access = place.desk.access().unwrap();
    let state = |part: ReadPart| {
        let mut reads = access.reads.iter();
        reads.find(|read| read.part == part).unwrap().state.clone()
    };
    let AccessState::Refused { problem, policy } = state(ReadPart::Users) else {
        panic!("{access:?}")
    };
    assert_eq!(problem.technical.unwrap().operation.unwrap(), "SearchUsers");
    let policy = policy.unwrap();
    assert!(policy.contains("connect:SearchUsers"), "{policy}");
    assert!(!policy.contains("FILL-IN"), "{policy}");
    assert!(matches!(
        state(ReadPart::Instance),
        AccessState::Refused { .. }
    ));
    assert_eq!(state(ReadPart::Queues), AccessState::NotKnown);
    assert!(
        access
            .changes
            .iter()
            .all(|change| change.state == AccessState::NotKnown)
    );
}

#[tokio::test]
async fn what_the_organisation_forbids_is_said_with_its_place() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    place.write(
        "managed.toml",
        &format!("[allow]\ndelete = false\n{}", server.settings("London", "")),
    );
    let page = place.desk.instances();
    assert_eq!(page.cards[0].draft.name, "London");
    assert!(matches!(page.cards[0].source, Source::Managed { .. }));
    // The same instance under another name is left out, and said.
    assert_eq!(page.cards.len(), 2);
    assert_eq!(page.findings[0].code, FindingCode::InstanceManaged);

    let draft = page.cards[0].draft.clone();
    for refused in [
        place
            .desk
            .save_instance(Some("London".into()), draft)
            .await
            .map(drop),
        place.desk.remove_instance("London").await,
    ] {
        assert_eq!(refused.unwrap_err().code, ProblemCode::ManagedSetting);
    }

    place.desk.open_instance("London").unwrap();
    place.asked().await;
    place.type_keys(KEY, SECRET, true);
    place.opened().await;
    let access = place.desk.access().unwrap();
    let delete = access
        .changes
        .iter()
        .find(|one| one.change == ChangeKind::Delete);
    let AccessState::Forbidden {
        source: Source::Managed { file, line },
    } = &delete.unwrap().state
    else {
        panic!("{access:?}")
    };
    assert!(file.ends_with("managed.toml"));
    assert_eq!(*line, 2);
}

#[tokio::test]
async fn a_managed_file_that_may_hide_a_limit_blocks_changes_and_not_reading() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.write("managed.toml", "[alow]\ndelete = false\n");
    place.desk.instances();
    place.type_keys_for("Berlin").await;
    place.listed().await;
    let access = place.desk.access().unwrap();
    assert!(
        access
            .changes
            .iter()
            .all(|one| matches!(one.state, AccessState::Blocked { .. }))
    );
}

#[tokio::test]
async fn expired_credentials_pause_the_reading_and_new_ones_of_the_account_go_on_with_it() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    place.type_keys_for("Berlin").await;
    place.listed().await;
    let read_at = place.desk.open().unwrap().workspace.state().read_at;
    server
        .practice
        .set_faults(faults("*", Calls::All, Fault::ExpiredToken));
    place.desk.open().unwrap().workspace.refresh();
    let paused = place.until(|desk| desk.access().ok()?.paused).await;
    assert_eq!(paused.problem.code, ProblemCode::CredentialsExpired);
    assert!(matches!(paused.step, OpeningStep::NeedsKeys { .. }));
    // It is said on the start page too, for when another instance is looked at.
    let waits = |place: &Place| place.desk.instances().cards[0].waits;
    assert!(waits(&place));

    // A mistake in between asks again, and what waits goes on waiting.
    let mistyped = typed_keys("AKIANOSUCHKEY0EXAMPLE", SECRET, true);
    place.desk.answer_access(mistyped).unwrap();
    place
        .until(|desk| match desk.access().ok()?.paused?.step {
            OpeningStep::NeedsKeys { problem } => {
                (problem?.code == ProblemCode::CredentialsRefused).then_some(())
            }
            _ => None,
        })
        .await;

    server.practice.set_faults(Faults::none());
    place
        .desk
        .answer_access(typed_keys(KEY, SECRET, true))
        .unwrap();
    place
        .until(|desk| {
            let now = desk.open().ok()?.workspace.state().read_at;
            (now > read_at).then_some(())
        })
        .await;
    assert_eq!(place.desk.access().unwrap().paused, None);
    assert!(!waits(&place));
}

const MFA_ROLE: &str = "role = { arn = \"arn:aws:iam::111122223333:role/RosterAdminMfa\", \
                        mfa_serial = \"arn:aws:iam::111122223333:mfa/practice\" }";

#[tokio::test]
async fn a_role_with_a_code_asks_for_it_and_says_when_it_is_wrong() {
    let (mut place, _server) = with_server(MFA_ROLE).await;
    place.type_keys_for("Berlin").await;
    let device = "arn:aws:iam::111122223333:mfa/practice".to_owned();
    let needs_code = OpeningStep::NeedsCode {
        device: device.clone(),
        problem: None,
    };
    assert_eq!(place.asked().await, needs_code);
    let code = |code: &str| OpeningAnswer::Code { code: code.into() };
    let malformed = place.desk.answer_opening(code("12345"));
    assert_eq!(malformed.unwrap_err().code, ProblemCode::MfaRefused);

    place.desk.answer_opening(code("654321")).unwrap();
    let OpeningStep::NeedsCode {
        device: again,
        problem: Some(problem),
    } = place.asked().await
    else {
        panic!("no code is asked for")
    };
    assert_eq!((again, problem.code), (device, ProblemCode::MfaRefused));

    place.desk.answer_opening(code("123 456")).unwrap();
    place.opened().await;
    let access = place.desk.access().unwrap();
    assert!(access.expires_at.is_some() && access.asks_again);
    let arn = access.called_as.unwrap().arn;
    assert!(arn.contains(":assumed-role/RosterAdminMfa/"), "{arn}");

    // The next time only the code is asked for.
    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    assert_eq!(later.asked().await, needs_code);
}

#[tokio::test]
async fn a_session_that_ends_asks_for_a_code_and_goes_on() {
    let (mut place, server) = with_server(MFA_ROLE).await;
    place.type_keys_for("Berlin").await;
    place.asked().await;
    let code = || OpeningAnswer::Code {
        code: "123456".into(),
    };
    place.desk.answer_opening(code()).unwrap();
    place.listed().await;
    let read_at = place.desk.open().unwrap().workspace.state().read_at;

    server.practice.end_sessions();
    place.desk.open().unwrap().workspace.refresh();
    let paused = place.until(|desk| desk.access().ok()?.paused).await;
    assert!(
        matches!(paused.step, OpeningStep::NeedsCode { .. }),
        "{paused:?}"
    );
    place.desk.answer_access(code()).unwrap();
    place
        .until(|desk| {
            let now = desk.open().ok()?.workspace.state().read_at;
            (now > read_at).then_some(())
        })
        .await;
}

#[tokio::test]
async fn a_profile_leads_in_without_a_question() {
    let (mut place, _server) = with_server("profile = \"desk\"").await;
    place.write(
        "credentials",
        &format!("[desk]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"),
    );
    let profiles = place.desk.profiles().await.unwrap();
    assert_eq!(profiles[0].name, "desk");
    place.desk.open_instance("Berlin").unwrap();
    place.listed().await;
}

#[tokio::test]
async fn an_instance_is_found_by_its_alias_or_picked_from_a_list() {
    let server = Server::start().await;
    let settings = |more: &str| {
        format!(
            "[[instances]]\nname = \"Berlin\"\nregion = \"{REGION}\"\nendpoint_url = \"{}\"\n\
             sts_endpoint_url = \"{}\"\n{more}",
            server.url, server.url
        )
    };
    let mut place = Place::new();
    let alias = "instance = \"https://PRACTICE.my.connect.aws/users\"";
    place.write("own.toml", &settings(alias));
    place.desk.instances();
    place.type_keys_for("Berlin").await;
    place.opened().await;

    place.write("own.toml", &settings(""));
    let mut place = place.again();
    place.desk.open_instance("Berlin").unwrap();
    let OpeningStep::Pick { choices } = place.asked().await else {
        panic!("nothing to pick from")
    };
    assert_eq!(choices[0].alias.as_deref(), Some("practice"));
    let id = choices[0].id.clone();
    place
        .desk
        .answer_opening(OpeningAnswer::Picked { id })
        .unwrap();
    place.opened().await;

    // What was picked is remembered.
    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    later.opened().await;
}

#[tokio::test]
async fn a_keychain_that_does_not_take_the_keys_is_said_and_they_can_be_used_until_closing() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    let entry = place
        .store
        .build("Roster", &format!("Berlin ({REGION})"), None)
        .unwrap();
    let entry: &mock::Cred = entry.as_any().downcast_ref().unwrap();
    let locked = || Error::NoStorageAccess(Box::new(std::io::Error::other("locked")));

    // Locked when it is looked into: said, and keys can be typed all the same.
    entry.set_error(locked());
    place.desk.open_instance("Berlin").unwrap();
    let OpeningStep::NeedsKeys {
        problem: Some(problem),
    } = place.asked().await
    else {
        panic!("no keys are asked for")
    };
    assert_eq!(problem.code, ProblemCode::KeychainLocked);

    // Locked when it is to keep them.
    entry.set_error(locked());
    place.type_keys(KEY, SECRET, true);
    let OpeningStep::NotKept { problem } = place.asked().await else {
        panic!("it was kept")
    };
    assert_eq!(problem.code, ProblemCode::KeychainLocked);
    place
        .desk
        .answer_opening(OpeningAnswer::UntilClosed)
        .unwrap();
    place.opened().await;

    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    assert_eq!(
        later.asked().await,
        OpeningStep::NeedsKeys { problem: None }
    );
}

#[tokio::test]
async fn the_persons_own_instances_can_be_added_changed_and_removed() {
    let server = Server::start().await;
    let mut place = Place::new();
    place.write("own.toml", "# mine\n");
    let draft = InstanceDraft {
        name: "Berlin".into(),
        region: REGION.into(),
        instance: server.practice.about().instance_id,
        endpoint_url: server.url.clone(),
        sts_endpoint_url: server.url.clone(),
        ..InstanceDraft::default()
    };
    assert_eq!(
        place.desk.save_instance(None, draft.clone()).await.unwrap(),
        []
    );
    for (taken, code) in [
        ("berlin", FindingCode::InstanceListed),
        ("practice", FindingCode::NameReserved),
    ] {
        let again = InstanceDraft {
            name: taken.into(),
            instance: String::new(),
            ..draft.clone()
        };
        let findings = place.desk.save_instance(None, again).await.unwrap();
        assert_eq!(findings[0].code, code);
    }
    place.type_keys_for("Berlin").await;
    place.opened().await;

    // Under another name it has the same keys.
    let renamed = InstanceDraft {
        name: "Berlin 2".into(),
        ..draft
    };
    let before = Some("Berlin".to_owned());
    assert_eq!(place.desk.save_instance(before, renamed).await.unwrap(), []);
    place.desk.leave();
    place.desk.open_instance("Berlin 2").unwrap();
    place.opened().await;
    place.desk.leave();

    place.desk.remove_instance("Berlin 2").await.unwrap();
    assert_eq!(place.desk.instances().cards.len(), 1);
    let keychain = Keychain::with_store(place.store.clone());
    let kept = keychain
        .load(&format!("Berlin 2 ({REGION})"))
        .await
        .unwrap();
    assert!(kept.is_none());
    let left = fs::read_to_string(place.path("own.toml")).unwrap();
    assert_eq!(left.trim(), "# mine");
}

#[tokio::test]
async fn a_settings_file_that_is_broken_is_said_and_never_written() {
    let place = Place::new();
    place.write("own.toml", "[[instances]\n");
    let page = place.desk.instances();
    assert_eq!(page.findings[0].code, FindingCode::NotToml);
    let draft = InstanceDraft {
        name: "Berlin".into(),
        region: REGION.into(),
        ..InstanceDraft::default()
    };
    let refused = place.desk.save_instance(None, draft).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::SettingsUnreadable);
    let refused = place.desk.save_open_last(true).unwrap_err();
    assert_eq!(refused.code, ProblemCode::SettingsUnreadable);
    assert_eq!(
        fs::read_to_string(place.path("own.toml")).unwrap(),
        "[[instances]\n"
    );
}

#[tokio::test]
async fn the_own_login_is_asked_for_once() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.type_keys_for("Berlin").await;
    let open = place.listed().await;
    let nobody_asked = OwnLogin::NotAsked { suggestion: None };
    assert_eq!(place.desk.access().unwrap().own_login, nobody_asked);
    let refused = place
        .desk
        .save_own_login(Some("nobody".into()))
        .unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotFound);

    let page = open.workspace.page(open.workspace.query()).unwrap();
    let login = page.rows[3].login.clone();
    place.desk.save_own_login(Some(login.clone())).unwrap();
    let mut later = place.again();
    later.desk.open_instance("Berlin").unwrap();
    later.opened().await;
    assert_eq!(
        later.desk.access().unwrap().own_login,
        OwnLogin::Known { login }
    );
    later.desk.save_own_login(None).unwrap();
    assert_eq!(later.desk.access().unwrap().own_login, OwnLogin::None);
}

#[tokio::test]
async fn the_connection_is_checked_step_by_step() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    let verdicts = async |place: &mut Place| {
        place.desk.start_check("Berlin").unwrap();
        place
            .until(|desk| desk.check_state().filter(|check| !check.running))
            .await
    };
    let of = |check: &roster::wire::ConnectionCheck, part: CheckPart| {
        let mut steps = check.steps.iter();
        steps
            .find(|step| step.part == part)
            .unwrap()
            .verdict
            .clone()
    };
    let check = verdicts(&mut place).await;
    for part in [CheckPart::Name, CheckPart::Reach, CheckPart::Clock] {
        assert!(
            matches!(of(&check, part), CheckVerdict::Passed { .. }),
            "{check:?}"
        );
    }
    assert_eq!(of(&check, CheckPart::Encryption), CheckVerdict::NotNeeded);
    assert_eq!(of(&check, CheckPart::Signature), CheckVerdict::NotSignedIn);
    assert_eq!(of(&check, CheckPart::Permission), CheckVerdict::NotTried);

    place.type_keys_for("Berlin").await;
    place.opened().await;
    let check = verdicts(&mut place).await;
    for part in [CheckPart::Signature, CheckPart::Permission] {
        assert!(
            matches!(of(&check, part), CheckVerdict::Passed { .. }),
            "{check:?}"
        );
    }
    assert!(
        check.report.contains("Permission: passed"),
        "{}",
        check.report
    );

    server
        .practice
        .set_faults(faults("SearchUsers", Calls::All, Fault::AccessDenied));
    let check = verdicts(&mut place).await;
    let CheckVerdict::Failed { problem } = of(&check, CheckPart::Permission) else {
        panic!("{check:?}")
    };
    assert_eq!(problem.code, ProblemCode::AccessDenied);

    drop(server);
    let check = verdicts(&mut place).await;
    let CheckVerdict::Failed { problem } = of(&check, CheckPart::Reach) else {
        panic!("{check:?}")
    };
    assert_eq!(problem.code, ProblemCode::NoConnection);
    assert_eq!(of(&check, CheckPart::Permission), CheckVerdict::NotTried);
    assert!(check.report.contains("Reach: FAILED"), "{}", check.report);
}

#[tokio::test]
async fn one_account_and_region_has_one_pace_whichever_instance_is_open() {
    let server = Server::with(PracticeOptions {
        limits: roster::practice::Limits::default(),
        ..PracticeOptions::default()
    })
    .await;
    let mut place = Place::new();
    let one = server.settings("One", "profile = \"desk\"");
    // The same server as another instance: named by its alias, so that it is not the same entry.
    let other = one
        .replace("\"One\"", "\"Other\"")
        .lines()
        .map(|line| match line.starts_with("instance = ") {
            true => "instance = \"https://practice.my.connect.aws\"",
            false => line,
        })
        .collect::<Vec<_>>()
        .join("\n");
    place.write("own.toml", &format!("{one}\n{other}"));
    place.write(
        "credentials",
        &format!("[desk]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"),
    );
    place.desk.instances();
    for _ in 0..3 {
        for name in ["One", "Other"] {
            place.desk.open_instance(name).unwrap();
            place.opened().await.workspace.refresh();
            place.listed().await;
        }
    }
    let throttled: u64 = server
        .practice
        .counts()
        .values()
        .map(|one| one.throttled)
        .sum();
    assert_eq!(throttled, 0);
}

#[tokio::test]
async fn a_secret_is_in_no_file_and_in_no_text() {
    let (mut place, server) = with_server(MFA_ROLE).await;
    let answer = typed_keys(KEY, SECRET, true);
    assert!(!format!("{answer:?}").contains(SECRET));
    place.desk.open_instance("Berlin").unwrap();
    place.asked().await;
    place.desk.answer_opening(answer).unwrap();
    place.asked().await;
    place
        .desk
        .answer_opening(OpeningAnswer::Code {
            code: "123456".into(),
        })
        .unwrap();
    place.listed().await;
    server.practice.end_sessions();
    place.desk.open().unwrap().workspace.refresh();
    place.until(|desk| desk.access().ok()?.paused).await;
    place.desk.start_check("Berlin").unwrap();
    let check = place
        .until(|desk| desk.check_state().filter(|check| !check.running))
        .await;

    let mut texts = vec![
        format!("{check:?}"),
        format!("{:?}", place.desk.access().unwrap()),
        format!("{:?}", place.desk.front()),
        format!("{:?}", place.desk.instances()),
        format!("{:?}", place.desk.settings_page()),
        place.desk.details_for_it(),
        format!("{:?}", AccessKeys::new(KEY, &SECRET.into(), None).unwrap()),
    ];
    let mut folders = vec![place.folder.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files += 1;
                texts.push(String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
            }
        }
    }
    assert!(files >= 3, "only {files} files were looked at");
    let planted = SECRET.strip_prefix("wJalrXUtnFEMI").unwrap();
    for text in texts {
        assert!(!text.contains(planted), "{text}");
    }
}

#[tokio::test]
async fn a_code_is_asked_for_once_whatever_else_is_asked() {
    let server = Server::start().await;
    let mut place = Place::new();
    let settings: String = server
        .settings("Berlin", MFA_ROLE)
        .lines()
        .filter(|line| !line.starts_with("instance = "))
        .map(|line| format!("{line}\n"))
        .collect();
    place.write("own.toml", &settings);
    place.type_keys_for("Berlin").await;
    place.asked().await;
    let code = OpeningAnswer::Code {
        code: "123456".into(),
    };
    place.desk.answer_opening(code).unwrap();
    let OpeningStep::Pick { choices } = place.asked().await else {
        panic!("nothing to pick from")
    };
    let id = choices[0].id.clone();
    place
        .desk
        .answer_opening(OpeningAnswer::Picked { id })
        .unwrap();
    place.opened().await;
    assert_eq!(server.practice.counts()["AssumeRole"].calls(), 1);
}

#[tokio::test]
async fn an_instance_that_leads_elsewhere_now_is_opened_anew() {
    let (mut place, server) = with_server("profile = \"desk\"").await;
    place.write(
        "credentials",
        &format!("[desk]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"),
    );
    place.desk.open_instance("Berlin").unwrap();
    let first = place.opened().await;
    let role = "role = { arn = \"arn:aws:iam::111122223333:role/RosterAdmin\" }";
    let other = server.settings("Berlin", &format!("profile = \"desk\"\n{role}"));
    place.write("own.toml", &other);
    place.desk.open_instance("Berlin").unwrap();
    let second = place.opened().await;
    assert!(!std::sync::Arc::ptr_eq(&first, &second));
    let arn = place.desk.access().unwrap().called_as.unwrap().arn;
    assert!(arn.contains("assumed-role/RosterAdmin"), "{arn}");

    // Another colour is no other way.
    place.write("own.toml", &format!("{other}colour = \"teal\"\n"));
    place.desk.open_instance("Berlin").unwrap();
    assert!(std::sync::Arc::ptr_eq(&second, &place.opened().await));
}

#[tokio::test]
async fn what_waits_in_an_instance_ends_when_its_keys_are_forgotten() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    place.type_keys_for("Berlin").await;
    let open = place.listed().await;
    let page = open.workspace.page(open.workspace.query()).unwrap();
    let user = page.rows[0].id.clone();
    server
        .practice
        .set_faults(faults("DescribeUser", Calls::All, Fault::ExpiredToken));
    let waiting = tokio::spawn({
        let open = std::sync::Arc::clone(&open);
        async move { open.workspace.details(&user.into()).await.map(|_| ()) }
    });
    place.until(|desk| desk.access().ok()?.paused).await;
    place.desk.forget_keys("Berlin").await.unwrap();
    let problem = waiting.await.unwrap().unwrap_err();
    assert_eq!(problem.code, ProblemCode::CredentialsExpired);
}

#[tokio::test]
async fn editing_an_instance_keeps_what_the_form_does_not_have() {
    let (place, server) = with_server("quotas = { users = 500 }").await;
    let page = place.desk.instances();
    let draft = InstanceDraft {
        colour: Some(roster::settings::Colour::Teal),
        ..page.cards[0].draft.clone()
    };
    let before = Some("Berlin".to_owned());
    assert_eq!(place.desk.save_instance(before, draft).await.unwrap(), []);
    let text = fs::read_to_string(place.path("own.toml")).unwrap();
    assert!(text.contains("quotas = { users = 500 }"), "{text}");
    assert!(text.contains("colour = \"teal\""), "{text}");
    assert!(text.contains(&server.url), "{text}");
}

#[tokio::test]
async fn a_managed_file_that_is_gone_for_a_moment_takes_no_limit_along() {
    let (mut place, _server) = with_server(WITH_KEYS).await;
    place.write("managed.toml", "[allow]\ndelete = false\n");
    place.type_keys_for("Berlin").await;
    place.opened().await;
    let may_delete = |place: &Place| {
        let access = place.desk.access().unwrap();
        let delete = access
            .changes
            .iter()
            .find(|one| one.change == ChangeKind::Delete);
        !matches!(delete.unwrap().state, AccessState::Forbidden { .. })
    };
    assert!(!may_delete(&place));
    fs::remove_file(place.path("managed.toml")).unwrap();
    place.desk.instances();
    assert!(!may_delete(&place));
    // What IT changes in it counts at once.
    place.write("managed.toml", "[allow]\ndelete = true\n");
    assert!(may_delete(&place));
}

#[tokio::test]
async fn signing_in_elsewhere_lets_the_work_go_on() {
    let (mut place, server) = with_server(WITH_KEYS).await;
    place.type_keys_for("Berlin").await;
    let open = place.listed().await;
    server
        .practice
        .set_faults(faults("*", Calls::All, Fault::ExpiredToken));
    open.workspace.refresh();
    place.until(|desk| desk.access().ok()?.paused).await;
    let read_at = open.workspace.state().read_at;
    // Another call is answered: the credentials are good again.
    server.practice.set_faults(Faults::none());
    let page = open.workspace.page(open.workspace.query()).unwrap();
    let user = page.rows[0].id.clone();
    open.workspace.details(&user.into()).await.unwrap();
    place
        .until(|_| (open.workspace.state().read_at > read_at).then_some(()))
        .await;
    assert_eq!(place.desk.access().unwrap().paused, None);
}
