//! One whole reading of an instance: every list at the same time, each at its operation's own
//! pace, joined into a [`Snapshot`].

use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};

use jiff::Timestamp;

use crate::domain::{LoadPart, Problem, ProblemCode, Progress, Snapshot, User};

use super::{completeness, operations::Reads, paging};

/// The most users that a page of SearchUsers holds by the API's model, and by AWS's best
/// practices for Connect. The first is asked for; the second is taken if it is refused.
const LARGE_PAGE: i32 = 500;
const SAFE_PAGE: i32 = 100;

/// Reads everything. Only the users must come; any other part may be a problem in its place.
pub(super) async fn snapshot(
    reads: &Reads<'_>,
    progress: &(impl Fn(Progress) + Send + Sync),
) -> Result<Snapshot, Problem> {
    let began = Timestamp::now();
    let names = Part::new(LoadPart::Names, progress);
    let names_lane = async {
        let read = tokio::join!(
            paging::all(
                "ListRoutingProfiles",
                |token| reads.list_routing_profiles(token),
                |items, _| names.came(items, None),
            ),
            paging::all(
                "ListSecurityProfiles",
                |token| reads.list_security_profiles(token),
                |items, _| names.came(items, None),
            ),
            paging::all(
                "SearchUserHierarchyGroups",
                |token| reads.search_user_hierarchy_groups(token),
                |items, _| names.came(items, None),
            ),
        );
        names.done();
        read
    };
    let list = Part::new(LoadPart::LastChanges, progress);
    let list_lane = async {
        let read = paging::all(
            "ListUsers",
            |token| reads.list_users(token),
            |items, about| list.came(items, about),
        )
        .await;
        list.done();
        read
    };
    let quick_connects = Part::new(LoadPart::QuickConnects, progress);
    let quick_connects_lane = async {
        let read = paging::all(
            "SearchQuickConnects",
            |token| reads.search_quick_connects(token),
            |items, about| quick_connects.came(items, about),
        )
        .await;
        quick_connects.done();
        read
    };
    let users = Part::new(LoadPart::Users, progress);
    // Ends at once if the users can't be read; the other lanes keep their failures.
    let (found, listed, names, quick_connects, instance) = tokio::try_join!(
        search_users(reads, &users),
        as_part(list_lane),
        as_part(names_lane),
        as_part(quick_connects_lane),
        as_part(reads.describe_instance()),
    )?;
    let checking = |so_far, all| {
        progress(Progress {
            part: LoadPart::Checking,
            so_far: count(so_far),
            expected: Some(count(all)),
            done: so_far == all,
        });
    };
    let (found, completeness) = completeness::settle(reads, found, listed, began, checking).await;
    let (routing_profiles, security_profiles, hierarchy_groups) = names;
    Ok(Snapshot {
        instance,
        users: found,
        completeness,
        routing_profiles,
        security_profiles,
        hierarchy_groups,
        quick_connects,
        read_at: Timestamp::now(),
        calls: reads.attempts.calls(),
    })
}

async fn search_users<P: Fn(Progress)>(
    reads: &Reads<'_>,
    part: &Part<'_, P>,
) -> Result<Vec<User>, Problem> {
    let size = AtomicI32::new(LARGE_PAGE);
    let fetch = |token: Option<String>| async {
        let first = token.is_none();
        let page = reads
            .search_users(size.load(Ordering::Relaxed), token)
            .await;
        match page {
            Err(problem) if first && may_be_the_page_size(&problem) => {
                size.store(SAFE_PAGE, Ordering::Relaxed);
                reads.search_users(SAFE_PAGE, None).await
            }
            page => page,
        }
    };
    let users = paging::all("SearchUsers", fetch, |items, about| part.came(items, about)).await;
    part.done();
    users
}

/// Whether a refusal of the first page may be due to its size. No source has the words that
/// Connect would say it in, so any 400 may be; the second try shows whether it was.
fn may_be_the_page_size(problem: &Problem) -> bool {
    let status = problem.technical.as_ref().and_then(|t| t.status);
    problem.code == ProblemCode::Refused && status == Some(400)
}

/// Keeps `try_join` from ending the others when this lane fails.
async fn as_part<T>(lane: impl Future<Output = T>) -> Result<T, Problem> {
    Ok(lane.await)
}

/// Tells of the progress of one part.
struct Part<'a, P> {
    part: LoadPart,
    tell: &'a P,
    so_far: AtomicU32,
    expected: AtomicU32,
}

impl<'a, P: Fn(Progress)> Part<'a, P> {
    fn new(part: LoadPart, tell: &'a P) -> Self {
        let part = Self {
            part,
            tell,
            so_far: AtomicU32::new(0),
            expected: AtomicU32::new(UNKNOWN),
        };
        // A person sees from the start what will be read, also a part whose first page is slow.
        part.say(false);
        part
    }

    fn came(&self, items: usize, about: Option<u32>) {
        self.so_far.fetch_add(count(items), Ordering::Relaxed);
        if let Some(about) = about {
            self.expected.store(about, Ordering::Relaxed);
        }
        self.say(false);
    }

    fn done(&self) {
        self.say(true);
    }

    fn say(&self, done: bool) {
        let expected = self.expected.load(Ordering::Relaxed);
        (self.tell)(Progress {
            part: self.part,
            so_far: self.so_far.load(Ordering::Relaxed),
            expected: (expected != UNKNOWN).then_some(expected),
            done,
        });
    }
}

/// Stands for no hint in [`Part::expected`].
const UNKNOWN: u32 = u32::MAX;

#[cfg(test)]
mod tests;

pub(super) fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
