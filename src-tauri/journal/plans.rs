//! Plans: what would happen, as it was shown to somebody, and the one confirmation that makes a
//! batch of it.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    BatchId, Journal, JournalError, PlanId, Refusal, Subject,
    error::Failure,
    file::{apart, json_in, milliseconds, time_in, time_maybe},
    steps::{NewStep, add_steps},
};
use crate::domain::UserId;

/// How long a plan can be confirmed.
pub const GOOD_FOR: SignedDuration = SignedDuration::from_mins(30);

/// Where a plan is made and where alone it may be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The 12-digit AWS account.
    pub account: String,
    /// The Region.
    pub region: String,
    /// The instance's UUID.
    pub instance_id: String,
    /// The instance's ARN.
    pub instance_arn: String,
}

/// A plan that is to be kept.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// What kind of work it is, such as `delete`. The journal makes nothing of it.
    pub kind: String,
    /// Where.
    pub place: Place,
    /// What people call the instance.
    pub instance_name: Option<String>,
    /// The ARN of whoever made it.
    pub caller: String,
    /// The batch that it tries again, undoes or completes.
    pub follows: Option<BatchId>,
    /// All that was shown, in whatever form the planner reads again. Never a secret.
    pub content: Value,
    /// Each user that it is about, with what tells whether the user is still as shown.
    pub fingerprints: Vec<(UserId, String)>,
}

/// A plan without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHead {
    /// The plan's id.
    pub id: PlanId,
    /// What kind of work it is.
    pub kind: String,
    /// Where.
    pub place: Place,
    /// What people call the instance.
    pub instance_name: Option<String>,
    /// The ARN of whoever made it.
    pub caller: String,
    /// The batch that it tries again, undoes or completes.
    pub follows: Option<BatchId>,
    /// The SHA-256 of the content and the fingerprints.
    pub hash: [u8; 32],
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<Timestamp>,
}

/// A plan as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// All but its content.
    pub head: PlanHead,
    /// All that was shown.
    pub content: Value,
    /// Each user's fingerprint, in the order of the ids.
    pub fingerprints: Vec<(UserId, String)>,
}

/// An item of a batch that is to be.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// Whom or what it changes. A user must be one of the plan's.
    pub subject: Subject,
    /// The user's login or the quick connect's name.
    pub name: String,
    /// The user's first name, else empty.
    pub first_name: String,
    /// The user's last name, else empty.
    pub last_name: String,
    /// What is to be done, in order.
    pub steps: Vec<NewStep>,
}

impl Journal {
    /// Keeps a plan, and gives it an id that nobody can guess.
    ///
    /// # Errors
    /// [`Refusal::Twice`] for a user who comes twice, [`Refusal::NoBatch`] when what it follows is
    /// not there, and whatever keeps the journal from being written.
    pub async fn add_plan(&self, plan: NewPlan) -> Result<PlanHead, JournalError> {
        self.call(move |file| file.write(|transaction, now| add(transaction, now, plan)))
            .await
    }

    /// A plan with all that was shown.
    ///
    /// # Errors
    /// [`Refusal::NoPlan`]; [`JournalError::Broken`] where it is not what was kept.
    pub async fn plan(&self, id: PlanId) -> Result<Plan, JournalError> {
        self.call(move |file| file.read(|connection| whole(connection, id)))
            .await
    }

    /// Confirms a plan, which can be done once, within [`GOOD_FOR`], and at the place that it was
    /// made for; and makes a running batch of it. Either all of that is done or none of it.
    ///
    /// # Errors
    /// [`Refusal::NoPlan`], [`Refusal::PlanUsed`], [`Refusal::PlanTooOld`],
    /// [`Refusal::OtherPlace`]; [`Refusal::NothingToDo`] without items; [`Refusal::NotInPlan`]
    /// for a user whom the plan didn't show; [`Refusal::Twice`]; [`Refusal::Busy`] for a user or
    /// quick connect in another batch that has not ended; whatever keeps the journal from being
    /// written. The plan can be confirmed again after each of them.
    pub async fn confirm(
        &self,
        id: PlanId,
        here: Place,
        caller: String,
        items: Vec<NewItem>,
    ) -> Result<BatchId, JournalError> {
        self.call(move |file| {
            let (batch, run) = file.write(|transaction, now| {
                confirm(transaction, now, id, &here)?;
                begin(transaction, now, id, &caller, items)
            })?;
            file.taken_up.insert(batch, run);
            Ok(batch)
        })
        .await
    }
}

fn add(
    transaction: &Transaction<'_>,
    now: Timestamp,
    mut plan: NewPlan,
) -> Result<PlanHead, Failure> {
    let content = plan.content.to_string();
    plan.fingerprints.sort();
    let id = PlanId::random();
    let place = &plan.place;
    if let Some(batch) = plan.follows {
        super::batches::state(transaction, batch)?;
    }
    transaction.execute(
        "INSERT INTO plan (
             id, kind, account, region, instance_id, instance_arn, instance_name, caller, follows,
             content, hash, created_at
         ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            id,
            plan.kind,
            place.account,
            place.region,
            place.instance_id,
            place.instance_arn,
            plan.instance_name,
            plan.caller,
            plan.follows,
            content,
            hash(&content, &plan.fingerprints),
            milliseconds(now),
        ],
    )?;
    let mut insert =
        transaction.prepare("INSERT OR IGNORE INTO fingerprint VALUES (?1, ?2, ?3)")?;
    for (user, fingerprint) in plan.fingerprints {
        if insert.execute(params![id, user.as_str(), fingerprint])? == 0 {
            return Err(Refusal::Twice(Subject::User(user)).into());
        }
    }
    head(transaction, id)
}

