//! An open instance as the window knows it: what a person sees while a list is read, stopped, read
//! again and failing.

use std::time::Duration;

use roster::{
    domain::{ProblemCode, UserId},
    practice::{Calls, Fault, Faults, Practice, PracticeOptions},
    roster::{Changes, Workspace},
    wire::{
        Changed, ListState, LoadState, Part, QuickConnectQueues, SelectionChange, Topic, Wholeness,
    },
};
use tokio::{runtime::Handle, sync::mpsc};

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
            self.told.recv().await.unwrap();
        }
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
    assert_eq!(
        state.called_as.unwrap().account,
        desk.practice.about().account
    );
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

    let ids: Vec<_> = leading
        .iter()
        .map(|found| found.id.as_str().into())
        .collect();
    let queues = loop {
        match desk.workspace.queues(&ids) {
            QuickConnectQueues::Looking { .. } => {
                while desk.told.recv().await.unwrap().topic != Topic::Queues {}
            }
            QuickConnectQueues::Known { queues, unread, .. } => break (queues, unread),
            QuickConnectQueues::Unknown { problem } => panic!("{problem}"),
        }
    };
    assert_eq!(queues.0.len(), ids.len());
    assert_eq!(queues.1, 0);

    let nobody = UserId::from("00000000-0000-4000-8000-000000000000");
    let gone = desk.workspace.details(&nobody).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::NotFound);
}
