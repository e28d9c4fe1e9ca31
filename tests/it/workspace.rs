//! An open instance as the window knows it: what a person sees while a list is read, stopped, read
//! again and failing.

use std::time::Duration;

use roster::{
    domain::{ProblemCode, QuickConnectId, UserId},
    practice::{Calls, Fault, Faults, Practice, PracticeOptions},
    roster::{Changes, Workspace},
    wire::{
        Changed, FilterNode, FilterToken, ListState, LoadState, Operator, Part, QuickConnectQueues,
        SelectionChange, Topic, Wholeness,
    },
};
use tokio::{runtime::Handle, sync::mpsc, time::timeout};

struct Desk {
    workspace: Workspace,
    practice: Practice,
    told: mpsc::UnboundedReceiver<Changed>,
}

fn open(options: PracticeOptions) -> Desk {
    let practice = Practice::open(options).unwrap();
    let connect = crate::reading::connect(&practice, &practice.about().instance_id);
    let (send, told) = mpsc::unbounded_channel();
    let changes = Changes::new(Handle::current(), move |changed| {
        let _ = send.send(changed);
    });
    Desk {
        workspace: Workspace::new(connect, changes, Handle::current()),
        practice,
        told,
    }
}

impl Desk {
    /// Waits as the window does, for word that something changed, until the state is as wished.
    async fn until(&mut self, wished: impl Fn(&ListState) -> bool) -> ListState {
        loop {
            let state = self.workspace.state();
            if wished(&state) {
                return state;
            }
            self.word().await;
        }
    }

    /// The next word that something changed. The clock is paused, so that the limit passes at
    /// once when no word will come any more.
    async fn word(&mut self) -> Changed {
        let word = timeout(Duration::from_secs(600), self.told.recv());
        word.await.expect("no word comes any more").unwrap()
    }

    fn reading(&self) -> u64 {
        let page = self.workspace.page(self.workspace.query());
        page.unwrap().reading
    }

    async fn loaded(&mut self) -> ListState {
        self.until(|state| !matches!(state.load, LoadState::Loading { .. }))
            .await
    }
}

