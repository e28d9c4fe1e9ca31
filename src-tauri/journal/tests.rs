#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod batches;
mod changes;
mod erasing;
mod layouts;
mod plans;
mod trouble;

use jiff::{SignedDuration, ToSpan};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::domain::{Problem, ProblemCode, UserId};

/// A journal in a folder of its own, whose time goes on only when told to.
struct Desk {
    journal: Journal,
    time: Arc<Mutex<Timestamp>>,
    folder: TempDir,
}

fn noon() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn clock(time: &Arc<Mutex<Timestamp>>) -> Clock {
    let time = Arc::clone(time);
    Arc::new(move || *time.lock().unwrap())
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let time = Arc::new(Mutex::new(noon()));
        let journal = Journal::open(options(&folder, &time)).unwrap();
        Self {
            journal,
            time,
            folder,
        }
    }

    fn options(&self) -> JournalOptions {
        options(&self.folder, &self.time)
    }

    /// The journal as another start of the program finds it, after this one ended in whatever way.
    fn reopened(self) -> Self {
        let Self {
            journal,
            time,
            folder,
        } = self;
        drop(journal);
        let journal = Journal::open(options(&folder, &time)).unwrap();
        Self {
            journal,
            time,
            folder,
        }
    }

    fn later(&self, by: SignedDuration) {
        *self.time.lock().unwrap() += by;
    }

    async fn plan(&self, users: &[&str]) -> PlanHead {
        self.journal.add_plan(new_plan(users)).await.unwrap()
    }

    async fn confirm(&self, plan: PlanId, users: &[&str]) -> Result<BatchId, JournalError> {
        let items = users.iter().map(|user| new_item(user)).collect();
        self.journal.confirm(plan, here(), caller(), items).await
    }

    /// A running batch of some users.
    async fn batch(&self, users: &[&str]) -> BatchId {
        let plan = self.plan(users).await;
        self.confirm(plan.id, users).await.unwrap()
    }

    async fn items(&self, batch: BatchId) -> Vec<Item> {
        let page = self.journal.items(batch, Vec::new(), 0, 1000).await;
        page.unwrap().rows
    }

    async fn item(&self, id: ItemId) -> Item {
        self.journal.record(id).await.unwrap().item
    }

    async fn steps(&self, id: ItemId) -> Vec<Step> {
        let record = self.journal.record(id).await.unwrap();
        record.steps.into_iter().map(|step| step.step).collect()
    }

    /// An item whose turn has come and whose before-images are kept.
    async fn ready(&self, id: ItemId) {
        self.journal.begin_item(id).await.unwrap();
        let kept = self.journal.keep_before_images(id, images()).await;
        kept.unwrap();
    }

    async fn begin(&self, step: StepId) -> AttemptId {
        let begun = self.journal.begin_change(step, "DeleteUser".into()).await;
        begun.unwrap()
    }

    async fn end_attempt(&self, attempt: AttemptId, end: AttemptEnd) {
        let request_id = Some(format!("request-{attempt}"));
        let ended = self.journal.end_attempt(attempt, end, request_id).await;
        ended.unwrap();
    }

    /// Does all that is to be done of an item.
    async fn carry_out(&self, id: ItemId) {
        self.ready(id).await;
        for step in self.steps(id).await {
            let attempt = self.begin(step.id).await;
            self.end_attempt(attempt, answered()).await;
        }
        self.finish(id, done()).await;
    }

    async fn finish(&self, id: ItemId, end: ItemEnd) {
        self.journal.finish_item(id, end).await.unwrap();
    }

    async fn resume(&self, batch: BatchId) -> Result<(), JournalError> {
        self.journal.resume(batch, here(), caller()).await
    }

    async fn begin_refused(&self, step: StepId) -> Refusal {
        refusal(self.journal.begin_change(step, "DeleteUser".into()).await)
    }

    /// A value that a query of ours finds in the file.
    async fn sees(&self, query: &'static str) -> i64 {
        let seen = self.journal.call(move |file| {
            Ok(file
                .connection()
                .query_row(query, [], |row| row.get(0))
                .unwrap())
        });
        seen.await.unwrap()
    }
}

fn options(folder: &TempDir, time: &Arc<Mutex<Timestamp>>) -> JournalOptions {
    JournalOptions {
        work: Work::Callers,
        patience: Duration::from_millis(20),
        ..JournalOptions::new(folder.path().join("journal.sqlite"), clock(time))
    }
}

fn here() -> Place {
    Place {
        account: "111122223333".into(),
        region: "eu-west-2".into(),
        instance_id: "i-1".into(),
        instance_arn: "arn:aws:connect:eu-west-2:111122223333:instance/i-1".into(),
    }
}

fn caller() -> String {
    "arn:aws:iam::111122223333:user/ann".into()
}

fn new_plan(users: &[&str]) -> NewPlan {
    NewPlan {
        kind: "delete".into(),
        place: here(),
        instance_name: Some("practice".into()),
        caller: caller(),
        follows: None,
        content: json!({ "users": users }),
        fingerprints: users
            .iter()
            .map(|user| (UserId::from(*user), format!("{user} as shown")))
            .collect(),
    }
}

fn user(id: &str) -> Subject {
    Subject::User(id.into())
}

/// A user with a quick connect to be re-pointed first.
fn new_item(user_id: &str) -> NewItem {
    NewItem {
        subject: user(user_id),
        name: format!("{user_id}.login"),
        first_name: "Ann".into(),
        last_name: user_id.to_uppercase(),
        steps: vec![
            new_step("re-point", json!({ "quickConnect": "q", "to": "boss" })),
            new_step("delete user", json!({ "user": user_id })),
        ],
    }
}

fn new_step(kind: &str, arguments: Value) -> NewStep {
    NewStep {
        kind: kind.into(),
        arguments,
    }
}

fn images() -> Vec<NewImage> {
    ["user", "quick connects"]
        .map(|kind| NewImage {
            kind: kind.into(),
            content: json!({ "of": kind }),
        })
        .into()
}

fn answered() -> AttemptEnd {
    AttemptEnd::Answered { returned: None }
}

fn done() -> ItemEnd {
    ItemEnd::Done {
        already_gone: false,
    }
}

fn problem() -> Problem {
    Problem::with_message(ProblemCode::AccessDenied, "no")
}

fn unknown() -> AttemptEnd {
    AttemptEnd::Unknown(Problem::new(ProblemCode::NoConnection))
}

#[track_caller]
fn refusal<T: std::fmt::Debug>(outcome: Result<T, JournalError>) -> Refusal {
    match outcome {
        Err(JournalError::Refused(refusal)) => refusal,
        other => panic!("{other:?} is no refusal"),
    }
}
