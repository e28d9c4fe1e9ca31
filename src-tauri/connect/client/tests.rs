#![allow(clippy::unwrap_used)]

use aws_smithy_runtime_api::client::{
    http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector},
    orchestrator::HttpRequest,
    result::ConnectorError,
};
use std::sync::{Arc, Mutex};

use super::*;
use crate::{
    connect::{Connect, canned},
    domain::UserId,
};

/// Keeps the URL and the headers of what is sent.
#[derive(Clone, Debug, Default)]
struct Listener(Arc<Mutex<Vec<Sent>>>);

#[derive(Debug)]
struct Sent {
    url: String,
    user_agent: String,
    authorization: String,
}

impl HttpConnector for Listener {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let header = |name| request.headers().get(name).unwrap_or_default().to_owned();
        self.0.lock().unwrap().push(Sent {
            url: request.uri().to_owned(),
            user_agent: header("user-agent"),
            authorization: header("authorization"),
        });
        HttpConnectorFuture::ready(Err(ConnectorError::user("not sent".into())))
    }
}

async fn sent(change: impl FnOnce(&mut Access)) -> Vec<Sent> {
    let listener = Listener::default();
    let mut access = canned::access(SharedHttpConnector::new(listener.clone()));
    change(&mut access);
    let connect = Connect::new(access);
    connect.user(&UserId::from("u")).await.unwrap_err();
    let mut sent = listener.0.lock().unwrap();
    std::mem::take(&mut *sent)
}

#[tokio::test(start_paused = true)]
async fn calls_go_to_the_regions_own_address_with_the_apps_name() {
    let sent = sent(|_| {}).await;
    assert_eq!(
        sent.iter().map(|s| s.url.as_str()).collect::<Vec<_>>(),
        ["https://connect.eu-west-2.amazonaws.com/users/instance-1/u",]
    );
    for call in sent {
        assert!(call.user_agent.ends_with("app/Roster"), "{call:?}");
        assert!(
            call.authorization.contains("Credential=AKIDEXAMPLE/"),
            "{call:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn connect_can_have_an_address_of_its_own() {
    let sent = sent(|access| {
        access.instance_id = "arn:aws:connect:eu-west-2:1:instance/i".into();
        access.endpoint_url = Some("http://127.0.0.1:9/connect".into());
    })
    .await;
    assert_eq!(
        sent.iter().map(|s| s.url.as_str()).collect::<Vec<_>>(),
        ["http://127.0.0.1:9/connect/users/arn%3Aaws%3Aconnect%3Aeu-west-2%3A1%3Ainstance%2Fi/u",]
    );
}
