//! The condition on a row's hierarchy group, which criteria and filters share.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    super::{call::Call, protocol::Refusal, world::World},
    Searchable, Test,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct HierarchyGroupCondition {
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
    pub(super) fn test<K: Searchable>(self, call: &Call<'_>) -> Result<Test<K>, Refusal> {
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
        Ok(Box::new(move |row: &K| {
            row.hierarchy_group()
                .is_some_and(|group| groups.contains(group))
        }))
    }
}

/// Ids of a group and of all the groups below it.
pub(in super::super) fn groups_under(world: &World, group: &str) -> BTreeSet<String> {
    world
        .hierarchy_groups
        .values()
        .filter(|other| other.path.iter().any(|id| id == group))
        .map(|other| other.id.clone())
        .collect()
}
