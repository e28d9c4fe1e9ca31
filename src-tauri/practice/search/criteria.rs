//! The tree of criteria: conditions on texts, on lists of proficiencies and on hierarchy groups.

use serde::Deserialize;

use super::{
    super::{call::Call, protocol::Refusal},
    Searchable, Test, always,
    groups::HierarchyGroupCondition,
};

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
    pub(super) fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
        let mut tests: Vec<Test<K>> = Vec::new();
        if let Some(nodes) = self.or_conditions {
            let nodes = Self::tests::<K>(nodes, call)?;
            tests.push(Box::new(move |row| nodes.iter().any(|test| test(row))));
        }
        if let Some(nodes) = self.and_conditions {
            let nodes = Self::tests::<K>(nodes, call)?;
            tests.push(Box::new(move |row| nodes.iter().all(|test| test(row))));
        }
        if let Some(condition) = self.string_condition {
            let (field, text) = condition.checked(K::FIELDS)?;
            tests.push(Box::new(move |row: &K| {
                row.texts(field).iter().any(|it| text.matches(it))
            }));
        }
        if let Some(condition) = self.list_condition {
            let condition = condition.checked()?;
            tests.push(Box::new(move |row: &K| row.meets(&condition)));
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
pub(in super::super) struct ListCondition {
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
    pub(in super::super) fn holds(&self, name: &str, value: &str, level: f32) -> bool {
        self.texts
            .iter()
            .all(|(field, test)| test.matches(if *field == "name" { name } else { value }))
            && self.numbers.iter().all(|test| {
                let level = f64::from(level);
                (test.least..=test.most).contains(&level) == test.inside
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(comparison: TextComparison, wanted: &str, text: &str) -> bool {
        let text_test = TextTest {
            text: wanted.to_lowercase(),
            comparison,
        };
        text_test.matches(text)
    }

    #[test]
    fn case_does_not_matter() {
        assert!(matches(TextComparison::Exact, "GARCÍA", "García"));
        assert!(matches(TextComparison::StartsWith, "gar", "García"));
        assert!(matches(TextComparison::Contains, "ÍA", "García"));
        assert!(!matches(TextComparison::Exact, "Garcia", "García"));
        assert!(!matches(TextComparison::StartsWith, "arc", "García"));
    }

    #[test]
    fn contains_finds_nothing_by_one_letter_or_by_more_than_25() {
        let long = "a".repeat(30);
        assert!(!matches(TextComparison::Contains, "a", &long));
        assert!(matches(TextComparison::Contains, "aa", &long));
        assert!(matches(TextComparison::Contains, &long[..25], &long));
        assert!(!matches(TextComparison::Contains, &long[..26], &long));
    }
}
