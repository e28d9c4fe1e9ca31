//! What the person may do in the open instance, how their sign-in stands, signing in again while
//! work waits, and which login is their own.

use super::{
    Desk, Open, failed, locked,
    signing_in::{Asking, Given},
};
use crate::{
    connect::Known,
    credentials::SignedIn,
    domain::{InstancePlace, Problem, ProblemCode, policy_for},
    settings::{InstanceSettings, Severity, SignIn, Source, Sourced},
    wire::{
        Access, AccessState, CalledAs, ChangeAccess, ChangeKind, OpeningAnswer, OpeningStep,
        OwnLogin, Paused, ReadAccess, ReadPart, Topic,
    },
};

/// The operations that each reading is made of. One that was refused is what people are told of.
const READS: [(ReadPart, &[&str]); 7] = [
    (ReadPart::Users, &["SearchUsers"]),
    (ReadPart::LastChanges, &["ListUsers"]),
    (
        ReadPart::Details,
        &["DescribeUser", "ListUserProficiencies"],
    ),
    (
        ReadPart::Names,
        &[
            "ListRoutingProfiles",
            "ListSecurityProfiles",
            "SearchUserHierarchyGroups",
        ],
    ),
    (ReadPart::QuickConnects, &["SearchQuickConnects"]),
    (ReadPart::Queues, &["ListQueues", "ListQueueQuickConnects"]),
    (ReadPart::Instance, &["DescribeInstance"]),
];

/// The operations that each kind of change is made of.
const CHANGES: [(ChangeKind, &[&str]); 3] = [
    (
        ChangeKind::Edit,
        &[
            "UpdateUserIdentityInfo",
            "UpdateUserConfig",
            "UpdateUserPhoneConfig",
            "UpdateUserRoutingProfile",
            "UpdateUserSecurityProfiles",
            "UpdateUserHierarchy",
        ],
    ),
    (ChangeKind::Create, &["CreateUser"]),
    (ChangeKind::Delete, &["DeleteUser"]),
];

impl Desk {
    /// What is known of the person's access to the open instance.
    ///
    /// # Errors
    /// [`ProblemCode::InstanceGone`] while none is open.
    pub fn access(&self) -> Result<Access, Problem> {
        self.reload_settings();
        let open = self.open()?;
        let standing = open.signed_in.as_ref().map(SignedIn::standing);
        let standing = standing.map(|standing| standing.borrow().clone());
        let standing = standing.unwrap_or_default();
        let caller = open.caller();
        Ok(Access {
            called_as: Some(CalledAs {
                account: caller.account,
                arn: caller.arn,
            }),
            expires_at: standing.expires_at.map(|end| end.as_millisecond()),
            asks_again: standing.asks_again,
            paused: self.paused(&open),
            reads: READS
                .into_iter()
                .map(|(part, operations)| ReadAccess {
                    part,
                    state: open.known(operations),
                })
                .collect(),
            changes: CHANGES
                .into_iter()
                .map(|(change, operations)| ChangeAccess {
                    change,
                    state: self.change_access(&open, change, operations),
                })
                .collect(),
            own_login: self.own_login(&open),
        })
    }

    /// Signs in again in the open instance, and lets the work that waits go on.
    ///
    /// # Errors
    /// What of the answer can't be meant. How signing in went, [`Desk::access`] tells.
    pub fn answer_access(&self, answer: OpeningAnswer) -> Result<(), Problem> {
        let open = self.open()?;
        if open.gate.closed().is_none() {
            return Ok(());
        }
        {
            let step = self.paused(&open).map(|paused| paused.step);
            let mut asking = locked(&open.asking);
            let asking = asking.get_or_insert_with(|| Asking {
                step: step.unwrap_or(failed(Problem::new(ProblemCode::CredentialsExpired))),
                given: Given::default(),
                ready: None,
            });
            if asking.step == OpeningStep::Working {
                return Ok(());
            }
            if let OpeningStep::NeedsCode { device, .. } = &asking.step {
                asking.given.device = Some(device.clone());
            }
            if matches!(
                answer,
                OpeningAnswer::Keys { .. } | OpeningAnswer::Code { .. }
            ) {
                asking.ready = None;
            }
            asking.given.take(answer)?;
            asking.step = OpeningStep::Working;
        }
        self.0.changes.tell(Topic::Access);
        let desk = self.clone();
        self.0.runtime.spawn(async move {
            let taken = locked(&open.asking)
                .as_mut()
                .map(|asking| (asking.given.clone(), asking.ready.take()));
            let Some((mut given, ready)) = taken else {
                return;
            };
            let outcome = desk.renew(&open, &mut given, ready).await;
            let done = outcome.is_ok();
            *locked(&open.asking) =
                outcome
                    .err()
                    .map(|(step, ready)| Asking { step, given, ready });
            if done {
                open.gate.open();
            }
            desk.0.changes.tell(Topic::Access);
        });
        Ok(())
    }

