//! The operations on the named things that users are given: profiles, hierarchy, agent statuses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    super::{
        REGION,
        call::Call,
        paging::{PageSizes, page_of_list, page_of_table},
        protocol::{Refusal, seconds},
        search::{AttributeFilter, Searchable, TagFilter, search},
        world::{
            AgentStatus, AgentStatusType, Edit, HierarchyGroup, RoutingProfile, SecurityProfile,
            Tags, World,
        },
    },
    Reply, changed, listed, summary,
    users::tags,
};

/// What the levels of a hierarchy are called in its answers.
const LEVELS: [&str; 5] = [
    "LevelOne",
    "LevelTwo",
    "LevelThree",
    "LevelFour",
    "LevelFive",
];

pub(super) fn list_routing_profiles(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let page = page_of_table(
        call,
        PageSizes::up_to(1000),
        &call.world.routing_profiles,
        |_| true,
        |RoutingProfile {
             id,
             name,
             last_changed,
             ..
         }| { summary(call.world, "routing-profile", id, name, *last_changed, []) },
    )?;
    Ok(listed("RoutingProfileSummaryList", page, []))
}

pub(super) fn search_routing_profiles(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let world = call.searched;
    let mut holders = BTreeMap::<_, u32>::new();
    for user in world.users.values() {
        *holders.entry(user.routing_profile.as_str()).or_default() += 1;
    }
    let render = |profile: &RoutingProfile| {
        let concurrencies: Value = profile
            .concurrency
            .iter()
            .map(|entry| {
                json!({
                    "Channel": entry.channel,
                    "Concurrency": entry.slots,
                    "CrossChannelBehavior": { "BehaviorType": "ROUTE_CURRENT_CHANNEL_ONLY" },
                })
            })
            .collect();
        json!({
            "InstanceId": world.instance_id,
            "Name": profile.name,
            "RoutingProfileArn": world.arn("routing-profile", &profile.id),
            "RoutingProfileId": profile.id,
            "Description": profile.description,
            "MediaConcurrencies": concurrencies,
            "DefaultOutboundQueueId": profile.outbound_queue,
            "Tags": tags(&profile.tags),
            "NumberOfAssociatedQueues": profile.queues.len(),
            "NumberOfAssociatedManualAssignmentQueues": 0,
            "NumberOfAssociatedUsers": holders.get(profile.id.as_str()).unwrap_or(&0),
            "AgentAvailabilityTimer": "TIME_SINCE_LAST_ACTIVITY",
            "LastModifiedTime": seconds(profile.last_changed),
            "LastModifiedRegion": REGION,
            "IsDefault": profile.is_default,
            "AssociatedQueueIds": profile.queues,
            "AssociatedManualAssignmentQueueIds": [],
        })
    };
    search::<RoutingProfile, TagFilter>(call, PageSizes::up_to(500), "RoutingProfiles", render)
        .map(Reply::Json)
}

pub(super) fn list_security_profiles(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let page = page_of_table(
        call,
        PageSizes::up_to(1000),
        &call.world.security_profiles,
        |_| true,
        |profile: &SecurityProfile| {
            let kind = [("Type", kept_by(profile).into())];
            let SecurityProfile {
                id,
                name,
                last_changed,
                ..
            } = profile;
            summary(
                call.world,
                "security-profile",
                id,
                name,
                *last_changed,
                kind,
            )
        },
    )?;
    Ok(listed("SecurityProfileSummaryList", page, []))
}

pub(super) fn search_security_profiles(
    call: &Call<'_>,
    _: &mut Edit<'_>,
) -> Result<Reply, Refusal> {
    let world = call.searched;
    let render = |profile: &SecurityProfile| {
        json!({
            "Id": profile.id,
            "OrganizationResourceId": world.instance_id,
            "Arn": world.arn("security-profile", &profile.id),
            "SecurityProfileName": profile.name,
            "Description": profile.description,
            "Tags": tags(&profile.tags),
            "Type": kept_by(profile),
        })
    };
    search::<SecurityProfile, TagFilter>(call, PageSizes::up_to(100), "SecurityProfiles", render)
        .map(Reply::Json)
}

fn kept_by(profile: &SecurityProfile) -> &'static str {
    if profile.aws_managed {
        "AWS_MANAGED"
    } else {
        "CUSTOMER_MANAGED"
    }
}

pub(super) fn list_permissions(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let profile: &SecurityProfile =
        call.row("SecurityProfileId", "security-profile", "Security profile")?;
    let page = page_of_list(call, PageSizes::up_to(1000), &profile.permissions, |name| {
        json!(name)
    })?;
    Ok(listed("Permissions", page, changed(profile.last_changed)))
}

