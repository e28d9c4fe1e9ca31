//! Who may call the practice instance, through the real SDK.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sdk_connect::{
    Client,
    config::{BehaviorVersion, Region, retry::RetryConfig},
};
use aws_smithy_async::time::StaticTimeSource;
use roster::practice::{Access, AccessKey, Callers, Practice, PracticeOptions};

use super::{client, refused, sts, unthrottled};

/// An instance that knows one key, and that key.
fn checked() -> (Practice, Credentials) {
    let practice = Practice::open(PracticeOptions {
        access: Access {
            callers: Callers::Known(vec![AccessKey::new("AKIAKNOWN", "correct horse")]),
            ..Access::default()
        },
        ..unthrottled()
    });
    let keys = Credentials::new("AKIAKNOWN", "correct horse", None, None, "test");
    (practice.unwrap(), keys)
}

/// The keys of a session of the role that wants no MFA device.
async fn assume(practice: &Practice, keys: Credentials) -> Credentials {
    let session = sts(practice, keys)
        .assume_role()
        .role_arn("arn:aws:iam::111122223333:role/RosterAdmin")
        .role_session_name("ann@example.com")
        .send()
        .await
        .unwrap();
    let given = session.credentials().unwrap();
    Credentials::new(
        given.access_key_id(),
        given.secret_access_key(),
        Some(given.session_token().to_owned()),
        None,
        "test",
    )
}

#[tokio::test]
async fn only_known_keys_are_let_in_where_they_are_checked() {
    let (practice, keys) = checked();
    let id = practice.about().instance_id;
    let list = |keys| client(&practice, keys).list_users().instance_id(&id).send();
    assert!(list(keys.clone()).await.is_ok());
    let user = practice.world().users.keys().next().unwrap().clone();
    let arns = client(&practice, keys.clone())
        .describe_user()
        .instance_id(practice.about().instance_arn)
        .user_id(practice.world().arn("agent", &user));
    assert!(arns.send().await.is_ok());
    let wrong = Credentials::new("AKIAKNOWN", "wrong horse", None, None, "test");
    let (code, status, _) = refused(list(wrong).await);
    assert_eq!((code.as_str(), status), ("InvalidSignatureException", 403));
    let unknown = ("UnrecognizedClientException", 403);
    let (code, status, _) = refused(list(Credentials::for_tests()).await);
    assert_eq!((code.as_str(), status), unknown);
    practice.forget_key("AKIAKNOWN");
    let (code, status, _) = refused(list(keys).await);
    assert_eq!((code.as_str(), status), unknown);
    let counts = practice.counts()["ListUsers"];
    assert_eq!((counts.answered, counts.refused), (1, 3));
}

#[tokio::test]
async fn a_session_that_is_ended_in_mid_work_can_be_followed_by_another() {
    let (practice, keys) = checked();
    let id = practice.about().instance_id;
    let session = assume(&practice, keys.clone()).await;
    let in_role = client(&practice, session.clone());
    let list = || in_role.list_users().instance_id(&id).send();
    assert!(list().await.is_ok());
    let identity = sts(&practice, session).get_caller_identity().send();
    let arn = "arn:aws:sts::111122223333:assumed-role/RosterAdmin/ann@example.com";
    assert_eq!(identity.await.unwrap().arn(), Some(arn));
    practice.end_sessions();
    let (code, status, message) = refused(list().await);
    assert_eq!((code.as_str(), status), ("ExpiredTokenException", 403));
    assert_eq!(
        message,
        "The security token included in the request is expired"
    );
    let next = client(&practice, assume(&practice, keys).await);
    assert!(next.list_users().instance_id(&id).send().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_when_its_time_is_over() {
    let (practice, keys) = checked();
    let id = practice.about().instance_id;
    let in_role = client(&practice, assume(&practice, keys).await);
    let list = || in_role.list_users().instance_id(&id).send();
    tokio::time::advance(Duration::from_millis(3_599_999)).await;
    assert!(list().await.is_ok());
    tokio::time::advance(Duration::from_millis(1)).await;
    assert_eq!(refused(list().await).0, "ExpiredTokenException");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_told() {
    let (practice, keys) = checked();
    let slow = SystemTime::now() - Duration::from_secs(6 * 60);
    let config = aws_sdk_connect::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(practice.about().region))
        .credentials_provider(keys)
        .retry_config(RetryConfig::disabled())
        .time_source(StaticTimeSource::new(slow))
        .http_client(practice.http_client())
        .build();
    let list = Client::from_conf(config).list_instances().send().await;
    let (code, status, message) = refused(list);
    assert_eq!((code.as_str(), status), ("InvalidSignatureException", 403));
    assert!(message.starts_with("Signature expired: "), "{message}");
}
