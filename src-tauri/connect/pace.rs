//! How fast Connect may be called. Connect counts the calls of each operation on its own, over a
//! whole account and Region; so does this. It knows nothing of what is asked or answered, but for
//! whether an answer was a throttle.
//!
//! A call costs a token; tokens come back at the operation's rate, up to its burst. Rate and burst
//! start as AWS publishes them. Three rules go beyond that:
//!
//! - **A call under way keeps its place in the burst.** Its token does not come back before its
//!   answer. However long calls take to arrive, Connect's own count is then never behind this one,
//!   and an account that nobody else uses throttles nothing.
//! - **A throttle slows, answers speed up again.** A throttle halves the rate (others may be using
//!   the account, too), and every few calls without one give back a quarter of the published rate.
//! - **A raised quota is found by trying.** Only calls that had to wait for their token tell
//!   whether more would do. After a long run of them without a throttle the rate goes on rising in
//!   the same steps. A throttle up there takes a fifth off and doubles the run that the next
//!   attempt needs, so that at an ordinary quota throttles stay rare. The run is long enough for a
//!   person's reads to have ended before it, so that those meet no throttle of this making.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep};

/// Calls without a throttle before the rate takes a step up.
const STEP_AFTER: u32 = 5;
/// What a step up adds, in published rates.
const STEP: f64 = 0.25;
/// What is left of a rate above the published one after a throttle.
const BACK_FROM_ABOVE: f64 = 0.8;
/// What is left of any other rate after a throttle.
const BACK: f64 = 0.5;
/// The slowest that throttles can make an operation, in published rates.
const SLOWEST: f64 = 0.125;
/// How often the run before an attempt to go above the published rate may double.
const MOST_DOUBLINGS: u32 = 6;
/// Guards against a token that is short by a rounding error.
const ROUNDING: f64 = 1e-9;

/// Who waits for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Priority {
    /// A person: goes before all bulk calls of the same operation.
    Person,
    /// A batch or some other long work.
    Bulk,
}

impl Priority {
    /// How many calls in a row must have waited for their tokens, none of them throttled, before
    /// the rate may go above the published one. 250 are more than a person's reads need, such as
    /// 50,000 users at 500 a page or 250 queues; a batch is long enough to gain from less.
    fn run_before_trying(self) -> u32 {
        match self {
            Self::Person => 250,
            Self::Bulk => 20,
        }
    }
}

/// The pace of every operation in one account and Region. Clones are the same pace: every
/// [`Connect`](super::Connect) there has to be given one of them, or they learn of each other only
/// by being throttled.
#[derive(Clone, Default)]
pub struct Pace {
    operations: Arc<Mutex<HashMap<&'static str, Arc<Operation>>>>,
}

impl Pace {
    /// Waits until a call of `operation` may be sent. Calls of one priority go in the order in
    /// which they came. May be dropped at any time.
    pub(super) async fn turn(&self, operation: &'static str, priority: Priority) -> Turn {
        let operation = Arc::clone(
            locked(&self.operations)
                .entry(operation)
                .or_insert_with(|| Arc::new(Operation::new(published(operation)))),
        );
        operation.turn(priority).await
    }
}

/// The leave to send one call. It is to be kept until the answer has come.
pub(super) struct Turn {
    operation: Arc<Operation>,
    priority: Priority,
    waited: bool,
    given_at: Instant,
}

impl Turn {
    /// The call was answered, and not with a throttle.
    pub(super) fn answered(self) {
        if self.waited {
            let needed = self.priority.run_before_trying();
            locked(&self.operation.bucket).speed_up(needed);
        }
    }

    /// The call was answered with a throttle.
    pub(super) fn throttled(self) {
        locked(&self.operation.bucket).slow_down(self.given_at, Instant::now());
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        locked(&self.operation.bucket).end_call(Instant::now());
    }
}

/// The rate, in calls a second, and the burst of an operation, as AWS publishes them on
/// docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.
#[derive(Clone, Copy)]
struct Quota {
    rate: f64,
    burst: f64,
}

fn published(operation: &str) -> Quota {
    let (rate, burst) = match operation {
        "GetMetricDataV2" => (10.0, 10.0),
        "SearchContacts" => (0.5, 1.0),
        _ => (2.0, 5.0),
    };
    Quota { rate, burst }
}

struct Operation {
    bucket: Mutex<Bucket>,
    /// Held by the first in line of each priority, so that only two calls watch the bucket.
    first_person: tokio::sync::Mutex<()>,
    first_bulk: tokio::sync::Mutex<()>,
    people_waiting: AtomicU32,
}

