//! Whether the users that SearchUsers found are all there are. ListUsers is the other witness:
//! where the two differ, DescribeUser decides, and what can't be decided is told.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use crate::domain::{Completeness, Problem, ProblemCode, User, UserId};

use super::{errors, load::count, operations::Reads};

/// How many users are looked at one by one. A search that lags or people at work account for a
/// few; more than this means that a list is broken, and looking would take a person's half minute.
const MOST_LOOKED_AT: usize = 50;

/// How far the computer's clock may be from AWS's: AWS refuses calls from a clock that is further
/// out.
const CLOCK_MARGIN: SignedDuration = SignedDuration::from_mins(15);

/// Joins both lists: gives the users their times of change, takes out those who are gone, adds
/// those whom the search had not yet found, and says how far the result can be trusted.
///
/// `began` is when the reading of the lists began; `looked` is told how many of how many users
/// that only one list has were looked at.
pub(super) async fn settle(
    reads: &Reads<'_>,
    found: Vec<User>,
    listed: Result<Vec<(UserId, Option<Timestamp>)>, Problem>,
    began: Timestamp,
    looked: impl Fn(usize, usize),
) -> (Vec<User>, Completeness) {
    let mut users = without_doubles(found);
    let listed: HashMap<_, _> = match listed {
        Ok(listed) => listed.into_iter().collect(),
        Err(problem) => return (users, Completeness::Unchecked(problem)),
    };
    for user in &mut users {
        user.last_changed = listed.get(&user.id).copied().flatten();
    }
    let found: HashSet<&UserId> = users.iter().map(|user| &user.id).collect();
    let mut unfound: Vec<UserId> = listed
        .keys()
        .filter(|id| !found.contains(id))
        .cloned()
        .collect();
    unfound.sort_unstable();
    let unlisted: Vec<UserId> = users
        .iter()
        .map(|user| &user.id)
        .filter(|id| !listed.contains_key(id))
        .cloned()
        .collect();

    let all = unfound.len() + unlisted.len();
    let (missing, doubtful) = if all > MOST_LOOKED_AT {
        (Looked::not_at(&unfound), Looked::not_at(&unlisted))
    } else {
        let before = unfound.len();
        let missing = look_at(reads, unfound, |nth| looked(nth, all)).await;
        let doubtful = look_at(reads, unlisted, |nth| looked(before + nth, all)).await;
        (missing, doubtful)
    };
    // Who was made or changed while the lists were read may rightly be in one of them only.
    let left_out = doubtful.there.values().filter(|user| {
        let long_there = |changed: Timestamp| changed.duration_until(began) > CLOCK_MARGIN;
        user.last_changed.is_some_and(long_there)
    });
    let left_out = count(left_out.count()).saturating_add(doubtful.unread);
    users.retain(|user| !doubtful.gone.contains(&user.id));
    for user in &mut users {
        if let Some(fresh) = doubtful.there.get(&user.id) {
            user.clone_from(fresh);
        }
    }
    let mut added: Vec<User> = missing.there.into_values().collect();
    added.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    users.extend(added);

    let completeness = match (missing.unread, left_out) {
        (0, 0) => Completeness::Whole,
        (0, users) => Completeness::Doubtful { users },
        (users, _) => Completeness::Missing { users },
    };
    (users, completeness)
}

/// What DescribeUser said of the users who are in one list only.
#[derive(Default)]
struct Looked {
    there: HashMap<UserId, User>,
    gone: HashSet<UserId>,
    /// How many could not be read.
    unread: u32,
}

impl Looked {
    /// Nobody was looked at.
    fn not_at(ids: &[UserId]) -> Self {
        Self {
            unread: count(ids.len()),
            ..Self::default()
        }
    }
}

async fn look_at(reads: &Reads<'_>, ids: Vec<UserId>, told: impl Fn(usize)) -> Looked {
    let mut looked = Looked::default();
    let all = ids.len();
    for (nth, id) in ids.into_iter().enumerate() {
        match reads.describe_user(&id).await {
            Ok(record) => {
                looked.there.insert(id, record.user);
            }
            Err(problem) if problem.code == ProblemCode::NotFound => {
                looked.gone.insert(id);
            }
            Err(problem) => {
                let asking_on_is_vain = errors::concerns_all(problem.code);
                let unread = if asking_on_is_vain { all - nth } else { 1 };
                looked.unread = looked.unread.saturating_add(count(unread));
                if asking_on_is_vain {
                    break;
                }
            }
        }
        told(nth + 1);
    }
    looked
}

/// A list that changes while its pages are read can show a user twice.
fn without_doubles(mut users: Vec<User>) -> Vec<User> {
    let mut seen = HashSet::new();
    users.retain(|user| seen.insert(user.id.clone()));
    users
}

#[cfg(test)]
mod tests;
