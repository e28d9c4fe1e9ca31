#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::connect::canned::{Answer, Reply, connect_in_turn, ok, refusal};

fn delete() -> Change {
    Change::DeleteUser { user: "u".into() }
}

async fn ends(answer: Answer) -> (Result<(), NotMade>, usize) {
    let (connect, asked) = connect_in_turn(vec![answer]);
    let outcome = connect.ready(&delete()).await.send().await;
    (outcome, asked.all().len())
}

#[tokio::test(start_paused = true)]
async fn every_change_is_sent_once_to_where_connect_takes_it() {
    for (change, sent) in [
        (delete(), "DELETE /users/instance-1/u"),
        (
            Change::DeleteQuickConnect {
                quick_connect: "q".into(),
            },
            "DELETE /quick-connects/instance-1/q",
        ),
        (
            Change::RepointQuickConnect {
                quick_connect: "q".into(),
                user: "u".into(),
                flow: "f".into(),
            },
            "POST /quick-connects/instance-1/q/config {\"QuickConnectConfig\":\
             {\"QuickConnectType\":\"USER\",\"UserConfig\":{\"UserId\":\"u\",\"ContactFlowId\":\"f\"}}}",
        ),
        (
            Change::OfferQuickConnects {
                queue: "k".into(),
                quick_connects: vec!["q".into(), "r".into()],
            },
            "POST /queues/instance-1/k/associate-quick-connects {\"QuickConnectIds\":[\"q\",\"r\"]}",
        ),
        (
            Change::WithdrawQuickConnects {
                queue: "k".into(),
                quick_connects: vec!["q".into()],
            },
            "POST /queues/instance-1/k/disassociate-quick-connects {\"QuickConnectIds\":[\"q\"]}",
        ),
    ] {
        let (connect, asked) = connect_in_turn(vec![ok("")]);
        assert_eq!(connect.ready(&change).await.send().await, Ok(()));
        let asked: Vec<_> = asked
            .all()
            .iter()
            .map(|one| one.replace("https://connect.eu-west-2.amazonaws.com", ""))
            .map(|one| one.trim_end().to_owned())
            .collect();
        assert_eq!(asked, [sent]);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_certain_of_a_change_is_told_and_it_is_never_sent_again() {
    let html = Answer::Reply(Reply {
        status: 403,
        headers: vec![("content-type", "text/html".into())],
        body: "<html>Blocked</html>".into(),
    });
    let unknown = [
        refusal(500, "InternalServiceException", "Oh no"),
        refusal(503, "ServiceUnavailableException", "Later"),
        html,
        Answer::Unreachable,
        Answer::ConnectTimeout,
        Answer::Hang,
    ];
    for answer in unknown {
        let (outcome, calls) = ends(answer).await;
        assert!(matches!(outcome, Err(NotMade::Unknown(_))), "{outcome:?}");
        assert_eq!(calls, 1);
    }
    let refused = [
        (403, "AccessDeniedException"),
        (404, "ResourceNotFoundException"),
        (400, "InvalidRequestException"),
        (429, "LimitExceededException"),
    ];
    for (status, word) in refused {
        let (outcome, calls) = ends(refusal(status, word, "No")).await;
        assert!(matches!(outcome, Err(NotMade::Refused(_))), "{outcome:?}");
        assert_eq!(calls, 1);
    }
    let (outcome, _) = ends(refusal(429, "ThrottlingException", "Slow")).await;
    assert!(matches!(outcome, Err(NotMade::Throttled(_))), "{outcome:?}");
    for word in ["ExpiredTokenException", "UnrecognizedClientException"] {
        let (outcome, _) = ends(refusal(403, word, "Over")).await;
        assert!(matches!(outcome, Err(NotMade::SignedOut(_))), "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_change_is_known_as_refused() {
    let (connect, _) = connect_in_turn(vec![refusal(403, "AccessDeniedException", "No")]);
    assert_eq!(connect.known("DeleteUser"), None);
    let _ = connect.ready(&delete()).await.send().await;
    assert!(matches!(
        connect.known("DeleteUser"),
        Some(super::super::Known::Refused(_))
    ));
}