    /// Remembers which of the users is the person themselves, or that none is.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`] if the list has no user of that login.
    pub fn save_own_login(&self, login: Option<String>) -> Result<(), Problem> {
        let open = self.open()?;
        let login = match login {
            None => None,
            Some(login) => {
                let found = open.workspace.login(&login);
                Some(found.ok_or_else(|| Problem::with_message(ProblemCode::NotFound, login))?)
            }
        };
        self.0.memory.change(|memory| {
            memory.own_logins.insert(open.header.id.clone(), login);
        });
        self.0.changes.tell(Topic::Access);
        Ok(())
    }

    fn own_login(&self, open: &Open) -> OwnLogin {
        match self.0.memory.get().own_logins.get(&open.header.id) {
            Some(Some(login)) => OwnLogin::Known {
                login: login.clone(),
            },
            Some(None) => OwnLogin::None,
            None => OwnLogin::NotAsked {
                suggestion: open.own_login_hint(),
            },
        }
    }

    /// Why work waits, if it does, and what the person is asked for.
    fn paused(&self, open: &Open) -> Option<Paused> {
        let Some(problem) = open.gate.closed() else {
            *locked(&open.asking) = None;
            return None;
        };
        let step = locked(&open.asking)
            .as_ref()
            .map(|asking| asking.step.clone());
        let step = step.unwrap_or_else(|| step_after(&problem, open.instance.as_ref()));
        Some(Paused { problem, step })
    }

    /// Signs in anew and hands the credentials to everything that uses the earlier ones.
    async fn renew(
        &self,
        open: &Open,
        given: &mut Given,
        ready: Option<SignedIn>,
    ) -> Result<(), (OpeningStep, Option<SignedIn>)> {
        // The practice instance asks nobody, and is only tried again.
        let (Some(signed_in), Some(instance)) = (&open.signed_in, &open.instance) else {
            return Ok(());
        };
        let newer = match ready {
            Some(newer) => newer,
            None => self
                .sign_in_to(instance, given)
                .await
                .map_err(|step| (step, None))?,
        };
        if let Err(step) = self
            .keep_after_check(instance, given, signed_in, &newer)
            .await
        {
            let ready = matches!(step, OpeningStep::NotKept { .. }).then_some(newer);
            return Err((step, ready));
        }
        signed_in
            .replace(&newer)
            .await
            .map_err(|problem| (failed(problem), None))?;
        open.connect.forget_known();
        Ok(())
    }

    /// Keeps typed keys, but never those of another account in the place of the right ones.
    async fn keep_after_check(
        &self,
        instance: &InstanceSettings,
        given: &mut Given,
        before: &SignedIn,
        newer: &SignedIn,
    ) -> Result<(), OpeningStep> {
        let (before, now) = (before.caller().account, newer.caller().account);
        if before != now {
            let told = format!("{now} instead of {before}");
            let problem = Problem::with_message(ProblemCode::OtherAccount, told);
            return Err(match given.keys.take() {
                Some(_) => OpeningStep::NeedsKeys {
                    problem: Some(problem),
                },
                None => failed(problem),
            });
        }
        self.keep_keys(instance, given).await
    }

