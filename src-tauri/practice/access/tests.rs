//! Requests signed by AWS's own library, and each thing that can be wrong with them.

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Uri};
use jiff::{SignedDuration, Timestamp, ToSpan};
use secrecy::ExposeSecret;

use super::{super::protocol::Protocol, signature::Signature, *};

const PATH: &str = "/users/arn%3Aaws%3Aconnect%2FI/U?maxResults=5&nextToken=a%2Bb%20c%2F%3D";

/// What a request is signed with.
#[derive(Clone)]
struct Signer {
    id: String,
    secret: String,
    token: Option<String>,
    region: &'static str,
    service: &'static str,
    time: Timestamp,
}

impl Default for Signer {
    fn default() -> Self {
        Self {
            id: "AKIAKNOWN".to_owned(),
            secret: "correct horse".to_owned(),
            token: None,
            region: "us-east-1",
            service: "connect",
            time: Timestamp::now(),
        }
    }
}

impl Signer {
    /// Signs a request as an SDK does, before it has a Host header.
    fn sign(&self, mut request: Request<Bytes>) -> Request<Bytes> {
        let token = self.token.clone();
        let identity = Credentials::new(&self.id, &self.secret, token, None, "test").into();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(self.time.into())
            .settings(SigningSettings::default())
            .build()
            .unwrap()
            .into();
        let headers = request.headers().iter();
        let signable = SignableRequest::new(
            request.method().as_str(),
            request.uri().to_string(),
            headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap())),
            SignableBody::Bytes(request.body()),
        );
        let (instructions, _) = sign(signable.unwrap(), &params).unwrap().into_parts();
        instructions.apply_to_request_http1x(&mut request);
        request
    }

    fn get(&self) -> Request<Bytes> {
        let request = Request::get(format!("https://connect.us-east-1.amazonaws.com{PATH}"));
        self.sign(request.body(Bytes::new()).unwrap())
    }
}

fn known() -> Keys {
    let temporary = |id: &str, expires| AccessKey {
        session_token: Some("token".into()),
        expires: Some(expires),
        ..AccessKey::new(id, "correct horse")
    };
    Keys::new(&Callers::Known(vec![
        AccessKey::new("AKIAKNOWN", "correct horse"),
        temporary("ASIAKNOWN", Timestamp::MAX),
        temporary("ASIAOVER", Timestamp::now()),
    ]))
}

fn admit(keys: &Keys, request: &Request<Bytes>) -> Result<Caller, (&'static str, u16, String)> {
    admit_to(keys, request, Protocol::RestJson)
}

fn admit_to(
    keys: &Keys,
    request: &Request<Bytes>,
    protocol: Protocol,
) -> Result<Caller, (&'static str, u16, String)> {
    keys.admit(request, protocol, Timestamp::now())
        .map_err(|it| (it.error_type, it.status.as_u16(), it.message))
}

/// The type of the error with which a request is refused where keys have to be known.
fn refused(request: &Request<Bytes>) -> &'static str {
    let (error_type, status, _) = admit(&known(), request).unwrap_err();
    assert_eq!(status, 403, "{error_type}");
    error_type
}

#[test]
fn who_signs_with_a_known_secret_is_let_in() {
    let signer = Signer::default();
    assert_eq!(admit(&known(), &signer.get()), Ok(Caller::user()));
    let temporary = Signer {
        id: "ASIAKNOWN".to_owned(),
        token: Some("token".to_owned()),
        ..signer.clone()
    };
    assert!(admit(&known(), &temporary.get()).is_ok());
    let mut request = Request::post("http://127.0.0.1:8080/search-users")
        .header("content-type", "application/json")
        .header("x-amz-user-agent", " two   spaces ")
        .body(Bytes::from("{}"))
        .unwrap();
    request = signer.sign(request);
    // What comes over a connection names the host in a header, and may have more of those.
    *request.uri_mut() = Uri::from_static("/search-users");
    let headers = request.headers_mut();
    headers.insert("host", HeaderValue::from_static("127.0.0.1:8080"));
    headers.insert("user-agent", HeaderValue::from_static("unsigned"));
    assert!(admit(&known(), &request).is_ok());
}

#[test]
fn a_signature_is_for_one_service() {
    let sts = Signer {
        service: "sts",
        ..Signer::default()
    };
    assert!(admit_to(&known(), &sts.get(), Protocol::Query).is_ok());
    assert_eq!(refused(&sts.get()), "InvalidSignatureException");
    let connect = Signer::default().get();
    assert!(admit_to(&known(), &connect, Protocol::Query).is_err());
}

