#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpConnector;

use super::*;
use crate::{
    connect::{
        Access, Connect,
        canned::{self, Answer, Reply, connect_in_turn, ok, refusal},
    },
    domain::UserId,
};

/// What a call comes to whose every attempt is answered like this.
async fn problem_of(answer: Answer) -> Problem {
    let (connect, _) = connect_in_turn(vec![answer]);
    connect.user(&UserId::from("user-1")).await.unwrap_err()
}

fn reply(status: u16, headers: &[(&'static str, &str)], body: &str) -> Answer {
    Answer::Reply(Reply {
        status,
        headers: headers.iter().map(|(n, v)| (*n, (*v).into())).collect(),
        body: body.into(),
    })
}

#[tokio::test(start_paused = true)]
async fn every_error_type_has_its_meaning() {
    use ProblemCode::*;
    let table = [
        (400, "InvalidRequestException", Refused),
        (400, "InvalidParameterException", Refused),
        (400, "ValidationException", Refused),
        (400, "InvalidToken", Refused),
        (409, "DuplicateResourceException", Refused),
        (409, "ResourceInUseException", Refused),
        (404, "ResourceNotFoundException", NotFound),
        (429, "ThrottlingException", Throttled),
        (400, "ThrottlingException", Throttled),
        (429, "TooManyRequestsException", Throttled),
        (503, "SlowDown", Throttled),
        (429, "LimitExceededException", QuotaFull),
        (402, "ServiceQuotaExceededException", QuotaFull),
        (500, "InternalServiceException", ServerFault),
        (503, "ServiceUnavailableException", ServerFault),
        (403, "AccessDeniedException", AccessDenied),
        (400, "AccessDeniedException", AccessDenied),
        (403, "ExpiredTokenException", CredentialsExpired),
        (403, "ExpiredToken", CredentialsExpired),
        (403, "UnrecognizedClientException", CredentialsRefused),
        (403, "InvalidSignatureException", CredentialsRefused),
        (
            403,
            "MissingAuthenticationTokenException",
            CredentialsRefused,
        ),
        (400, "IncompleteSignature", CredentialsRefused),
        (400, "RequestExpired", ClockSkew),
        (403, "RequestTimeTooSkewed", ClockSkew),
        // Words that no one knows yet: the status speaks.
        (400, "SomethingNewException", Refused),
        (403, "SomethingNewException", AccessDenied),
        (429, "SomethingNewException", Throttled),
        (500, "SomethingNewException", ServerFault),
        (404, "SomethingNewException", GarbledAnswer),
    ];
    for (status, word, code) in table {
        let problem = problem_of(refusal(status, word, "Words of the server")).await;
        assert_eq!(problem.code, code, "{status} {word}");
        assert_eq!(
            problem.technical.unwrap(),
            Technical {
                operation: Some("DescribeUser".into()),
                error_type: Some(word.into()),
                message: Some("Words of the server".into()),
                status: Some(status),
                request_id: Some("request-1".into()),
            },
            "{status} {word}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_error_type_may_be_in_the_body() {
    let body = r#"{"__type":"com.amazonaws#AccessDeniedException","message":"Not you"}"#;
    let problem = problem_of(reply(403, &[], body)).await;
    assert_eq!(problem.code, ProblemCode::AccessDenied);
    assert_eq!(problem.technical.unwrap().message.unwrap(), "Not you");
}

#[tokio::test(start_paused = true)]
async fn answers_without_an_error_type_go_by_their_status() {
    use ProblemCode::*;
    let html = "<html><title>Blocked</title>a-session-token</html>";
    let json = r#"{"Message":"No type"}"#;
    let table = [
        (503, html, ServerFault),
        (502, "", ServerFault),
        (429, html, Throttled),
        (429, "", Throttled),
        (403, html, GarbledAnswer),
        (403, json, AccessDenied),
        (400, json, Refused),
        (400, "", GarbledAnswer),
        (401, json, CredentialsRefused),
        (404, html, GarbledAnswer),
        (404, json, GarbledAnswer),
        (407, html, GarbledAnswer),
        (302, "", GarbledAnswer),
    ];
    for (status, body, code) in table {
        let problem = problem_of(reply(status, &[("content-type", "text/html")], body)).await;
        assert_eq!(problem.code, code, "{status} {body:?}");
        let technical = problem.technical.unwrap();
        assert_eq!(technical.status, Some(status));
        assert_eq!(technical.error_type, None);
        let message = technical.message.unwrap();
        let expected = if body == json {
            "No type".into()
        } else {
            format!(
                "Not an answer of Connect's: {} bytes of text/html.",
                body.len()
            )
        };
        assert_eq!(message, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_200_that_is_not_connects_is_garbled_or_empty() {
    use ProblemCode::*;
    for (body, code) in [
        ("", EmptyAnswer),
        ("{}", EmptyAnswer),
        (r#"{"User":null}"#, EmptyAnswer),
        (r#"{"User":{}}"#, GarbledAnswer),
        (
            r#"{"User":{"Id":"user-1","Arn":"a","Username":"#,
            GarbledAnswer,
        ),
        ("[]", GarbledAnswer),
        ("<html>Sign in to the hotel's network</html>", GarbledAnswer),
    ] {
        assert_eq!(problem_of(ok(body)).await.code, code, "{body:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_answer_at_all() {
    assert_eq!(
        problem_of(Answer::Unreachable).await.code,
        ProblemCode::NoConnection
    );
    assert_eq!(
        problem_of(Answer::ConnectTimeout).await.code,
        ProblemCode::TimedOut
    );
    let hang = problem_of(Answer::Hang).await;
    assert_eq!(hang.code, ProblemCode::TimedOut);
    assert_eq!(hang.technical.unwrap().operation.unwrap(), "DescribeUser");
}

#[tokio::test(start_paused = true)]
async fn a_wrong_clock_is_told_from_a_wrong_key() {
    let expired = "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z";
    let early = "Signature not yet current: 20260101T001000Z is still later than 20260101T000000Z";
    for message in [expired, early] {
        let problem = problem_of(refusal(403, "InvalidSignatureException", message)).await;
        assert_eq!(problem.code, ProblemCode::ClockSkew, "{message}");
    }
}

/// What a person reads of a problem, and what they are to do.
fn told(code: ProblemCode) -> (String, String) {
    let catalogue: serde_json::Value =
        serde_json::from_str(include_str!("../../../ui/src/messages/en.json")).unwrap();
    let name = serde_json::to_value(code).unwrap();
    let sentences = &catalogue["problem"][name.as_str().unwrap()];
    let part = |part: &str| sentences[part].as_str().unwrap().to_owned();
    (part("what"), part("do"))
}

#[tokio::test(start_paused = true)]
async fn a_person_is_told_what_went_wrong_and_what_to_do() {
    let signature = "InvalidSignatureException";
    let table = [
        (
            refusal(429, "ThrottlingException", "Rate exceeded"),
            "Connect is busy",
            "Wait a minute",
        ),
        (
            refusal(403, "AccessDeniedException", "not authorized"),
            "Your access does not allow this",
            "send them to your IT",
        ),
        (
            refusal(
                403,
                "ExpiredTokenException",
                "The security token included is expired",
            ),
            "Your AWS access has expired",
            "Sign in again",
        ),
        (
            refusal(
                403,
                "UnrecognizedClientException",
                "The security token is invalid",
            ),
            "AWS does not accept your access",
            "Enter the keys again",
        ),
        (
            refusal(
                403,
                signature,
                "The request signature we calculated does not match",
            ),
            "AWS does not accept your access",
            "Enter the keys again",
        ),
        (
            refusal(403, signature, "Signature expired: 1 is now earlier than 2"),
            "This computer's clock is wrong",
            "Set the clock",
        ),
        (
            refusal(
                403,
                signature,
                "Credential should be scoped to a valid region.",
            ),
            "This is the wrong Region",
            "Check the Region",
        ),
        (
            refusal(404, "ResourceNotFoundException", "User not found"),
            "It is not there any more",
            "Refresh the list",
        ),
        (
            refusal(400, "InvalidParameterException", "No"),
            "Connect did not accept the request",
            "Try again",
        ),
        (
            refusal(429, "LimitExceededException", "Full"),
            "The instance is full",
            "quota",
        ),
        (
            refusal(500, "InternalServiceException", "Oh no"),
            "Connect is having a problem",
            "Try again in a few minutes",
        ),
        (
            reply(
                403,
                &[("content-type", "text/html")],
                "<html>Blocked</html>",
            ),
            "Something other than Connect answered",
            "company's network",
        ),
        (ok(""), "Connect's answer was empty", "Try again"),
        (
            Answer::Unreachable,
            "Connect can't be reached",
            "Check your network",
        ),
        (
            Answer::Failing(|| ConnectorError::io("dns error: no such host".into())),
            "The server's name was not found",
            "Check your network",
        ),
        (
            Answer::Failing(|| {
                let unknown = rustls::CertificateError::UnknownIssuer;
                let failure = rustls::Error::InvalidCertificate(unknown);
                ConnectorError::io(std::io::Error::other(failure).into())
            }),
            "The connection is not safe",
            "Don't go on",
        ),
        (
            Answer::ConnectTimeout,
            "Connect did not answer in time",
            "Try again in a minute",
        ),
    ];
    for (answer, what, advice) in table {
        let problem = problem_of(answer).await;
        let (told, to_do) = told(problem.code);
        assert_eq!(told, what, "{problem}");
        assert!(to_do.contains(advice), "{problem}: {to_do}");
    }
}

#[test]
fn sts_says_a_wrong_code_like_a_wrong_permission() {
    let message = "MultiFactorAuthentication failed with invalid MFA one time pass code.";
    let code = by_word("AccessDenied", Some(message));
    assert_eq!(code, Some(ProblemCode::MfaRefused));
    let code = by_word(
        "AccessDenied",
        Some("not authorized to perform: sts:AssumeRole"),
    );
    assert_eq!(code, Some(ProblemCode::AccessDenied));
}

#[tokio::test(start_paused = true)]
async fn the_signed_request_is_cut_out_of_the_message() {
    let problem = problem_of(refusal(
        403,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.\n\n\
         The Canonical String for this request should have been\n'GET\n/users\n\
         x-amz-security-token:a-session-token'",
    ))
    .await;
    assert_eq!(
        problem.technical.unwrap().message.unwrap(),
        "The request signature we calculated does not match the signature you provided."
    );
}

#[derive(Debug)]
struct NoCredentials(fn() -> CredentialsError);

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err((self.0)()))
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_do_not_come() {
    let cases: [(fn() -> CredentialsError, ProblemCode); 2] = [
        (
            || CredentialsError::not_loaded("nobody has signed in"),
            ProblemCode::CredentialsRefused,
        ),
        (
            || CredentialsError::provider_timed_out(std::time::Duration::from_secs(5)),
            ProblemCode::TimedOut,
        ),
    ];
    for (failure, code) in cases {
        let connect = Connect::new(Access {
            credentials: SharedCredentialsProvider::new(NoCredentials(failure)),
            ..canned::access(SharedHttpConnector::new(Never))
        });
        let problem = connect.user(&UserId::from("user-1")).await.unwrap_err();
        assert_eq!(problem.code, code, "{problem}");
    }
}

/// A connector that no call may reach.
#[derive(Debug)]
struct Never;

impl aws_smithy_runtime_api::client::http::HttpConnector for Never {
    fn call(
        &self,
        _: aws_smithy_runtime_api::client::orchestrator::HttpRequest,
    ) -> aws_smithy_runtime_api::client::http::HttpConnectorFuture {
        panic!("an unsigned call was sent")
    }
}
