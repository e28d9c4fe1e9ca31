#![allow(clippy::unwrap_used, clippy::expect_used)]

use tokio_util::sync::CancellationToken;

use super::*;
use crate::{
    connect::{
        Gate,
        canned::{Answer, behind_gate, connect, connect_in_turn, ok, refusal, throttle},
    },
    domain::UserId,
};

const ANN: &str = r#"{"User":{"Id":"user-1","Arn":"arn","Username":"ann"}}"#;

async fn describe(answers: Vec<Answer>) -> (Result<(), Problem>, usize, Duration) {
    let start = Instant::now();
    let (connect, asked) = connect_in_turn(answers);
    let user = connect.user(&UserId::from("user-1")).await;
    (user.map(|_| ()), asked.all().len(), start.elapsed())
}

fn fault() -> Answer {
    refusal(500, "InternalServiceException", "Oh no")
}

#[tokio::test(start_paused = true)]
async fn faults_are_tried_again_three_times() {
    for answer in [fault(), Answer::Unreachable, Answer::Hang] {
        let healed = vec![answer.clone(), answer.clone(), answer.clone(), ok(ANN)];
        let (user, calls, _) = describe(healed).await;
        assert_eq!((user, calls), (Ok(()), 4));

        let (user, calls, _) = describe(vec![answer]).await;
        assert!(user.is_err());
        assert_eq!(calls, 4);
    }
}

#[tokio::test(start_paused = true)]
async fn the_waits_grow_and_are_half_chance() {
    for _ in 0..20 {
        let (_, _, took) = describe(vec![fault()]).await;
        assert!(took >= Duration::from_millis(3_500), "{took:?}");
        assert!(took <= Duration::from_millis(7_010), "{took:?}");
    }
    for _ in 0..100 {
        let wait = wait_before(30);
        assert!(wait >= LONGEST_WAIT / 2 && wait <= LONGEST_WAIT, "{wait:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hang_is_cut_off() {
    let (user, calls, took) = describe(vec![Answer::Hang]).await;
    assert_eq!(user.unwrap_err().code, ProblemCode::TimedOut);
    assert_eq!(calls, 4);
    assert!(took >= Duration::from_secs(80), "{took:?}");
    assert!(took <= Duration::from_secs(90), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn throttles_are_waited_out_for_two_minutes() {
    let mut answers = vec![throttle(); 15];
    answers.push(ok(ANN));
    let (user, calls, _) = describe(answers).await;
    assert_eq!((user, calls), (Ok(()), 16));

    let (user, _, took) = describe(vec![throttle()]).await;
    assert_eq!(user.unwrap_err().code, ProblemCode::Throttled);
    assert!(took >= THROTTLE_PATIENCE, "{took:?}");
    assert!(
        took <= THROTTLE_PATIENCE + Duration::from_secs(10),
        "{took:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_definite_answer_is_not_asked_for_again() {
    for answer in [
        refusal(403, "AccessDeniedException", "Not you"),
        refusal(404, "ResourceNotFoundException", "Not here"),
        refusal(400, "InvalidRequestException", "Not so"),
        refusal(429, "LimitExceededException", "Not more"),
        refusal(403, "ExpiredTokenException", "Not now"),
        ok(""),
        ok("<html></html>"),
    ] {
        let (user, calls, _) = describe(vec![answer]).await;
        assert!(user.is_err());
        assert_eq!(calls, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_a_reading_wherever_it_waits() {
    // For an answer, for its turn after a throttle, and before a further attempt.
    for answer in [Answer::Hang, throttle(), fault()] {
        let (connect, _) = connect(move |_, _| answer.clone());
        let cancel = CancellationToken::new();
        let start = Instant::now();
        let (snapshot, ()) = tokio::join!(connect.load(|_| {}, &cancel), async {
            sleep(Duration::from_millis(700)).await;
            cancel.cancel();
        });
        assert_eq!(snapshot.unwrap_err().code, ProblemCode::Cancelled);
        assert_eq!(start.elapsed(), Duration::from_millis(700));
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_when_cancelled_beforehand() {
    let (connect, asked) = connect(|_, _| ok("{}"));
    let cancel = CancellationToken::new();
    cancel.cancel();
    let snapshot = connect.load(|_| {}, &cancel).await;
    assert_eq!(snapshot.unwrap_err().code, ProblemCode::Cancelled);
    assert_eq!(asked.all(), Vec::<String>::new());
}

#[tokio::test(start_paused = true)]
async fn a_reading_fits_a_small_stack() {
    let (connect, _) = connect(|_, _| ok("{}"));
    let cancel = CancellationToken::new();
    let reading = connect.load(|_| {}, &cancel);
    can_change_threads(&reading);
    let size = size_of_val(&reading);
    assert!(size < 32 * 1024, "{size} bytes");
}

fn can_change_threads(_: &impl Send) {}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_refused_whoever_signs_in_fails_in_the_end() {
    let gate = Gate::default();
    let over = refusal(403, "ExpiredTokenException", "Over");
    let (connect, asked) = behind_gate(over, gate.clone());
    let signing_in = async {
        let mut changes = gate.listen();
        loop {
            changes.changed().await;
            if gate.closed().is_some() {
                gate.open();
            }
        }
    };
    let user = UserId::from("user-1");
    let problem = tokio::select! {
        () = signing_in => unreachable!(),
        outcome = connect.user(&user) => outcome.unwrap_err(),
    };
    assert_eq!(problem.code, ProblemCode::CredentialsExpired);
    assert_eq!(asked.all().len(), 11);
}
