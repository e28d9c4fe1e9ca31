//! The users that the person has selected.

use std::collections::HashSet;

use super::{Matching, Roster};
use crate::{
    domain::{Problem, UserId},
    wire::{SelectionChange, SelectionCount},
};

/// A fixed set of user ids. It changes by what the person does, and by users vanishing from the
/// list; a user who comes later is never in it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: HashSet<UserId>,
}

impl Selection {
    /// Carries out a change on the users of `roster`.
    ///
    /// # Errors
    ///
    /// As [`Roster::matching`]; nothing is changed then.
    pub fn apply(&mut self, change: &SelectionChange, roster: &Roster) -> Result<(), Problem> {
        match change {
            SelectionChange::Set { ids, selected } => {
                for id in ids.iter().map(|id| UserId::from(id.as_str())) {
                    if !selected {
                        self.ids.remove(&id);
                    } else if roster.user(&id).is_some() {
                        self.ids.insert(id);
                    }
                }
            }
            SelectionChange::AddMatching { query, .. } => {
                let matching = roster.matching(query)?;
                self.ids.reserve(matching.len());
                self.ids.extend(matching.ids().cloned());
            }
            SelectionChange::InvertMatching { query, .. } => {
                for id in roster.matching(query)?.ids() {
                    if !self.ids.remove(id) {
                        self.ids.insert(id.clone());
                    }
                }
            }
            SelectionChange::Clear => self.ids.clear(),
        }
        Ok(())
    }

    /// Takes out the users who are not in `roster`, which a refresh has brought.
    pub fn retain(&mut self, roster: &Roster) {
        self.ids.retain(|id| roster.user(id).is_some());
    }

    /// Whether a user is selected.
    pub fn contains(&self, id: &UserId) -> bool {
        self.ids.contains(id)
    }

    /// The selected users, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &UserId> {
        self.ids.iter()
    }

    /// How many are selected, and how many of them a query does not let through.
    pub fn count(&self, matching: &Matching<'_>) -> SelectionCount {
        let visible = if self.ids.len() <= matching.len() {
            self.ids.iter().filter(|id| matching.contains(id)).count()
        } else {
            matching.ids().filter(|id| self.contains(id)).count()
        };
        SelectionCount {
            count: self.ids.len() as u32,
            hidden: (self.ids.len() - visible) as u32,
        }
    }
}
