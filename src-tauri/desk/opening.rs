//! The way into an instance: signing in, finding out which instance is meant, looking whether it is
//! there, keeping the keys. It may stop to ask the person something, and can be left at any time.

use std::sync::Arc;

use aws_credential_types::provider::SharedCredentialsProvider;
use tokio_util::sync::CancellationToken;

use super::{
    Desk, FrontState, Open, failed,
    practice::{PRACTICE, is_practice},
    signing_in::{Given, entry_of},
};
use crate::{
    connect::{Access, Connect, Gate},
    credentials::SignedIn,
    domain::{Instance, Problem, ProblemCode},
    roster::Workspace,
    settings::{Colour, InstanceReference, InstanceSettings, SignIn},
    wire::{InstanceChoice, InstanceHeader, OpeningAnswer, OpeningStep, Topic},
};

/// An instance on its way to being open.
pub(super) struct Opening {
    pub(super) name: String,
    pub(super) region: String,
    pub(super) step: OpeningStep,
    pub(super) number: u64,
    pub(super) cancel: CancellationToken,
    way: Way,
}

/// How far somebody is on the way in.
#[derive(Clone)]
struct Way {
    /// The settings as they were when the opening began: what is typed under one heading never
    /// goes elsewhere. The practice instance has none.
    instance: Option<InstanceSettings>,
    given: Given,
    /// Signed in already: a code is good once, and a program may have asked the person.
    signed_in: Option<SignedIn>,
    /// Open already; what is left is where to keep the keys.
    ready: Option<Arc<Open>>,
}

impl Desk {
    /// Begins to open the instance of that name, or shows it at once if it is open already.
    ///
    /// # Errors
    /// [`ProblemCode::InstanceGone`] if there is none of the name.
    pub fn open_instance(&self, name: &str) -> Result<(), Problem> {
        let (name, region, instance) = if is_practice(name) {
            (
                PRACTICE.to_owned(),
                crate::practice::REGION.to_owned(),
                None,
            )
        } else {
            let settings = self.reload_settings();
            let mut instances = settings.instances.iter().map(|sourced| &sourced.value);
            let named =
                instances.find(|instance| instance.name.to_lowercase() == name.to_lowercase());
            let instance = named.ok_or_else(|| gone(name))?.clone();
            (
                instance.name.clone(),
                instance.region.clone(),
                Some(instance),
            )
        };
        self.leave_opening();
        let open = self.state().opened.get(&name).cloned();
        match open {
            Some(open) if same_way(open.instance.as_ref(), instance.as_ref()) => {
                self.show(open, None);
            }
            Some(_) => {
                // It leads elsewhere than it did when it was opened.
                self.close(&name);
                self.begin_opening(name, region, instance);
            }
            None => self.begin_opening(name, region, instance),
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
            if matches!(
                answer,
                OpeningAnswer::Keys { .. } | OpeningAnswer::Code { .. }
            ) {
                opening.way.signed_in = None;
                opening.way.ready = None;
            }
            opening.way.given.take(answer)?;
            opening.step = OpeningStep::Working;
            opening.number
        };
        self.0.changes.tell(Topic::Front);
        self.go_on(number);
        Ok(())
    }

    /// Forgets what was typed on the way into an instance, and that somebody is signed in.
    pub(super) fn forget_given(&self, name: &str) {
        if let FrontState::Opening(opening) = &mut self.state().front
            && opening.name == name
        {
            opening.way.given = Given::default();
            opening.way.signed_in = None;
            opening.way.ready = None;
        }
    }

