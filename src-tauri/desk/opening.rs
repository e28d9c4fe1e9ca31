//! The way into an instance: signing in, finding out which instance is meant, looking whether it is
//! there, keeping the keys. It may stop to ask the person something, and can be left at any time.

use std::sync::Arc;

use aws_credential_types::provider::SharedCredentialsProvider;
use tokio_util::sync::CancellationToken;

use super::{
    Desk, FrontState, Open, failed,
    practice::{PRACTICE, is_practice},
    signing_in::Given,
};
use crate::{
    connect::{Access, Connect, Gate},
    credentials::SignedIn,
    domain::{Instance, Problem, ProblemCode},
    roster::Workspace,
    settings::{Colour, InstanceReference, InstanceSettings},
    wire::{InstanceChoice, InstanceHeader, OpeningAnswer, OpeningStep, Topic},
};

/// An instance on its way to being open.
pub(super) struct Opening {
    pub(super) name: String,
    pub(super) region: String,
    pub(super) step: OpeningStep,
    number: u64,
    cancel: CancellationToken,
    given: Given,
    /// Open already; what is left is where to keep the keys.
    ready: Option<Arc<Open>>,
}

impl Desk {
    /// Begins to open the instance of that name, or shows it at once if it is open already.
    ///
    /// # Errors
    /// [`ProblemCode::InstanceGone`] if there is none of the name.
    pub fn open_instance(&self, name: &str) -> Result<(), Problem> {
        let settings = self.settings();
        let mut instances = settings.instances.iter().map(|sourced| &sourced.value);
        let named = instances.find(|instance| instance.name.to_lowercase() == name.to_lowercase());
        let (name, region) = match named {
            Some(instance) => (instance.name.clone(), instance.region.clone()),
            None if is_practice(name) => (PRACTICE.into(), crate::practice::REGION.into()),
            None => return Err(Problem::with_message(ProblemCode::InstanceGone, name)),
        };
        self.leave_opening();
        let open = self.state().opened.get(&name).cloned();
        match open {
            Some(open) => self.show(open),
            None => self.begin_opening(name, region),
        }
        Ok(())
    }

    /// Goes back to the start page. What is open stays open; what is being opened is left.
    pub fn leave(&self) {
        self.leave_opening();
        self.state().front = FrontState::Choosing;
        self.0.changes.tell(Topic::Front);
    }

    /// Goes on with opening, now that the person has answered.
    ///
    /// # Errors
    /// What of the answer can't be meant, and [`ProblemCode::InstanceGone`] if nothing waits for
    /// an answer.
    pub fn answer_opening(&self, answer: OpeningAnswer) -> Result<(), Problem> {
        let number = {
            let mut state = self.state();
            let FrontState::Opening(opening) = &mut state.front else {
                return Err(Problem::new(ProblemCode::InstanceGone));
            };
            if opening.step == OpeningStep::Working {
                return Ok(());
            }
            opening.given.take(answer)?;
            opening.step = OpeningStep::Working;
            opening.number
        };
        self.0.changes.tell(Topic::Front);
        self.go_on(number);
        Ok(())
    }

    fn begin_opening(&self, name: String, region: String) {
        let number = {
            let mut state = self.state();
            state.openings += 1;
            let number = state.openings;
            state.front = FrontState::Opening(Box::new(Opening {
                name,
                region,
                step: OpeningStep::Working,
                number,
                cancel: CancellationToken::new(),
                given: Given::default(),
                ready: None,
            }));
            number
        };
        self.0.changes.tell(Topic::Front);
        self.go_on(number);
    }

    fn leave_opening(&self) {
        if let FrontState::Opening(opening) = &self.state().front {
            opening.cancel.cancel();
        }
    }

