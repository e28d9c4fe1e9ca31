"""The operations that change something, on instances of their own.

Every change is made to `AFTER` as well, and all that can be read is held against it.
"""

import copy
import itertools

from botocore.exceptions import ConnectionClosedError

from harness import DATA, INSTANCE, TRUTH, client, equal, pages, refused, same_rows, search
from truth import Truth, moment, plain

NOWHERE = "00000000-0000-4000-8000-000000000000"
HERE = {"InstanceId": INSTANCE}
TABLES = tuple(DATA["world"])

CHANGING = client("connect", "changing")
# What it is asked for here, botocore would not send.
UNCHECKED = client("connect", "changing", parameter_validation=False)
AFTER = Truth(copy.deepcopy(DATA))


def expected_world():
    """What the instance of the changes should hold, as the Rust test wrote what it held."""
    return {table: list(getattr(AFTER, table).values()) for table in TABLES}


def read_back(connect=CHANGING, after=AFTER):
    """Holds all that the changes could reach against what should have become of it."""
    listed = pages("list_users", "UserSummaryList", [1000], connect, **HERE)
    same_rows(listed, [after.user_summary(row) for row in after.users.values()], "ListUsers")
    found = search("search_users", "Users", [500], connect=connect)
    same_rows(found, [after.found_user(row) for row in after.users.values()], "SearchUsers")
    rows = after.quick_connects.values()
    found = search("search_quick_connects", "QuickConnects", [], connect=connect)
    same_rows(found, [after.quick_connect(row) for row in rows], "SearchQuickConnects")
    listed = pages("list_quick_connects", "QuickConnectSummaryList", [1000], connect, **HERE)
    same_rows(listed, [after.quick_connect_summary(row) for row in rows], "ListQuickConnects")
    queues = pages("list_queues", "QueueSummaryList", [1000], connect, **HERE)
    agent = {row["Id"] for row in queues if row["QueueType"] == "AGENT"}
    equal(agent, set(after.users), "the agent queues")
    standard = [row for row in queues if row["QueueType"] == "STANDARD"]
    wanted = [after.named("queue", row, QueueType="STANDARD") for row in after.queues.values()]
    same_rows(standard, wanted, "ListQueues")
    for queue in after.queues.values():
        offered = pages(
            "list_queue_quick_connects",
            "QuickConnectSummaryList",
            [],
            connect,
            **HERE,
            QueueId=queue["id"],
        )
        wanted = [
            after.quick_connect_summary(after.quick_connects[id])
            for id in queue["quick_connects"]
        ]
        same_rows(offered, wanted, "ListQueueQuickConnects")


def changed(row, read):
    """Takes over when a row was changed, which has to be later than before."""
    time = plain(read["LastModifiedTime"])
    assert time > moment(row["last_changed"]), f"{row['id']} was changed at {time}"
    row["last_changed"] = read["LastModifiedTime"].isoformat()


def quick_connect_changed(row, connect=CHANGING):
    described = connect.describe_quick_connect(**HERE, QuickConnectId=row["id"])
    changed(row, described["QuickConnect"])


def offers(queue, ids, connect=CHANGING):
    """Has a queue of the truth offer these and no others."""
    queue["quick_connects"] = sorted(ids)
    answer = connect.list_queue_quick_connects(**HERE, QueueId=queue["id"])
    changed(queue, answer)


def quick_connects_of(user, after=AFTER):
    targets = ((row, row["target"]) for row in after.quick_connects.values())
    return [row for row, target in targets if target.get("user") == user]


def offering(row, after=AFTER):
    """The queues that offer a quick connect."""
    return [queue for queue in after.queues.values() if row["id"] in queue["quick_connects"]]


def of_type(kind, after=AFTER):
    return [row for row in after.quick_connects.values() if row["target"]["type"] == kind]


def invalid(call, code="InvalidParameterException"):
    refused(code, 400, call)


def missing(call):
    refused("ResourceNotFoundException", 404, call)


