#![allow(clippy::unwrap_used)]

use std::sync::Mutex;

use super::*;

/// Reads a list whose pages are given by the token that asks for them.
async fn read(
    pages: &[(Option<&str>, &[u32], Option<&str>)],
) -> (Result<Vec<u32>, Problem>, Vec<(usize, Option<u32>)>) {
    let came = Mutex::new(Vec::new());
    let fetch = |token: Option<String>| async move {
        let (_, items, next) = pages.iter().find(|(t, ..)| *t == token.as_deref()).unwrap();
        Ok(Page {
            items: items.to_vec(),
            next: next.map(str::to_owned),
            about: Some(7),
        })
    };
    let items = all("ListThings", fetch, |items, about| {
        came.lock().unwrap().push((items, about));
    })
    .await;
    (items, came.into_inner().unwrap())
}

#[tokio::test]
async fn pages_are_read_to_the_end() {
    let pages = [
        (None, [1, 2].as_slice(), Some("a")),
        (Some("a"), &[3], Some("b")),
        (Some("b"), &[], None),
    ];
    let (items, came) = read(&pages).await;
    assert_eq!(items.unwrap(), [1, 2, 3]);
    assert_eq!(came, [(2, Some(7)), (1, Some(7)), (0, Some(7))]);
}

#[tokio::test]
async fn an_empty_page_with_a_token_is_not_the_end() {
    let pages = [
        (None, [].as_slice(), Some("a")),
        (Some("a"), &[], Some("b")),
        (Some("b"), &[1], None),
    ];
    assert_eq!(read(&pages).await.0.unwrap(), [1]);
}

#[tokio::test]
async fn an_empty_token_is_the_end() {
    assert_eq!(read(&[(None, &[1], Some(""))]).await.0.unwrap(), [1]);
}

#[tokio::test]
async fn a_token_that_comes_twice_is_an_error_at_once_or_later() {
    let at_once = [
        (None, [1].as_slice(), Some("a")),
        (Some("a"), &[2], Some("a")),
    ];
    let later = [
        (None, [1].as_slice(), Some("a")),
        (Some("a"), &[2], Some("b")),
        (Some("b"), &[3], Some("a")),
    ];
    for pages in [at_once.as_slice(), &later] {
        let problem = read(pages).await.0.unwrap_err();
        assert_eq!(problem.code, ProblemCode::RepeatedPage);
        let technical = problem.technical.unwrap();
        assert_eq!(technical.operation.unwrap(), "ListThings");
    }
}

#[tokio::test]
async fn pages_that_stay_empty_are_an_error() {
    let pages = Mutex::new(0);
    let fetch = |_| async {
        let mut pages = pages.lock().unwrap();
        *pages += 1;
        Ok(Page::<u32> {
            items: Vec::new(),
            next: Some(pages.to_string()),
            about: None,
        })
    };
    let problem = all("ListThings", fetch, |_, _| {}).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::RepeatedPage);
    assert_eq!(*pages.lock().unwrap(), MOST_EMPTY_PAGES);
}
