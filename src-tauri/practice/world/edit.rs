//! How a world is changed: what is to be changed is collected first, so that it can be written to
//! the practice file whole, before anything is seen of it.

use std::sync::Arc;

use super::{Kind, World};

/// The world as it is, and the changes that are to be made to it together. Reads see the world
/// without the changes.
pub struct Edit<'w> {
    world: &'w World,
    changes: Vec<Box<dyn Change>>,
}

/// One row added, replaced or removed.
pub(crate) trait Change: Send + Sync {
    /// The row's kind and id, and its body in JSON unless it is to be removed.
    fn row(&self) -> serde_json::Result<(&'static str, &str, Option<String>)>;

    /// Makes the change.
    fn apply(&self, world: &mut World);
}

impl<'w> Edit<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        Self {
            world,
            changes: Vec::new(),
        }
    }

    pub(crate) fn into_changes(self) -> Vec<Box<dyn Change>> {
        self.changes
    }

    /// The world without the changes collected so far.
    pub fn world(&self) -> &'w World {
        self.world
    }

    /// Adds a row, or replaces the one with its id.
    pub fn put<K: Kind>(&mut self, row: K) {
        self.changes.push(Box::new(Put(Arc::new(row))));
    }

    /// Removes the row with this id, if there is one.
    pub fn remove<K: Kind>(&mut self, id: &str) {
        self.changes.push(Box::new(Remove::<K> {
            id: id.to_owned(),
            kind: std::marker::PhantomData,
        }));
    }
}

struct Put<K>(Arc<K>);

impl<K: Kind> Change for Put<K> {
    fn row(&self) -> serde_json::Result<(&'static str, &str, Option<String>)> {
        let body = serde_json::to_string(self.0.as_ref())?;
        Ok((K::NAME, self.0.id(), Some(body)))
    }

    fn apply(&self, world: &mut World) {
        K::table_mut(world).insert(self.0.id().to_owned(), Arc::clone(&self.0));
    }
}

struct Remove<K> {
    id: String,
    kind: std::marker::PhantomData<fn() -> K>,
}

impl<K: Kind> Change for Remove<K> {
    fn row(&self) -> serde_json::Result<(&'static str, &str, Option<String>)> {
        Ok((K::NAME, &self.id, None))
    }

    fn apply(&self, world: &mut World) {
        K::table_mut(world).remove(&self.id);
    }
}