def check_delete_user():
    by_id, by_arn, *_ = [id for id in AFTER.presences if quick_connects_of(id)]
    for id, name in ((by_id, by_id), (by_arn, AFTER.arn("agent", by_arn))):
        asked = {**HERE, "UserId": name}
        live = {**HERE, "Filters": {"Agents": [id]}}
        equal(len(CHANGING.get_current_user_data(**live)["UserDataList"]), 1, "who is signed in")
        equal(plain(CHANGING.delete_user(**asked)), {}, "DeleteUser")
        del AFTER.users[id]
        del AFTER.presences[id]
        for call in (
            CHANGING.describe_user,
            CHANGING.list_user_proficiencies,
            CHANGING.delete_user,
        ):
            missing(lambda: call(**asked))
        equal(CHANGING.get_current_user_data(**live)["UserDataList"], [], "who is signed in")
        # They lead to nobody, and are otherwise as they were.
        for row in quick_connects_of(id):
            found = CHANGING.describe_quick_connect(**HERE, QuickConnectId=row["id"])
            equal(plain(found)["QuickConnect"], AFTER.quick_connect(row), "an orphan")
    missing(lambda: CHANGING.delete_user(**HERE, UserId=NOWHERE))
    missing(lambda: CHANGING.delete_user(InstanceId=NOWHERE, UserId=next(iter(AFTER.users))))
    read_back()


def check_delete_quick_connect():
    on_many = max(AFTER.quick_connects.values(), key=lambda row: len(offering(row)))
    orphan = next(
        row for row in of_type("USER") if row["target"]["user"] not in AFTER.users and offering(row)
    )
    for row, name in (
        (on_many, on_many["id"]),
        (orphan, AFTER.arn("transfer-destination", orphan["id"])),
    ):
        asked = {**HERE, "QuickConnectId": name}
        queues = offering(row)
        equal(plain(CHANGING.delete_quick_connect(**asked)), {}, "DeleteQuickConnect")
        del AFTER.quick_connects[row["id"]]
        for queue in queues:
            offers(queue, set(queue["quick_connects"]) - {row["id"]})
        for call in (CHANGING.describe_quick_connect, CHANGING.delete_quick_connect):
            missing(lambda: call(**asked))
    missing(lambda: CHANGING.delete_quick_connect(**HERE, QuickConnectId=NOWHERE))
    read_back()


def config(kind, **members):
    return {"QuickConnectType": kind, **members}


def check_update_quick_connect_config():
    """Each type becomes each other one, named by ids and by ARNs."""
    user, queue = list(AFTER.users)[7], next(iter(AFTER.queues))
    flow = of_type("USER")[0]["target"]["flow"]
    flow_arn = AFTER.arn("contact-flow", flow)
    user_arn, queue_arn = AFTER.arn("agent", user), AFTER.arn("queue", queue)
    user_target = {"type": "USER", "user": user, "flow": flow}
    queue_target = {"type": "QUEUE", "queue": queue, "flow": flow}
    configs = [
        (config("USER", UserConfig={"UserId": user, "ContactFlowId": flow}), user_target),
        (config("USER", UserConfig={"UserId": user_arn, "ContactFlowId": flow_arn}), user_target),
        (config("QUEUE", QueueConfig={"QueueId": queue, "ContactFlowId": flow}), queue_target),
        (
            config("QUEUE", QueueConfig={"QueueId": queue_arn, "ContactFlowId": flow_arn}),
            queue_target,
        ),
        (
            config("PHONE_NUMBER", PhoneConfig={"PhoneNumber": "+442079460123"}),
            {"type": "PHONE_NUMBER", "number": "+442079460123"},
        ),
        (config("FLOW", FlowConfig={"ContactFlowId": flow_arn}), {"type": "FLOW", "flow": flow}),
    ]
    for kind in ("USER", "QUEUE", "PHONE_NUMBER", "FLOW"):
        row = of_type(kind)[0]
        names = itertools.cycle([row["id"], AFTER.arn("transfer-destination", row["id"])])
        for (wanted, target), name in zip(configs, names):
            answer = CHANGING.update_quick_connect_config(
                **HERE, QuickConnectId=name, QuickConnectConfig=wanted
            )
            equal(plain(answer), {}, "UpdateQuickConnectConfig")
            row["target"] = target
            quick_connect_changed(row)
    read_back()


