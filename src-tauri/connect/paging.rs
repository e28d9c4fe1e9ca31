//! Reading a list to its end. The SDK's own paginators stop without a word when a token comes
//! twice, which makes a broken list look like a short one; here that is an error.

use std::collections::HashSet;

use crate::domain::{Problem, ProblemCode};

use super::errors;

/// How many pages in a row may be empty. Connect may look through many rows for a page and find
/// none to show; a list that goes on so for half a minute has no end.
const MOST_EMPTY_PAGES: usize = 50;

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
/// Whatever `fetch` fails with, and [`ProblemCode::RepeatedPage`] if a token comes twice or pages
/// stay empty.
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
    let mut empty_pages = 0;
    loop {
        let page = fetch(token).await?;
        empty_pages = if page.items.is_empty() {
            empty_pages + 1
        } else {
            0
        };
        came(page.items.len(), page.about);
        items.extend(page.items);
        let Some(next) = page.next.filter(|next| !next.is_empty()) else {
            return Ok(items);
        };
        let endless = if empty_pages == MOST_EMPTY_PAGES {
            Some(format!("{empty_pages} pages in a row were empty"))
        } else if !tokens.insert(next.clone()) {
            Some("A page token came twice".to_owned())
        } else {
            None
        };
        if let Some(endless) = endless {
            return Err(errors::without_answer(
                ProblemCode::RepeatedPage,
                operation,
                format!("{endless}, after {} items.", items.len()),
            ));
        }
        token = Some(next);
    }
}

#[cfg(test)]
mod tests;
