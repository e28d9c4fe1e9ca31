//! The practice instance on a port, for clients that are not in this program.

use std::{future::Future, io, time::Duration};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpListener, task::JoinSet};

use super::{Dropped, Practice};

/// Answers whoever connects to `listener`, until `stop` is done. Connections that are open then
/// are closed.
///
/// # Errors
/// The listener itself fails. What goes wrong on one connection ends that connection.
pub async fn serve(practice: Practice, listener: TcpListener, stop: impl Future) -> io::Result<()> {
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            _ = &mut stop => return Ok(()),
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            // The client gave up before it was answered.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => continue,
            Err(error) => return Err(error),
        };
        let practice = practice.clone();
        connections.spawn(async move {
            let service = service_fn(move |request| answer(practice.clone(), request));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(Duration::from_secs(60))
                .serve_connection(TokioIo::new(stream), service);
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection to the practice instance ended");
            }
        });
    }
}

/// An error closes the connection, which is what a dropped call looks like.
async fn answer(
    practice: Practice,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Dropped> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| Dropped)?.to_bytes();
    let response = practice.answer(Request::from_parts(parts, body)).await?;
    Ok(response.map(Full::new))
}