def check_refused_quick_connect_configs():
    row = next(row for row in of_type("USER") if row["target"]["user"] in AFTER.users)
    user, flow = row["target"]["user"], row["target"]["flow"]
    queue = next(iter(AFTER.queues))
    of_user = {"UserId": user, "ContactFlowId": flow}
    of_queue = {"QueueId": queue, "ContactFlowId": flow}

    def update(wanted, id=row["id"]):
        return lambda: UNCHECKED.update_quick_connect_config(
            **HERE, QuickConnectId=id, QuickConnectConfig=wanted
        )

    missing(update(config("USER", UserConfig=of_user), NOWHERE))
    gone = next(id for id in TRUTH.users if id not in AFTER.users)
    for wanted in (
        config("USER"),
        config("USER", UserConfig={"UserId": user}),
        config("USER", UserConfig={"ContactFlowId": flow}),
        config("USER", UserConfig={**of_user, "UserId": NOWHERE}),
        config("USER", UserConfig={**of_user, "UserId": gone}),
        config("USER", UserConfig={**of_user, "UserId": ""}),
        config("USER", UserConfig={**of_user, "UserId": AFTER.arn("queue", user)}),
        config("USER", UserConfig={**of_user, "ContactFlowId": NOWHERE}),
        config("USER", UserConfig={**of_user, "ContactFlowId": flow * 14}),
        config("USER", QueueConfig=of_queue),
        config("USER", UserConfig=of_user, QueueConfig=of_queue),
        config("QUEUE"),
        config("QUEUE", QueueConfig={"QueueId": queue}),
        config("QUEUE", QueueConfig={**of_queue, "QueueId": NOWHERE}),
        config("QUEUE", QueueConfig={**of_queue, "QueueId": user}),
        config("QUEUE", QueueConfig={**of_queue, "ContactFlowId": NOWHERE}),
        config("PHONE_NUMBER"),
        config("PHONE_NUMBER", PhoneConfig={}),
        config("PHONE_NUMBER", PhoneConfig={"PhoneNumber": "5550100"}),
        config("FLOW"),
        config("FLOW", FlowConfig={}),
        config("FLOW", FlowConfig={"ContactFlowId": NOWHERE}),
    ):
        invalid(update(wanted))
    for wanted in (
        {"UserConfig": of_user},
        config("FAX", UserConfig=of_user),
        config("USER", UserConfig={**of_user, "UserId": 5}),
    ):
        invalid(update(wanted), "InvalidRequestException")
    invalid(
        lambda: UNCHECKED.update_quick_connect_config(**HERE, QuickConnectId=row["id"]),
        "InvalidRequestException",
    )
    read_back()


def check_update_quick_connect_name():
    row, other = of_type("PHONE_NUMBER")[:2]
    by_id = {**HERE, "QuickConnectId": row["id"]}
    by_arn = {**HERE, "QuickConnectId": AFTER.arn("transfer-destination", row["id"])}
    longest = "\N{GRINNING FACE}" * 127
    for asked, name, description in (
        (by_id, longest, None),
        (by_arn, None, "d" * 250),
        (by_id, "Reception", "Rings twice."),
        # Its own name is not somebody else's.
        (by_id, "Reception", None),
        (by_id, None, ""),
    ):
        texts = {"Name": name, "Description": description}
        texts = {member: text for member, text in texts.items() if text is not None}
        answer = CHANGING.update_quick_connect_name(**asked, **texts)
        equal(plain(answer), {}, "UpdateQuickConnectName")
        row["name"] = texts.get("Name", row["name"])
        # An empty description is none.
        row["description"] = texts.get("Description", row["description"]) or None
        quick_connect_changed(row)
    read_back()

    def update(**texts):
        return lambda: UNCHECKED.update_quick_connect_name(**{**by_id, **texts})

    invalid(update(Name=""))
    invalid(update(Name="n" * 128))
    invalid(update(Description="d" * 251))
    invalid(update(), "InvalidRequestException")
    invalid(update(Name=5), "InvalidRequestException")
    invalid(update(Name=other["name"]), "InvalidRequestException")
    missing(update(QuickConnectId=NOWHERE, Name="Nobody"))
    read_back()