    /// Goes on until the instance is open or the person has to be asked.
    fn go_on(&self, number: u64) {
        let Some((name, mut given, ready, cancel)) = self.with_opening(number, |opening| {
            (
                opening.name.clone(),
                opening.given.clone(),
                opening.ready.clone(),
                opening.cancel.clone(),
            )
        }) else {
            return;
        };
        let desk = self.clone();
        self.0.runtime.spawn(async move {
            let work = async {
                match ready {
                    Some(open) => desk.finish(&name, &given, open).await,
                    None => desk.attempt(&name, &mut given).await,
                }
            };
            let Some(outcome) = cancel.run_until_cancelled(work).await else {
                return;
            };
            match outcome {
                Ok(open) => desk.opened(number, open),
                Err(Stop { step, ready }) => {
                    tracing::info!(step = step_name(&step), "opening stopped to ask");
                    desk.with_opening(number, |opening| {
                        opening.step = step;
                        opening.given = given;
                        opening.ready = ready;
                    });
                    desk.0.changes.tell(Topic::Front);
                }
            }
        });
    }

    fn opened(&self, number: u64, open: Arc<Open>) {
        if self.with_opening(number, |_| ()).is_none() {
            return;
        }
        open.workspace.refresh();
        self.show(open);
    }

    /// Works on the opening of that number, unless it was left.
    fn with_opening<T>(&self, number: u64, work: impl FnOnce(&mut Opening) -> T) -> Option<T> {
        match &mut self.state().front {
            FrontState::Opening(opening) if opening.number == number => Some(work(opening)),
            _ => None,
        }
    }

    async fn attempt(&self, name: &str, given: &mut Given) -> Result<Arc<Open>, Stop> {
        if name == PRACTICE {
            let open = self.open_practice().await;
            return open.map_err(|problem| failed(problem).into());
        }
        let settings = self.settings();
        let mut instances = settings.instances.iter().map(|sourced| &sourced.value);
        let instance = instances
            .find(|instance| instance.name == name)
            .ok_or_else(|| failed(Problem::new(ProblemCode::InstanceGone)))?;
        let signed_in = self.sign_in_to(instance, given).await?;
        let id = self.find(instance, &signed_in, given).await?;
        let open = self.look(instance, signed_in, id).await?;
        self.finish(name, given, open).await
    }

    /// Keeps the keys, the last thing before the instance is shown.
    async fn finish(&self, name: &str, given: &Given, open: Arc<Open>) -> Result<Arc<Open>, Stop> {
        let settings = self.settings();
        let mut instances = settings.instances.iter().map(|sourced| &sourced.value);
        if let Some(instance) = instances.find(|instance| instance.name == name)
            && let Err(step) = self.keep_keys(instance, given).await
        {
            return Err(Stop {
                step,
                ready: Some(open),
            });
        }
        Ok(open)
    }

    /// Finds out the id of the instance that is meant.
    pub(super) async fn find(
        &self,
        instance: &InstanceSettings,
        signed_in: &SignedIn,
        given: &Given,
    ) -> Result<String, OpeningStep> {
        let account = signed_in.caller().account;
        let reference = &instance.instance;
        if let Some(InstanceReference::Arn { arn, .. }) = reference
            && arn.split(':').nth(4) != Some(account.as_str())
        {
            let told = format!("signed in to {account}, and the instance is {arn}");
            return Err(failed(Problem::with_message(
                ProblemCode::WrongAccount,
                told,
            )));
        }
        if let Some(id) = reference.as_ref().and_then(InstanceReference::id) {
            return Ok(id.to_string());
        }
        let remembered = || self.0.memory.get().picked.get(&instance.name).cloned();
        let picked = given.picked.clone();
        if reference.is_none()
            && let Some(id) = picked.clone().or_else(remembered)
        {
            return Ok(id);
        }
        let access = self.access_to(instance, signed_in, "").map_err(failed)?;
        let listed = Connect::new(access).instances().await.map_err(failed)?;
        if let Some(InstanceReference::Alias(alias)) = reference {
            let same = |one: &&Instance| {
                let own = one.alias.as_deref().unwrap_or_default();
                own.eq_ignore_ascii_case(alias)
            };
            return listed
                .iter()
                .find(same)
                .map(|one| one.id.clone())
                .ok_or_else(|| {
                    let told = format!("ListInstances names no instance with the alias {alias}.");
                    failed(Problem::with_message(ProblemCode::InstanceNotFound, told))
                });
        }
        Err(OpeningStep::Pick {
            choices: listed
                .into_iter()
                .map(|one| InstanceChoice {
                    id: one.id,
                    alias: one.alias,
                    access_url: one.access_url,
                })
                .collect(),
        })
    }

