//! The practice instance in the place of the network, behind the SDK's HTTP connector.

use std::{fmt, io, time::Duration};

use aws_smithy_runtime_api::{
    client::{
        http::{
            HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector,
            http_client_fn,
        },
        orchestrator::{HttpRequest, HttpResponse},
        result::ConnectorError,
    },
    http::Response,
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body_util::BodyExt;

use super::Practice;

pub(super) fn http_client(practice: Practice) -> SharedHttpClient {
    http_client_fn(move |settings, _| {
        SharedHttpConnector::new(Connector {
            practice: practice.clone(),
            read_timeout: settings.read_timeout(),
        })
    })
}

struct Connector {
    practice: Practice,
    read_timeout: Option<Duration>,
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let practice = self.practice.clone();
        let read_timeout = self.read_timeout;
        HttpConnectorFuture::new(async move {
            let answer = send(practice, request);
            match read_timeout {
                None => answer.await,
                Some(limit) => tokio::time::timeout(limit, answer)
                    .await
                    .map_err(|elapsed| ConnectorError::timeout(elapsed.into()))?,
            }
        })
    }
}

async fn send(practice: Practice, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
    let request = request
        .try_into_http1x()
        .map_err(|error| ConnectorError::user(error.into()))?;
    let (parts, body) = request.into_parts();
    let body: Bytes = body
        .collect()
        .await
        .map_err(ConnectorError::user)?
        .to_bytes();
    let response = practice
        .answer(http::Request::from_parts(parts, body))
        .await
        .map_err(|dropped| {
            ConnectorError::io(io::Error::new(io::ErrorKind::ConnectionReset, dropped).into())
        })?;
    Response::try_from(response.map(SdkBody::from))
        .map_err(|error| ConnectorError::other(error.into(), None))
}
