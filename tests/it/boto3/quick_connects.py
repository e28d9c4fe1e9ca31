"""Quick connects, queues, and what users do just now."""

from harness import CONNECT, INSTANCE, TRUTH, equal, pages, refused, same_rows, search, text
from truth import moment, plain


def check_quick_connects():
    rows = TRUTH.quick_connects.values()
    found = search("search_quick_connects", "QuickConnects", [13, 100])
    same_rows(found, [TRUTH.quick_connect(row) for row in rows], "SearchQuickConnects")
    for kinds in ([], ["USER"], ["QUEUE", "PHONE_NUMBER"], ["FLOW"]):
        listed = pages(
            "list_quick_connects",
            "QuickConnectSummaryList",
            [13, 1000],
            InstanceId=INSTANCE,
            QuickConnectTypes=kinds,
        )
        wanted = [
            TRUTH.quick_connect_summary(row)
            for row in rows
            if not kinds or row["target"]["type"] in kinds
        ]
        same_rows(listed, wanted, f"ListQuickConnects {kinds}")
    for row in rows:
        described = CONNECT.describe_quick_connect(InstanceId=INSTANCE, QuickConnectId=row["id"])
        equal(plain(described), {"QuickConnect": TRUTH.quick_connect(row)}, "DescribeQuickConnect")
    some = next(iter(rows))
    found = search("search_quick_connects", "QuickConnects", [], text("name", some["name"]))
    same_rows(found, [TRUTH.quick_connect(some)], "SearchQuickConnects by name")


def check_orphans():
    targets = [
        row["QuickConnectConfig"]["UserConfig"]["UserId"]
        for row in search("search_quick_connects", "QuickConnects", [])
        if "UserConfig" in row["QuickConnectConfig"]
    ]
    orphans = [target for target in targets if target not in TRUTH.users]
    equal(len(orphans), 12, "orphans")
    for target in orphans:
        refused(
            "ResourceNotFoundException",
            404,
            lambda: CONNECT.describe_user(InstanceId=INSTANCE, UserId=target),
        )


def check_queues():
    standard = [
        TRUTH.named("queue", row, QueueType="STANDARD") for row in TRUTH.queues.values()
    ]
    agent = [
        {
            "Id": user["id"],
            "Arn": TRUTH.arn("queue/agent", user["id"]),
            "QueueType": "AGENT",
            "LastModifiedTime": moment(user["last_changed"]),
            "LastModifiedRegion": TRUTH.region,
        }
        for user in TRUTH.users.values()
    ]
    for kinds, wanted in (
        (["STANDARD"], standard),
        (["AGENT"], agent),
        (["STANDARD", "AGENT"], standard + agent),
        ([], standard + agent),
    ):
        found = pages(
            "list_queues", "QueueSummaryList", [11, 1000], InstanceId=INSTANCE, QueueTypes=kinds
        )
        same_rows(found, wanted, f"ListQueues {kinds}")
    for row in TRUTH.queues.values():
        for name in (row["id"], TRUTH.arn("queue", row["id"])):
            found = pages(
                "list_queue_quick_connects",
                "QuickConnectSummaryList",
                [9],
                InstanceId=INSTANCE,
                QueueId=name,
            )
            wanted = [
                TRUTH.quick_connect_summary(TRUTH.quick_connects[id])
                for id in row["quick_connects"]
            ]
            same_rows(found, wanted, "ListQueueQuickConnects")


def live(filters):
    return pages(
        "get_current_user_data", "UserDataList", [10], InstanceId=INSTANCE, Filters=filters
    )


def check_live_state():
    users, presences = TRUTH.users, TRUTH.presences

    def expect(filters, wanted):
        wanted = sorted(id for id in presences if wanted(users[id], presences[id]))
        assert wanted, filters
        found = live(filters)
        equal(sorted(row["User"]["Id"] for row in found), wanted, f"GetCurrentUserData {filters}")
        return found

    some = next(iter(presences))
    profile = users[some]["routing_profile"]
    queue = TRUTH.routing_profiles[profile]["queues"][0]
    agents = sorted(users)[:100]
    rows = expect({"Agents": agents}, lambda user, _: user["id"] in agents)
    for row in rows:
        expect_live_row(row)
    expect({"RoutingProfiles": [profile]}, lambda user, _: user["routing_profile"] == profile)
    serving = [p["id"] for p in TRUTH.routing_profiles.values() if queue in p["queues"]]
    expect({"Queues": [queue]}, lambda user, _: user["routing_profile"] in serving)
    groups = TRUTH.hierarchy_groups
    region = next(
        groups[users[id]["hierarchy_group"]]["path"][0]
        for id in presences
        if users[id]["hierarchy_group"]
    )
    expect(
        {"UserHierarchyGroups": [region]},
        lambda user, _: user["hierarchy_group"]
        and region in groups[user["hierarchy_group"]]["path"],
    )
    states = ["CONNECTED", "CONNECTED_ONHOLD"]
    expect(
        {"Agents": agents, "ContactFilter": {"ContactStates": states}},
        lambda user, presence: user["id"] in agents
        and any(contact["state"] in states for contact in presence["contacts"]),
    )


def expect_live_row(row):
    user = TRUTH.users[row["User"]["Id"]]
    presence = TRUTH.presences[user["id"]]
    status = TRUTH.agent_statuses[presence["status"]]
    equal(row["RoutingProfile"]["Id"], user["routing_profile"], "the routing profile")
    equal(row["Status"]["StatusArn"], TRUTH.arn("agent-state", status["id"]), "the status")
    equal(row["Status"]["StatusName"], status["name"], "the status's name")
    equal(row.get("NextStatus"), presence["next_status"], "the next status")
    found = [
        (c["ContactId"], c["Channel"], c["AgentContactState"], c["Queue"]["Id"])
        for c in row["Contacts"]
    ]
    wanted = [(c["id"], c["channel"], c["state"], c["queue"]) for c in presence["contacts"]]
    equal(found, wanted, "the contacts")
    routable = status["kind"] == "ROUTABLE"
    slots = TRUTH.routing_profiles[user["routing_profile"]]["concurrency"]
    most = {entry["channel"]: entry["slots"] for entry in slots if entry["slots"]}
    active = {
        channel: sum(contact["channel"] == channel for contact in presence["contacts"])
        for channel in most
    }
    equal(row["MaxSlotsByChannel"], most, "the slots")
    equal(row["ActiveSlotsByChannel"], active, "the slots in use")
    free = {channel: most[channel] - active[channel] if routable else 0 for channel in most}
    equal(row["AvailableSlotsByChannel"], free, "the slots that are free")
