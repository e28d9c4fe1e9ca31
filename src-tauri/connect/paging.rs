//! Reading a list to its end. The SDK's own paginators stop without a word when a token comes
//! twice, which makes a broken list look like a short one; here that is an error.

use std::collections::HashSet;

use crate::domain::{Problem, ProblemCode};

use super::errors;

/// One page of a list.
#[derive(Debug)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) next: Option<String>,
    /// About how many items the whole list has, where Connect says. It is no test for the end.
    pub(super) about: Option<u32>,
}

/// Reads every page with `fetch`, in order, and tells `came` of each: how many items it had and
/// about how many there are in all. A page without items but with a token is not the end.
///
/// # Errors
///
/// Whatever `fetch` fails with, and [`ProblemCode::RepeatedPage`] if a token comes twice.
pub(super) async fn all<T, F, Fetched>(
    operation: &'static str,
    fetch: F,
    came: impl Fn(usize, Option<u32>),
) -> Result<Vec<T>, Problem>
where
    F: Fn(Option<String>) -> Fetched,
    Fetched: Future<Output = Result<Page<T>, Problem>>,
{
    let mut items = Vec::new();
    let mut tokens = HashSet::new();
    let mut token = None;
    loop {
        let page = fetch(token).await?;
        came(page.items.len(), page.about);
        items.extend(page.items);
        let Some(next) = page.next.filter(|next| !next.is_empty()) else {
            return Ok(items);
        };
        if !tokens.insert(next.clone()) {
            return Err(errors::without_answer(
                ProblemCode::RepeatedPage,
                operation,
                format!(
                    "A page token came twice, after {} pages and {} items.",
                    tokens.len() + 1,
                    items.len()
                ),
            ));
        }
        token = Some(next);
    }
}

#[cfg(test)]
mod tests;
