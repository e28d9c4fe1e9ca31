//! The journal's file among crashes, other programs, and whatever is asked of it in whatever
//! order.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use roster::{
    domain::{Problem, ProblemCode},
    journal::{
        AttemptEnd, AttemptId, BatchId, BatchState, ItemEnd, ItemId, ItemState, Journal,
        JournalError, JournalOptions, NewImage, NewItem, NewPlan, NewStep, Obstacle, Place,
        Settled, StepId, StepState, Subject, Work,
    },
};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::again::{Again, is_again};

/// Tells a process that a test started of itself where the journal is.
const FILE: &str = "ROSTER_TEST_JOURNAL";

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

fn noon() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn options(path: &Path) -> JournalOptions {
    JournalOptions {
        patience: Duration::from_millis(20),
        ..JournalOptions::new(path.to_owned(), Arc::new(noon))
    }
}

fn problem() -> Problem {
    Problem::new(ProblemCode::NoConnection)
}

fn images() -> Vec<NewImage> {
    ["user", "proficiencies", "quick connects"]
        .map(|kind| NewImage {
            kind: kind.into(),
            content: json!({ "of": kind }),
        })
        .into()
}

async fn batch_of(journal: &Journal, users: &[String]) -> Result<BatchId, JournalError> {
    let plan = NewPlan {
        kind: "delete".into(),
        place: here(),
        instance_name: None,
        caller: caller(),
        follows: None,
        content: json!({ "users": users }),
        fingerprints: users
            .iter()
            .map(|user| (user.as_str().into(), "as shown".into()))
            .collect(),
    };
    let plan = journal.add_plan(plan).await?;
    let items = users.iter().map(|user| NewItem {
        subject: Subject::User(user.as_str().into()),
        name: user.clone(),
        first_name: String::new(),
        last_name: String::new(),
        steps: ["re-point", "delete user"]
            .map(|kind| NewStep {
                kind: kind.into(),
                arguments: json!({}),
            })
            .into(),
    });
    let items = items.collect();
    journal.confirm(plan.id, here(), caller(), items).await
}

/// What is in the file, seen by somebody else.
fn seen(path: &Path, query: &str) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection.query_row(query, [], |row| row.get(0)).unwrap()
}

/// How many things in the file are as they must never be, by what is wrong with them.
fn broken(connection: &Connection) -> Vec<&'static str> {
    let rules = [
        (
            "a change without a before-image",
            "SELECT count(*) FROM attempt JOIN step ON step.id = attempt.step
             WHERE step.item NOT IN (SELECT item FROM before_image)",
        ),
        (
            "a user in two live batches",
            "SELECT count(*) FROM (
                 SELECT 1 FROM item JOIN batch ON batch.id = item.batch
                 WHERE batch.state IN ('running', 'stopping', 'paused')
                 GROUP BY subject HAVING count(*) > 1
             )",
        ),
        (
            "an attempt after an unsettled one",
            "SELECT count(*) FROM attempt JOIN attempt AS later
             ON later.step = attempt.step AND later.number > attempt.number
             WHERE attempt.settled IS NULL
             AND (attempt.ended IS NULL OR attempt.ended = 'unknown')",
        ),
        (
            "an attempt after one that did it",
            "SELECT count(*) FROM attempt JOIN attempt AS later
             ON later.step = attempt.step AND later.number > attempt.number
             WHERE attempt.settled = 'happened' OR attempt.ended = 'answered'",
        ),
        (
            "a step that is not as its last attempt says",
            "SELECT count(*) FROM step WHERE (state IN ('in progress', 'uncertain')) <> EXISTS (
                 SELECT 1 FROM attempt WHERE attempt.step = step.id AND settled IS NULL
                 AND (ended IS NULL OR ended = 'unknown')
             )",
        ),
        (
            "an item that is done with a step that is not",
            "SELECT count(*) FROM item JOIN step ON step.item = item.id
             WHERE item.state = 'done' AND step.state <> 'done'",
        ),
        (
            "an item that was not touched, and was",
            "SELECT count(*) FROM item JOIN step ON step.item = item.id
             JOIN attempt ON attempt.step = step.id
             WHERE item.state IN ('held', 'stopped')
             AND (attempt.ended = 'answered' OR attempt.settled = 'happened')",
        ),
        (
            "a batch that ended with an item under way",
            "SELECT count(*) FROM item JOIN batch ON batch.id = item.batch
             WHERE batch.state IN ('stopped', 'done')
             AND item.state IN ('to do', 'in progress')",
        ),
        (
            "a plan confirmed without a batch, or the other way round",
            "SELECT count(*) FROM plan LEFT JOIN batch ON batch.plan = plan.id
             WHERE (plan.confirmed_at IS NULL) <> (batch.id IS NULL)",
        ),
        (
            "something that belongs to nothing",
            "SELECT count(*) FROM pragma_foreign_key_check",
        ),
    ];
    rules
        .into_iter()
        .filter(|(_, query)| {
            let count: u32 = connection.query_row(query, [], |row| row.get(0)).unwrap();
            count > 0
        })
        .map(|(rule, _)| rule)
        .collect()
}

