"""The operations on users."""

from harness import CONNECT, INSTANCE, TRUTH, equal, pages, same_rows, search, text
from truth import plain


def check_list_users():
    found = pages("list_users", "UserSummaryList", [7, 1000], InstanceId=INSTANCE)
    same_rows(found, [TRUTH.user_summary(user) for user in TRUTH.users.values()], "ListUsers")


def check_search_users():
    found = search("search_users", "Users", [33, 500])
    same_rows(found, [TRUTH.found_user(user) for user in TRUTH.users.values()], "SearchUsers")
    count = CONNECT.search_users(InstanceId=INSTANCE)["ApproximateTotalCount"]
    assert len(TRUTH.users) <= count <= len(TRUTH.users) * 1.1, count


def check_describe_users():
    for index, user in enumerate(TRUTH.users.values()):
        name = TRUTH.arn("agent", user["id"]) if index % 5 == 0 else user["id"]
        found = CONNECT.describe_user(InstanceId=INSTANCE, UserId=name)["User"]
        equal(plain(found), TRUTH.described_user(user), "DescribeUser")


def check_proficiencies():
    for user in list(TRUTH.users.values())[::5]:
        found = pages(
            "list_user_proficiencies",
            "UserProficiencyList",
            [1, 100],
            InstanceId=INSTANCE,
            UserId=user["id"],
        )
        wanted = [TRUTH.proficiency(entry) for entry in user["proficiencies"]]
        equal(found, wanted, "ListUserProficiencies")


def found_users(wanted, criteria=None, **filters):
    found = search("search_users", "Users", [50], criteria, **filters)
    users = TRUTH.users.values()
    wanted = sorted(user["id"] for user in users if wanted(user))
    assert wanted, "a search that should find somebody finds nobody"
    equal(sorted(user["Id"] for user in found), wanted, f"SearchUsers {criteria} {filters}")


def check_user_criteria():
    users = list(TRUTH.users.values())
    some = users[17]
    profile = some["routing_profile"]
    security = some["security_profiles"][0]
    start = some["login"][:2]
    found_users(lambda u: u["id"] == some["id"], text("resourceId", some["id"]))
    found_users(lambda u: u["login"] == some["login"], text("Username", some["login"].upper()))
    found_users(lambda u: u["login"].startswith(start), text("Username", start, "STARTS_WITH"))
    found_users(lambda u: "ari" in u["first_name"].lower(), text("FirstName", "ARI", "CONTAINS"))
    accented = next(u["last_name"] for u in users if "é" in u["last_name"][1:])
    part = accented[accented.index("é", 1) - 1 :][:2]
    found_users(
        lambda u: part.lower() in u["last_name"].lower(),
        text("LastName", part.upper(), "CONTAINS"),
    )
    found_users(lambda u: u["routing_profile"] == profile, text("RoutingProfileId", profile))
    found_users(lambda u: security in u["security_profiles"], text("SecurityProfileId", security))
    found_users(
        lambda u: u["routing_profile"] == profile
        and (u["login"].startswith(start) or security in u["security_profiles"]),
        {
            "AndConditions": [
                text("RoutingProfileId", profile),
                {
                    "OrConditions": [
                        text("Username", start, "STARTS_WITH"),
                        text("SecurityProfileId", security),
                    ]
                },
            ]
        },
    )
    found_users(
        lambda u: any(
            p["attribute"] == "Product" and p["value"] == "Mobile" and p["level"] >= 3
            for p in u["proficiencies"]
        ),
        {
            "ListCondition": {
                "TargetListType": "PROFICIENCIES",
                "Conditions": [
                    text("name", "Product"),
                    text("value", "Mobile"),
                    {
                        "NumberCondition": {
                            "FieldName": "limit",
                            "MinValue": 3,
                            "ComparisonType": "GREATER_OR_EQUAL",
                        }
                    },
                ],
            }
        },
    )


def check_number_criteria():
    def holds(how, level):
        return {
            "GREATER_OR_EQUAL": level >= 2,
            "GREATER": level > 2,
            "LESSER_OR_EQUAL": level <= 2,
            "LESSER": level < 2,
            "EQUAL": level == 2,
            "NOT_EQUAL": level != 2,
            "RANGE": 2 <= level <= 4,
        }[how]

    for how in shape_enum("NumberComparisonType"):
        number = {"FieldName": "limit", "MinValue": 2, "ComparisonType": how}
        if how == "RANGE":
            number["MaxValue"] = 4
        found_users(
            lambda u: any(holds(how, p["level"]) for p in u["proficiencies"]),
            {
                "ListCondition": {
                    "TargetListType": "PROFICIENCIES",
                    "Conditions": [{"NumberCondition": number}],
                }
            },
        )


def shape_enum(name):
    return CONNECT.meta.service_model.shape_for(name).enum


def check_user_filters():
    groups = TRUTH.hierarchy_groups
    region = next(g["id"] for g in groups.values() if len(g["path"]) == 1)
    team = next(
        u["hierarchy_group"]
        for u in TRUTH.users.values()
        if u["hierarchy_group"] and len(groups[u["hierarchy_group"]]["path"]) == 3
    )

    def under(user):
        group = user["hierarchy_group"]
        return group is not None and region in groups[group]["path"]

    def tagged(user, key, value):
        return user["tags"].get(key) == value

    sales = {"TagKey": "Department", "TagValue": "Sales"}
    own = {"TagKey": "Employer", "TagValue": "Own"}
    below = {"Value": region, "HierarchyGroupMatchType": "WITH_CHILD_GROUPS"}
    exact = {"Value": team, "HierarchyGroupMatchType": "EXACT"}
    found_users(under, {"HierarchyGroupCondition": below})
    found_users(lambda u: u["hierarchy_group"] == team, {"HierarchyGroupCondition": exact})

    def by_tag(wanted, conditions):
        found_users(wanted, SearchFilter={"TagFilter": conditions})

    by_tag(lambda u: tagged(u, "Department", "Sales"), {"TagCondition": sales})
    by_tag(
        lambda u: tagged(u, "Department", "Sales") and tagged(u, "Employer", "Own"),
        {"AndConditions": [sales, own]},
    )
    by_tag(
        lambda u: tagged(u, "Department", "Sales") or tagged(u, "Employer", "Own"),
        {"OrConditions": [[sales], [own]]},
    )

    def by_attribute(wanted, conditions):
        found_users(wanted, SearchFilter={"UserAttributeFilter": conditions})

    by_attribute(lambda u: tagged(u, "Employer", "Own"), {"TagCondition": own})
    by_attribute(under, {"HierarchyGroupCondition": below})
    together = {"TagConditions": [own], "HierarchyGroupCondition": below}
    by_attribute(lambda u: tagged(u, "Employer", "Own") and under(u), {"AndCondition": together})
    by_attribute(
        lambda u: (tagged(u, "Employer", "Own") and under(u)) or tagged(u, "Department", "Sales"),
        {"OrConditions": [together, {"TagConditions": [sales]}]},
    )
