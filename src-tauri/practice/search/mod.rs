//! The conditions of the Search operations: the tree of criteria, and the filters by tag and by
//! hierarchy group. Case doesn't matter to a comparison; whether it does to Connect's isn't known.

mod criteria;
mod filters;
mod groups;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{
    call::Call,
    paging::{Page, PageSizes, page_of_table},
    protocol::Refusal,
    world::{Kind, Tags},
};
use criteria::Criteria;
pub(super) use criteria::ListCondition;
pub(super) use filters::{AttributeFilter, TagFilter, UserFilter};
pub(super) use groups::groups_under;

/// What can be searched.
pub(super) trait Searchable: Kind {
    /// What a condition's FieldName may be.
    const FIELDS: &'static [&'static str];

    /// The texts that stand in a field; some fields have several.
    fn texts(&self, field: &str) -> Vec<String>;

    /// Its tags.
    fn tags(&self) -> &Tags;

    /// Id of its hierarchy group, if it can have one.
    fn hierarchy_group(&self) -> Option<&str> {
        None
    }

    /// Whether a condition on a list, which only users have, holds.
    fn meets(&self, _condition: &ListCondition) -> bool {
        false
    }
}

/// What every Search operation is asked for.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SearchInput<F> {
    instance_id: Option<String>,
    search_criteria: Option<Criteria>,
    search_filter: Option<F>,
}

/// A condition on a row, checked and ready.
type Test<K> = Box<dyn Fn(&K) -> bool>;

/// A Search operation's filter.
pub(super) trait Filter: DeserializeOwned {
    /// The condition that it stands for.
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal>;
}

/// Answers a Search operation: the rows that meet its conditions, under `list`.
pub(super) fn search<K: Searchable, F: Filter>(
    call: &Call<'_>,
    sizes: PageSizes,
    list: &str,
    render: impl Fn(&K) -> Value,
) -> Result<Value, Refusal> {
    let input: SearchInput<F> = call.input()?;
    call.check_instance(input.instance_id.as_deref().unwrap_or_default())?;
    let unconditional = input.search_criteria.is_none() && input.search_filter.is_none();
    let criteria = match input.search_criteria {
        Some(criteria) => criteria.test::<K>(call)?,
        None => always(),
    };
    let filter = match input.search_filter {
        Some(filter) => filter.test::<K>(call)?,
        None => always(),
    };
    let world = call.searched;
    let keep = |row: &K| criteria(row) && filter(row);
    let Page { rows, next } = page_of_table(call, sizes, K::table(world), keep, render)?;
    let total = if unconditional {
        K::table(world).len()
    } else {
        K::table(world).values().filter(|row| keep(row)).count()
    };
    let mut answer = Map::new();
    answer.insert(list.to_owned(), rows.into());
    answer.insert("NextToken".to_owned(), next.into());
    // Connect calls the count approximate: it is a little high here, so that nobody builds on it.
    answer.insert(
        "ApproximateTotalCount".to_owned(),
        (total + total / 50).into(),
    );
    Ok(answer.into())
}

fn always<K>() -> Test<K> {
    Box::new(|_| true)
}