def check_queue_quick_connects():
    ids = list(AFTER.quick_connects)
    queue = min(AFTER.queues.values(), key=lambda queue: len(queue["quick_connects"]))
    assert len(queue["quick_connects"]) < 40, "a queue that offers little"
    by_id = {**HERE, "QueueId": queue["id"]}
    by_arn = {**HERE, "QueueId": AFTER.arn("queue", queue["id"])}
    arns = [AFTER.arn("transfer-destination", id) for id in ids[50:52]]

    def associate(asked, named, more):
        """Associates, and adds to the truth what the queue offers more."""
        answer = CHANGING.associate_queue_quick_connects(**asked, QuickConnectIds=named)
        equal(plain(answer), {}, "AssociateQueueQuickConnects")
        offers(queue, set(queue["quick_connects"]) | set(more))

    associate(by_id, ids[:50], ids[:50])
    associate(by_arn, [*arns, *ids[40:44], ids[40]], ids[50:52])
    read_back()
    # Nothing changes where all is as it was asked for.
    CHANGING.associate_queue_quick_connects(**by_id, QuickConnectIds=ids[:50])
    read_back()
    before = set(queue["quick_connects"])
    CHANGING.disassociate_queue_quick_connects(**by_id, QuickConnectIds=ids[:49])
    offers(queue, before - set(ids[:49]))
    answer = CHANGING.disassociate_queue_quick_connects(
        **by_arn, QuickConnectIds=[*arns, ids[49], ids[49], NOWHERE]
    )
    equal(plain(answer), {}, "DisassociateQueueQuickConnects")
    offers(queue, before - set(ids[:52]))
    read_back()
    CHANGING.disassociate_queue_quick_connects(**by_id, QuickConnectIds=ids[:50])
    read_back()


def check_refused_queue_quick_connects():
    ids = list(AFTER.quick_connects)
    queue = {**HERE, "QueueId": next(iter(AFTER.queues))}
    agent_queue = {**HERE, "QueueId": next(iter(AFTER.users))}
    gone = next(id for id in TRUTH.quick_connects if id not in AFTER.quick_connects)
    for call in (
        UNCHECKED.associate_queue_quick_connects,
        UNCHECKED.disassociate_queue_quick_connects,
    ):
        missing(lambda: call(**{**HERE, "QueueId": NOWHERE}, QuickConnectIds=ids[:1]))
        missing(lambda: call(**agent_queue, QuickConnectIds=ids[:1]))
        invalid(lambda: call(**queue))
        invalid(lambda: call(**queue, QuickConnectIds=[]))
        invalid(lambda: call(**queue, QuickConnectIds=(ids * 2)[:51]))
        invalid(lambda: call(**queue, QuickConnectIds=[5]), "InvalidRequestException")
    # All of them or none.
    for unknown in (NOWHERE, gone):
        invalid(
            lambda: CHANGING.associate_queue_quick_connects(
                **queue, QuickConnectIds=[*ids[:20], unknown]
            )
        )
    read_back()


def check_the_most_that_a_queue_offers():
    """The queue of the instance behind this endpoint offers 698 quick connects."""
    full = client("connect", "full")
    queue, (first, second, third) = DATA["full"]["queue"], DATA["full"]["free"]

    def associate(*ids):
        full.associate_queue_quick_connects(**HERE, QueueId=queue, QuickConnectIds=ids)

    def offered():
        listed = pages(
            "list_queue_quick_connects", "QuickConnectSummaryList", [], full, **HERE, QueueId=queue
        )
        return len(listed)

    equal(offered(), 698, "what the queue offers")
    refused("LimitExceededException", 429, lambda: associate(first, second, third))
    equal(offered(), 698, "what the queue offers after a refusal")
    associate(first, second)
    equal(offered(), 700, "what the queue offers when it is full")
    associate(first, second)
    refused("LimitExceededException", 429, lambda: associate(third))
    full.delete_quick_connect(**HERE, QuickConnectId=first)
    associate(third)
    equal(offered(), 700, "what the queue offers in the end")


