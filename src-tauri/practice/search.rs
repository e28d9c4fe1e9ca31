//! The conditions of the Search operations: the tree of criteria, and the filters by tag and by
//! hierarchy group. Case doesn't matter to a comparison; whether it does to Connect's isn't known.

use std::collections::BTreeSet;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{
    call::Call,
    paging::{Page, PageSizes, page_of_table},
    protocol::Refusal,
    world::{Kind, Tags, World},
};

/// What can be searched.
pub(super) trait Searchable: Kind {
    /// What a condition's FieldName may be.
    const FIELDS: &'static [&'static str];

    /// The texts that stand in a field; some fields have several.
    fn texts(&self, world: &World, field: &str) -> Vec<String>;

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
pub(super) struct SearchInput<F> {
    instance_id: Option<String>,
    search_criteria: Option<Criteria>,
    search_filter: Option<F>,
}

/// A condition on a row, checked and ready.
pub(super) type Test<K> = Box<dyn Fn(&World, &K) -> bool>;

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
    let keep = |row: &K| criteria(world, row) && filter(world, row);
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
    Box::new(|_, _| true)
}

/// A node of the tree of criteria: one of its members at most.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Criteria {
    or_conditions: Option<Vec<Criteria>>,
    and_conditions: Option<Vec<Criteria>>,
    string_condition: Option<StringCondition>,
    list_condition: Option<ListConditionInput>,
    hierarchy_group_condition: Option<HierarchyGroupCondition>,
}