impl Operation {
    fn new(published: Quota) -> Self {
        Self {
            bucket: Mutex::new(Bucket::new(published, Instant::now())),
            first_person: tokio::sync::Mutex::default(),
            first_bulk: tokio::sync::Mutex::default(),
            people_waiting: AtomicU32::new(0),
        }
    }

    async fn turn(self: Arc<Self>, priority: Priority) -> Turn {
        let (_waiting, line) = match priority {
            Priority::Person => (Some(Waiting::new(&self.people_waiting)), &self.first_person),
            Priority::Bulk => (None, &self.first_bulk),
        };
        let _first = line.lock().await;
        let mut waited = false;
        loop {
            let people_first =
                priority == Priority::Bulk && self.people_waiting.load(Ordering::Acquire) > 0;
            let wait = {
                let now = Instant::now();
                let mut bucket = locked(&self.bucket);
                match bucket.wait(now) {
                    None if !people_first => {
                        bucket.start_call();
                        drop(bucket);
                        return Turn {
                            operation: Arc::clone(&self),
                            priority,
                            waited,
                            given_at: now,
                        };
                    }
                    None => bucket.time_for(1.0),
                    Some(wait) => wait,
                }
            };
            waited = true;
            sleep(wait).await;
        }
    }
}

/// Counts a person's call as waiting for as long as it lives.
struct Waiting<'a>(&'a AtomicU32);

impl<'a> Waiting<'a> {
    fn new(waiting: &'a AtomicU32) -> Self {
        waiting.fetch_add(1, Ordering::AcqRel);
        Self(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The tokens of one operation and the rate at which they come back.
struct Bucket {
    published: Quota,
    rate: f64,
    tokens: f64,
    counted_at: Instant,
    under_way: u32,
    /// Calls that waited and were not throttled, since the rate last changed.
    run: u32,
    /// Whether the rate is rising above the published one, or may from the next step on.
    trying: bool,
    /// How often trying ended in a throttle.
    failures: u32,
    slowed_at: Option<Instant>,
}

impl Bucket {
    fn new(published: Quota, now: Instant) -> Self {
        Self {
            published,
            rate: published.rate,
            tokens: published.burst,
            counted_at: now,
            under_way: 0,
            run: 0,
            trying: false,
            failures: 0,
            slowed_at: None,
        }
    }

    fn refill(&mut self, now: Instant) {
        let seconds = now.duration_since(self.counted_at).as_secs_f64();
        self.counted_at = now;
        // At least one, or calls that take very long would stop the rest.
        let most = (self.published.burst - f64::from(self.under_way)).max(1.0);
        self.tokens = (self.tokens + seconds * self.rate).min(most);
    }

    /// How long until there is a token; `None` if there is one.
    fn wait(&mut self, now: Instant) -> Option<Duration> {
        self.refill(now);
        let short = 1.0 - self.tokens;
        (short > ROUNDING).then(|| self.time_for(short))
    }

    /// How long a number of tokens takes to come back, in whole milliseconds: tokio's timers have
    /// no finer ones.
    fn time_for(&self, tokens: f64) -> Duration {
        let milliseconds = (tokens / self.rate * 1000.0 - ROUNDING).ceil().max(1.0);
        Duration::from_secs_f64(milliseconds / 1000.0)
    }

    fn start_call(&mut self) {
        self.tokens -= 1.0;
        self.under_way += 1;
    }

    fn end_call(&mut self, now: Instant) {
        self.refill(now);
        self.under_way = self.under_way.saturating_sub(1);
    }

    fn speed_up(&mut self, run_before_trying: u32) {
        self.run += 1;
        let needed = if self.rate < self.published.rate || self.trying {
            STEP_AFTER
        } else {
            run_before_trying << self.failures
        };
        if self.run < needed {
            return;
        }
        self.run = 0;
        let raised = self.rate + STEP * self.published.rate;
        if self.rate < self.published.rate {
            self.rate = raised.min(self.published.rate);
        } else {
            self.rate = raised;
            self.trying = true;
        }
    }

    fn slow_down(&mut self, given_at: Instant, now: Instant) {
        self.refill(now);
        self.tokens = self.tokens.min(0.0);
        self.run = 0;
        // What was sent before the rate was last lowered tells nothing about the new rate.
        if self
            .slowed_at
            .is_some_and(|slowed_at| given_at <= slowed_at)
        {
            return;
        }
        self.slowed_at = Some(now);
        if self.trying {
            self.failures = (self.failures + 1).min(MOST_DOUBLINGS);
            self.trying = false;
        }
        self.rate = if self.rate > self.published.rate {
            (self.rate * BACK_FROM_ABOVE).max(self.published.rate)
        } else {
            (self.rate * BACK).max(SLOWEST * self.published.rate)
        };
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