#[test]
fn what_is_changed_after_signing_is_noticed() {
    let changes: [fn(&mut Request<Bytes>); 6] = [
        |it| *it.method_mut() = Method::DELETE,
        |it| *it.uri_mut() = Uri::from_static("https://connect.us-east-1.amazonaws.com/users"),
        |it| {
            let uri = it.uri().to_string().replace("maxResults=5", "maxResults=6");
            *it.uri_mut() = uri.parse().unwrap();
        },
        |it| *it.body_mut() = Bytes::from("{}"),
        |it| {
            let host = HeaderValue::from_static("elsewhere.example");
            it.headers_mut().insert("host", host);
        },
        |it| {
            let a_second_later = Timestamp::now() + SignedDuration::from_secs(1);
            let date = a_second_later.strftime("%Y%m%dT%H%M%SZ").to_string();
            let date = HeaderValue::from_str(&date).unwrap();
            it.headers_mut().insert("x-amz-date", date);
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut request = Signer::default().get();
        change(&mut request);
        assert_eq!(refused(&request), "InvalidSignatureException", "{number}");
    }
}

#[test]
fn a_wrong_secret_is_not_told_apart_from_a_wrong_request() {
    let wrong = Signer {
        secret: "wrong horse".to_owned(),
        ..Signer::default()
    };
    let refusal = admit(&known(), &wrong.get()).unwrap_err();
    let message = "The request signature we calculated does not match the signature you \
                   provided. Check your AWS Secret Access Key and signing method. Consult the \
                   service documentation for details.";
    let wanted = ("InvalidSignatureException", 403, message.to_owned());
    assert_eq!(refusal, wanted);
}

#[test]
fn a_key_without_its_token_is_unknown() {
    let unknown = Signer {
        id: "AKIAUNKNOWN".to_owned(),
        ..Signer::default()
    };
    let refusal = admit(&known(), &unknown.get()).unwrap_err();
    let message = "The security token included in the request is invalid.".to_owned();
    assert_eq!(refusal, ("UnrecognizedClientException", 403, message));
    for (id, token) in [
        ("ASIAKNOWN", None),
        ("ASIAKNOWN", Some("nekot")),
        ("ASIAKNOWN", Some("")),
        ("AKIAKNOWN", Some("token")),
    ] {
        let signer = Signer {
            id: id.to_owned(),
            token: token.map(str::to_owned),
            ..Signer::default()
        };
        assert_eq!(refused(&signer.get()), "UnrecognizedClientException");
    }
}

#[test]
fn a_key_that_is_over_is_said_to_be() {
    let over = Signer {
        id: "ASIAOVER".to_owned(),
        token: Some("token".to_owned()),
        ..Signer::default()
    };
    assert_eq!(refused(&over.get()), "ExpiredTokenException");
}

#[test]
fn another_region_is_refused_whoever_may_call() {
    let elsewhere = Signer {
        region: "eu-west-2",
        ..Signer::default()
    };
    for callers in [Callers::Anybody, Callers::Known(Vec::new())] {
        let refusal = admit(&Keys::new(&callers), &elsewhere.get()).unwrap_err();
        let message = "Credential should be scoped to a valid region.".to_owned();
        assert_eq!(refusal, ("InvalidSignatureException", 403, message));
    }
}

#[test]
fn where_anybody_may_call_only_the_region_matters() {
    let anyone = Signer {
        id: "x".to_owned(),
        secret: "y".to_owned(),
        token: Some("z".to_owned()),
        time: Timestamp::now() - 48.hours(),
        ..Signer::default()
    };
    let keys = Keys::new(&Callers::Anybody);
    assert_eq!(admit(&keys, &anyone.get()), Ok(Caller::user()));
}

#[test]
fn a_time_off_by_more_than_five_minutes_is_told_with_both_clocks() {
    let now: Timestamp = "2026-01-01T00:15:00Z".parse().unwrap();
    let check = |time: &str| {
        let signer = Signer {
            time: time.parse().unwrap(),
            ..Signer::default()
        };
        let request = signer.get();
        let signature = Signature::read(&request).ok().unwrap();
        signature.check_time(now).map_err(|it| it.message)
    };
    assert_eq!(check("2026-01-01T00:10:00Z"), Ok(()));
    assert_eq!(check("2026-01-01T00:20:00Z"), Ok(()));
    let early = "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z \
                 (20260101T001500Z - 5 min.)";
    assert_eq!(check("2026-01-01T00:00:00Z"), Err(early.to_owned()));
    let late = "Signature not yet current: 20260101T002001Z is still later than \
                20260101T002000Z (20260101T001500Z + 5 min.)";
    assert_eq!(check("2026-01-01T00:20:01Z"), Err(late.to_owned()));
    let old = Signer {
        time: Timestamp::now() - 6.minutes(),
        ..Signer::default()
    };
    assert_eq!(refused(&old.get()), "InvalidSignatureException");
}

#[test]
fn half_a_signature_is_none() {
    let refuse = |authorization: &str| {
        let mut request = Signer::default().get();
        let authorization = HeaderValue::from_str(authorization).unwrap();
        request.headers_mut().insert("authorization", authorization);
        let (error_type, status, _) = admit(&known(), &request).unwrap_err();
        (error_type, status)
    };
    let incomplete = ("IncompleteSignatureException", 400);
    for authorization in [
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=AKIAKNOWN, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=AKIAKNOWN/20260101/us-east-1/connect/aws4_request",
        "AWS4-HMAC-SHA256 Credential=AKIAKNOWN/20260101/us-east-1/connect/aws3_request, \
         SignedHeaders=host, Signature=0",
    ] {
        assert_eq!(refuse(authorization), incomplete, "{authorization}");
    }
    let unsigned = ("MissingAuthenticationTokenException", 403);
    assert_eq!(refuse("Basic QUtJQUtOT1dOOng="), unsigned);
    let mut undated = Signer::default().get();
    undated.headers_mut().remove("x-amz-date");
    let (error_type, status, _) = admit(&known(), &undated).unwrap_err();
    assert_eq!((error_type, status), incomplete);
}

#[test]
fn the_host_has_to_be_signed() {
    let mut request = Signer::default().get();
    *request.uri_mut() = Uri::from_static(PATH);
    assert_eq!(refused(&request), "InvalidSignatureException");
    let authorization = "AWS4-HMAC-SHA256 Credential=AKIAKNOWN/20260101/us-east-1/connect/\
                         aws4_request, SignedHeaders=x-amz-date, Signature=0";
    let headers = request.headers_mut();
    headers.insert("authorization", HeaderValue::from_static(authorization));
    assert_eq!(refused(&request), "InvalidSignatureException");
}

#[test]
fn a_session_lasts_until_its_end_or_until_it_is_ended() {
    let mut keys = known();
    let access = Access::default();
    let mut give = |expires| {
        let (key, caller) = keys.give_session(&access.roles[0], "ann@example.com", expires);
        let token = key.session_token.unwrap();
        let signer = Signer {
            id: key.id,
            secret: key.secret.expose_secret().to_owned(),
            token: Some(token.expose_secret().to_owned()),
            ..Signer::default()
        };
        (signer.get(), caller)
    };
    let (over, _) = give(Timestamp::now());
    let (lasting, caller) = give(Timestamp::MAX);
    let (deleted, _) = give(Timestamp::MAX);
    let arn = "arn:aws:sts::111122223333:assumed-role/RosterAdmin/ann@example.com";
    assert_eq!(caller.arn, arn);
    let role_id = caller.user_id.strip_suffix(":ann@example.com").unwrap();
    assert!(role_id.starts_with("AROA") && role_id.len() == 21);
    let type_of = |keys: &Keys, request| admit(keys, request).map_err(|refusal| refusal.0);
    assert_eq!(type_of(&keys, &over), Err("ExpiredTokenException"));
    assert_eq!(type_of(&keys, &lasting), Ok(caller));
    let scope = deleted.headers()["authorization"].to_str().unwrap();
    let (_, id) = scope.split_once("Credential=").unwrap();
    keys.forget(id.split('/').next().unwrap());
    assert_eq!(type_of(&keys, &deleted), Err("UnrecognizedClientException"));
    keys.end_sessions(Timestamp::now());
    assert_eq!(type_of(&keys, &lasting), Err("ExpiredTokenException"));
    assert_eq!(refused(&over), "UnrecognizedClientException");
    assert_eq!(type_of(&keys, &Signer::default().get()), Ok(Caller::user()));
}

#[test]
fn secrets_are_not_printed() {
    let mut key = AccessKey::new("AKIAKNOWN", "correct horse");
    key.session_token = Some("token of mine".into());
    let access = Access {
        callers: Callers::Known(vec![key]),
        ..Access::default()
    };
    let printed = format!("{access:?}");
    assert!(printed.contains("AKIAKNOWN"));
    for secret in ["correct horse", "token of mine", "123456"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
