//! Searches and filters at random, with values that some row has, so that they often find some.

use proptest::{collection::vec, prelude::*, sample::select};
use roster::wire::{FilterGroup, FilterNode, FilterToken, Join, Operator, Property, UserRow};

use super::oracle::{changed_on, number, texts};

/// Every property.
pub(crate) const PROPERTIES: [Property; 15] = [
    Property::Login,
    Property::FirstName,
    Property::LastName,
    Property::RoutingProfile,
    Property::SecurityProfiles,
    Property::Hierarchy,
    Property::PhoneType,
    Property::PhoneNumber,
    Property::AutoAccept,
    Property::AfterContactWork,
    Property::QuickConnects,
    Property::Tags,
    Property::LastChanged,
    Property::UserId,
    Property::Has,
];

const HAVINGS: [&str; 6] = [
    "quickConnects",
    "tags",
    "hierarchy",
    "phoneNumber",
    "firstName",
    "lastName",
];

/// A part of something that some row has, so that generated conditions are often true.
#[derive(Clone, Debug)]
pub(crate) struct Pick {
    row: usize,
    text: usize,
    skip: usize,
    take: usize,
}

impl Pick {
    fn of(&self, texts: &[String], whole: bool) -> String {
        let Some(text) = texts.get(self.text % texts.len().max(1)) else {
            return "1".to_owned();
        };
        if whole {
            return text.to_uppercase();
        }
        text.chars().skip(self.skip).take(self.take).collect()
    }
}

fn picks() -> impl Strategy<Value = Pick> {
    (0..1000_usize, 0..10_usize, 0..4_usize, 1..8_usize).prop_map(|(row, text, skip, take)| Pick {
        row,
        text,
        skip,
        take,
    })
}

/// What is typed into the search box.
#[derive(Clone, Debug)]
pub(crate) struct Search(Vec<(Property, Pick)>);

impl Search {
    pub(crate) fn typed(&self, rows: &[UserRow]) -> String {
        let words = self.0.iter().map(|(property, pick)| {
            let row = &rows[pick.row % rows.len()];
            // Quotes keep words together, which is tested where words are made.
            pick.of(&texts(row, *property), false).replace('"', "")
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

pub(crate) fn searches() -> impl Strategy<Value = Search> {
    vec((select(PROPERTIES[..8].to_vec()), picks()), 0..3).prop_map(Search)
}

/// A filter whose values are taken from rows later.
#[derive(Clone, Debug)]
pub(crate) enum Filter {
    Token(Option<Property>, usize, Vec<Pick>),
    Group(bool, Vec<Filter>),
}

impl Filter {
    pub(crate) fn group(&self, rows: &[UserRow]) -> FilterGroup {
        match self.node(rows) {
            FilterNode::Group(group) => group,
            token => FilterGroup {
                join: Join::And,
                nodes: vec![token],
            },
        }
    }

    fn node(&self, rows: &[UserRow]) -> FilterNode {
        match self {
            Self::Group(and, nodes) => FilterNode::Group(FilterGroup {
                join: if *and { Join::And } else { Join::Or },
                nodes: nodes.iter().map(|node| node.node(rows)).collect(),
            }),
            Self::Token(property, operator, picks) => {
                let operators = operators(*property);
                let operator = operators[operator % operators.len()];
                FilterNode::Token(FilterToken {
                    property: *property,
                    operator,
                    values: picks
                        .iter()
                        .map(|pick| value(rows, *property, operator, pick))
                        .collect(),
                })
            }
        }
    }
}

pub(crate) fn filters() -> impl Strategy<Value = Filter> {
    let property = proptest::option::weighted(0.9, select(PROPERTIES.to_vec()));
    let token = (property, 0..60_usize, vec(picks(), 1..3))
        .prop_map(|(property, operator, picks)| Filter::Token(property, operator, picks));
    token.prop_recursive(3, 12, 4, |inner| {
        (any::<bool>(), vec(inner, 0..4)).prop_map(|(and, nodes)| Filter::Group(and, nodes))
    })
}

fn operators(property: Option<Property>) -> &'static [Operator] {
    match property {
        None => &[Operator::Contains, Operator::NotContains],
        Some(Property::Has | Property::AutoAccept) => &[Operator::Equals, Operator::NotEquals],
        Some(Property::AfterContactWork | Property::QuickConnects | Property::LastChanged) => &[
            Operator::Equals,
            Operator::NotEquals,
            Operator::Greater,
            Operator::GreaterOrEqual,
            Operator::Less,
            Operator::LessOrEqual,
        ],
        Some(_) => &[
            Operator::Equals,
            Operator::NotEquals,
            Operator::Contains,
            Operator::NotContains,
            Operator::StartsWith,
            Operator::NotStartsWith,
        ],
    }
}

fn value(rows: &[UserRow], property: Option<Property>, operator: Operator, pick: &Pick) -> String {
    let row = &rows[pick.row % rows.len()];
    match property {
        None => pick.of(&texts(row, Property::Login), false),
        Some(Property::Has) => HAVINGS[pick.text % HAVINGS.len()].to_owned(),
        Some(Property::AutoAccept) => if row.auto_accept { "yes" } else { "no" }.to_owned(),
        Some(Property::LastChanged) => {
            let day = changed_on(row).unwrap_or(jiff::civil::date(2024, 10, 4));
            day.to_string()
        }
        Some(property @ (Property::AfterContactWork | Property::QuickConnects)) => {
            number(row, property).unwrap_or(1).to_string()
        }
        Some(property) => {
            let whole = matches!(operator, Operator::Equals | Operator::NotEquals);
            pick.of(&texts(row, property), whole)
        }
    }
}