#[test]
fn what_is_acknowledged_survives_a_kill_and_nothing_is_half_there() {
    const TEST: &str = "journal::what_is_acknowledged_survives_a_kill_and_nothing_is_half_there";
    if is_again() {
        return work_until_killed(Path::new(&std::env::var_os(FILE).unwrap()));
    }
    let mut again = Again::new(TEST);
    let path = again.path("journal.sqlite");
    again.env(FILE, &path);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap();
    let mut told = BTreeSet::new();
    for lines in [1, 7, 60, 133, 250] {
        let mut child = again
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut so_far = 0;
        loop {
            let mut line = String::new();
            output.read_line(&mut line).unwrap();
            // What a kill cut off was not told, and after that there is nothing.
            let Some(line) = line.strip_suffix('\n') else {
                break;
            };
            if let Some(ack) = line.strip_prefix("ack ") {
                told.insert(ack.to_owned());
                so_far += 1;
                if so_far == lines {
                    child.kill().unwrap();
                }
            }
        }
        child.wait().unwrap();
        assert!(so_far >= lines, "it ended by itself after {so_far}");
        runtime.block_on(holds_all_of(&path, &told));
    }
    assert!(told.iter().any(|ack| ack.starts_with("finished")));
}

/// Carries out batches in four lanes, and says what is acknowledged, until it is killed.
#[tokio::main(flavor = "current_thread")]
async fn work_until_killed(path: &Path) {
    let journal = Journal::open(options(path)).unwrap();
    let number = journal.batches(Default::default(), 0, 1).await;
    let number = number.unwrap().total;
    let users: Vec<String> = (0..1000).map(|user| format!("{number}-{user}")).collect();
    let batch = batch_of(&journal, &users).await.unwrap();
    println!("\nack confirmed {batch}");
    let subjects = journal.subjects(batch, Vec::new()).await.unwrap();
    let lane = async |first: usize| {
        for (item, _) in subjects.iter().skip(first).step_by(4) {
            journal.begin_item(*item).await.unwrap();
            println!("ack begun {item}");
            journal.keep_before_images(*item, images()).await.unwrap();
            println!("ack kept {item}");
            for step in journal.record(*item).await.unwrap().steps {
                let operation = "DeleteUser".to_owned();
                let attempt = journal.begin_change(step.step.id, operation).await.unwrap();
                println!("ack sent {item} {attempt}");
                let end = AttemptEnd::Answered { returned: None };
                journal.end_attempt(attempt, end, None).await.unwrap();
                println!("ack answered {item} {attempt}");
            }
            let done = ItemEnd::Done {
                already_gone: false,
            };
            journal.finish_item(*item, done).await.unwrap();
            println!("ack finished {item}");
        }
    };
    tokio::join!(lane(0), lane(1), lane(2), lane(3));
}

