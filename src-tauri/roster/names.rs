//! The names that people know things by, looked up by id. Where a name could not be read, or the
//! thing was made after the names were read, its id stands in.

use std::collections::HashMap;

use super::order::natural_key;
use crate::domain::{
    HierarchyGroup, HierarchyGroupId, Named, RoutingProfileId, SecurityProfileId, User,
};

/// What stands between the names of a path.
const PATH_SEPARATOR: &str = " / ";

/// A name, or an id in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name<'a> {
    Known(&'a str),
    Unknown(&'a str),
}

impl<'a> Name<'a> {
    /// What is shown.
    pub(super) fn text(self) -> &'a str {
        match self {
            Self::Known(text) | Self::Unknown(text) => text,
        }
    }

    fn of(known: Option<&'a String>, id: &'a str) -> Self {
        known.map_or(Self::Unknown(id), |name| Self::Known(name))
    }
}

/// The names of one reading. A list that could not be read is an empty one here.
#[derive(Debug)]
pub(super) struct Names {
    routing_profiles: HashMap<RoutingProfileId, String>,
    /// With each name's place in their order.
    security_profiles: HashMap<SecurityProfileId, (usize, String)>,
    /// The paths of each group and of those above it, from the top down.
    hierarchy: HashMap<HierarchyGroupId, Vec<String>>,
}

impl Names {
    pub(super) fn new(
        routing_profiles: Vec<Named<RoutingProfileId>>,
        mut security_profiles: Vec<Named<SecurityProfileId>>,
        hierarchy_groups: Vec<HierarchyGroup>,
    ) -> Self {
        security_profiles.sort_by_cached_key(|profile| natural_key(&profile.name));
        Self {
            routing_profiles: routing_profiles
                .into_iter()
                .map(|profile| (profile.id, profile.name))
                .collect(),
            security_profiles: security_profiles
                .into_iter()
                .enumerate()
                .map(|(place, profile)| (profile.id, (place, profile.name)))
                .collect(),
            hierarchy: hierarchy_groups
                .into_iter()
                .map(|group| {
                    let paths = (1..=group.path.len())
                        .map(|levels| group.path[..levels].join(PATH_SEPARATOR))
                        .collect();
                    (group.id, paths)
                })
                .collect(),
        }
    }

    pub(super) fn routing_profile<'a>(&'a self, user: &'a User) -> Name<'a> {
        let id = &user.routing_profile;
        Name::of(self.routing_profiles.get(id), id.as_str())
    }

    /// In the order of the names; ids in place of names come last.
    pub(super) fn security_profiles<'a>(
        &'a self,
        user: &'a User,
    ) -> Vec<(&'a SecurityProfileId, Name<'a>)> {
        let mut placed: Vec<_> = user
            .security_profiles
            .iter()
            .map(|id| match self.security_profiles.get(id) {
                Some((place, name)) => (*place, id, Name::Known(name)),
                None => (usize::MAX, id, Name::Unknown(id.as_str())),
            })
            .collect();
        placed.sort_unstable_by_key(|(place, id, _)| (*place, *id));
        placed.into_iter().map(|(_, id, name)| (id, name)).collect()
    }

    /// The path of the user's group.
    pub(super) fn hierarchy<'a>(&'a self, user: &'a User) -> Option<Name<'a>> {
        let id = user.hierarchy_group.as_ref()?;
        let paths = self.hierarchy.get(id);
        Some(Name::of(paths.and_then(|paths| paths.last()), id.as_str()))
    }

    /// The paths of the user's group and of those above it, from the top down; none where the
    /// user is in no group or its path is unknown.
    pub(super) fn hierarchy_paths<'a>(&'a self, user: &'a User) -> &'a [String] {
        user.hierarchy_group
            .as_ref()
            .and_then(|id| self.hierarchy.get(id))
            .map_or(&[], Vec::as_slice)
    }
}