def check_refusals_by_option():
    """The instance behind this endpoint doesn't orphan quick connects and keeps offered ones."""
    strict, after = client("connect", "strict"), Truth(copy.deepcopy(DATA))
    user = next(
        row["target"]["user"]
        for row in of_type("USER", after)
        if row["target"]["user"] in after.users and offering(row, after)
    )
    invalid(lambda: strict.delete_user(**HERE, UserId=user), "InvalidRequestException")
    read_back(strict, after)
    for row in quick_connects_of(user, after):
        asked = {**HERE, "QuickConnectId": row["id"]}
        queues = offering(row, after)
        if queues:
            invalid(lambda: strict.delete_quick_connect(**asked), "InvalidRequestException")
        for queue in queues:
            strict.disassociate_queue_quick_connects(
                **HERE, QueueId=queue["id"], QuickConnectIds=[row["id"]]
            )
            offers(queue, set(queue["quick_connects"]) - {row["id"]}, strict)
        strict.delete_quick_connect(**asked)
        del after.quick_connects[row["id"]]
    strict.delete_user(**HERE, UserId=user)
    del after.users[user]
    after.presences.pop(user, None)
    read_back(strict, after)


def check_lost_answers():
    """Behind this endpoint, the first call of each change isn't done and the second is; neither
    is answered."""
    losing, after = client("connect", "losing"), Truth(copy.deepcopy(DATA))
    row = next(row for row in of_type("USER", after) if offering(row, after))
    heir, flow = list(after.users)[-1], row["target"]["flow"]
    on, *others = offering(row, after)
    off = next(queue for queue in after.queues.values() if row["id"] not in queue["quick_connects"])
    asked = {**HERE, "QuickConnectId": row["id"]}

    def lose(operation, change, again=None, **arguments):
        for made in (False, True):
            try:
                answer = getattr(losing, operation)(**arguments)
                raise AssertionError(f"an answer came: {answer!r}")
            except ConnectionClosedError:
                pass
            if made:
                change()
            read_back(losing, after)
        if again:
            again(lambda: getattr(losing, operation)(**arguments))

    def renamed():
        row["name"] = "Lost and found"
        quick_connect_changed(row, losing)

    def reconfigured():
        row["target"] = {"type": "USER", "user": heir, "flow": flow}
        quick_connect_changed(row, losing)

    def deleted():
        del after.quick_connects[row["id"]]
        for queue in (off, *others):
            offers(queue, set(queue["quick_connects"]) - {row["id"]}, losing)

    def user_deleted():
        del after.users[heir]
        after.presences.pop(heir, None)

    lose("update_quick_connect_name", renamed, **asked, Name="Lost and found")
    user_config = {"UserId": heir, "ContactFlowId": flow}
    wanted = config("USER", UserConfig=user_config)
    lose("update_quick_connect_config", reconfigured, **asked, QuickConnectConfig=wanted)
    lose(
        "associate_queue_quick_connects",
        lambda: offers(off, {*off["quick_connects"], row["id"]}, losing),
        **HERE,
        QueueId=off["id"],
        QuickConnectIds=[row["id"]],
    )
    lose(
        "disassociate_queue_quick_connects",
        lambda: offers(on, set(on["quick_connects"]) - {row["id"]}, losing),
        **HERE,
        QueueId=on["id"],
        QuickConnectIds=[row["id"]],
    )
    lose("delete_quick_connect", deleted, again=missing, **asked)
    lose("delete_user", user_deleted, again=missing, **HERE, UserId=heir)