impl Criteria {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        let mut tests: Vec<Test<K>> = Vec::new();
        if let Some(nodes) = self.or_conditions {
            let nodes = Self::tests::<K>(nodes, call)?;
            tests.push(Box::new(move |world, row| {
                nodes.iter().any(|test| test(world, row))
            }));
        }
        if let Some(nodes) = self.and_conditions {
            let nodes = Self::tests::<K>(nodes, call)?;
            tests.push(Box::new(move |world, row| {
                nodes.iter().all(|test| test(world, row))
            }));
        }
        if let Some(condition) = self.string_condition {
            let (field, text) = condition.checked(K::FIELDS)?;
            tests.push(Box::new(move |world, row: &K| {
                row.texts(world, field).iter().any(|it| text.matches(it))
            }));
        }
        if let Some(condition) = self.list_condition {
            let condition = condition.checked()?;
            tests.push(Box::new(move |_, row: &K| row.meets(&condition)));
        }
        if let Some(condition) = self.hierarchy_group_condition {
            tests.push(condition.test(call)?);
        }
        if tests.len() > 1 {
            return Err(Refusal::invalid_parameter(
                "A node of SearchCriteria takes one condition",
            ));
        }
        Ok(tests.pop().unwrap_or_else(always))
    }

    fn tests<K: Searchable>(nodes: Vec<Self>, call: &Call<'_>) -> Result<Vec<Test<K>>, Refusal> {
        nodes.into_iter().map(|node| node.test(call)).collect()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StringCondition {
    field_name: Option<String>,
    value: Option<String>,
    comparison_type: Option<TextComparison>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum TextComparison {
    StartsWith,
    Contains,
    Exact,
}

/// A text to compare with, in small letters.
struct TextTest {
    text: String,
    comparison: TextComparison,
}

impl StringCondition {
    /// The field, which has to be one of `fields`, and what to compare its texts with.
    fn checked(self, fields: &'static [&'static str]) -> Result<(&'static str, TextTest), Refusal> {
        let name = self.field_name.unwrap_or_default();
        let field = fields.iter().find(|field| **field == name);
        let field = field
            .ok_or_else(|| Refusal::invalid_parameter(format!("FieldName can't be \"{name}\"")))?;
        let (Some(value), Some(comparison)) = (self.value, self.comparison_type) else {
            return Err(Refusal::invalid_parameter(
                "A StringCondition needs Value and ComparisonType",
            ));
        };
        let text = value.to_lowercase();
        Ok((field, TextTest { text, comparison }))
    }
}

impl TextTest {
    fn matches(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        match self.comparison {
            TextComparison::StartsWith => text.starts_with(&self.text),
            // The documentation promises nothing for other lengths but "invalid results".
            TextComparison::Contains => {
                (2..=25).contains(&self.text.chars().count()) && text.contains(&self.text)
            }
            TextComparison::Exact => text == self.text,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListConditionInput {
    target_list_type: Option<String>,
    conditions: Option<Vec<ListItemInput>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListItemInput {
    string_condition: Option<StringCondition>,
    number_condition: Option<NumberCondition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NumberCondition {
    field_name: Option<String>,
    min_value: Option<i32>,
    max_value: Option<i32>,
    comparison_type: Option<NumberComparison>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum NumberComparison {
    GreaterOrEqual,
    Greater,
    LesserOrEqual,
    Lesser,
    Equal,
    NotEqual,
    Range,
}

/// Conditions that one entry of a user's proficiencies has to meet together.
pub(super) struct ListCondition {
    texts: Vec<(&'static str, TextTest)>,
    numbers: Vec<NumberTest>,
}

struct NumberTest {
    least: f64,
    most: f64,
    inside: bool,
}

impl ListConditionInput {
    fn checked(self) -> Result<ListCondition, Refusal> {
        if self.target_list_type.as_deref() != Some("PROFICIENCIES") {
            return Err(Refusal::invalid_parameter(
                "TargetListType must be PROFICIENCIES",
            ));
        }
        let mut condition = ListCondition {
            texts: Vec::new(),
            numbers: Vec::new(),
        };
        for item in self.conditions.unwrap_or_default() {
            if let Some(text) = item.string_condition {
                condition.texts.push(text.checked(&["name", "value"])?);
            }
            if let Some(number) = item.number_condition {
                condition.numbers.push(number.checked()?);
            }
        }
        Ok(condition)
    }
}

impl NumberCondition {
    fn checked(self) -> Result<NumberTest, Refusal> {
        if self.field_name.as_deref() != Some("limit") {
            return Err(Refusal::invalid_parameter(
                "FieldName of a NumberCondition must be \"limit\"",
            ));
        }
        let missing =
            || Refusal::invalid_parameter("A NumberCondition lacks a value or its ComparisonType");
        let least = self.min_value.map(f64::from);
        let most = self.max_value.map(f64::from);
        let value = least.or(most).ok_or_else(missing);
        let test = |least, most, inside| NumberTest {
            least,
            most,
            inside,
        };
        Ok(match self.comparison_type.ok_or_else(missing)? {
            NumberComparison::GreaterOrEqual => test(value?, f64::INFINITY, true),
            NumberComparison::Greater => test(f64::NEG_INFINITY, value?, false),
            NumberComparison::LesserOrEqual => test(f64::NEG_INFINITY, value?, true),
            NumberComparison::Lesser => test(value?, f64::INFINITY, false),
            NumberComparison::Equal => {
                let value = value?;
                test(value, value, true)
            }
            NumberComparison::NotEqual => {
                let value = value?;
                test(value, value, false)
            }
            NumberComparison::Range => {
                test(least.ok_or_else(missing)?, most.ok_or_else(missing)?, true)
            }
        })
    }
}

impl ListCondition {
    /// Whether an entry with this name, value and level meets all the conditions.
    pub(super) fn holds(&self, name: &str, value: &str, level: f32) -> bool {
        self.texts
            .iter()
            .all(|(field, test)| test.matches(if *field == "name" { name } else { value }))
            && self.numbers.iter().all(|test| {
                let level = f64::from(level);
                (test.least..=test.most).contains(&level) == test.inside
            })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct HierarchyGroupCondition {
    value: Option<String>,
    hierarchy_group_match_type: Option<GroupMatch>,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum GroupMatch {
    Exact,
    WithChildGroups,
}

impl HierarchyGroupCondition {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        let (Some(value), Some(match_type)) = (self.value, self.hierarchy_group_match_type) else {
            return Err(Refusal::invalid_parameter(
                "A HierarchyGroupCondition needs Value and HierarchyGroupMatchType",
            ));
        };
        let group = call.id_of("agent-group", &value).to_owned();
        let groups = match match_type {
            GroupMatch::Exact => BTreeSet::from([group]),
            GroupMatch::WithChildGroups => groups_under(call.searched, &group),
        };
        Ok(Box::new(move |_, row: &K| {
            row.hierarchy_group()
                .is_some_and(|group| groups.contains(group))
        }))
    }
}

/// Ids of a group and of all the groups below it.
pub(super) fn groups_under(world: &World, group: &str) -> BTreeSet<String> {
    world
        .hierarchy_groups
        .values()
        .filter(|other| other.path.iter().any(|id| id == group))
        .map(|other| other.id.clone())
        .collect()
}

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
pub(super) struct TagFilter {
    tag_filter: Option<TagConditions>,
}

/// The filter of SearchUserHierarchyGroups.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AttributeFilter {
    attribute_filter: Option<AttributeConditions>,
}

/// The filter of SearchUsers: by tags, or by tags and hierarchy groups.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct UserFilter {
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
        Ok(Box::new(move |_, row: &K| {
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
        Ok(Box::new(move |world, row| {
            tests.iter().any(|test| test(world, row))
        }))
    }
}

impl AttributeAnd {
    fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        let tags = self.tag_conditions.unwrap_or_default();
        let group = match self.hierarchy_group_condition {
            Some(condition) => condition.test(call)?,
            None => always(),
        };
        Ok(Box::new(move |world, row: &K| {
            tags.iter().all(|tag| tag.holds(row.tags())) && group(world, row)
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