async fn holds_all_of(path: &Path, told: &BTreeSet<String>) {
    let journal = Journal::open(options(path)).unwrap();
    for ack in told {
        let mut words = ack.split(' ');
        let word = words.next().unwrap();
        let mut number = || words.next().unwrap().parse::<i64>().unwrap();
        if word == "confirmed" {
            let batch = journal.batch(number().into()).await.unwrap();
            assert_eq!(batch.counts.total(), 1000, "{ack}");
            continue;
        }
        let record = journal.record(number().into()).await.unwrap();
        let item = &record.item;
        let attempt = |id: i64| {
            let id = AttemptId::from(id);
            let all = record.steps.iter().flat_map(|step| &step.attempts);
            all.into_iter().find(|attempt| attempt.id == id).cloned()
        };
        assert!(
            match word {
                "begun" => item.state != ItemState::ToDo,
                "kept" => journal.before_images(item.id).await.unwrap().len() == 3,
                "sent" => attempt(number()).is_some(),
                "answered" => attempt(number()).unwrap().end.is_some(),
                "finished" => item.state == ItemState::Done,
                other => panic!("{other}"),
            },
            "{ack} is lost: {record:?}"
        );
    }
    let half = "SELECT count(*) FROM (
                    SELECT 1 FROM before_image GROUP BY item HAVING count(*) <> 3
                ) UNION ALL
                SELECT count(*) FROM (SELECT 1 FROM item GROUP BY batch HAVING count(*) <> 1000)
                UNION ALL
                SELECT count(*) FROM (SELECT 1 FROM step GROUP BY item HAVING count(*) <> 2)
                UNION ALL
                SELECT count(*) FROM item WHERE state = 'in progress' AND backed_up
                    AND id NOT IN (SELECT item FROM before_image)
                ORDER BY 1 DESC";
    assert_eq!(seen(path, half), 0);
    let connection = Connection::open(path).unwrap();
    assert_eq!(broken(&connection), Vec::<&str>::new());
    // No lane had more than one change under way.
    let batches = journal.interrupted().await.unwrap();
    for batch in batches {
        assert!(batch.counts.of(ItemState::Uncertain) <= 4, "{batch:?}");
    }
}

#[tokio::test]
async fn a_file_that_another_program_holds_is_locked_and_the_journal_goes_on_afterwards() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = Journal::open(options(&path)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let users = ["a".to_owned()];
    let error = batch_of(&journal, &users).await.unwrap_err();
    assert_eq!(error.obstacle(), Some(Obstacle::Locked), "{error}");
    assert!(error.to_string().contains("journal.sqlite"), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    batch_of(&journal, &users).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_without_permission_to_write_is_an_error_that_names_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    drop(Journal::open(options(&path)).unwrap());
    let allow = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o400);
    let error = Journal::open(options(&path)).err().unwrap();
    assert_eq!(error.obstacle(), Some(Obstacle::ReadOnly), "{error}");
    assert!(error.to_string().contains("journal.sqlite"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    allow(0o600);
    let journal = Journal::open(options(&path)).unwrap();
    batch_of(&journal, &["a".to_owned()]).await.unwrap();
}

#[test]
fn a_folder_that_is_not_there_is_an_error_that_names_the_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("absent").join("journal.sqlite");
    let error = Journal::open(options(&path)).err().unwrap();
    assert_eq!(error.obstacle(), Some(Obstacle::Fault), "{error}");
    let text = error.to_string();
    assert!(text.contains(&*path.to_string_lossy()), "{text}");
}

#[track_caller]
fn is_broken_and_left_alone(path: &Path) {
    let before = fs::read(path).unwrap();
    let error = Journal::open(options(path)).err().unwrap();
    assert!(matches!(error, JournalError::Broken { .. }), "{error:?}");
    let text = error.to_string();
    assert!(text.contains(&*path.to_string_lossy()), "{text}");
    assert!(fs::read(path).unwrap() == before, "the file was changed");
}

#[tokio::test]
async fn a_file_that_is_no_journal_is_broken_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    fs::write(&path, "Dear diary, I am not a database. ".repeat(100)).unwrap();
    is_broken_and_left_alone(&path);
    fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE mail (text)").unwrap();
    drop(other);
    is_broken_and_left_alone(&path);
    // A journal of which a part was overwritten.
    fs::remove_file(&path).unwrap();
    let journal = Journal::open(options(&path)).unwrap();
    let users: Vec<String> = (0..100).map(|user| user.to_string()).collect();
    batch_of(&journal, &users).await.unwrap();
    drop(journal);
    let mut bytes = fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 8192].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    is_broken_and_left_alone(&path);
}

