//! What every journey needs: the app in its real web view, waiting, pictures, accessibility.
//! Nothing here knows a page of the app.

mod app;
mod driver;

pub(crate) use app::{App, Home, button};

use std::time::{Duration, Instant};

/// How long anything may take before the journey has failed: far more than is needed, so that a
/// slow machine is no failure.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer.
pub(crate) async fn until<T>(what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
    match within_patience(ask).await {
        Some(answer) => answer,
        None => panic!("waited in vain: {what}"),
    }
}

async fn within_patience<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let answer = ask().await;
        if answer.is_some() {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None
}
