//! The connection check: from the server's name to the permission, step by step, each with a plain
//! verdict, and a report for IT. It changes nothing and asks nobody for anything.

use std::{fmt::Write as _, time::Duration};

use jiff::Timestamp;
use tokio::{net, time::timeout};
use tokio_util::sync::CancellationToken;

use super::{Desk, locked, practice::is_practice, signing_in::Given};
use crate::{
    connect::Connect,
    credentials::{Answered, Route, SignedIn, probe},
    domain::{Problem, ProblemCode},
    host,
    settings::InstanceSettings,
    wire::{CheckPart, CheckStep, CheckVerdict, ConnectionCheck, OpeningStep, Topic},
};

/// How long a step may take that is about one connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far the computer's clock may be off: AWS takes requests that were signed within five
/// minutes of its own time (IAM User Guide, "Signature Version 4 for API requests").
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5 * 60);

const PARTS: [CheckPart; 6] = [
    CheckPart::Name,
    CheckPart::Reach,
    CheckPart::Encryption,
    CheckPart::Clock,
    CheckPart::Signature,
    CheckPart::Permission,
];

/// How long signing in may take in a check, and how long Connect may be asked.
const LONGER_PATIENCE: Duration = Duration::from_secs(60);

/// A check, under way or done.
pub struct Check {
    state: ConnectionCheck,
    cancel: CancellationToken,
    number: u64,
}

impl Desk {
    /// Starts to check the connection to the instance of that name. One that is under way is
    /// stopped.
    ///
    /// # Errors
    /// [`ProblemCode::InstanceGone`] if there is none of the name, or it is the practice instance,
    /// which is on no network.
    pub fn start_check(&self, name: &str) -> Result<(), Problem> {
        let settings = self.settings();
        let mut instances = settings.instances.iter().map(|sourced| &sourced.value);
        let instance = instances.find(|instance| instance.name == name);
        let (Some(instance), false) = (instance.cloned(), is_practice(name)) else {
            return Err(Problem::with_message(ProblemCode::InstanceGone, name));
        };
        let cancel = CancellationToken::new();
        let mut current = locked(&self.0.check);
        let number = current.as_ref().map_or(0, |before| before.number + 1);
        let check = Check {
            number,
            state: ConnectionCheck {
                instance: name.to_owned(),
                running: true,
                steps: PARTS
                    .map(|part| CheckStep {
                        part,
                        verdict: CheckVerdict::Waiting,
                    })
                    .to_vec(),
                report: String::new(),
            },
            cancel: cancel.clone(),
        };
        if let Some(before) = current.replace(check) {
            before.cancel.cancel();
        }
        drop(current);
        self.0.changes.tell(Topic::Check);
        let desk = self.clone();
        self.0.runtime.spawn(async move {
            let run = Run {
                desk: &desk,
                instance: &instance,
                number,
            };
            let route = Route::to(&desk.proxy(), &url_of(&instance));
            let _ = cancel.run_until_cancelled(run.all(&route)).await;
            // What the system is may take a program to find out.
            let about = desk
                .0
                .runtime
                .spawn_blocking(|| host::About::here().to_string());
            run.end(&route, &about.await.unwrap_or_default());
        });
        Ok(())
    }

    /// How the check that was started last is; nothing before the first.
    pub fn check_state(&self) -> Option<ConnectionCheck> {
        locked(&self.0.check)
            .as_ref()
            .map(|check| check.state.clone())
    }

    /// Stops the check that is under way.
    pub fn cancel_check(&self) {
        if let Some(check) = locked(&self.0.check).as_ref() {
            check.cancel.cancel();
        }
    }
}

struct Run<'r> {
    desk: &'r Desk,
    instance: &'r InstanceSettings,
    /// Which check this is: one that was stopped must not speak for the one that followed it.
    number: u64,
}

