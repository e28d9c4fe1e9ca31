//! The values that the property filter offers.

use proptest::{prelude::*, sample::select};
use roster::{
    domain::UserId,
    wire::{Operator, Property},
};

use super::{
    ROSTERS,
    generated::PROPERTIES,
    matching,
    oracle::{number, texts},
    token,
};

proptest! {
    #[test]
    fn an_offered_value_equals_as_many_users_as_it_says(
        which in 0..ROSTERS.len(),
        property in select(PROPERTIES.to_vec()),
        typed in select(vec!["", "a", "te", "S", "muller", "1", "2024-1", "=", "quick"]),
        most in select(vec![0, 3, usize::MAX]),
    ) {
        let (roster, _) = &ROSTERS[which];
        let values = roster.values(property, typed, most);
        prop_assert!(values.len() <= most);
        let all = roster.values(property, typed, usize::MAX);
        prop_assert_eq!(&values[..], &all[..values.len()]);
        for value in values {
            let query = matching(vec![token(property, Operator::Equals, &[&value.value])]);
            let matching = roster.matching(&query).unwrap();
            prop_assert_eq!(matching.len(), value.users as usize, "{}", value.value);
        }
    }
}

#[test]
fn every_value_in_the_list_is_offered() {
    for (roster, rows) in ROSTERS.iter() {
        for property in PROPERTIES {
            let offered = roster.values(property, "", usize::MAX);
            let values: Vec<&str> = offered.iter().map(|value| value.value.as_str()).collect();
            if property == Property::Has || values.is_empty() {
                continue;
            }
            let query = matching(vec![token(property, Operator::Equals, &values)]);
            let covered = roster.matching(&query).unwrap();
            for row in rows {
                let filled = !texts(row, property).is_empty() || number(row, property).is_some();
                let id = UserId::from(row.id.as_str());
                assert_eq!(covered.contains(&id), filled, "{property:?} of {row:?}");
            }
        }
    }
}

#[test]
fn values_begin_with_those_that_begin_as_typed() {
    let (roster, _) = &ROSTERS[0];
    let offered = |property, typed| -> Vec<String> {
        let values = roster.values(property, typed, 5);
        values.into_iter().map(|value| value.value).collect()
    };
    assert_eq!(
        offered(Property::RoutingProfile, "s"),
        [
            "Sales 1",
            "Sales 2",
            "Sales 10",
            "Service APAC",
            "Service EMEA"
        ]
    );
    assert_eq!(
        offered(Property::SecurityProfiles, "ag"),
        ["Agent", "CallCenterManager"],
        "and “ágent” is offered with “Agent”, as a filter finds both by either"
    );
    assert_eq!(
        offered(Property::Hierarchy, "lodz / s"),
        [
            "Łódź / Sales",
            "Łódź / Sales / Team 1",
            "Łódź / Sales / Team 2",
            "Łódź / Sales / Team 10",
            "Łódź / Service",
        ]
    );
    assert_eq!(offered(Property::AutoAccept, ""), ["no", "yes"]);
    assert_eq!(
        offered(Property::AfterContactWork, ""),
        ["0", "5", "30", "60", "120"]
    );
    let days = offered(Property::LastChanged, "");
    assert!(days.is_sorted_by(|one, next| one > next), "{days:?}");
}
