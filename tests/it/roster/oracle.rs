//! What the roster's search, filter and sort must do, written the plain slow way: row by row, on
//! the rows as the window gets them.

use std::{cmp::Ordering, sync::LazyLock};

use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use roster::wire::{
    Column, FilterGroup, FilterNode, FilterToken, Join, Operator, Property, Sort, UserRow,
    UsersQuery,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The rows that a query lets through, in its order, on one page.
pub(crate) fn answer<'a>(rows: &'a [UserRow], query: &UsersQuery) -> Vec<&'a UserRow> {
    let mut rows: Vec<&UserRow> = rows
        .iter()
        .filter(|row| found(row, &query.search) && lets_through(row, &query.filter))
        .collect();
    rows.sort_by(|one, other| compare(one, other, query.sort));
    rows
}

/// The texts of a row that a condition on a property may be about.
pub(crate) fn texts(row: &UserRow, property: Property) -> Vec<String> {
    let texts = match property {
        Property::Login => vec![row.login.clone()],
        Property::FirstName => vec![row.first_name.clone()],
        Property::LastName => vec![row.last_name.clone()],
        Property::RoutingProfile => vec![row.routing_profile.clone()],
        Property::SecurityProfiles => row.security_profiles.clone(),
        Property::Hierarchy => {
            let path = row.hierarchy.clone().unwrap_or_default();
            let ends = path.match_indices(" / ").map(|(at, _)| at);
            ends.chain([path.len()])
                .map(|end| path[..end].to_owned())
                .collect()
        }
        Property::PhoneType => vec![row.phone_type.clone()],
        Property::PhoneNumber => vec![row.phone_number.clone().unwrap_or_default()],
        Property::Tags => row
            .tags
            .iter()
            .flat_map(|tag| [tag.key.clone(), format!("{}={}", tag.key, tag.value)])
            .collect(),
        Property::UserId => vec![row.id.clone()],
        Property::AutoAccept
        | Property::AfterContactWork
        | Property::QuickConnects
        | Property::LastChanged
        | Property::Has => Vec::new(),
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// A row's number, or its day where this computer is.
pub(crate) fn number(row: &UserRow, property: Property) -> Option<i64> {
    match property {
        Property::AutoAccept => Some(row.auto_accept.into()),
        Property::AfterContactWork => Some(row.after_contact_work.into()),
        Property::QuickConnects => row.quick_connects.map(Into::into),
        Property::LastChanged => changed_on(row).map(in_order),
        _ => None,
    }
}

/// The day, where this computer is, on which a user was last changed.
pub(crate) fn changed_on(row: &UserRow) -> Option<Date> {
    let time = Timestamp::from_millisecond(row.last_changed?).unwrap();
    Some(time.to_zoned(TimeZone::system()).date())
}

/// A number that later days have more of.
fn in_order(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

fn lets_through(row: &UserRow, group: &FilterGroup) -> bool {
    let mut nodes = group.nodes.iter().map(|node| match node {
        FilterNode::Token(token) => holds(row, token),
        FilterNode::Group(group) => lets_through(row, group),
    });
    match group.join {
        _ if group.nodes.is_empty() => true,
        Join::And => nodes.all(|holds| holds),
        Join::Or => nodes.any(|holds| holds),
    }
}

/// Any value that fits will do. A negation needs every value to be known not to fit.
fn holds(row: &UserRow, token: &FilterToken) -> bool {
    let (operator, negated) = match token.operator {
        Operator::NotEquals => (Operator::Equals, true),
        Operator::NotContains => (Operator::Contains, true),
        Operator::NotStartsWith => (Operator::StartsWith, true),
        other => (other, false),
    };
    let mut verdicts = token
        .values
        .iter()
        .map(|value| verdict(row, token.property, operator, value));
    if negated {
        verdicts.all(|verdict| verdict == Some(false))
    } else {
        verdicts.any(|verdict| verdict == Some(true))
    }
}

/// Whether one value fits; `None` where it can't be told.
fn verdict(
    row: &UserRow,
    property: Option<Property>,
    operator: Operator,
    value: &str,
) -> Option<bool> {
    let Some(property) = property else {
        return Some(found(row, value));
    };
    match property {
        Property::Has => match value {
            "quickConnects" => row.quick_connects.map(|count| count > 0),
            "tags" => Some(!row.tags.is_empty()),
            "hierarchy" => Some(row.hierarchy.is_some()),
            "phoneNumber" => Some(row.phone_number.is_some()),
            "firstName" => Some(!row.first_name.is_empty()),
            "lastName" => Some(!row.last_name.is_empty()),
            other => panic!("{other} is nothing that a user has"),
        },
        Property::AutoAccept
        | Property::AfterContactWork
        | Property::QuickConnects
        | Property::LastChanged => {
            let value = match value {
                "no" => 0,
                "yes" => 1,
                day if property == Property::LastChanged => in_order(day.parse().unwrap()),
                number => number.parse().unwrap(),
            };
            let order = number(row, property)?.cmp(&value);
            Some(match operator {
                Operator::Equals => order.is_eq(),
                Operator::Greater => order.is_gt(),
                Operator::GreaterOrEqual => order.is_ge(),
                Operator::Less => order.is_lt(),
                Operator::LessOrEqual => order.is_le(),
                other => panic!("{other:?} is not for numbers"),
            })
        }
        _ => {
            let texts = texts(row, property);
            let value = fold(value);
            // An empty value is in every text, and equals an empty cell.
            let fits = match operator {
                _ if !value.is_empty() => {
                    texts
                        .iter()
                        .map(|text| fold(text))
                        .any(|text| match operator {
                            Operator::Equals => text == value,
                            Operator::Contains => text.contains(&value),
                            Operator::StartsWith => text.starts_with(&value),
                            other => panic!("{other:?} is not for texts"),
                        })
                }
                Operator::Equals => texts.is_empty(),
                _ => true,
            };
            let unnamed = matches!(
                property,
                Property::RoutingProfile | Property::SecurityProfiles | Property::Hierarchy
            ) && texts.iter().any(|text| looks_like_id(text));
            if fits || !unnamed { Some(fits) } else { None }
        }
    }
}

fn found(row: &UserRow, typed: &str) -> bool {
    let mut haystack = vec![
        row.login.clone(),
        format!("{} {}", row.first_name, row.last_name),
        row.routing_profile.clone(),
        row.hierarchy.clone().unwrap_or_default(),
        row.phone_number.clone().unwrap_or_default(),
    ];
    haystack.extend(row.security_profiles.iter().cloned());
    haystack.extend(
        row.tags
            .iter()
            .map(|tag| format!("{}={}", tag.key, tag.value)),
    );
    let phone_number = row.phone_number.clone().unwrap_or_default();
    typed.split_whitespace().map(fold).all(|word| {
        haystack.iter().any(|text| fold(text).contains(&word))
            || word.len() >= 6 && row.id.contains(&word)
            || word.len() >= 6 && phone_number.contains(&word.replace('-', ""))
    })
}

fn compare(one: &UserRow, other: &UserRow, sort: Sort) -> Ordering {
    let directed = |order: Ordering| {
        if sort.descending {
            order.reverse()
        } else {
            order
        }
    };
    let property = property_of(sort.column);
    let by_column = match sort.column {
        Column::AutoAccept | Column::AfterContactWork | Column::QuickConnects => {
            let (one, other) = (number(one, property), number(other, property));
            empty_last(&one, &other, Option::is_none).unwrap_or_else(|| directed(one.cmp(&other)))
        }
        Column::LastChanged => empty_last(&one.last_changed, &other.last_changed, Option::is_none)
            .unwrap_or_else(|| directed(one.last_changed.cmp(&other.last_changed))),
        Column::UserId | Column::PhoneNumber => {
            let (one, other) = (texts(one, property), texts(other, property));
            empty_last(&one, &other, Vec::is_empty).unwrap_or_else(|| directed(one.cmp(&other)))
        }
        _ => {
            let (one, other) = (texts(one, property), texts(other, property));
            empty_last(&one, &other, Vec::is_empty).unwrap_or_else(|| {
                let differing = one
                    .iter()
                    .zip(&other)
                    .map(|(one, other)| natural(one, other))
                    .find(|order| order.is_ne());
                directed(differing.unwrap_or_else(|| one.len().cmp(&other.len())))
            })
        }
    };
    by_column
        .then_with(|| natural(&one.login, &other.login))
        .then_with(|| one.id.cmp(&other.id))
}

fn empty_last<T>(one: &T, other: &T, is_empty: impl Fn(&T) -> bool) -> Option<Ordering> {
    (is_empty(one) || is_empty(other)).then(|| is_empty(one).cmp(&is_empty(other)))
}

fn natural(one: &str, other: &str) -> Ordering {
    static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
        let mut preferences = CollatorPreferences::default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        Collator::try_new(preferences, options).unwrap()
    });
    COLLATOR.compare(one, other)
}

fn fold(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let small = bare
        .to_lowercase()
        .replace('ß', "ss")
        .replace('ł', "l")
        .replace('ø', "o")
        .replace('ς', "σ")
        .replace('’', "'");
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn looks_like_id(text: &str) -> bool {
    text.len() == 36 && text.matches('-').count() == 4
}

fn property_of(column: Column) -> Property {
    match column {
        Column::Login => Property::Login,
        Column::FirstName => Property::FirstName,
        Column::LastName => Property::LastName,
        Column::RoutingProfile => Property::RoutingProfile,
        Column::SecurityProfiles => Property::SecurityProfiles,
        Column::Hierarchy => Property::Hierarchy,
        Column::PhoneType => Property::PhoneType,
        Column::PhoneNumber => Property::PhoneNumber,
        Column::AutoAccept => Property::AutoAccept,
        Column::AfterContactWork => Property::AfterContactWork,
        Column::QuickConnects => Property::QuickConnects,
        Column::Tags => Property::Tags,
        Column::LastChanged => Property::LastChanged,
        Column::UserId => Property::UserId,
    }
}
