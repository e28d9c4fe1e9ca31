//! One read from Connect, with as many attempts as it is worth: waiting its turn, sending,
//! judging the answer, waiting before the next attempt or for somebody to sign in. All reads of
//! this room go through here.

use std::{
    collections::BTreeMap,
    error::Error,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use aws_credential_types::provider::ProvideCredentials as _;
use aws_sdk_connect::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use tokio::time::{Instant, sleep};

use crate::domain::{Problem, ProblemCode};

use super::{Shared, errors, gate, pace::Priority};

/// How often a read is tried again after a fault of the server or the connection. AWS's best
/// practices for Connect say three times at most.
const RETRIES: u32 = 3;

/// How long throttles are waited out. They pass, so it is long; but a person is waiting.
const THROTTLE_PATIENCE: Duration = Duration::from_secs(120);

/// The waits before further attempts: AWS's best practices for Connect say equal jitter with a
/// base of one second and a cap of five.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How often a call waits for somebody to sign in. One that is refused every time, while others are
/// answered, would be sent without end.
const MOST_SIGN_INS: u32 = 10;

/// Makes calls for one piece of work and counts them.
pub(super) struct Attempts<'a> {
    shared: &'a Shared,
    priority: Priority,
    calls: Mutex<BTreeMap<&'static str, u32>>,
}

impl<'a> Attempts<'a> {
    pub(super) fn new(shared: &'a Shared, priority: Priority) -> Self {
        Self {
            shared,
            priority,
            calls: Mutex::default(),
        }
    }

    /// Calls `operation` with `send` until it succeeds, fails for good or has failed too often.
    /// Only for reads: a change that failed may have been made. May be dropped at any time.
    pub(super) async fn read<T, E, F>(
        &self,
        operation: &'static str,
        send: impl Fn() -> F,
    ) -> Result<T, Problem>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + Error + 'static,
    {
        let mut patience_ends = None;
        let mut faults = 0;
        let mut throttles = 0;
        let mut sign_ins = 0;
        loop {
            let pass = self.shared.gate.as_ref().map(|gate| (gate, gate.pass()));
            let waits = async |problem: &Problem| match pass {
                Some((gate, pass))
                    if gate::asks_for_signing_in(problem.code) && sign_ins < MOST_SIGN_INS =>
                {
                    gate.wait(pass, problem).await
                }
                _ => false,
            };
            if let Err(problem) = Box::pin(self.shared.signed_in(operation)).await {
                if Box::pin(waits(&problem)).await {
                    sign_ins += 1;
                    continue;
                }
                return Err(problem);
            }
            let turn = Box::pin(self.shared.pace.turn(operation, self.priority)).await;
            self.count(operation);
            // Boxed, since the SDK's futures are tens of kilobytes each, and a reading holds many.
            let problem = match Box::pin(send()).await {
                Ok(answer) => {
                    turn.answered();
                    self.note(operation, None);
                    if let Some((gate, pass)) = pass {
                        gate.answered(pass);
                    }
                    return Ok(answer);
                }
                Err(error) => errors::problem(operation, &error),
            };
            self.note(operation, Some(&problem));
            if pass.is_some() && gate::asks_for_signing_in(problem.code) {
                // A place in the burst is not kept while a person looks for their keys.
                drop(turn);
                if Box::pin(waits(&problem)).await {
                    sign_ins += 1;
                    continue;
                }
                return Err(problem);
            }
            let nth = match problem.code {
                ProblemCode::Throttled => {
                    turn.throttled();
                    throttles += 1;
                    let now = Instant::now();
                    if now >= *patience_ends.get_or_insert(now + THROTTLE_PATIENCE) {
                        return Err(problem);
                    }
                    throttles
                }
                ProblemCode::ServerFault
                | ProblemCode::NameNotFound
                | ProblemCode::NoConnection
                | ProblemCode::TimedOut
                    if faults < RETRIES =>
                {
                    drop(turn);
                    faults += 1;
                    faults
                }
                _ => return Err(problem),
            };
            tracing::info!(operation, code = ?problem.code, "trying again");
            sleep(wait_before(nth)).await;
        }
    }

    /// How many calls of each operation were made so far.
    pub(super) fn calls(&self) -> BTreeMap<String, u32> {
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().map(|(name, n)| ((*name).into(), *n)).collect()
    }

    fn note(&self, operation: &'static str, problem: Option<&Problem>) {
        if self.shared.operations.note(operation, problem) {
            (self.shared.on_known)();
        }
    }

    fn count(&self, operation: &'static str) {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        *calls.entry(operation).or_default() += 1;
    }
}

impl Shared {
    /// Sees to it that there are credentials before a call is sent. The SDK would look for them
    /// within the call's own time, and a profile's program that asks somebody may take longer.
    pub(super) async fn signed_in(&self, operation: &str) -> Result<(), Problem> {
        let provided = self.credentials.provide_credentials().await;
        provided
            .map(|_| ())
            .map_err(|error| errors::no_credentials(operation, &error))
    }
}

/// The wait before the `nth` further attempt: half of it fixed, half of it by chance, so that
/// programs that were refused together don't come back together.
fn wait_before(nth: u32) -> Duration {
    let doublings = nth.saturating_sub(1).min(8);
    let whole = (FIRST_WAIT * 2_u32.pow(doublings)).min(LONGEST_WAIT);
    whole.mul_f64(rand::random_range(0.5..=1.0))
}

#[cfg(test)]
mod tests;
