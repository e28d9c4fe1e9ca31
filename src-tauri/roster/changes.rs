//! Telling the window that something changed, not more often than it can use.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{runtime::Handle, time::Instant};

use crate::wire::{Changed, Topic};

/// The least time between two messages about the same topic.
const PAUSE: Duration = Duration::from_millis(150);

/// Where changes are told. What changes within [`PAUSE`] of the last message about its topic is
/// told together at the end of it, so that a load of 100 pages does not make the window ask 100
/// times, and the last change is never the one that is left out.
#[derive(Clone)]
pub struct Changes(Arc<Inner>);

struct Inner {
    topics: Mutex<HashMap<Topic, State>>,
    emit: Box<dyn Fn(Changed) + Send + Sync>,
    runtime: Handle,
}

#[derive(Clone, Copy, Default)]
struct State {
    revision: u64,
    last: Option<Instant>,
    waiting: bool,
}

impl Changes {
    /// Hands changes to `emit`, on the given runtime.
    pub fn new(runtime: Handle, emit: impl Fn(Changed) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            topics: Mutex::default(),
            emit: Box::new(emit),
            runtime,
        }))
    }

    /// Something of this topic changed.
    pub fn tell(&self, topic: Topic) {
        let due = {
            let mut topics = self.lock();
            let state = topics.entry(topic).or_default();
            state.revision += 1;
            if std::mem::replace(&mut state.waiting, true) {
                return;
            }
            state.last.map(|last| last + PAUSE)
        };
        let changes = self.clone();
        self.0.runtime.spawn(async move {
            if let Some(due) = due {
                tokio::time::sleep_until(due).await;
            }
            let revision = {
                let mut topics = changes.lock();
                let state = topics.entry(topic).or_default();
                state.waiting = false;
                state.last = Some(Instant::now());
                state.revision
            };
            (changes.0.emit)(Changed { topic, revision });
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Topic, State>> {
        // The map holds plain values, which a panic elsewhere can't leave half-changed.
        self.0.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use tokio::sync::mpsc;

    #[tokio::test(start_paused = true)]
    async fn many_changes_are_told_together_and_the_last_is_never_lost() {
        let (send, mut told) = mpsc::unbounded_channel();
        let start = Instant::now();
        let changes = Changes::new(Handle::current(), move |changed| {
            send.send((changed, start.elapsed())).unwrap();
        });

        changes.tell(Topic::Users);
        let (first, at) = told.recv().await.unwrap();
        assert_eq!((first.revision, at), (1, Duration::ZERO));

        for _ in 0..100 {
            changes.tell(Topic::Users);
        }
        changes.tell(Topic::Queues);
        let (other, at) = told.recv().await.unwrap();
        assert_eq!((other.topic, at), (Topic::Queues, Duration::ZERO));
        let (last, at) = told.recv().await.unwrap();
        assert_eq!(last.topic, Topic::Users);
        assert_eq!((last.revision, at), (101, PAUSE));
        assert!(told.try_recv().is_err());
    }
}