#[tokio::test]
async fn a_newer_file_is_left_alone_with_what_lies_beside_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = Journal::open(options(&path)).unwrap();
    batch_of(&journal, &["a".to_owned()]).await.unwrap();
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    // As a crash leaves it: the last writes are in the log and not in the file.
    let left = TempDir::new().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), left.path().join(entry.file_name())).unwrap();
    }
    let path = left.path().join("journal.sqlite");
    let log = left.path().join("journal.sqlite-wal");
    let files = || [&path, &log].map(|file| fs::read(file).unwrap());
    let before = files();
    let error = Journal::open(options(&path)).err().unwrap();
    assert!(
        matches!(error, JournalError::Newer { found: 99, .. }),
        "{error:?}"
    );
    assert!(files() == before, "a file was changed");
}

#[tokio::test]
async fn what_was_asked_for_last_is_done_when_the_journal_is_closed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = Journal::open(options(&path)).unwrap();
    let batches = (0..20).map(|user| {
        let journal = journal.clone();
        tokio::spawn(async move { batch_of(&journal, &[user.to_string()]).await.unwrap() })
    });
    for batch in batches.collect::<Vec<_>>() {
        batch.await.unwrap();
    }
    assert_eq!(journal.path(), path);
    drop(journal);
    assert_eq!(seen(&path, "SELECT count(*) FROM batch"), 20);
    assert!(!folder.path().join("journal.sqlite-wal").exists());
}

/// Something that is asked of the journal. The numbers choose among what there is.
#[derive(Clone, Debug)]
enum Ask {
    Confirm(u8),
    Begin(u8),
    Keep(u8),
    Change(u8),
    EndAttempt(u8, u8),
    Settle(u8, bool),
    AlreadySo(u8),
    PutBack(u8),
    Finish(u8, u8),
    Pause(u8),
    Stop(u8),
    End(u8),
    Resume(u8),
    TryAgain(u8),
    Leave(u8),
    Erase(u8),
    Expire,
    Later,
    Reopen,
    Trouble(bool),
}

fn ask() -> impl Strategy<Value = Ask> {
    let n = any::<u8>;
    prop_oneof![
        5 => n().prop_map(Ask::Confirm),
        8 => n().prop_map(Ask::Begin),
        8 => n().prop_map(Ask::Keep),
        16 => n().prop_map(Ask::Change),
        16 => (n(), n()).prop_map(|(attempt, end)| Ask::EndAttempt(attempt, end)),
        6 => (n(), any::<bool>()).prop_map(|(attempt, so)| Ask::Settle(attempt, so)),
        2 => n().prop_map(Ask::AlreadySo),
        1 => n().prop_map(Ask::PutBack),
        6 => (n(), n()).prop_map(|(item, end)| Ask::Finish(item, end)),
        1 => n().prop_map(Ask::Pause),
        1 => n().prop_map(Ask::Stop),
        2 => n().prop_map(Ask::End),
        4 => n().prop_map(Ask::Resume),
        2 => n().prop_map(Ask::TryAgain),
        3 => n().prop_map(Ask::Leave),
        4 => n().prop_map(Ask::Erase),
        1 => Just(Ask::Expire),
        1 => Just(Ask::Later),
        1 => Just(Ask::Reopen),
        1 => prop::bool::weighted(0.2).prop_map(Ask::Trouble),
    ]
}

/// What the journal must have kept in mind, told apart from it by what it agreed to.
#[derive(Default)]
struct Witness {
    kept: BTreeSet<ItemId>,
    unsettled: BTreeMap<StepId, AttemptId>,
    done: BTreeSet<StepId>,
    live: BTreeMap<String, BatchId>,
    users: BTreeMap<BatchId, Vec<String>>,
    trouble: bool,
    /// How often each thing was done.
    agreed: BTreeMap<&'static str, u32>,
}

struct Asked {
    path: PathBuf,
    time: Arc<Mutex<Timestamp>>,
    journal: Option<Journal>,
    look: Connection,
    witness: Witness,
}