pub(super) fn list_hierarchy_groups(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let page = page_of_table(
        call,
        PageSizes::up_to(1000),
        &call.world.hierarchy_groups,
        |_| true,
        |group| group_summary(call.world, group),
    )?;
    Ok(listed("UserHierarchyGroupSummaryList", page, []))
}

pub(super) fn search_hierarchy_groups(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let world = call.searched;
    let render = |group: &HierarchyGroup| {
        json!({
            "Id": group.id,
            "Arn": world.arn("agent-group", &group.id),
            "Name": group.name,
            "LevelId": group.level,
            "HierarchyPath": hierarchy_path(world, group, |group| group_summary(world, group)),
            "Tags": tags(&group.tags),
            "LastModifiedTime": seconds(group.last_changed),
            "LastModifiedRegion": REGION,
        })
    };
    let sizes = PageSizes::up_to(100);
    search::<HierarchyGroup, AttributeFilter>(call, sizes, "UserHierarchyGroups", render)
        .map(Reply::Json)
}

fn group_summary(world: &World, group: &HierarchyGroup) -> Value {
    let HierarchyGroup { id, name, .. } = group;
    summary(world, "agent-group", id, name, group.last_changed, [])
}

/// The groups from the top level down to this one, by level.
pub(super) fn hierarchy_path(
    world: &World,
    group: &HierarchyGroup,
    render: impl Fn(&HierarchyGroup) -> Value,
) -> Value {
    LEVELS
        .into_iter()
        .zip(&group.path)
        .filter_map(|(level, id)| {
            let group = world.hierarchy_groups.get(id)?;
            Some((level.to_owned(), render(group)))
        })
        .collect::<Map<_, _>>()
        .into()
}

pub(super) fn describe_hierarchy_structure(
    call: &Call<'_>,
    _: &mut Edit<'_>,
) -> Result<Reply, Refusal> {
    let levels: Map<_, _> = call
        .world
        .hierarchy_levels
        .values()
        .filter_map(|level| {
            let name = LEVELS.get((level.depth as usize).checked_sub(1)?)?;
            let body = summary(
                call.world,
                "agent-group-level",
                &level.id,
                &level.name,
                level.last_changed,
                [],
            );
            Some(((*name).to_owned(), body))
        })
        .collect();
    Ok(Reply::Json(json!({ "HierarchyStructure": levels })))
}

pub(super) fn list_agent_statuses(call: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    let kinds = call.query_choices(
        "AgentStatusTypes",
        &[
            ("ROUTABLE", AgentStatusType::Routable),
            ("CUSTOM", AgentStatusType::Custom),
            ("OFFLINE", AgentStatusType::Offline),
        ],
    )?;
    let page = page_of_table(
        call,
        PageSizes::up_to(1000),
        &call.world.agent_statuses,
        |status: &AgentStatus| kinds.is_empty() || kinds.contains(&status.kind),
        |status| {
            let AgentStatus { id, name, .. } = status;
            let kind = [("Type", json!(status.kind))];
            summary(
                call.world,
                "agent-state",
                id,
                name,
                status.last_changed,
                kind,
            )
        },
    )?;
    Ok(listed("AgentStatusSummaryList", page, []))
}

impl Searchable for RoutingProfile {
    const FIELDS: &'static [&'static str] =
        &["name", "description", "resourceID", "associatedQueueIds"];

    fn texts(&self, field: &str) -> Vec<String> {
        match field {
            "name" => vec![self.name.clone()],
            "description" => vec![self.description.clone()],
            "resourceID" => vec![self.id.clone()],
            "associatedQueueIds" => self.queues.clone(),
            _ => Vec::new(),
        }
    }

    fn tags(&self) -> &Tags {
        &self.tags
    }
}

impl Searchable for SecurityProfile {
    const FIELDS: &'static [&'static str] = &["name", "description", "resourceID"];

    fn texts(&self, field: &str) -> Vec<String> {
        match field {
            "name" => vec![self.name.clone()],
            "description" => vec![self.description.clone()],
            "resourceID" => vec![self.id.clone()],
            _ => Vec::new(),
        }
    }

    fn tags(&self) -> &Tags {
        &self.tags
    }
}

impl Searchable for HierarchyGroup {
    const FIELDS: &'static [&'static str] = &["name", "parentId", "levelId", "resourceID"];

    fn texts(&self, field: &str) -> Vec<String> {
        match field {
            "name" => vec![self.name.clone()],
            "parentId" => self.path.iter().rev().nth(1).cloned().into_iter().collect(),
            "levelId" => vec![self.level.clone()],
            "resourceID" => vec![self.id.clone()],
            _ => Vec::new(),
        }
    }

    fn tags(&self) -> &Tags {
        &self.tags
    }
}
