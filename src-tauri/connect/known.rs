//! What became of each operation when it was last called: the only way to know what a caller may
//! do, since Connect has no question for it. Kept for as long as an instance is open.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use crate::domain::{Problem, ProblemCode};

/// What is known of a caller's leave to use an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was answered.
    Allowed,
    /// Connect refused it, for want of permission.
    Refused(Problem),
}

/// The operations that were called so far.
#[derive(Debug, Default)]
pub(super) struct Operations(Mutex<BTreeMap<&'static str, Known>>);

impl Operations {
    /// Takes down how a call ended. Tells whether that is news. A failure for another reason
    /// than permission says nothing.
    pub(super) fn note(&self, operation: &'static str, problem: Option<&Problem>) -> bool {
        let known = match problem {
            None => Known::Allowed,
            Some(problem) if problem.code == ProblemCode::AccessDenied => {
                Known::Refused(problem.clone())
            }
            Some(_) => return false,
        };
        let mut all = self.lock();
        let same =
            |before: &Known| std::mem::discriminant(before) == std::mem::discriminant(&known);
        if all.get(operation).is_some_and(same) {
            return false;
        }
        all.insert(operation, known);
        true
    }

    /// Takes over what another one knows.
    pub(super) fn learn(&self, other: &Self) {
        let theirs = other.lock().clone();
        self.lock().extend(theirs);
    }

    pub(super) fn forget(&self) {
        self.lock().clear();
    }

    pub(super) fn of(&self, operation: &str) -> Option<Known> {
        self.lock().get(operation).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<&'static str, Known>> {
        // The map holds plain values, which a panic elsewhere can't leave half-changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permission_is_known_from_answers_and_refusals_and_from_nothing_else() {
        let operations = Operations::default();
        let denied = Problem::new(ProblemCode::AccessDenied);
        assert!(!operations.note("ListUsers", Some(&Problem::new(ProblemCode::TimedOut))));
        assert_eq!(operations.of("ListUsers"), None);
        assert!(operations.note("ListUsers", Some(&denied)));
        assert!(!operations.note("ListUsers", Some(&denied)));
        assert_eq!(operations.of("ListUsers"), Some(Known::Refused(denied)));
        assert!(operations.note("ListUsers", None));
        assert!(!operations.note("ListUsers", None));
        assert_eq!(operations.of("ListUsers"), Some(Known::Allowed));
        assert_eq!(operations.of("SearchUsers"), None);
    }
}
