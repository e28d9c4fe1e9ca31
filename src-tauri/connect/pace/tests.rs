#![allow(clippy::unwrap_used)]

use super::*;
use tokio::time::advance;

/// Connect's side: a bucket of its own that answers a call or throttles it.
struct Server {
    rate: f64,
    burst: f64,
    tokens: f64,
    counted_at: Instant,
    throttled: u32,
}

impl Server {
    fn new(rate: f64, burst: f64) -> Self {
        Self {
            rate,
            burst,
            tokens: burst,
            counted_at: Instant::now(),
            throttled: 0,
        }
    }

    fn takes(&mut self) -> bool {
        let now = Instant::now();
        let seconds = now.duration_since(self.counted_at).as_secs_f64();
        self.counted_at = now;
        self.tokens = (self.tokens + seconds * self.rate).min(self.burst);
        if self.tokens < 1.0 - ROUNDING {
            self.throttled += 1;
            return false;
        }
        self.tokens -= 1.0;
        true
    }
}

/// Makes `calls` successful calls, one at a time, and says how long they took.
async fn run(pace: &Pace, server: &mut Server, priority: Priority, calls: u32) -> Duration {
    let start = Instant::now();
    let mut done = 0;
    while done < calls {
        let turn = pace.turn("DeleteUser", priority).await;
        advance(Duration::from_millis(20)).await;
        if server.takes() {
            turn.answered();
            done += 1;
        } else {
            turn.throttled();
        }
    }
    start.elapsed()
}

#[tokio::test(start_paused = true)]
async fn twelve_calls_take_three_and_a_half_seconds() {
    let pace = Pace::default();
    let start = Instant::now();
    for _ in 0..12 {
        pace.turn("ListUsers", Priority::Person).await.answered();
    }
    assert_eq!(start.elapsed(), Duration::from_millis(3_500));
}

#[tokio::test(start_paused = true)]
async fn operations_have_paces_of_their_own() {
    let pace = Pace::default();
    let start = Instant::now();
    for _ in 0..5 {
        pace.turn("ListUsers", Priority::Person).await.answered();
        pace.turn("SearchUsers", Priority::Person).await.answered();
    }
    for _ in 0..10 {
        pace.turn("GetMetricDataV2", Priority::Person)
            .await
            .answered();
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_call_under_way_keeps_its_place_in_the_burst() {
    let pace = Pace::default();
    let first = pace.turn("ListUsers", Priority::Person).await;
    advance(Duration::from_secs(10)).await;
    first.answered();
    let start = Instant::now();
    for _ in 0..4 {
        pace.turn("ListUsers", Priority::Person).await.answered();
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    pace.turn("ListUsers", Priority::Person).await.answered();
    assert_eq!(start.elapsed(), Duration::from_millis(500));
}

#[tokio::test(start_paused = true)]
async fn a_quiet_account_throttles_nothing_whatever_the_latency() {
    // A call that takes long to arrive, then quick ones: Connect's bucket was full meanwhile.
    let pace = Pace::default();
    let mut server = Server::new(2.0, 5.0);
    for latency in [3_000, 1, 1, 1, 1, 1, 1, 900, 1, 1, 1, 400, 1, 1, 1, 1] {
        let turn = pace.turn("SearchUsers", Priority::Person).await;
        advance(Duration::from_millis(latency)).await;
        assert!(server.takes(), "throttled after a latency of {latency} ms");
        turn.answered();
    }
}

#[tokio::test(start_paused = true)]
async fn people_go_before_bulk_calls() {
    let pace = Arc::new(Pace::default());
    for _ in 0..5 {
        pace.turn("DescribeUser", Priority::Bulk).await.answered();
    }
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut calls = Vec::new();
    for (name, priority) in [
        ("bulk", Priority::Bulk),
        ("bulk", Priority::Bulk),
        ("person", Priority::Person),
        ("person", Priority::Person),
    ] {
        let (pace, order) = (Arc::clone(&pace), Arc::clone(&order));
        calls.push(tokio::spawn(async move {
            pace.turn("DescribeUser", priority).await.answered();
            order.lock().unwrap().push(name);
        }));
    }
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), ["person", "person", "bulk", "bulk"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_costs_no_turn() {
    let pace = Pace::default();
    for _ in 0..5 {
        pace.turn("ListUsers", Priority::Person).await.answered();
    }
    let start = Instant::now();
    let given_up = tokio::time::timeout(
        Duration::from_millis(100),
        pace.turn("ListUsers", Priority::Person),
    );
    assert!(given_up.await.is_err());
    pace.turn("ListUsers", Priority::Bulk).await.answered();
    assert_eq!(start.elapsed(), Duration::from_millis(500));
}

#[tokio::test(start_paused = true)]
async fn a_throttle_slows_and_answers_speed_up_again() {
    let pace = Pace::default();
    for _ in 0..5 {
        pace.turn("ListUsers", Priority::Person).await.answered();
    }
    pace.turn("ListUsers", Priority::Person).await.throttled();
    let start = Instant::now();
    pace.turn("ListUsers", Priority::Person).await.answered();
    assert_eq!(start.elapsed(), Duration::from_secs(1), "half as fast");

    for _ in 0..30 {
        pace.turn("ListUsers", Priority::Person).await.answered();
    }
    let start = Instant::now();
    pace.turn("ListUsers", Priority::Person).await.answered();
    assert_eq!(
        start.elapsed(),
        Duration::from_millis(500),
        "as fast as before"
    );
}

#[tokio::test(start_paused = true)]
async fn throttles_of_calls_sent_together_slow_once() {
    let pace = Pace::default();
    let mut turns = Vec::new();
    for _ in 0..5 {
        turns.push(pace.turn("ListUsers", Priority::Person).await);
    }
    for turn in turns {
        turn.throttled();
    }
    let start = Instant::now();
    pace.turn("ListUsers", Priority::Person).await.answered();
    assert_eq!(start.elapsed(), Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn throttles_never_stop_an_operation() {
    let pace = Pace::default();
    for _ in 0..50 {
        pace.turn("ListUsers", Priority::Person).await.throttled();
    }
    let start = Instant::now();
    pace.turn("ListUsers", Priority::Person).await.answered();
    assert_eq!(start.elapsed(), Duration::from_secs(4));
}

#[tokio::test(start_paused = true)]
async fn a_persons_reads_never_try_for_more() {
    let pace = Pace::default();
    let mut server = Server::new(2.0, 5.0);
    let took = run(&pace, &mut server, Priority::Person, 250).await;
    assert_eq!(server.throttled, 0);
    assert!(took < Duration::from_millis(122_700), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_long_batch_at_an_ordinary_quota_is_hardly_throttled() {
    let pace = Pace::default();
    let mut server = Server::new(2.0, 5.0);
    let took = run(&pace, &mut server, Priority::Bulk, 1_000).await;
    assert!(server.throttled <= 20, "{} throttles", server.throttled);
    let least = Duration::from_millis(497_500);
    assert!(took < least.mul_f64(1.02), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_raised_quota_gets_used() {
    let pace = Pace::default();
    let mut server = Server::new(10.0, 20.0);
    let took = run(&pace, &mut server, Priority::Bulk, 1_000).await;
    assert!(server.throttled <= 20, "{} throttles", server.throttled);
    let least = Duration::from_secs(98);
    assert!(took < least.mul_f64(1.25), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_quota_that_others_use_up_is_shared() {
    let pace = Pace::default();
    let mut server = Server::new(0.7, 5.0);
    run(&pace, &mut server, Priority::Bulk, 300).await;
    assert!(server.throttled <= 60, "{} throttles", server.throttled);
}