impl Asked {
    fn new(folder: &Path) -> Self {
        let path = folder.join("journal.sqlite");
        let time = Arc::new(Mutex::new(noon()));
        let journal = Self::open(&path, &time);
        Self {
            look: Connection::open(&path).unwrap(),
            path,
            time,
            journal: Some(journal),
            witness: Witness::default(),
        }
    }

    fn open(path: &Path, time: &Arc<Mutex<Timestamp>>) -> Journal {
        let time = Arc::clone(time);
        Journal::open(JournalOptions {
            work: Work::Callers,
            clock: Arc::new(move || *time.lock().unwrap()),
            ..options(path)
        })
        .unwrap()
    }

    /// One of the rows of a table, by a number: mostly one of which something can come, if there is
    /// one.
    fn one_of(&self, table: &str, likely: &str, number: u8) -> i64 {
        let of = |condition: &str| -> Vec<i64> {
            let ids = format!("SELECT id FROM {table} WHERE {condition} ORDER BY id DESC LIMIT 8");
            let mut ids = self.look.prepare(&ids).unwrap();
            let ids = ids.query_map([], |row| row.get(0)).unwrap();
            ids.map(Result::unwrap).collect()
        };
        let any = of("TRUE");
        let likely = of(likely);
        let ids = match number % 4 {
            1.. if !likely.is_empty() => likely,
            _ => any,
        };
        match ids.len() {
            0 => 1,
            length => ids[usize::from(number / 4) % length],
        }
    }

    fn item_of(&self, step: StepId) -> ItemId {
        let found: i64 = self
            .look
            .query_row(
                "SELECT item FROM step WHERE id = ?1",
                [step.number()],
                |row| row.get(0),
            )
            .unwrap();
        found.into()
    }

    fn step_of(&self, attempt: AttemptId) -> StepId {
        let found: i64 = self
            .look
            .query_row(
                "SELECT step FROM attempt WHERE id = ?1",
                [attempt.number()],
                |row| row.get(0),
            )
            .unwrap();
        found.into()
    }

    /// A batch's users are in it alone.
    fn goes_live(&mut self, batch: BatchId) -> Result<(), TestCaseError> {
        for user in self.witness.users[&batch].clone() {
            let other = self.witness.live.insert(user, batch);
            prop_assert!(other.is_none_or(|other| other == batch));
        }
        Ok(())
    }

    /// Counts what was agreed to, and sees that what was not has a reason.
    fn outcome<T: std::fmt::Debug>(
        &mut self,
        what: &'static str,
        outcome: Result<T, JournalError>,
    ) -> Result<Option<T>, TestCaseError> {
        match outcome {
            Ok(value) => {
                prop_assert!(!self.witness.trouble, "{what} was written in trouble");
                *self.witness.agreed.entry(what).or_default() += 1;
                Ok(Some(value))
            }
            Err(JournalError::Refused(refusal)) => {
                let by_database = refusal.to_string().contains("own rule");
                prop_assert!(!by_database, "{what}: {refusal}");
                Ok(None)
            }
            Err(error) => {
                prop_assert!(
                    self.witness.trouble && error.obstacle().is_some(),
                    "{error}"
                );
                Ok(None)
            }
        }
    }

