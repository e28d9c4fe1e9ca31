#![allow(clippy::unwrap_used)]

use std::sync::Mutex;

use tokio_util::sync::CancellationToken;

use super::*;
use crate::{
    connect::canned::{Answer, instance, ok, refusal},
    domain::ProblemCode,
};

const QUEUES: &str = r#"{"QueueSummaryList":[
    {"Id":"3","Name":"Sales"},{"Id":"1","Name":"Billing"},{"Id":"2","Name":"Repairs"}]}"#;

/// Reads the offers of three queues; `second` is the answer for the second.
async fn offers(second: Answer) -> (QueueOffers, usize, Vec<(u32, Option<u32>)>) {
    let (connect, asked) = instance(move |operation, nth| {
        Some(match (operation, nth) {
            ("ListQueues", _) => ok(QUEUES),
            (_, 1) => ok(r#"{"QuickConnectSummaryList":[{"Id":"q"}],"NextToken":"t"}"#),
            (_, 2) => ok(r#"{"QuickConnectSummaryList":[{"Id":"p"},{"Id":"q"}]}"#),
            (_, 3) => second.clone(),
            _ => ok(r#"{"QuickConnectSummaryList":[{"Id":"q"}]}"#),
        })
    });
    let told = Mutex::new(Vec::new());
    let offers = connect
        .queue_offers(
            |seen, of| told.lock().unwrap().push((seen, of)),
            &CancellationToken::new(),
        )
        .await
        .unwrap();
    assert!(asked.all()[0].contains("queueTypes=STANDARD"));
    (offers, asked.all().len(), told.into_inner().unwrap())
}

fn names(offers: &QueueOffers, id: &str) -> Vec<String> {
    let queues = &offers.queues[&id.into()];
    queues.iter().map(|queue| queue.name.clone()).collect()
}

#[tokio::test(start_paused = true)]
async fn queues_come_by_quick_connect_in_the_order_of_their_names() {
    let (offers, _, told) = offers(ok(r#"{"QuickConnectSummaryList":[]}"#)).await;
    assert_eq!(names(&offers, "q"), ["Billing", "Sales"]);
    assert_eq!(names(&offers, "p"), ["Billing"]);
    assert_eq!(offers.unread, []);
    assert_eq!(
        told,
        [(0, Some(3)), (1, Some(3)), (2, Some(3)), (3, Some(3))]
    );
}

#[tokio::test(start_paused = true)]
async fn a_queue_that_cannot_be_read_is_named() {
    for answer in [refusal(403, "AccessDeniedException", "Not you"), ok("")] {
        let (offers, _, _) = offers(answer).await;
        assert_eq!(names(&offers, "q"), ["Billing", "Sales"]);
        let unread: Vec<_> = offers.unread.iter().map(|(q, _)| q.name.as_str()).collect();
        assert_eq!(unread, ["Repairs"]);
    }
}

#[tokio::test(start_paused = true)]
async fn expired_credentials_are_not_tried_on_every_queue() {
    let (offers, calls, _) = offers(refusal(403, "ExpiredTokenException", "Over")).await;
    assert_eq!(names(&offers, "q"), ["Billing"]);
    let unread: Vec<_> = offers
        .unread
        .iter()
        .map(|(queue, problem)| (queue.name.as_str(), problem.code))
        .collect();
    assert_eq!(
        unread,
        [
            ("Repairs", ProblemCode::CredentialsExpired),
            ("Sales", ProblemCode::CredentialsExpired),
        ]
    );
    assert_eq!(calls, 4);
}