#[tokio::test(start_paused = true)]
async fn a_load_shows_its_progress_and_ends_in_a_whole_list() {
    let mut desk = open(PracticeOptions {
        users: 4_000,
        ..PracticeOptions::default()
    });
    let before = desk.workspace.state();
    assert_eq!((before.total, before.load), (None, LoadState::Idle));

    desk.workspace.refresh();
    let half_way = desk
        .until(|state| match &state.load {
            LoadState::Loading { progress } => progress
                .iter()
                .any(|part| part.so_far > 0 && part.so_far < 4_000 && !part.done),
            _ => false,
        })
        .await;
    assert_eq!(half_way.total, None);

    let state = desk.loaded().await;
    assert_eq!(state.load, LoadState::Idle);
    assert_eq!(state.total, Some(4_000));
    assert_eq!(state.wholeness, Wholeness::Whole);
    assert_eq!(state.gaps, []);
    assert_eq!(state.calls["SearchUsers"], 8);
    assert!(state.read_at.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_stopped_refresh_leaves_the_earlier_list_and_its_selection() {
    let mut desk = open(PracticeOptions {
        users: 3_000,
        latency: Duration::from_millis(100),
        ..PracticeOptions::default()
    });
    desk.workspace.refresh();
    let first = desk.loaded().await;
    let query = desk.workspace.query();
    let everybody = SelectionChange::AddMatching {
        query: query.clone(),
        reading: desk.reading(),
    };
    assert_eq!(
        desk.workspace.select(&everybody, &query).unwrap().count,
        3_000
    );

    desk.workspace.refresh();
    desk.until(
        |state| matches!(&state.load, LoadState::Loading { progress } if !progress.is_empty()),
    )
    .await;
    let page = desk.workspace.page(query.clone()).unwrap();
    assert_eq!((page.total, page.selection.count), (3_000, 3_000));

    desk.workspace.cancel();
    let state = desk.loaded().await;
    assert_eq!(state.load, LoadState::Cancelled);
    assert_eq!((state.total, state.read_at), (first.total, first.read_at));
    assert_eq!(desk.workspace.page(query).unwrap().selection.count, 3_000);
}

#[tokio::test(start_paused = true)]
async fn a_failed_first_load_says_why_and_a_later_one_mends_it() {
    let mut desk = open(PracticeOptions {
        faults: Faults::none().with(
            "SearchUsers",
            Calls::Numbers([1].into()),
            Fault::AccessDenied,
        ),
        ..PracticeOptions::default()
    });
    desk.workspace.refresh();
    let state = desk.loaded().await;
    let LoadState::Failed { problem } = state.load else {
        panic!("{:?}", state.load);
    };
    assert_eq!(problem.code, ProblemCode::AccessDenied);
    assert_eq!(state.total, None);
    assert_eq!(
        desk.workspace.page(desk.workspace.query()).unwrap().rows,
        []
    );

    desk.workspace.refresh();
    let state = desk.loaded().await;
    assert_eq!((state.load, state.total), (LoadState::Idle, Some(240)));
}

#[tokio::test(start_paused = true)]
async fn one_user_whole_has_what_the_list_lacks() {
    let mut desk = open(PracticeOptions::default());
    desk.workspace.refresh();
    desk.loaded().await;
    let page = desk.workspace.page(desk.workspace.query()).unwrap();
    let row = page
        .rows
        .iter()
        .find(|row| row.quick_connects > Some(1))
        .unwrap();

    let id = UserId::from(row.id.as_str());
    let details = desk.workspace.details(&id).await.unwrap();
    assert_eq!(&details.row, row);
    assert!(details.email.is_some());
    assert!(matches!(details.proficiencies, Part::Known { .. }));
    let Part::Known { value: leading } = details.quick_connects else {
        panic!("the quick connects were read with the list");
    };
    assert_eq!(Some(leading.len()), row.quick_connects.map(|n| n as usize));

    let ids: Vec<QuickConnectId> = leading
        .iter()
        .map(|found| found.id.as_str().into())
        .collect();
    let QuickConnectQueues::Known { queues, unread, .. } = looked(&mut desk, &ids, false).await
    else {
        panic!("nothing kept the queues from being read");
    };
    assert_eq!((queues.len(), unread), (ids.len(), 0));

    let nobody = UserId::from("00000000-0000-4000-8000-000000000000");
    let gone = desk.workspace.details(&nobody).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::NotFound);
}

/// What is known of the queues once they have been looked through.
async fn looked(desk: &mut Desk, ids: &[QuickConnectId], again: bool) -> QuickConnectQueues {
    let mut queues = desk.workspace.queues(ids, again);
    while let QuickConnectQueues::Looking { .. } = queues {
        while desk.word().await.topic != Topic::Queues {}
        queues = desk.workspace.queues(ids, false);
    }
    queues
}

#[tokio::test(start_paused = true)]
async fn queues_that_could_not_be_read_are_looked_at_again_when_asked_to() {
    let mut desk = open(PracticeOptions {
        faults: Faults::none().with(
            "ListQueues",
            Calls::Numbers([1].into()),
            Fault::AccessDenied,
        ),
        ..PracticeOptions::default()
    });
    desk.workspace.refresh();
    desk.loaded().await;

    for again in [false, false] {
        let queues = looked(&mut desk, &[], again).await;
        assert!(matches!(queues, QuickConnectQueues::Unknown { .. }));
    }
    let queues = looked(&mut desk, &[], true).await;
    assert!(matches!(queues, QuickConnectQueues::Known { .. }));
    assert_eq!(desk.practice.counts()["ListQueues"].calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_load_that_was_overtaken_by_forgetting_changes_nothing() {
    let mut desk = open(PracticeOptions {
        latency: Duration::from_millis(100),
        ..PracticeOptions::default()
    });
    desk.workspace.refresh();
    desk.until(
        |state| matches!(&state.load, LoadState::Loading { progress } if !progress.is_empty()),
    )
    .await;
    desk.workspace.forget();
    assert_eq!(desk.workspace.state().load, LoadState::Idle);
    tokio::time::sleep(Duration::from_secs(60)).await;
    let state = desk.workspace.state();
    assert_eq!((state.load, state.total), (LoadState::Idle, None));

    desk.workspace.refresh();
    assert_eq!(desk.loaded().await.total, Some(240));
}

#[tokio::test(start_paused = true)]
async fn everybody_is_selected_only_on_the_list_that_the_person_sees() {
    let mut desk = open(PracticeOptions::default());
    desk.workspace.refresh();
    desk.loaded().await;
    let (query, seen) = (desk.workspace.query(), desk.reading());
    desk.workspace.refresh();
    desk.loaded().await;
    assert_ne!(desk.reading(), seen);

    for change in [
        SelectionChange::AddMatching {
            query: query.clone(),
            reading: seen,
        },
        SelectionChange::InvertMatching {
            query: query.clone(),
            reading: seen,
        },
    ] {
        let refused = desk.workspace.select(&change, &query).unwrap_err();
        assert_eq!(refused.code, ProblemCode::ListChanged);
    }
    let page = desk.workspace.page(query.clone()).unwrap();
    assert_eq!(page.selection.count, 0);

    let one = SelectionChange::Set {
        ids: vec![page.rows[0].id.clone()],
        selected: true,
    };
    let mut senseless = query.clone();
    senseless.filter.nodes = vec![FilterNode::Token(FilterToken {
        property: None,
        operator: Operator::Greater,
        values: vec!["1".into()],
    })];
    let refused = desk.workspace.select(&one, &senseless).unwrap_err();
    assert_eq!(refused.code, ProblemCode::BadRequest);
    assert_eq!(desk.workspace.page(query).unwrap().selection.count, 0);
}