    async fn ask(&mut self, ask: &Ask) -> Result<(), TestCaseError> {
        let journal = self.journal.clone().unwrap();
        let batch = |likely, number| BatchId::from(self.one_of("batch", likely, number));
        let item = |likely, number| ItemId::from(self.one_of("item", likely, number));
        let step = |number| {
            let likely = "state <> 'done' AND item IN (SELECT id FROM item WHERE backed_up)";
            StepId::from(self.one_of("step", likely, number))
        };
        let attempt = |likely, number| AttemptId::from(self.one_of("attempt", likely, number));
        match *ask {
            Ask::Confirm(number) => {
                let users: Vec<String> = ["a", "b", "c"]
                    .into_iter()
                    .zip(0..)
                    .filter(|(_, bit)| number >> bit & 1 == 1)
                    .map(|(user, _)| user.to_owned())
                    .collect();
                let confirmed = batch_of(&journal, &users).await;
                if let Some(batch) = self.outcome("confirm", confirmed)? {
                    for user in &users {
                        prop_assert!(!self.witness.live.contains_key(user));
                    }
                    self.witness.users.insert(batch, users);
                    self.goes_live(batch)?;
                }
            }
            Ask::Begin(number) => {
                let begun = journal.begin_item(item("state = 'to do'", number)).await;
                self.outcome("begin", begun)?;
            }
            Ask::Keep(number) => {
                let id = item("state = 'in progress' AND NOT backed_up", number);
                let kept = journal.keep_before_images(id, images()).await;
                if self.outcome("keep", kept)?.is_some() {
                    self.witness.kept.insert(id);
                }
            }
            Ask::Change(number) => {
                let id = step(number);
                let begun = journal.begin_change(id, "DeleteUser".into()).await;
                if let Some(attempt) = self.outcome("change", begun)? {
                    prop_assert!(self.witness.kept.contains(&self.item_of(id)));
                    prop_assert!(!self.witness.done.contains(&id));
                    prop_assert_eq!(self.witness.unsettled.insert(id, attempt), None);
                }
            }
            Ask::EndAttempt(number, how) => {
                let id = attempt("ended IS NULL", number);
                let (what, end) = match how % 4 {
                    0 | 1 => ("answer", AttemptEnd::Answered { returned: None }),
                    2 => ("refuse", AttemptEnd::Refused(problem())),
                    _ => ("lose", AttemptEnd::Unknown(problem())),
                };
                let ended = journal.end_attempt(id, end, None).await;
                if self.outcome(what, ended)?.is_some() {
                    let step = self.step_of(id);
                    prop_assert_eq!(self.witness.unsettled.get(&step), Some(&id));
                    if what != "lose" {
                        self.witness.unsettled.remove(&step);
                    }
                    if what == "answer" {
                        self.witness.done.insert(step);
                    }
                }
            }
            Ask::Settle(number, happened) => {
                let id = attempt("settled IS NULL AND ended = 'unknown'", number);
                let settled = match happened {
                    true => Settled::Happened { returned: None },
                    false => Settled::DidNotHappen,
                };
                let settled = journal.settle(id, settled).await;
                if self.outcome("settle", settled)?.is_some() {
                    let step = self.step_of(id);
                    prop_assert_eq!(self.witness.unsettled.remove(&step), Some(id));
                    if happened {
                        self.witness.done.insert(step);
                    }
                }
            }
            Ask::AlreadySo(number) => {
                let id = step(number);
                let done = journal.step_is_so_already(id, None).await;
                if self.outcome("already so", done)?.is_some() {
                    prop_assert!(!self.witness.unsettled.contains_key(&id));
                    self.witness.done.insert(id);
                }
            }
            Ask::PutBack(number) => {
                let back = journal
                    .put_back(item("state = 'in progress'", number))
                    .await;
                self.outcome("put back", back)?;
            }
            Ask::Finish(number, how) => {
                let (what, end) = match how % 4 {
                    0 | 1 => (
                        "finish",
                        ItemEnd::Done {
                            already_gone: false,
                        },
                    ),
                    2 => ("fail", ItemEnd::Failed(problem())),
                    _ => ("hold", ItemEnd::Held(problem())),
                };
                let likely = match what {
                    "finish" => {
                        "state = 'in progress'
                         AND id NOT IN (SELECT item FROM step WHERE state <> 'done')"
                    }
                    _ => "state = 'in progress'",
                };
                let finished = journal.finish_item(item(likely, number), end).await;
                self.outcome(what, finished)?;
            }
            Ask::Pause(number) => {
                let paused = journal.pause(batch("live", number), problem()).await;
                self.outcome("pause", paused)?;
            }
            Ask::Stop(number) => {
                let stopped = journal.stop(batch("live", number)).await;
                self.outcome("stop", stopped)?;
            }
            Ask::End(number) => {
                let id = batch("live", number);
                let ended = journal.end(id).await;
                if let Some(state) = self.outcome("end", ended)? {
                    prop_assert!(matches!(state, BatchState::Stopped | BatchState::Done));
                    self.witness.live.retain(|_, batch| *batch != id);
                }
            }
            Ask::Resume(number) => {
                let id = batch("live AND state <> 'running'", number);
                let resumed = journal.resume(id, here(), caller()).await;
                if self.outcome("resume", resumed)?.is_some() {
                    self.goes_live(id)?;
                }
            }
            Ask::TryAgain(number) => {
                let id = item("state = 'failed'", number);
                let Ok(record) = journal.record(id).await else {
                    return Ok(());
                };
                let batch = record.item.batch;
                let tried = journal.try_again(batch, here(), caller(), vec![id]).await;
                if self.outcome("try again", tried)?.is_some() {
                    self.goes_live(batch)?;
                }
            }
            Ask::Leave(number) => {
                let left = journal.leave(batch("NOT live", number)).await;
                self.outcome("leave", left)?;
            }
            Ask::Erase(number) => {
                let id = batch("NOT live", number);
                let records = journal.records(id, Vec::new(), None, 100).await.unwrap();
                let erased = journal.erase(id).await;
                if self.outcome("erase", erased)?.is_some() {
                    for record in &records {
                        for step in &record.steps {
                            let id = step.step.id;
                            prop_assert!(!self.witness.unsettled.contains_key(&id));
                            // SQLite gives numbers of steps again.
                            self.witness.done.remove(&id);
                        }
                        self.witness.kept.remove(&record.item.id);
                    }
                    prop_assert!(!self.witness.live.values().any(|batch| *batch == id));
                }
            }
            Ask::Expire => {
                // Nothing is old enough, so that the witness needs to forget nothing.
                let expired = journal.expire(1000).await.unwrap();
                prop_assert_eq!(expired.batches, 0);
            }
            Ask::Later => *self.time.lock().unwrap() += SignedDuration::from_mins(10),
            Ask::Reopen => {
                drop(journal);
                self.journal = None;
                self.journal = Some(Self::open(&self.path, &self.time));
                self.witness.trouble = false;
            }
            Ask::Trouble(on) => {
                let obstacle = on.then_some(Obstacle::DiskFull);
                journal.rehearse(obstacle).await.unwrap();
                self.witness.trouble = on;
            }
        }
        Ok(())
    }
}