    /// Looks whether the instance is there. Somebody who may not read its description may well
    /// read its users, so that a refusal of the one doesn't keep them from the others.
    async fn look(
        &self,
        instance: &InstanceSettings,
        signed_in: SignedIn,
        id: String,
    ) -> Result<Arc<Open>, OpeningStep> {
        let gate = Gate::default();
        let look = self.access_to(instance, &signed_in, &id).map_err(failed)?;
        let described = match Connect::new(look).instance().await {
            Ok(described) => Some(described),
            Err(problem) if problem.code == ProblemCode::AccessDenied => None,
            Err(problem) if problem.code == ProblemCode::NotFound => {
                self.0.memory.change(|memory| {
                    memory.picked.remove(&instance.name);
                });
                return Err(failed(Problem {
                    code: ProblemCode::InstanceNotFound,
                    ..problem
                }));
            }
            Err(problem) => return Err(failed(problem)),
        };
        if instance.instance.is_none() {
            self.0.memory.change(|memory| {
                memory.picked.insert(instance.name.clone(), id.clone());
            });
        }
        let changes = self.0.changes.clone();
        let connect = Connect::new(Access {
            gate: Some(gate.clone()),
            on_known: Box::new(move || changes.tell(Topic::Access)),
            ..self.access_to(instance, &signed_in, &id).map_err(failed)?
        });
        let workspace = Workspace::new(
            connect.clone(),
            self.0.changes.clone(),
            self.0.runtime.clone(),
        );
        Ok(Arc::new(Open {
            header: InstanceHeader {
                name: instance.name.clone(),
                region: instance.region.clone(),
                practice: false,
                colour: colour_of(instance),
                alias: described.as_ref().and_then(|one| one.alias.clone()),
                id,
            },
            workspace,
            connect,
            caller: signed_in.caller(),
            arn: described.map(|one| one.arn),
            practice: None,
            asking: super::Mutex::default(),
            _listening: self.listen(&gate, Some(&signed_in)),
            gate,
            signed_in: Some(signed_in),
        }))
    }

    /// A way in for somebody who is signed in, at the pace of their account and Region.
    pub(super) fn access_to(
        &self,
        instance: &InstanceSettings,
        signed_in: &SignedIn,
        id: &str,
    ) -> Result<Access, Problem> {
        let credentials = SharedCredentialsProvider::new(signed_in.clone());
        let http_client = self.means(instance)?.http_client;
        Ok(Access {
            endpoint_url: instance.endpoint_url.clone(),
            pace: self.pace(&signed_in.caller().account, &instance.region),
            ..Access::new(&instance.region, id, credentials, http_client)
        })
    }
}

/// The colour that was chosen for an instance, or one of its own.
pub(super) fn colour_of(instance: &InstanceSettings) -> Colour {
    instance
        .colour
        .unwrap_or_else(|| Colour::of_name(&instance.name))
}

/// What an opening stops at.
struct Stop {
    step: OpeningStep,
    ready: Option<Arc<Open>>,
}

impl From<OpeningStep> for Stop {
    fn from(step: OpeningStep) -> Self {
        Self { step, ready: None }
    }
}

/// For the log, which holds no names of people: AWS's messages do.
fn step_name(step: &OpeningStep) -> String {
    match step {
        OpeningStep::Working => "working".into(),
        OpeningStep::NeedsKeys { problem: None } => "keys".into(),
        OpeningStep::NeedsKeys {
            problem: Some(problem),
        } => format!("keys: {:?}", problem.code),
        OpeningStep::NeedsCode { .. } => "code".into(),
        OpeningStep::Pick { .. } => "pick".into(),
        OpeningStep::NotKept { problem } => format!("not kept: {:?}", problem.code),
        OpeningStep::Failed { problem } => format!("failed: {:?}", problem.code),
    }
}