    fn begin_opening(&self, name: String, region: String, instance: Option<InstanceSettings>) {
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
                way: Way {
                    instance,
                    given: Given::default(),
                    signed_in: None,
                    ready: None,
                },
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
        let Some((mut way, cancel)) = self.with_opening(number, |opening| {
            (opening.way.clone(), opening.cancel.clone())
        }) else {
            return;
        };
        let desk = self.clone();
        self.0.runtime.spawn(async move {
            let attempt = cancel.run_until_cancelled(desk.attempt(&mut way)).await;
            let Some(outcome) = attempt else {
                return;
            };
            match outcome {
                Ok(open) => desk.show(open, Some(number)),
                Err(step) => {
                    tracing::info!(step = step_name(&step), "opening stopped to ask");
                    desk.with_opening(number, |opening| {
                        opening.step = step;
                        opening.way = way;
                    });
                    desk.0.changes.tell(Topic::Front);
                }
            }
        });
    }

    /// Works on the opening of that number, unless it was left.
    fn with_opening<T>(&self, number: u64, work: impl FnOnce(&mut Opening) -> T) -> Option<T> {
        match &mut self.state().front {
            FrontState::Opening(opening) if opening.number == number => Some(work(opening)),
            _ => None,
        }
    }

    async fn attempt(&self, way: &mut Way) -> Result<Arc<Open>, OpeningStep> {
        let Some(instance) = way.instance.clone() else {
            return self.open_practice().await.map_err(failed);
        };
        let open = match way.ready.clone() {
            Some(open) => open,
            None => self
                .way_in(&instance, way)
                .await
                .map_err(|step| with_other_keys(step, &instance, way))?,
        };
        // The last thing before it is shown: keys are kept when they are known to be good.
        way.ready = Some(Arc::clone(&open));
        self.keep_keys(&instance, &way.given).await?;
        Ok(open)
    }