impl Run<'_> {
    async fn all(&self, route: &Route) {
        // What is on the way decides all that follows; what is further on needs it.
        let addresses = match self.step(CheckPart::Name, name(route)).await {
            Ok(addresses) => addresses,
            Err(()) => return self.give_up_from(1),
        };
        if self
            .step(CheckPart::Reach, reach(&addresses))
            .await
            .is_err()
        {
            return self.give_up_from(2);
        }
        let url = url_of(self.instance);
        self.set(CheckPart::Encryption, CheckVerdict::Running);
        let answered = match self.desk.proxy_probe(&url).await {
            Ok(answered) => answered,
            Err(problem) => {
                self.set(CheckPart::Encryption, CheckVerdict::Failed { problem });
                return self.give_up_from(3);
            }
        };
        self.set(
            CheckPart::Encryption,
            if url.starts_with("https:") {
                CheckVerdict::Passed {
                    detail: format!("{url} answered {}", answered.status),
                }
            } else {
                CheckVerdict::NotNeeded
            },
        );
        // A wrong clock is worth knowing, but whether AWS minds it, only AWS can tell.
        self.set(CheckPart::Clock, clock(&answered, Timestamp::now()));
        match self.step_signature().await {
            Some(signed_in) => self.permission(&signed_in).await,
            None => self.give_up_from(5),
        }
    }

    async fn step<T: Told>(
        &self,
        part: CheckPart,
        work: impl Future<Output = Result<T, Problem>>,
    ) -> Result<T, ()> {
        self.set(part, CheckVerdict::Running);
        match work.await {
            Ok(seen) => {
                let detail = seen.told();
                self.set(part, CheckVerdict::Passed { detail });
                Ok(seen)
            }
            Err(problem) => {
                self.set(part, CheckVerdict::Failed { problem });
                Err(())
            }
        }
    }

    /// Whoever is signed in already, or can be without typing anything.
    async fn step_signature(&self) -> Option<SignedIn> {
        let part = CheckPart::Signature;
        self.set(part, CheckVerdict::Running);
        let open = self.desk.state().opened.get(&self.instance.name).cloned();
        let signing_in = async {
            match open.and_then(|open| open.signed_in.clone()) {
                Some(signed_in) => match signed_in.check().await {
                    Ok(()) => Ok(signed_in),
                    Err(problem) => Err(CheckVerdict::Failed { problem }),
                },
                None => {
                    let mut given = Given::default();
                    let signed_in = self.desk.sign_in_to(self.instance, &mut given).await;
                    signed_in.map_err(|step| match step {
                        OpeningStep::Failed { problem }
                        | OpeningStep::NeedsKeys {
                            problem: Some(problem),
                        } => CheckVerdict::Failed { problem },
                        _ => CheckVerdict::NotSignedIn,
                    })
                }
            }
        };
        let outcome = timeout(LONGER_PATIENCE, signing_in).await;
        match outcome.unwrap_or_else(|_| Err(timed_out())) {
            Ok(signed_in) => {
                let detail = signed_in.caller().arn;
                self.set(part, CheckVerdict::Passed { detail });
                Some(signed_in)
            }
            Err(verdict) => {
                self.set(part, verdict);
                None
            }
        }
    }

    async fn permission(&self, signed_in: &SignedIn) {
        let part = CheckPart::Permission;
        self.set(part, CheckVerdict::Running);
        let verdict = match timeout(LONGER_PATIENCE, self.try_as(signed_in)).await {
            Ok(Ok(())) => CheckVerdict::Passed {
                detail: "DescribeInstance and SearchUsers were answered".to_owned(),
            },
            Ok(Err(problem)) => CheckVerdict::Failed { problem },
            Err(_) => timed_out(),
        };
        self.set(part, verdict);
    }

    /// Tries it apart from what is open, so that a check never holds up work, or waits with it.
    async fn try_as(&self, signed_in: &SignedIn) -> Result<(), Problem> {
        let given = Given::default();
        let id = self.desk.find(self.instance, signed_in, &given).await;
        let id = match id {
            Ok(id) => id,
            Err(OpeningStep::Failed { problem }) => return Err(problem),
            // Which instance is meant is not decided yet; that they can be listed is all to see.
            Err(_) => return Ok(()),
        };
        let access = self.desk.access_to(self.instance, signed_in, &id)?;
        let tried = Connect::new(access).probe().await;
        tried.map_err(|problem| match problem.code {
            ProblemCode::NotFound => Problem {
                code: ProblemCode::InstanceNotFound,
                ..problem
            },
            _ => problem,
        })
    }

    fn give_up_from(&self, first: usize) {
        for part in PARTS.into_iter().skip(first) {
            self.set(part, CheckVerdict::NotTried);
        }
    }

    fn set(&self, part: CheckPart, verdict: CheckVerdict) {
        if let Some(check) = locked(&self.desk.0.check).as_mut()
            && check.number == self.number
            && let Some(step) = check.state.steps.iter_mut().find(|step| step.part == part)
        {
            step.verdict = verdict;
        }
        self.desk.0.changes.tell(Topic::Check);
    }

    fn end(&self, route: &Route, about: &str) {
        {
            let mut check = locked(&self.desk.0.check);
            let Some(check) = check.as_mut() else {
                return;
            };
            if check.number != self.number {
                return;
            }
            let state = &mut check.state;
            state.running = false;
            for step in &mut state.steps {
                if matches!(step.verdict, CheckVerdict::Waiting | CheckVerdict::Running) {
                    step.verdict = CheckVerdict::NotTried;
                }
            }
            state.report = report(about, state, self.instance, route);
            for step in &state.steps {
                if let CheckVerdict::Failed { problem } = &step.verdict {
                    tracing::warn!(part = ?step.part, code = ?problem.code, "a check failed");
                }
            }
        }
        self.desk.0.changes.tell(Topic::Check);
    }
}

fn timed_out() -> CheckVerdict {
    CheckVerdict::Failed {
        problem: Problem::new(ProblemCode::TimedOut),
    }
}

/// What a step has seen, for the report.
trait Told {
    fn told(&self) -> String;
}

impl Told for Vec<std::net::SocketAddr> {
    fn told(&self) -> String {
        let all: Vec<_> = self.iter().map(ToString::to_string).collect();
        all.join(", ")
    }
}

