//! The filters by tag, and by tag and hierarchy group.

use serde::Deserialize;

use super::{
    super::{call::Call, protocol::Refusal, world::Tags},
    Filter, Searchable, Test, always,
    groups::HierarchyGroupCondition,
};

#[derive(Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TagCondition {
    tag_key: Option<String>,
    tag_value: Option<String>,
}

impl TagCondition {
    fn holds(&self, tags: &Tags) -> bool {
        let Some(value) = self.tag_key.as_ref().and_then(|key| tags.get(key)) else {
            return false;
        };
        self.tag_value.as_ref().is_none_or(|wanted| wanted == value)
    }
}

/// TagFilter: one tag, all of some tags, or any of several such lists.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TagConditions {
    or_conditions: Option<Vec<Vec<TagCondition>>>,
    and_conditions: Option<Vec<TagCondition>>,
    tag_condition: Option<TagCondition>,
}

/// The filter of SearchQuickConnects, SearchRoutingProfiles and SearchSecurityProfiles.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in super::super) struct TagFilter {
    tag_filter: Option<TagConditions>,
}

/// The filter of SearchUserHierarchyGroups.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in super::super) struct AttributeFilter {
    attribute_filter: Option<AttributeConditions>,
}

/// The filter of SearchUsers: by tags, or by tags and hierarchy groups.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in super::super) struct UserFilter {
    tag_filter: Option<TagConditions>,
    user_attribute_filter: Option<AttributeConditions>,
}

/// One condition, some together, or any of several such groups.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AttributeConditions {
    or_conditions: Option<Vec<AttributeAnd>>,
    and_condition: Option<AttributeAnd>,
    tag_condition: Option<TagCondition>,
    hierarchy_group_condition: Option<HierarchyGroupCondition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AttributeAnd {
    tag_conditions: Option<Vec<TagCondition>>,
    hierarchy_group_condition: Option<HierarchyGroupCondition>,
}

impl Filter for TagFilter {
    fn test<K: Searchable>(self, _: &Call<'_>) -> Result<Test<K>, Refusal> {
        self.tag_filter
            .map_or_else(|| Ok(always()), TagConditions::test)
    }
}

impl Filter for AttributeFilter {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        match self.attribute_filter {
            Some(filter) => filter.test(call),
            None => Ok(always()),
        }
    }
}

impl Filter for UserFilter {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        match (self.tag_filter, self.user_attribute_filter) {
            (Some(_), Some(_)) => Err(Refusal::access_denied(
                "TagFilter and UserAttributeFilter can't be used together",
            )),
            (Some(filter), None) => filter.test(),
            (None, Some(filter)) => filter.test(call),
            (None, None) => Ok(always()),
        }
    }
}

impl TagConditions {
    fn test<K: Searchable>(self) -> Result<Test<K>, Refusal> {
        let lists = one_of([
            self.or_conditions,
            self.and_conditions.map(|list| vec![list]),
            self.tag_condition.map(|condition| vec![vec![condition]]),
        ])?;
        let Some(lists) = lists else {
            return Ok(always());
        };
        at_most(25, "tag", lists.iter().map(Vec::len).sum())?;
        Ok(Box::new(move |row: &K| {
            lists
                .iter()
                .any(|list| list.iter().all(|tag| tag.holds(row.tags())))
        }))
    }
}

impl AttributeConditions {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        let alone = |tags, group| {
            vec![AttributeAnd {
                tag_conditions: tags,
                hierarchy_group_condition: group,
            }]
        };
        let lists = one_of([
            self.or_conditions,
            self.and_condition.map(|list| vec![list]),
            self.tag_condition.map(|tag| alone(Some(vec![tag]), None)),
            self.hierarchy_group_condition
                .map(|group| alone(None, Some(group))),
        ])?;
        let Some(lists) = lists else {
            return Ok(always());
        };
        let tags = lists.iter().flat_map(|list| &list.tag_conditions);
        at_most(25, "tag", tags.map(Vec::len).sum())?;
        let groups = lists
            .iter()
            .flat_map(|list| &list.hierarchy_group_condition);
        at_most(20, "hierarchy group", groups.count())?;
        let tests = lists
            .into_iter()
            .map(|list| list.test::<K>(call))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Box::new(move |row| tests.iter().any(|test| test(row))))
    }
}

impl AttributeAnd {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        let tags = self.tag_conditions.unwrap_or_default();
        let group = match self.hierarchy_group_condition {
            Some(condition) => condition.test(call)?,
            None => always(),
        };
        Ok(Box::new(move |row: &K| {
            tags.iter().all(|tag| tag.holds(row.tags())) && group(row)
        }))
    }
}

/// The member that is there, of which there may be one.
fn one_of<T, const N: usize>(members: [Option<T>; N]) -> Result<Option<T>, Refusal> {
    let mut members = members.into_iter().flatten();
    match (members.next(), members.next()) {
        (_, Some(_)) => Err(Refusal::invalid_parameter(
            "A filter takes one kind of condition",
        )),
        (member, None) => Ok(member),
    }
}

fn at_most(most: usize, what: &str, count: usize) -> Result<(), Refusal> {
    if count > most {
        return Err(Refusal::invalid_parameter(format!(
            "A filter takes {most} {what} conditions at most"
        )));
    }
    Ok(())
}