    fn change_access(&self, open: &Open, change: ChangeKind, operations: &[&str]) -> AccessState {
        if open.header.practice {
            return AccessState::Yes;
        }
        let settings = self.settings();
        let allowed: &Sourced<bool> = match change {
            ChangeKind::Edit => &settings.allow.edit,
            ChangeKind::Create => &settings.allow.create,
            ChangeKind::Delete => &settings.allow.delete,
        };
        if allowed.value {
            return open.known(operations);
        }
        let mut findings = settings.findings.iter();
        match findings.find(|finding| finding.severity == Severity::Blocking) {
            Some(finding) => AccessState::Blocked {
                finding: finding.clone(),
            },
            None => AccessState::Forbidden {
                source: allowed.source.clone(),
            },
        }
    }
}

impl Open {
    /// As whom calls are made now.
    pub(super) fn caller(&self) -> crate::domain::Caller {
        let signed_in = self.signed_in.as_ref().map(SignedIn::caller);
        signed_in.unwrap_or_else(|| self.caller.clone())
    }

    /// Where the instance is, for policies.
    fn place(&self) -> InstancePlace {
        match &self.arn {
            Some(arn) => InstancePlace::read(arn),
            None => InstancePlace {
                region: Some(self.header.region.clone()),
                account: Some(self.caller.account.clone()),
                instance: Some(self.header.id.clone()),
                alias: None,
            },
        }
    }

    /// What is known of some operations together: a refusal of one counts for all.
    fn known(&self, operations: &[&str]) -> AccessState {
        let known: Vec<_> = operations
            .iter()
            .filter_map(|operation| Some((*operation, self.connect.known(operation)?)))
            .collect();
        let refused = known.iter().find_map(|(operation, known)| match known {
            Known::Refused(problem) => Some((operation, problem)),
            Known::Allowed => None,
        });
        match refused {
            Some((operation, problem)) => AccessState::Refused {
                problem: problem.clone(),
                policy: policy_for(&self.place(), operation).map(|policy| policy.json),
            },
            None if known.len() < operations.len() => AccessState::NotKnown,
            None => AccessState::Yes,
        }
    }

    /// The login that the caller's ARN hints at: an IAM user's or a session's name often is one,
    /// or an e-mail address that begins with one.
    fn own_login_hint(&self) -> Option<String> {
        let arn = self.caller().arn;
        let name = arn.rsplit('/').next()?;
        let before_at = name.split('@').next()?;
        let login = |name: &str| self.workspace.login(name);
        login(name).or_else(|| login(before_at))
    }
}

/// What to ask for when credentials are over.
fn step_after(problem: &Problem, instance: Option<&InstanceSettings>) -> OpeningStep {
    let device = || {
        let technical = problem.technical.as_ref();
        technical.and_then(|technical| technical.message.clone())
    };
    let Some(instance) = instance else {
        return failed(problem.clone());
    };
    let with_code = instance
        .role
        .as_ref()
        .and_then(|role| role.mfa_serial.clone());
    match (problem.code, &instance.sign_in) {
        (ProblemCode::MfaNeeded, _) => OpeningStep::NeedsCode {
            device: device().or(with_code).unwrap_or_default(),
            problem: None,
        },
        (ProblemCode::CredentialsRefused, SignIn::AccessKeys) => {
            OpeningStep::NeedsKeys { problem: None }
        }
        // The keys themselves are good; the role's session is what is over.
        (_, SignIn::AccessKeys) if instance.role.is_some() => match with_code {
            Some(device) => OpeningStep::NeedsCode {
                device,
                problem: None,
            },
            None => failed(problem.clone()),
        },
        (_, SignIn::AccessKeys) => OpeningStep::NeedsKeys { problem: None },
        _ => failed(problem.clone()),
    }
}

/// The place of a setting, in words for a report.
pub(super) fn told(source: &Source) -> String {
    match source {
        Source::Managed { file, line } => format!("managed, {file}:{line}"),
        Source::User { file, line } => format!("user, {file}:{line}"),
        Source::Default => "default".to_owned(),
    }
}