impl Told for std::net::SocketAddr {
    fn told(&self) -> String {
        self.to_string()
    }
}

impl Desk {
    async fn proxy_probe(&self, url: &str) -> Result<Answered, Problem> {
        probe(&self.proxy(), url, PATIENCE).await
    }
}

/// Where Connect is called for an instance.
fn url_of(instance: &InstanceSettings) -> String {
    let InstanceSettings {
        region,
        endpoint_url,
        ..
    } = instance;
    // All of Connect's Regions, GovCloud among them, have this ending (Amazon Connect endpoints
    // and quotas, AWS General Reference).
    endpoint_url
        .clone()
        .unwrap_or_else(|| format!("https://connect.{region}.amazonaws.com"))
}

async fn name(route: &Route) -> Result<Vec<std::net::SocketAddr>, Problem> {
    let looking = net::lookup_host((route.host.as_str(), route.port));
    let found: Vec<_> = match timeout(PATIENCE, looking).await {
        Err(_) => return Err(Problem::with_message(ProblemCode::TimedOut, &route.host)),
        Ok(Err(error)) => {
            let told = format!("{}: {error}", route.host);
            return Err(Problem::with_message(ProblemCode::NameNotFound, told));
        }
        Ok(Ok(found)) => found.collect(),
    };
    if found.is_empty() {
        return Err(Problem::with_message(
            ProblemCode::NameNotFound,
            &route.host,
        ));
    }
    Ok(found)
}

/// Connects to the first address that answers.
async fn reach(addresses: &[std::net::SocketAddr]) -> Result<std::net::SocketAddr, Problem> {
    let mut last = Problem::new(ProblemCode::NoConnection);
    for address in addresses {
        match timeout(PATIENCE, net::TcpStream::connect(address)).await {
            Ok(Ok(_)) => return Ok(*address),
            Ok(Err(error)) => {
                let told = format!("{address}: {error}");
                last = Problem::with_message(ProblemCode::NoConnection, told);
            }
            Err(_) => last = Problem::with_message(ProblemCode::TimedOut, address),
        }
    }
    Err(last)
}

fn clock(answered: &Answered, now: Timestamp) -> CheckVerdict {
    let Some(theirs) = answered.date else {
        return CheckVerdict::NotTried;
    };
    let off = now.duration_since(theirs);
    let detail = format!(
        "this computer {now:.0}, the server {theirs:.0}: {} seconds apart",
        off.as_secs()
    );
    if off.unsigned_abs() > CLOCK_TOLERANCE {
        CheckVerdict::Failed {
            problem: Problem::with_message(ProblemCode::ClockSkew, detail),
        }
    } else {
        CheckVerdict::Passed { detail }
    }
}

fn report(
    about: &str,
    check: &ConnectionCheck,
    instance: &InstanceSettings,
    route: &Route,
) -> String {
    let mut text = format!("{about}\n");
    let mut add = |name: &str, value: &str| {
        // A server's words must not look like lines of the report.
        let value = value.replace(char::is_control, " ");
        let _ = writeln!(text, "{name}: {value}");
    };
    add("Connection check", &Timestamp::now().to_string());
    add("Instance", &instance.name);
    add("Region", &instance.region);
    add("Address", &url_of(instance));
    add(
        "Proxy",
        if route.through_proxy {
            &route.host
        } else {
            "none"
        },
    );
    for step in &check.steps {
        let told = match &step.verdict {
            CheckVerdict::Passed { detail } => format!("passed: {detail}"),
            CheckVerdict::Failed { problem } => format!("FAILED: {problem}"),
            CheckVerdict::NotNeeded => "not needed".to_owned(),
            CheckVerdict::NotSignedIn => "nobody is signed in".to_owned(),
            CheckVerdict::NotTried | CheckVerdict::Waiting | CheckVerdict::Running => {
                "not tried".to_owned()
            }
        };
        add(&format!("{:?}", step.part), &told);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(date: Option<&str>) -> Answered {
        Answered {
            status: 403,
            date: date.and_then(|date| date.parse().ok()),
        }
    }

    #[test]
    fn a_clock_may_be_five_minutes_off_and_no_more() {
        let now = Timestamp::constant(1_767_268_800, 0);
        let verdict = |date| clock(&at(date), now);
        for fine in [
            "2026-01-01T12:00:00Z",
            "2026-01-01T12:05:00Z",
            "2026-01-01T11:55:00Z",
        ] {
            assert!(
                matches!(verdict(Some(fine)), CheckVerdict::Passed { .. }),
                "{fine}"
            );
        }
        for wrong in ["2026-01-01T12:05:01Z", "2026-01-01T11:54:59Z"] {
            let CheckVerdict::Failed { problem } = verdict(Some(wrong)) else {
                unreachable!("{wrong}")
            };
            assert_eq!(problem.code, ProblemCode::ClockSkew);
        }
        assert_eq!(verdict(None), CheckVerdict::NotTried);
    }
}
