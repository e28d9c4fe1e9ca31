//! For this room's tests: a connector that gives the answers a test wrote down. What the SDK
//! makes of them is then the SDK's own doing.

use std::{
    collections::HashMap,
    future::pending,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_runtime_api::client::{
    http::{
        HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
    },
    orchestrator::{HttpRequest, HttpResponse},
    result::ConnectorError,
};
use aws_smithy_types::body::SdkBody;

use super::{Access, Connect, Gate};

/// What the connector does with a call.
#[derive(Clone)]
pub(super) enum Answer {
    /// Answers.
    Reply(Reply),
    /// Can't reach anything.
    Unreachable,
    /// Fails in this way.
    Failing(fn() -> ConnectorError),
    /// Gives up reaching it.
    ConnectTimeout,
    /// Never answers.
    Hang,
}

/// An HTTP answer.
#[derive(Clone, Default)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: String,
}

/// A 200 with a JSON body.
pub(super) fn ok(body: impl Into<String>) -> Answer {
    Answer::Reply(Reply {
        status: 200,
        headers: vec![("content-type", "application/json".into())],
        body: body.into(),
    })
}

/// An error as Connect words it.
pub(super) fn refusal(status: u16, error_type: &str, message: &str) -> Answer {
    Answer::Reply(Reply {
        status,
        headers: vec![
            ("x-amzn-errortype", error_type.into()),
            ("x-amzn-requestid", "request-1".into()),
        ],
        body: serde_json::json!({ "Message": message }).to_string(),
    })
}

/// A throttle.
pub(super) fn throttle() -> Answer {
    refusal(429, "ThrottlingException", "Rate exceeded")
}

/// An instance whose calls are all answered by `answer`, which gets the method with the path, and
/// the body. Also what was asked so far.
pub(super) fn connect(
    answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static,
) -> (Connect, Asked) {
    let (access, asked) = canned_access(answer);
    (Connect::new(access), asked)
}

/// The same behind a gate, at which calls wait for somebody to sign in.
pub(super) fn behind_gate(answer: Answer, gate: Gate) -> (Connect, Asked) {
    let (access, asked) = canned_access(move |_, _| answer.clone());
    let gate = Some(gate);
    (Connect::new(Access { gate, ..access }), asked)
}

fn canned_access(answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static) -> (Access, Asked) {
    let asked = Asked::default();
    let connector = SharedHttpConnector::new(Canned {
        answer: Arc::new(answer),
        asked: asked.clone(),
    });
    (access(connector), asked)
}

/// An instance whose calls are answered by `answers`, one after the other, the last for good.
pub(super) fn connect_in_turn(answers: Vec<Answer>) -> (Connect, Asked) {
    let next = AtomicUsize::new(0);
    connect(move |_, _| {
        let nth = next.fetch_add(1, Ordering::Relaxed);
        answers
            .get(nth)
            .or(answers.last())
            .cloned()
            .unwrap_or(Answer::Unreachable)
    })
}

/// An instance whose answers to an operation are what `answer` gives for its name and the nth
/// call of it, and otherwise those of an instance in which there is nothing.
pub(super) fn instance(
    answer: impl Fn(&str, usize) -> Option<Answer> + Send + Sync + 'static,
) -> (Connect, Asked) {
    let calls = Mutex::new(HashMap::new());
    connect(move |target, _| {
        let operation = operation(target);
        let mut calls = calls.lock().unwrap_or_else(PoisonError::into_inner);
        let nth: &mut usize = calls.entry(operation).or_default();
        *nth += 1;
        answer(operation, *nth).unwrap_or_else(|| {
            ok(match operation {
                "SearchUsers" => r#"{"Users":[]}"#,
                "ListUsers" => r#"{"UserSummaryList":[]}"#,
                "SearchQuickConnects" => r#"{"QuickConnects":[]}"#,
                "SearchUserHierarchyGroups" => r#"{"UserHierarchyGroups":[]}"#,
                "ListRoutingProfiles" => r#"{"RoutingProfileSummaryList":[]}"#,
                "ListSecurityProfiles" => r#"{"SecurityProfileSummaryList":[]}"#,
                "DescribeInstance" => r#"{"Instance":{"Id":"i","Arn":"arn"}}"#,
                _ => "{}",
            })
        })
    })
}

fn operation(target: &str) -> &'static str {
    let path = target.split(['/', '?', ' ']).skip(4).collect::<Vec<_>>();
    match path.as_slice() {
        ["search-users", ..] => "SearchUsers",
        ["users-summary", ..] => "ListUsers",
        ["search-quick-connects", ..] => "SearchQuickConnects",
        ["search-user-hierarchy-groups", ..] => "SearchUserHierarchyGroups",
        ["routing-profiles-summary", ..] => "ListRoutingProfiles",
        ["security-profiles-summary", ..] => "ListSecurityProfiles",
        ["instance", ..] => "DescribeInstance",
        ["queues-summary", ..] => "ListQueues",
        ["queues", _, _, "quick-connects", ..] => "ListQueueQuickConnects",
        ["users", _, _, "proficiencies", ..] => "ListUserProficiencies",
        ["users", ..] => "DescribeUser",
        _ => "unknown",
    }
}

/// A way in with made-up credentials.
pub(super) fn access(connector: SharedHttpConnector) -> Access {
    let credentials = Credentials::new(
        "AKIDEXAMPLE",
        "a-secret-key",
        Some("a-session-token".into()),
        None,
        "canned",
    );
    Access::new(
        "eu-west-2",
        "instance-1",
        SharedCredentialsProvider::new(credentials),
        http_client(connector),
    )
}

fn http_client(connector: SharedHttpConnector) -> SharedHttpClient {
    http_client_fn(move |_, _| connector.clone())
}

/// The calls that came, each as its method, URL and body.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Arc<Mutex<Vec<String>>>);

impl Asked {
    pub(super) fn all(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

type Answers = dyn Fn(&str, &str) -> Answer + Send + Sync;

struct Canned {
    answer: Arc<Answers>,
    asked: Asked,
}

impl std::fmt::Debug for Canned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Canned")
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = format!("{} {}", request.method(), request.uri());
        let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default()).into_owned();
        self.asked
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(format!("{target} {body}"));
        let answer = (self.answer)(&target, &body);
        HttpConnectorFuture::new(async move {
            match answer {
                Answer::Reply(reply) => response(reply),
                Answer::Unreachable => Err(ConnectorError::io("connection refused".into())),
                Answer::Failing(failure) => Err(failure()),
                Answer::ConnectTimeout => Err(ConnectorError::timeout("connect timeout".into())),
                Answer::Hang => pending().await,
            }
        })
    }
}

fn response(reply: Reply) -> Result<HttpResponse, ConnectorError> {
    let status = reply
        .status
        .try_into()
        .map_err(|_| ConnectorError::user("no such status".into()))?;
    let mut response = HttpResponse::new(status, SdkBody::from(reply.body));
    for (name, value) in reply.headers {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