    async fn way_in(
        &self,
        instance: &InstanceSettings,
        way: &mut Way,
    ) -> Result<Arc<Open>, OpeningStep> {
        let signed_in = match way.signed_in.clone() {
            Some(signed_in) => signed_in,
            None => self.sign_in_to(instance, &mut way.given).await?,
        };
        way.signed_in = Some(signed_in.clone());
        let account = signed_in.caller().account;
        let pick = pick_key(instance, &account);
        loop {
            let id = self.find(instance, &signed_in, &way.given).await?;
            let picked_now = way.given.picked.take().is_some();
            match self.look(instance, &signed_in, id.clone()).await {
                Ok((open, is_described)) => {
                    // A pick of earlier that can't be seen any more may be gone.
                    if instance.instance.is_none()
                        && !is_described
                        && !picked_now
                        && !self.is_listed(instance, &signed_in, &id).await?
                    {
                        self.0.memory.change(|memory| {
                            memory.picked.remove(&pick);
                        });
                        continue;
                    }
                    if instance.instance.is_none() {
                        self.0.memory.change(|memory| {
                            memory.picked.insert(pick, id);
                        });
                    }
                    return Ok(open);
                }
                Err(problem) => {
                    if problem.code == ProblemCode::InstanceNotFound {
                        self.0.memory.change(|memory| {
                            memory.picked.remove(&pick);
                        });
                    }
                    return Err(failed(problem));
                }
            }
        }
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
        let pick = pick_key(instance, &account);
        let remembered = || self.0.memory.get().picked.get(&pick).cloned();
        let picked = given.picked.clone();
        if reference.is_none()
            && let Some(id) = picked.clone().or_else(remembered)
        {
            return Ok(id);
        }
        let listed = self.listed(instance, signed_in).await?;
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

    /// The instances that AWS lists for somebody.
    async fn listed(
        &self,
        instance: &InstanceSettings,
        signed_in: &SignedIn,
    ) -> Result<Vec<Instance>, OpeningStep> {
        let access = self.access_to(instance, signed_in, "").map_err(failed)?;
        Connect::new(access).instances().await.map_err(failed)
    }

    async fn is_listed(
        &self,
        instance: &InstanceSettings,
        signed_in: &SignedIn,
        id: &str,
    ) -> Result<bool, OpeningStep> {
        let listed = self.listed(instance, signed_in).await?;
        Ok(listed.iter().any(|one| one.id == id))
    }

    /// Looks whether the instance is there, and tells whether it could be seen. Somebody who may
    /// not read its description may well read its users, so that a refusal of the one doesn't keep
    /// them from the others.
    async fn look(
        &self,
        instance: &InstanceSettings,
        signed_in: &SignedIn,
        id: String,
    ) -> Result<(Arc<Open>, bool), Problem> {
        let look = Connect::new(self.access_to(instance, signed_in, &id)?);
        let described = match look.instance().await {
            Ok(described) => {
                is_the_one(&described, &id, instance, &signed_in.caller().account)?;
                Some(described)
            }
            Err(problem) if problem.code == ProblemCode::AccessDenied => None,
            Err(problem) if problem.code == ProblemCode::NotFound => {
                return Err(Problem {
                    code: ProblemCode::InstanceNotFound,
                    ..problem
                });
            }
            Err(problem) => return Err(problem),
        };
        let is_described = described.is_some();
        let gate = Gate::default();
        let changes = self.0.changes.clone();
        let connect = Connect::new(Access {
            gate: Some(gate.clone()),
            on_known: Box::new(move || changes.tell(Topic::Access)),
            ..self.access_to(instance, signed_in, &id)?
        });
        connect.learn_known(&look);
        let workspace = Workspace::new(
            connect.clone(),
            self.0.changes.clone(),
            self.0.runtime.clone(),
        );
        let open = Arc::new(Open {
            header: InstanceHeader {
                name: instance.name.clone(),
                region: instance.region.clone(),
                practice: false,
                colour: colour_of(instance),
                alias: described.as_ref().and_then(|one| one.alias.clone()),
                id,
            },
            workspace,
            instance: Some(instance.clone()),
            connect,
            caller: signed_in.caller(),
            arn: described.map(|one| one.arn),
            practice: None,
            asking: super::Mutex::default(),
            _listening: self.listen(&gate, Some(signed_in)),
            gate,
            signed_in: Some(signed_in.clone()),
        });
        Ok((open, is_described))
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

/// By what a picked instance is remembered: what is picked for one account is nothing to another.
pub(super) fn pick_key(instance: &InstanceSettings, account: &str) -> String {
    format!("{} {account}", entry_of(instance))
}

/// Whether what answered is the instance that was asked for: an address of one's own may lead to
/// another one.
fn is_the_one(
    described: &Instance,
    id: &str,
    instance: &InstanceSettings,
    account: &str,
) -> Result<(), Problem> {
    let parts: Vec<&str> = described.arn.split(':').collect();
    let code = match parts[..] {
        [_, _, _, region, ..] if region != instance.region => ProblemCode::WrongRegion,
        [_, _, _, _, owner, ..] if owner != account => ProblemCode::WrongAccount,
        _ if !described.id.eq_ignore_ascii_case(id) => ProblemCode::InstanceNotFound,
        _ => return Ok(()),
    };
    let told = format!("asked for {id}, and {} answered", described.arn);
    Err(Problem::with_message(code, told))
}

/// Where other access keys may help, they are what the person is asked for.
fn with_other_keys(step: OpeningStep, instance: &InstanceSettings, way: &mut Way) -> OpeningStep {
    let of_keys = |problem: &Problem| {
        matches!(
            problem.code,
            ProblemCode::CredentialsExpired
                | ProblemCode::CredentialsRefused
                | ProblemCode::WrongAccount
        )
    };
    match step {
        OpeningStep::Failed { problem } if of_keys(&problem) => {
            // Trying again begins with signing in: there may be others by then.
            way.signed_in = None;
            if instance.sign_in != SignIn::AccessKeys {
                return failed(problem);
            }
            way.given.keys = None;
            OpeningStep::NeedsKeys {
                problem: Some(problem),
            }
        }
        step => step,
    }
}

fn same_way(one: Option<&InstanceSettings>, other: Option<&InstanceSettings>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.same_way(other),
        (None, None) => true,
        _ => false,
    }
}

fn gone(name: &str) -> Problem {
    Problem::with_message(ProblemCode::InstanceGone, name)
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
