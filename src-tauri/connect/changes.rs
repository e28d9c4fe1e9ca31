//! Sending one change, once. Whether to send it again is not decided here: who asks for a change
//! writes down that it will be sent, and learns what is certain of how it ended.

use aws_sdk_connect::{
    error::{ProvideErrorMetadata, SdkError},
    types::{QuickConnectConfig, QuickConnectType, UserQuickConnectConfig},
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::domain::{Change, Problem, ProblemCode, QuickConnectId};

use super::{
    Connect, errors, gate,
    pace::{Priority, Turn},
};

/// The leave to send a change at the pace that Connect allows. It is to be used at once: until
/// then its place in the pace is taken.
pub struct Ready<'c> {
    connect: &'c Connect,
    change: &'c Change,
    turn: Turn,
}

/// Why a change can't be called made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// Connect refused it: nothing was changed, and for this reason.
    Refused(Problem),
    /// Connect asked for fewer calls: nothing was changed, and it may be sent again later.
    Throttled(Problem),
    /// Nobody is signed in any more: nothing was changed, and it may be sent again with other
    /// credentials.
    SignedOut(Problem),
    /// Nobody knows whether it was made. It must be looked at before anything is sent again.
    Unknown(Problem),
}

impl Connect {
    /// Waits until a change may be sent. Reads that a person waits for go first. May be dropped at
    /// any time.
    pub async fn ready<'c>(&'c self, change: &'c Change) -> Ready<'c> {
        let turn = self.0.pace.turn(change.operation(), Priority::Bulk).await;
        Ready {
            connect: self,
            change,
            turn,
        }
    }
}

impl Ready<'_> {
    /// Sends the change, once. Dropping it while it is under way leaves it unknown.
    ///
    /// # Errors
    ///
    /// [`NotMade`], which says what is certain.
    pub async fn send(self) -> Result<(), NotMade> {
        let Self {
            connect,
            change,
            turn,
        } = self;
        let operation = change.operation();
        let pass = connect.0.gate.as_ref().map(|gate| (gate, gate.pass()));
        let outcome = match connect.0.signed_in(operation).await {
            Ok(()) => send(connect, change).await,
            Err(problem) => Err(unsent(problem)),
        };
        match &outcome {
            Err(NotMade::Throttled(_)) => turn.throttled(),
            Err(NotMade::Unknown(_)) => drop(turn),
            _ => turn.answered(),
        }
        if let (Ok(()), Some((gate, pass))) = (&outcome, pass) {
            gate.answered(pass);
        }
        let problem = match &outcome {
            Ok(()) => None,
            Err(
                NotMade::Refused(problem)
                | NotMade::Throttled(problem)
                | NotMade::SignedOut(problem)
                | NotMade::Unknown(problem),
            ) => Some(problem),
        };
        if connect.0.operations.note(operation, problem) {
            (connect.0.on_known)();
        }
        outcome
    }
}

/// Without credentials nothing was sent.
fn unsent(problem: Problem) -> NotMade {
    if gate::asks_for_signing_in(problem.code) {
        NotMade::SignedOut(problem)
    } else {
        NotMade::Refused(problem)
    }
}

async fn send(connect: &Connect, change: &Change) -> Result<(), NotMade> {
    let (client, instance) = (&connect.0.client, &connect.0.instance_id);
    let operation = change.operation();
    let texts = |ids: &[QuickConnectId]| ids.iter().map(ToString::to_string).collect();
    // Each is boxed, since the SDK's futures are tens of kilobytes.
    match change {
        Change::DeleteUser { user } => {
            let call = client
                .delete_user()
                .instance_id(instance)
                .user_id(user.as_str());
            made(operation, Box::pin(call.send()).await)
        }
        Change::DeleteQuickConnect { quick_connect } => {
            let call = client
                .delete_quick_connect()
                .instance_id(instance)
                .quick_connect_id(quick_connect.as_str());
            made(operation, Box::pin(call.send()).await)
        }
        Change::RepointQuickConnect {
            quick_connect,
            user,
            flow,
        } => {
            let unsent = |error| {
                let told = format!("the change can't be put into words: {error}");
                NotMade::Refused(Problem::with_message(ProblemCode::Unexpected, told))
            };
            let leads_to = UserQuickConnectConfig::builder()
                .user_id(user.as_str())
                .contact_flow_id(flow.as_str())
                .build()
                .map_err(unsent)?;
            let config = QuickConnectConfig::builder()
                .quick_connect_type(QuickConnectType::User)
                .user_config(leads_to)
                .build()
                .map_err(unsent)?;
            let call = client
                .update_quick_connect_config()
                .instance_id(instance)
                .quick_connect_id(quick_connect.as_str())
                .quick_connect_config(config);
            made(operation, Box::pin(call.send()).await)
        }
        Change::OfferQuickConnects {
            queue,
            quick_connects,
        } => {
            let call = client
                .associate_queue_quick_connects()
                .instance_id(instance)
                .queue_id(queue.as_str())
                .set_quick_connect_ids(Some(texts(quick_connects)));
            made(operation, Box::pin(call.send()).await)
        }
        Change::WithdrawQuickConnects {
            queue,
            quick_connects,
        } => {
            let call = client
                .disassociate_queue_quick_connects()
                .instance_id(instance)
                .queue_id(queue.as_str())
                .set_quick_connect_ids(Some(texts(quick_connects)));
            made(operation, Box::pin(call.send()).await)
        }
    }
}

/// What is certain of a change after its one attempt.
fn made<T, E>(operation: &str, outcome: Result<T, SdkError<E, HttpResponse>>) -> Result<(), NotMade>
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let Err(error) = outcome else {
        return Ok(());
    };
    let problem = errors::problem(operation, &error);
    Err(match (&error, problem.code) {
        (_, code) if gate::asks_for_signing_in(code) => NotMade::SignedOut(problem),
        (_, ProblemCode::Throttled) => NotMade::Throttled(problem),
        // A fault of the server may come after it has done what it was asked for, and what is not
        // Connect's own words says nothing of what Connect did.
        (SdkError::ServiceError(_), ProblemCode::ServerFault | ProblemCode::GarbledAnswer) => {
            NotMade::Unknown(problem)
        }
        (SdkError::ServiceError(_) | SdkError::ConstructionFailure(_), _) => {
            NotMade::Refused(problem)
        }
        // To an address that isn't safe nothing is sent.
        (_, ProblemCode::InsecureEndpoint) => NotMade::Refused(problem),
        _ => NotMade::Unknown(problem),
    })
}

#[cfg(test)]
mod tests;
