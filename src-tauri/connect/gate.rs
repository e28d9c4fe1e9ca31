//! Where calls wait while nobody is signed in any more. A call that was refused because its
//! credentials are over closes the gate and stands before it; whoever signs in again opens it, and
//! the call is sent anew. Nothing here knows how people sign in.

use tokio::sync::watch;

use crate::domain::{Problem, ProblemCode};

/// One instance's gate. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Gate(watch::Sender<State>);

#[derive(Clone, Debug, Default)]
struct State {
    /// How often it was opened again.
    opened: u64,
    /// How often it was closed.
    closings: u64,
    /// Why it is closed.
    closed: Option<Problem>,
    /// Whether nobody will open it any more.
    ended: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self(watch::Sender::new(State::default()))
    }
}

impl Gate {
    /// Why calls wait, if they do.
    pub fn closed(&self) -> Option<Problem> {
        self.0.borrow().closed.clone()
    }

    /// Lets calls through: there are other credentials, or it is to be tried with the same.
    pub fn open(&self) {
        self.0.send_modify(|state| {
            state.opened += 1;
            state.closed = None;
        });
    }

    /// Nobody will sign in any more: whoever waits fails, and nobody waits from now on.
    pub fn end(&self) {
        self.0.send_modify(|state| state.ended = true);
    }

    /// Hears of every closing and opening from now on.
    pub fn listen(&self) -> GateListener {
        GateListener(self.0.subscribe())
    }

    /// What a call that is about to be sent remembers.
    pub(super) fn pass(&self) -> Pass {
        let state = self.0.borrow();
        Pass {
            opened: state.opened,
            closings: state.closings,
        }
    }

    /// A call was answered. One that was sent while the gate was closed shows that the credentials
    /// are good again: somebody has signed in elsewhere, as with the AWS command line.
    pub(super) fn answered(&self, pass: Pass) {
        self.0.send_if_modified(|state| {
            let opens = state.closed.is_some()
                && (state.opened, state.closings) == (pass.opened, pass.closings);
            if opens {
                state.opened += 1;
                state.closed = None;
            }
            opens
        });
    }

    /// Closes the gate, unless it was opened since the call passed it, and waits until it opens.
    /// Tells whether the call may be sent again. May be dropped at any time; the gate stays closed
    /// then.
    pub(super) async fn wait(&self, pass: Pass, why: &Problem) -> bool {
        self.0.send_if_modified(|state| {
            let closes = state.opened == pass.opened && state.closed.is_none() && !state.ended;
            if closes {
                tracing::warn!(code = ?why.code, "waiting for somebody to sign in");
                state.closings += 1;
                state.closed = Some(why.clone());
            }
            closes
        });
        let mut state = self.0.subscribe();
        let state = state.wait_for(|state| state.ended || state.opened != pass.opened);
        state.await.is_ok_and(|state| !state.ended)
    }
}

/// Hears when a gate closes or opens.
pub struct GateListener(watch::Receiver<State>);

impl GateListener {
    /// Returns when the gate was closed or opened since this was last asked. Never returns once
    /// the gate is gone.
    pub async fn changed(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending().await
        }
    }
}

/// With which credentials a call was sent: those since the so-manyeth opening of the gate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass {
    opened: u64,
    closings: u64,
}

/// Whether signing in again may mend it, so that work had better wait than fail. Only asked of
/// credentials that were good before.
pub(super) fn asks_for_signing_in(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::CredentialsExpired
            | ProblemCode::CredentialsRefused
            | ProblemCode::EnvironmentEmpty
            | ProblemCode::MfaNeeded
            | ProblemCode::ProfileFiles
            | ProblemCode::ProfileMissing
            | ProblemCode::ProfileUnusable
            | ProblemCode::SignedOut
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    const SOON: Duration = Duration::from_secs(1);

    fn over() -> Problem {
        Problem::new(ProblemCode::CredentialsExpired)
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_waits_until_somebody_has_signed_in() {
        let gate = Gate::default();
        let pass = gate.pass();
        let over = over();
        let waiting = gate.wait(pass, &over);
        tokio::pin!(waiting);
        assert!(timeout(SOON, &mut waiting).await.is_err());
        assert_eq!(gate.closed(), Some(over.clone()));

        gate.open();
        assert!(timeout(SOON, waiting).await.unwrap());
        assert_eq!(gate.closed(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_fails_when_nobody_will_sign_in_any_more() {
        let gate = Gate::default();
        let over = over();
        let waiting = gate.wait(gate.pass(), &over);
        tokio::pin!(waiting);
        assert!(timeout(SOON, &mut waiting).await.is_err());
        gate.end();
        assert!(!timeout(SOON, waiting).await.unwrap());
        let later = gate.wait(gate.pass(), &over);
        assert!(!timeout(SOON, later).await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_to_what_was_sent_after_the_closing_opens_it() {
        let gate = Gate::default();
        let before = gate.pass();
        let over = over();
        assert!(timeout(SOON, gate.wait(before, &over)).await.is_err());
        gate.answered(before);
        assert_eq!(gate.closed(), Some(over));
        gate.answered(gate.pass());
        assert_eq!(gate.closed(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_late_refusal_of_the_earlier_credentials_closes_nothing() {
        let gate = Gate::default();
        let pass = gate.pass();
        gate.open();
        timeout(SOON, gate.wait(pass, &over())).await.unwrap();
        assert_eq!(gate.closed(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn who_listens_hears_of_closing_and_opening() {
        let gate = Gate::default();
        let mut listener = gate.listen();
        assert!(timeout(SOON, listener.changed()).await.is_err());
        let over = over();
        let waiting = gate.wait(gate.pass(), &over);
        assert!(timeout(SOON, waiting).await.is_err());
        timeout(SOON, listener.changed()).await.unwrap();
        gate.open();
        timeout(SOON, listener.changed()).await.unwrap();
    }
}
