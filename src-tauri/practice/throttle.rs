//! How many calls an operation takes: a bucket of tokens per operation name, shared by everybody
//! who calls on the account, as Connect's quotas have it.

use std::collections::BTreeMap;

use tokio::time::Instant;

/// How often an operation may be called.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Calls a second that are let through for good.
    pub per_second: f64,
    /// Calls that are let through at once after a rest.
    pub burst: u32,
}

/// How often each operation may be called.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    default: Option<Rate>,
    by_operation: BTreeMap<String, Rate>,
}

impl Default for Limits {
    /// Connect's own: 2 a second with a burst of 5, GetMetricDataV2 10 and 10 ("Amazon Connect
    /// service quotas" of the administrator guide). STS takes far more than anyone calls.
    fn default() -> Self {
        let rate = |per_second, burst| Rate { per_second, burst };
        Self {
            default: Some(rate(2.0, 5)),
            by_operation: BTreeMap::from([
                ("AssumeRole".to_owned(), rate(600.0, 600)),
                ("GetCallerIdentity".to_owned(), rate(600.0, 600)),
                ("GetMetricDataV2".to_owned(), rate(10.0, 10)),
            ]),
        }
    }
}

impl Limits {
    /// Every call is let through.
    pub fn none() -> Self {
        Self {
            default: None,
            by_operation: BTreeMap::new(),
        }
    }

    /// The same limits with another one for one operation.
    #[must_use]
    pub fn with(mut self, operation: &str, rate: Rate) -> Self {
        self.by_operation.insert(operation.to_owned(), rate);
        self
    }

    fn rate(&self, operation: &str) -> Option<Rate> {
        self.by_operation.get(operation).copied().or(self.default)
    }
}

/// The buckets.
pub(super) struct Throttle {
    limits: Limits,
    buckets: BTreeMap<&'static str, Bucket>,
}

struct Bucket {
    tokens: f64,
    filled: Instant,
}

impl Throttle {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            buckets: BTreeMap::new(),
        }
    }

    /// Takes a token for a call that comes in now; `false` if there is none.
    pub(super) fn lets_through(&mut self, operation: &'static str, now: Instant) -> bool {
        let Some(rate) = self.limits.rate(operation) else {
            return true;
        };
        let full = f64::from(rate.burst);
        let bucket = self.buckets.entry(operation).or_insert(Bucket {
            tokens: full,
            filled: now,
        });
        let waited = now.saturating_duration_since(bucket.filled).as_secs_f64();
        bucket.tokens = (bucket.tokens + waited * rate.per_second).min(full);
        bucket.filled = now;
        // Half a second at 2 a second is one token but for the rounding of the clock.
        if bucket.tokens < 1.0 - 1e-6 {
            return false;
        }
        bucket.tokens -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn let_through(throttle: &mut Throttle, operation: &'static str, now: Instant) -> usize {
        (0..100)
            .take_while(|_| throttle.lets_through(operation, now))
            .count()
    }

    #[tokio::test(start_paused = true)]
    async fn five_at_once_and_then_two_a_second_for_each_operation() {
        let mut throttle = Throttle::new(Limits::default());
        let start = Instant::now();
        assert_eq!(let_through(&mut throttle, "ListUsers", start), 5);
        assert_eq!(let_through(&mut throttle, "SearchUsers", start), 5);
        assert_eq!(let_through(&mut throttle, "GetMetricDataV2", start), 10);
        let later = start + Duration::from_millis(499);
        assert_eq!(let_through(&mut throttle, "ListUsers", later), 0);
        let later = start + Duration::from_millis(500);
        assert_eq!(let_through(&mut throttle, "ListUsers", later), 1);
        let later = start + Duration::from_secs(60);
        assert_eq!(let_through(&mut throttle, "ListUsers", later), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn limits_can_be_set_for_one_operation_and_switched_off() {
        let now = Instant::now();
        let once = Rate {
            per_second: 0.5,
            burst: 1,
        };
        let mut throttle = Throttle::new(Limits::none().with("ListUsers", once));
        assert_eq!(let_through(&mut throttle, "ListUsers", now), 1);
        assert_eq!(let_through(&mut throttle, "SearchUsers", now), 100);
    }
}
