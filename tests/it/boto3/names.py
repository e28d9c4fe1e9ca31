"""The instance, the caller, and the named things that users are given."""

from harness import CONNECT, INSTANCE, TRUTH, client, equal, pages, same_rows, search, text
from truth import plain


def check_instance():
    wanted = {
        "Id": INSTANCE,
        "Arn": TRUTH.instance["arn"],
        "InstanceAlias": TRUTH.instance["alias"],
        "IdentityManagementType": "CONNECT_MANAGED",
        "InstanceStatus": "ACTIVE",
    }
    for name in (INSTANCE, TRUTH.instance["arn"]):
        found = CONNECT.describe_instance(InstanceId=name)["Instance"]
        equal({key: found[key] for key in wanted}, wanted, "DescribeInstance")
    listed = pages("list_instances", "InstanceSummaryList", [1, 10])
    equal([{key: row[key] for key in wanted} for row in listed], [wanted], "ListInstances")


def check_caller():
    caller = client("sts", "plain").get_caller_identity()
    equal(caller["Account"], TRUTH.instance["account"], "GetCallerIdentity")


def check_routing_profiles():
    rows = TRUTH.routing_profiles.values()
    listed = pages("list_routing_profiles", "RoutingProfileSummaryList", [3], InstanceId=INSTANCE)
    same_rows(listed, [TRUTH.named("routing-profile", row) for row in rows], "ListRoutingProfiles")
    found = search("search_routing_profiles", "RoutingProfiles", [3, 500])
    same_rows(found, [TRUTH.routing_profile(row) for row in rows], "SearchRoutingProfiles")
    queue = next(iter(rows))["queues"][0]
    found = search(
        "search_routing_profiles", "RoutingProfiles", [], text("associatedQueueIds", queue)
    )
    wanted = [TRUTH.routing_profile(row) for row in rows if queue in row["queues"]]
    same_rows(found, wanted, "SearchRoutingProfiles by queue")


def check_security_profiles():
    rows = TRUTH.security_profiles.values()
    listed = pages("list_security_profiles", "SecurityProfileSummaryList", [3], InstanceId=INSTANCE)
    wanted = [TRUTH.named("security-profile", row, Type="CUSTOMER_MANAGED") for row in rows]
    same_rows(listed, wanted, "ListSecurityProfiles")
    found = search("search_security_profiles", "SecurityProfiles", [3, 100])
    same_rows(found, [TRUTH.security_profile(row) for row in rows], "SearchSecurityProfiles")
    owner = {"TagFilter": {"TagCondition": {"TagKey": "Owner", "TagValue": "Operations"}}}
    found = search("search_security_profiles", "SecurityProfiles", [], SearchFilter=owner)
    wanted = [TRUTH.security_profile(row) for row in rows if row["tags"]]
    same_rows(found, wanted, "SearchSecurityProfiles by tag")
    for row in rows:
        for name in (row["id"], TRUTH.arn("security-profile", row["id"])):
            found = pages(
                "list_security_profile_permissions",
                "Permissions",
                [4, 1000],
                InstanceId=INSTANCE,
                SecurityProfileId=name,
            )
            equal(found, row["permissions"], "ListSecurityProfilePermissions")


def check_hierarchy():
    rows = TRUTH.hierarchy_groups.values()
    listed = pages(
        "list_user_hierarchy_groups", "UserHierarchyGroupSummaryList", [9], InstanceId=INSTANCE
    )
    same_rows(listed, [TRUTH.named("agent-group", row) for row in rows], "ListUserHierarchyGroups")
    found = search("search_user_hierarchy_groups", "UserHierarchyGroups", [9, 100])
    same_rows(found, [TRUTH.hierarchy_group(row) for row in rows], "SearchUserHierarchyGroups")
    internal = [row["Name"] for row in found if row["LevelId"] == "0"]
    equal(internal, ["internal"], "Connect's own group")
    parent = next(row for row in rows if len(row["path"]) == 2)
    children = [row for row in rows if row["path"][1:2] == [parent["id"]] and len(row["path"]) == 3]
    found = search(
        "search_user_hierarchy_groups", "UserHierarchyGroups", [], text("parentId", parent["id"])
    )
    same_rows(found, [TRUTH.hierarchy_group(row) for row in children], "groups of a site")
    owner = {"AttributeFilter": {"TagCondition": {"TagKey": "Owner", "TagValue": "Operations"}}}
    found = search(
        "search_user_hierarchy_groups", "UserHierarchyGroups", [], SearchFilter=owner
    )
    same_rows(found, [TRUTH.hierarchy_group(row) for row in rows if row["tags"]], "groups by tag")
    levels = sorted(TRUTH.hierarchy_levels.values(), key=lambda level: level["depth"])
    structure = CONNECT.describe_user_hierarchy_structure(InstanceId=INSTANCE)
    wanted = {
        member: TRUTH.named("agent-group-level", level)
        for member, level in zip(["LevelOne", "LevelTwo", "LevelThree"], levels)
    }
    equal(plain(structure), {"HierarchyStructure": wanted}, "DescribeUserHierarchyStructure")


def check_agent_statuses():
    rows = TRUTH.agent_statuses.values()
    for kinds in ([], ["OFFLINE"], ["ROUTABLE", "CUSTOM"]):
        found = pages(
            "list_agent_statuses",
            "AgentStatusSummaryList",
            [2, 1000],
            InstanceId=INSTANCE,
            AgentStatusTypes=kinds,
        )
        wanted = [
            TRUTH.named("agent-state", row, Type=row["kind"])
            for row in rows
            if not kinds or row["kind"] in kinds
        ]
        same_rows(found, wanted, "ListAgentStatuses")