#[test]
fn whatever_is_asked_in_whatever_order_no_rule_is_broken() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap();
    let agreed = Mutex::new(BTreeMap::<&str, u32>::new());
    let config = ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let outcome = TestRunner::new(config).run(&vec(ask(), 50..300), |asks| {
        let folder = TempDir::new().unwrap();
        let mut asked = Asked::new(folder.path());
        for ask in &asks {
            runtime.block_on(asked.ask(ask))?;
            let broken = broken(&asked.look);
            prop_assert!(broken.is_empty(), "{broken:?} after {ask:?}");
        }
        for (what, times) in asked.witness.agreed {
            *agreed.lock().unwrap().entry(what).or_default() += times;
        }
        Ok(())
    });
    outcome.unwrap();
    // All of it was really done, or nothing was shown.
    let agreed = agreed.into_inner().unwrap();
    assert_eq!(agreed.len(), 20, "{agreed:?}");
}

#[tokio::test]
async fn steps_and_items_are_counted_alike_wherever_they_are_asked_for() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal.sqlite");
    let journal = Journal::open(options(&path)).unwrap();
    let users: Vec<String> = (0..250).map(|user| user.to_string()).collect();
    let batch = batch_of(&journal, &users).await.unwrap();
    let records = journal
        .records(batch, Vec::new(), None, 1000)
        .await
        .unwrap();
    assert_eq!(records.len(), 250);
    assert!(records.iter().zip(0..).all(|(record, position)| {
        record.item.position == position
            && record.steps.len() == 2
            && record
                .steps
                .iter()
                .all(|step| step.step.state == StepState::ToDo)
    }));
    let counts = journal.batch(batch).await.unwrap().counts;
    assert_eq!((counts.total(), counts.to_go()), (250, 250));
    let page = journal.items(batch, vec![ItemState::ToDo], 240, 20).await;
    let page = page.unwrap();
    assert_eq!((page.total, page.rows.len()), (250, 10));
}
