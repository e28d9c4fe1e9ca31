//! Whether the users that SearchUsers found are all there are. ListUsers is the other witness:
//! where the two differ, DescribeUser decides, and what can't be decided is told.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::domain::{Completeness, Problem, ProblemCode, User, UserId};

use super::{errors, operations::Reads};

/// How many users are looked at one by one. A search that lags or people at work account for a
/// few; more than this means that a list is broken, and would take a person's half minute.
const MOST_LOOKED_AT: usize = 50;

/// Joins both lists: gives the users their times of change, takes out those who are gone, adds
/// those whom the search had not yet found, and says how far the result can be trusted.
pub(super) async fn settle(
    reads: &Reads<'_>,
    found: Vec<User>,
    listed: Result<Vec<(UserId, Option<Timestamp>)>, Problem>,
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

    let missing = look_at(reads, unfound).await;
    let doubtful = look_at(reads, unlisted).await;
    users.retain(|user| !doubtful.gone.contains(&user.id));
    for user in &mut users {
        if let Some(fresh) = doubtful.there.get(&user.id) {
            user.clone_from(fresh);
        }
    }
    let mut added: Vec<User> = missing.there.into_values().collect();
    added.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    users.extend(added);

    let completeness = match (missing.unread, doubtful.unread) {
        (Some((count, _)), _) => Completeness::Missing { users: count },
        // ListUsers has left out users who may be there, so it may have left out others.
        (None, Some((_, problem))) => Completeness::Unchecked(problem),
        (None, None) => Completeness::Whole,
    };
    (users, completeness)
}

/// What DescribeUser said of the users who are in one list only.
#[derive(Default)]
struct Looked {
    there: HashMap<UserId, User>,
    gone: HashSet<UserId>,
    /// How many could not be read, and why the first of them.
    unread: Option<(u32, Problem)>,
}

async fn look_at(reads: &Reads<'_>, ids: Vec<UserId>) -> Looked {
    let mut looked = Looked::default();
    if ids.len() > MOST_LOOKED_AT {
        looked.unread = Some((
            count(ids.len()),
            Problem::with_message(
                ProblemCode::Unexpected,
                format!("ListUsers and SearchUsers differ by {} users.", ids.len()),
            ),
        ));
        return looked;
    }
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
                let (sum, _) = looked.unread.get_or_insert((0, problem));
                *sum = sum.saturating_add(count(unread));
                if asking_on_is_vain {
                    break;
                }
            }
        }
    }
    looked
}

/// A list that changes while its pages are read can show a user twice.
fn without_doubles(mut users: Vec<User>) -> Vec<User> {
    let mut seen = HashSet::new();
    users.retain(|user| seen.insert(user.id.clone()));
    users
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
