//! The practice instance: opening it without anybody signing in, and making it anew.

use std::sync::Arc;

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};

use super::{Desk, FrontState, Mutex, Open};
use crate::{
    connect::{Access, Connect, Gate},
    domain::{Caller, Problem, ProblemCode},
    practice::{Practice, PracticeError},
    roster::Workspace,
    settings::{Colour, RESERVED_NAME},
    wire::{InstanceHeader, OpeningAnswer, OpeningStep, Topic},
};

/// What the practice instance is called.
pub(super) const PRACTICE: &str = RESERVED_NAME;

/// Whether a name is the practice instance's.
pub(super) fn is_practice(name: &str) -> bool {
    name.eq_ignore_ascii_case(PRACTICE)
}

impl Desk {
    /// Makes the practice instance anew from its seed, with an empty selection. A broken file is
    /// put aside for that; a file that can't be opened for another reason is left alone.
    ///
    /// # Errors
    /// [`ProblemCode::PracticeFile`] when the file can't be written; nothing has changed then.
    pub async fn reset_practice(&self) -> Result<(), Problem> {
        let practice = match &self.state().front {
            FrontState::Open(open) => open
                .practice
                .clone()
                .map(|practice| (practice, Arc::clone(open))),
            _ => None,
        };
        if let Some((practice, open)) = practice {
            self.away(move || practice.reset()).await?;
            open.workspace.forget();
            open.workspace.refresh();
            return Ok(());
        }
        let broken = match &self.state().front {
            FrontState::Opening(opening) => match &opening.step {
                OpeningStep::Failed { problem } => Some(problem.clone()),
                _ => None,
            },
            _ => None,
        };
        match broken {
            Some(problem) if problem.code == ProblemCode::PracticeBroken => {
                let store = self.0.options.practice.store.clone();
                self.away(move || store.put_aside()).await?;
                self.answer_opening(OpeningAnswer::Again)
            }
            Some(problem) => Err(problem),
            None => Err(Problem::new(ProblemCode::InstanceGone)),
        }
    }

    /// Opens it away from the tasks that others wait for: making tens of thousands of people
    /// takes seconds.
    pub(super) async fn open_practice(&self) -> Result<Arc<Open>, Problem> {
        let options = self.0.options.practice.clone();
        let opening = self.0.runtime.spawn_blocking(|| Practice::open(options));
        let practice = opening.await.map_err(unexpected)?.map_err(problem)?;
        let about = practice.about();
        let credentials = Credentials::new("PRACTICE", "practice", None, None, "practice");
        let gate = Gate::default();
        let changes = self.0.changes.clone();
        let connect = Connect::new(Access {
            gate: Some(gate.clone()),
            on_known: Box::new(move || changes.tell(Topic::Access)),
            ..Access::new(
                about.region,
                &about.instance_id,
                SharedCredentialsProvider::new(credentials),
                practice.http_client(),
            )
        });
        let workspace = Workspace::new(
            connect.clone(),
            self.0.changes.clone(),
            self.0.runtime.clone(),
        );
        Ok(Arc::new(Open {
            header: InstanceHeader {
                name: PRACTICE.into(),
                region: about.region.into(),
                practice: true,
                colour: Colour::Orange,
                alias: Some(about.alias.into()),
                id: about.instance_id,
            },
            workspace,
            instance: None,
            connect,
            signed_in: None,
            caller: Caller {
                account: about.account.into(),
                arn: format!("arn:aws:iam::{}:user/practice", about.account),
            },
            arn: Some(about.instance_arn),
            practice: Some(practice),
            asking: Mutex::default(),
            _listening: self.listen(&gate, None),
            gate,
        }))
    }

    /// Runs what waits for the disk where no other task waits for it.
    async fn away(
        &self,
        work: impl FnOnce() -> Result<(), PracticeError> + Send + 'static,
    ) -> Result<(), Problem> {
        let done = self.0.runtime.spawn_blocking(work).await;
        done.map_err(unexpected)?.map_err(problem)
    }
}

fn unexpected(error: tokio::task::JoinError) -> Problem {
    Problem::with_message(ProblemCode::Unexpected, error)
}

fn problem(error: PracticeError) -> Problem {
    let code = match error {
        PracticeError::Broken { .. } => ProblemCode::PracticeBroken,
        _ => ProblemCode::PracticeFile,
    };
    Problem::with_message(code, error)
}