/// The columns of a plan's head, in the order in which [`head_in`] reads them.
pub(super) const HEAD: &str = "plan.id, plan.kind, plan.account, plan.region, plan.instance_id, \
     plan.instance_arn, plan.instance_name, plan.caller, plan.follows, plan.hash, \
     plan.created_at, plan.confirmed_at";

/// How many columns those are.
pub(super) const HEAD_COLUMNS: usize = 12;

pub(super) fn head_in(row: &Row<'_>) -> rusqlite::Result<PlanHead> {
    Ok(PlanHead {
        id: row.get(0)?,
        kind: row.get(1)?,
        place: Place {
            account: row.get(2)?,
            region: row.get(3)?,
            instance_id: row.get(4)?,
            instance_arn: row.get(5)?,
        },
        instance_name: row.get(6)?,
        caller: row.get(7)?,
        follows: row.get(8)?,
        hash: row.get(9)?,
        created_at: time_in(row, 10)?,
        confirmed_at: time_maybe(row, 11)?,
    })
}

fn head(connection: &Connection, id: PlanId) -> Result<PlanHead, Failure> {
    connection
        .query_row(
            &format!("SELECT {HEAD} FROM plan WHERE id = ?1"),
            [id],
            head_in,
        )
        .optional()?
        .ok_or_else(|| Refusal::NoPlan(id).into())
}

pub(super) fn whole(connection: &Connection, id: PlanId) -> Result<Plan, Failure> {
    let head = head(connection, id)?;
    let (text, content): (String, Value) =
        connection.query_row("SELECT content FROM plan WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, json_in(row, 0)?))
        })?;
    let fingerprints = connection
        .prepare("SELECT user_id, fingerprint FROM fingerprint WHERE plan = ?1 ORDER BY user_id")?
        .query_map([id], |row| {
            Ok((UserId::from(row.get::<_, String>(0)?), row.get(1)?))
        })?
        .collect::<Result<Vec<(UserId, String)>, _>>()?;
    if hash(&text, &fingerprints) != head.hash {
        return Err(Failure::Broken(format!(
            "plan {id} is not what it was when it was made"
        )));
    }
    Ok(Plan {
        head,
        content,
        fingerprints,
    })
}

/// The SHA-256 of everything that was shown. Lengths go in, too, so that no two plans read alike.
fn hash(content: &str, fingerprints: &[(UserId, String)]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    add(content);
    for (user, fingerprint) in fingerprints {
        add(user.as_str());
        add(fingerprint);
    }
    hash.finalize().into()
}

fn confirm(
    transaction: &Transaction<'_>,
    now: Timestamp,
    id: PlanId,
    here: &Place,
) -> Result<(), Failure> {
    let Plan { head, .. } = whole(transaction, id)?;
    if let Some(at) = head.confirmed_at {
        return Err(Refusal::PlanUsed { at }.into());
    }
    if head.place != *here {
        return Err(Refusal::OtherPlace(head.place).into());
    }
    if apart(now, head.created_at) > GOOD_FOR {
        let created_at = head.created_at;
        return Err(Refusal::PlanTooOld { created_at }.into());
    }
    transaction.execute(
        "UPDATE plan SET confirmed_at = ?2 WHERE id = ?1",
        params![id, milliseconds(now)],
    )?;
    Ok(())
}

/// Makes a batch with all of its items, and its first run.
fn begin(
    transaction: &Transaction<'_>,
    now: Timestamp,
    plan: PlanId,
    caller: &str,
    items: Vec<NewItem>,
) -> Result<(BatchId, i64), Failure> {
    if items.is_empty() {
        return Err(Refusal::NothingToDo.into());
    }
    transaction.execute(
        "INSERT INTO batch (plan, state, began_at, live) VALUES (?1, 'running', ?2, TRUE)",
        params![plan, milliseconds(now)],
    )?;
    let batch = BatchId(transaction.last_insert_rowid());
    let run = super::batches::add_run(transaction, now, batch, caller)?;
    let mut shown = transaction
        .prepare("SELECT EXISTS (SELECT 1 FROM fingerprint WHERE plan = ?1 AND user_id = ?2)")?;
    let mut insert = transaction.prepare(
        "INSERT INTO item (
             batch, live, position, subject_kind, subject, name, first_name, last_name, state
         ) VALUES (?1, TRUE, ?2, ?3, ?4, ?5, ?6, ?7, 'to do')",
    )?;
    for (item, position) in items.into_iter().zip(0_i64..) {
        let subject = item.subject;
        if let Subject::User(user) = &subject
            && !shown.query_row(params![plan, user.as_str()], |row| row.get(0))?
        {
            return Err(Refusal::NotInPlan(subject).into());
        }
        match super::batches::live_batch_of(transaction, &subject)? {
            None => {}
            Some(other) if other == batch => return Err(Refusal::Twice(subject).into()),
            Some(batch) => return Err(Refusal::Busy { subject, batch }.into()),
        }
        insert.execute(params![
            batch,
            position,
            subject.kind(),
            subject.id(),
            item.name,
            item.first_name,
            item.last_name,
        ])?;
        let id = super::ItemId(transaction.last_insert_rowid());
        add_steps(transaction, id, 0, &item.steps)?;
    }
    Ok((batch, run))
}
