//! An AWS and a clock that do what a test says.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::{
    http::{HttpConnector, HttpConnectorFuture},
    orchestrator::{HttpRequest, HttpResponse},
    result::ConnectorError,
};
use aws_smithy_types::body::SdkBody;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;

use super::{SECRET, TOKEN};

/// What AWS was asked: the form as it was sent, and which access key signed it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) form: String,
    pub(super) key: String,
}

impl Asked {
    /// `Action KEY` of the question.
    pub(super) fn short(&self) -> String {
        format!("{} {}", self.field("Action").unwrap(), self.key)
    }

    pub(super) fn field(&self, name: &str) -> Option<String> {
        let fields = self
            .form
            .split('&')
            .filter_map(|field| field.split_once('='));
        let (_, value) = fields.into_iter().find(|(key, _)| *key == name)?;
        Some(
            percent_decode_str(value)
                .decode_utf8()
                .unwrap()
                .into_owned(),
        )
    }
}

/// An AWS that answers with what it was told to, in order, and remembers what it was asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Aws {
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Aws {
    pub(super) fn answers(&self, status: u16, body: impl Into<String>) {
        self.answers
            .lock()
            .unwrap()
            .push_back((status, body.into()));
    }

    pub(super) fn tells_account(&self, account: &str) {
        self.answers(
            200,
            format!(
                "<GetCallerIdentityResponse><GetCallerIdentityResult>\
                 <Arn>arn:aws:iam::{account}:user/ann</Arn><UserId>AIDA</UserId>\
                 <Account>{account}</Account>\
                 </GetCallerIdentityResult></GetCallerIdentityResponse>"
            ),
        );
    }

    pub(super) fn gives_role(&self, id: &str, end: SystemTime) {
        let end = Timestamp::try_from(end).unwrap();
        self.answers(
            200,
            format!(
                "<AssumeRoleResponse><AssumeRoleResult><Credentials>\
                 <AccessKeyId>{id}</AccessKeyId><SecretAccessKey>{SECRET}</SecretAccessKey>\
                 <SessionToken>{TOKEN}</SessionToken><Expiration>{end}</Expiration>\
                 </Credentials></AssumeRoleResult></AssumeRoleResponse>"
            ),
        );
    }

    pub(super) fn refuses(&self, status: u16, code: &str, message: &str) {
        self.answers(
            status,
            format!(
                "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>\
                 <Message>{message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"
            ),
        );
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.all_asked().iter().map(Asked::short).collect()
    }

    pub(super) fn all_asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl HttpConnector for Aws {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let signed = request.headers().get("authorization").unwrap();
        let (_, key) = signed.split_once("Credential=").unwrap();
        self.asked.lock().unwrap().push(Asked {
            form: String::from_utf8(request.body().bytes().unwrap().to_vec()).unwrap(),
            key: key.split('/').next().unwrap().to_owned(),
        });
        let outcome = match self.answers.lock().unwrap().pop_front() {
            Some((status, body)) => {
                let status = status.try_into().unwrap();
                let mut answer = HttpResponse::new(status, SdkBody::from(body));
                answer.headers_mut().insert("x-amzn-requestid", "r-1");
                Ok(answer)
            }
            None => Err(ConnectorError::io("nobody answers".into())),
        };
        HttpConnectorFuture::ready(outcome)
    }
}

/// A clock that stands until it is moved.
#[derive(Clone, Debug)]
pub(super) struct Clock(pub(super) Arc<Mutex<SystemTime>>);

impl Clock {
    pub(super) fn move_on(&self, minutes: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(60 * minutes);
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}
