//! Pages of a list and the tokens between them. A token names the row after which to go on, so
//! rows that come or go meanwhile shift nothing.

use std::{collections::BTreeMap, ops::Bound, sync::Arc, time::Duration};

use aws_smithy_types::base64;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{call::Call, protocol::Refusal, world::Table};

/// How long a token is good ("Best practices for using Connect APIs").
const TOKEN_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// How many rows a page may have, and has when the caller doesn't say.
#[derive(Clone, Copy)]
pub(super) struct PageSizes {
    largest: u32,
    default: u32,
}

impl PageSizes {
    /// Pages of up to so many rows, and 100 by default.
    pub(super) const fn up_to(largest: u32) -> Self {
        let default = if largest < 100 { largest } else { 100 };
        Self { largest, default }
    }
}

/// One page and the token of the next.
pub(super) struct Page {
    pub(super) rows: Vec<Value>,
    pub(super) next: Option<String>,
}

/// What a token says. Clients can't rely on it: the check makes a token that was changed useless.
#[derive(Serialize, Deserialize)]
struct Token {
    /// The operation and its other arguments, hashed.
    call: Uuid,
    /// The row after which to go on; absent for the beginning.
    after: Option<String>,
    /// How many empty pages in a row led to it. Without it the token of an empty page could be
    /// the one that asked for that page, which is another fault.
    empty_pages: u32,
    /// When it was made, in milliseconds since the instance was opened.
    made: u64,
    check: Uuid,
}

impl Token {
    fn new(call: &Call<'_>, after: Option<String>, empty_pages: u32) -> Self {
        let mut token = Self {
            call: call.fingerprint(),
            after,
            empty_pages,
            made: milliseconds(call.since_opened),
            check: Uuid::nil(),
        };
        token.check = token.right_check(call);
        token
    }

    fn right_check(&self, call: &Call<'_>) -> Uuid {
        let content = format!(
            "{} {:?} {} {}",
            self.call, self.after, self.empty_pages, self.made
        );
        let content = format!("{} {content}", call.world.instance_id);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, content.as_bytes())
    }

    fn write(&self) -> Result<String, Refusal> {
        serde_json::to_vec(self)
            .map(base64::encode)
            .map_err(|error| Refusal::internal(error.to_string()))
    }

    fn read(text: &str, call: &Call<'_>) -> Option<Self> {
        let token: Self = serde_json::from_slice(&base64::decode(text).ok()?).ok()?;
        let age = milliseconds(call.since_opened).checked_sub(token.made)?;
        let good = token.check == token.right_check(call)
            && token.call == call.fingerprint()
            && age <= milliseconds(TOKEN_LIFE);
        good.then_some(token)
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The page that a call asks for. `rows_after` gives the rows in the order of their keys, from
/// the first one after the key that it is given; only the rows of the page are rendered.
pub(super) fn page<R, I>(
    call: &Call<'_>,
    sizes: PageSizes,
    rows_after: impl FnOnce(Option<String>) -> I,
    key: impl Fn(&R) -> String,
    render: impl Fn(&R) -> Value,
) -> Result<Page, Refusal>
where
    I: Iterator<Item = R>,
{
    let size = page_size(call, sizes)?;
    let sent = call.next_token()?;
    let (after, empty_pages) = match &sent {
        None => (None, 0),
        Some(text) => {
            let token = Token::read(text, call)
                .ok_or_else(|| Refusal::invalid_parameter("InvalidToken"))?;
            (token.after, token.empty_pages)
        }
    };
    if call.quirks.empty_page() {
        let next = Token::new(call, after, empty_pages.saturating_add(1));
        return Ok(Page {
            rows: Vec::new(),
            next: Some(next.write()?),
        });
    }
    let mut rows: Vec<R> = rows_after(after).take(size + 1).collect();
    let more = rows.len() > size;
    rows.truncate(size);
    let next = match rows.last() {
        Some(last) if more => Some(Token::new(call, Some(key(last)), 0).write()?),
        _ => None,
    };
    let next = match sent {
        Some(sent) if call.quirks.repeat_token() => Some(sent),
        _ => next,
    };
    Ok(Page {
        rows: rows.iter().map(render).collect(),
        next,
    })
}

/// A page of a table's rows in the order of their ids, of those that are to be kept.
pub(super) fn page_of_table<T>(
    call: &Call<'_>,
    sizes: PageSizes,
    table: &Table<T>,
    keep: impl Fn(&T) -> bool,
    render: impl Fn(&T) -> Value,
) -> Result<Page, Refusal> {
    page(
        call,
        sizes,
        |after| rows_after(table, after).filter(|(_, row)| keep(row)),
        |(id, _)| (*id).clone(),
        |(_, row)| render(row),
    )
}

/// A page of a list without ids, in its own order.
pub(super) fn page_of_list<T>(
    call: &Call<'_>,
    sizes: PageSizes,
    list: &[T],
    render: impl Fn(&T) -> Value,
) -> Result<Page, Refusal> {
    page(
        call,
        sizes,
        |after| {
            let done = after.and_then(|after| after.parse().ok()).unwrap_or(0);
            (1_usize..).zip(list).skip(done)
        },
        |(number, _)| number.to_string(),
        |(_, row)| render(row),
    )
}

/// A table's rows after the one with this id, whether that is still there or not.
pub(super) fn rows_after<T>(
    table: &BTreeMap<String, Arc<T>>,
    after: Option<String>,
) -> impl Iterator<Item = (&String, &Arc<T>)> {
    let from = after.map_or(Bound::Unbounded, Bound::Excluded);
    table.range((from, Bound::Unbounded))
}

fn page_size(call: &Call<'_>, sizes: PageSizes) -> Result<usize, Refusal> {
    let asked = call.max_results()?.unwrap_or(i64::from(sizes.default));
    let largest = call
        .quirks
        .largest_page(asked)
        .unwrap_or(sizes.largest)
        .min(sizes.largest);
    match u32::try_from(asked) {
        Ok(size) if (1..=largest).contains(&size) => Ok(size as usize),
        _ => Err(Refusal::invalid_parameter(format!(
            "MaxResults must be between 1 and {largest}"
        ))),
    }
}
