"""What is refused, and how; throttling; faults on purpose."""

from botocore import UNSIGNED
from botocore.exceptions import ConnectionClosedError

from harness import CONNECT, DATA, INSTANCE, TRUTH, UNCHECKED, client, equal, refused, text
from truth import plain


def check_page_sizes():
    user, queue = next(iter(TRUTH.users)), next(iter(TRUTH.queues))
    profile = next(iter(TRUTH.security_profiles))
    here = {"InstanceId": INSTANCE}
    largest = {
        "list_instances": (10, {}),
        "list_users": (1000, here),
        "search_users": (500, here),
        "list_user_proficiencies": (100, {**here, "UserId": user}),
        "list_routing_profiles": (1000, here),
        "search_routing_profiles": (500, here),
        "list_security_profiles": (1000, here),
        "search_security_profiles": (100, here),
        "list_security_profile_permissions": (1000, {**here, "SecurityProfileId": profile}),
        "list_user_hierarchy_groups": (1000, here),
        "search_user_hierarchy_groups": (100, here),
        "list_agent_statuses": (1000, here),
        "search_quick_connects": (100, here),
        "list_quick_connects": (1000, here),
        "list_queues": (1000, here),
        "list_queue_quick_connects": (100, {**here, "QueueId": queue}),
        "get_current_user_data": (100, {**here, "Filters": {"Agents": [user]}}),
    }
    model = CONNECT.meta.service_model
    with_pages = {
        method
        for method, operation in CONNECT.meta.method_to_api_mapping.items()
        if operation in DATA["operations"]
        and "MaxResults" in model.operation_model(operation).input_shape.members
    }
    equal(set(largest), with_pages, "operations with pages")
    for operation, (size, arguments) in largest.items():
        call = getattr(UNCHECKED, operation)
        call(**arguments, MaxResults=size)
        for wrong in (0, size + 1, -1):
            refused(
                "InvalidParameterException", 400, lambda: call(**arguments, MaxResults=wrong)
            )


def check_tokens():
    first = CONNECT.search_users(InstanceId=INSTANCE, MaxResults=10)
    token = first["NextToken"]
    again = CONNECT.search_users(InstanceId=INSTANCE, MaxResults=10, NextToken=token)
    assert again["Users"][0]["Id"] not in {user["Id"] for user in first["Users"]}

    def expect_invalid(**arguments):
        error = refused(
            "InvalidParameterException",
            400,
            lambda: CONNECT.search_users(InstanceId=INSTANCE, **arguments),
        )
        equal(error.response["Error"]["Message"], "InvalidToken", "the message")

    expect_invalid(NextToken=token, MaxResults=11)
    expect_invalid(NextToken=token, MaxResults=10, SearchCriteria=text("Username", "a"))
    expect_invalid(NextToken=token[:-8] + token[:8], MaxResults=10)
    expect_invalid(NextToken="token", MaxResults=10)
    refused(
        "InvalidParameterException",
        400,
        lambda: CONNECT.list_users(InstanceId=INSTANCE, MaxResults=10, NextToken=token),
    )


def check_what_is_not_there():
    nowhere = "00000000-0000-4000-8000-000000000000"
    elsewhere = TRUTH.instance["arn"].replace(INSTANCE, nowhere)
    for name in (nowhere, elsewhere):
        for call in (CONNECT.describe_instance, CONNECT.list_users, CONNECT.search_users):
            refused("ResourceNotFoundException", 404, lambda: call(InstanceId=name))
    for operation, label in (
        ("describe_user", "UserId"),
        ("list_user_proficiencies", "UserId"),
        ("describe_quick_connect", "QuickConnectId"),
        ("list_queue_quick_connects", "QueueId"),
        ("list_security_profile_permissions", "SecurityProfileId"),
    ):
        call = getattr(CONNECT, operation)
        arguments = {"InstanceId": INSTANCE, label: nowhere}
        refused("ResourceNotFoundException", 404, lambda: call(**arguments))


def check_wrong_values():
    def search_users(**arguments):
        return lambda: UNCHECKED.search_users(InstanceId=INSTANCE, **arguments)

    def live_of(**filters):
        return lambda: UNCHECKED.get_current_user_data(InstanceId=INSTANCE, Filters=filters)

    tag = {"TagKey": "Department", "TagValue": "Sales"}
    two = {**text("Username", "a"), "AndConditions": [text("Username", "b")]}
    agents = list(TRUTH.users)
    for call in (
        search_users(SearchCriteria=text("Email", "a@example.com")),
        search_users(SearchCriteria=text("resourceID", agents[0])),
        search_users(SearchCriteria=two),
        search_users(SearchFilter={"TagFilter": {"AndConditions": [tag] * 26}}),
        search_users(SearchFilter={"TagFilter": {"TagCondition": tag, "AndConditions": [tag]}}),
        live_of(),
        live_of(Agents=agents[:101]),
        live_of(Agents=[]),
        live_of(Agents=agents[:1], Queues=list(TRUTH.queues)[:1]),
        live_of(UserHierarchyGroups=list(TRUTH.hierarchy_groups)[:2]),
        lambda: UNCHECKED.list_queues(InstanceId=INSTANCE, QueueTypes=["PRIVATE"]),
        lambda: UNCHECKED.list_quick_connects(InstanceId=INSTANCE, QuickConnectTypes=["AGENT"]),
        lambda: UNCHECKED.list_agent_statuses(InstanceId=INSTANCE, AgentStatusTypes=["AWAY"]),
    ):
        refused("InvalidParameterException", 400, call)
    for call in (
        search_users(SearchCriteria=text("Username", "a", "LIKE")),
        search_users(SearchCriteria=text("Username", 5)),
        live_of(Agents=agents[:1], ContactFilter={"ContactStates": ["ASLEEP"]}),
        lambda: UNCHECKED.get_current_user_data(InstanceId=INSTANCE),
    ):
        refused("InvalidRequestException", 400, call)
    both = {"TagFilter": {"TagCondition": tag}, "UserAttributeFilter": {"TagCondition": tag}}
    refused("AccessDeniedException", 403, search_users(SearchFilter=both))


def check_unsigned():
    unsigned = client("connect", "plain", signature_version=UNSIGNED)
    refused(
        "MissingAuthenticationTokenException",
        403,
        lambda: unsigned.list_users(InstanceId=INSTANCE),
    )


def check_unknown_operations():
    refused("UnknownOperationException", 404, CONNECT.list_traffic_distribution_groups)
    refused("InvalidAction", 400, client("sts", "plain").get_session_token)


def check_throttling():
    """The instance behind this endpoint lets five calls through and hardly ever another one."""
    throttled = client("connect", "throttled")
    for _ in range(5):
        throttled.list_users(InstanceId=INSTANCE)
    for _ in range(4):
        error = refused(
            "ThrottlingException", 429, lambda: throttled.list_users(InstanceId=INSTANCE)
        )
        equal(error.response["Error"]["Message"], "Rate exceeded", "the message")
    throttled.search_users(InstanceId=INSTANCE)


def check_faults():
    """The rules of the instance behind this endpoint are in the Rust test."""
    faulty = client("connect", "faulty")

    def describe():
        return faulty.describe_instance(InstanceId=INSTANCE)

    refused("ThrottlingException", 429, describe)
    refused("InternalServiceException", 500, describe)
    refused("503", 503, describe)
    refused("AccessDeniedException", 403, describe)
    refused("ExpiredTokenException", 403, describe)
    for _ in ("before", "after"):
        try:
            raise AssertionError(f"an answer came: {describe()!r}")
        except ConnectionClosedError:
            pass
    equal(plain(describe()), {}, "an empty body")
    equal(describe()["Instance"]["Id"], INSTANCE, "and then all is well")
    page = faulty.list_users(InstanceId=INSTANCE, MaxResults=5)
    equal(page["UserSummaryList"], [], "an empty page")
    page = faulty.list_users(InstanceId=INSTANCE, MaxResults=5, NextToken=page["NextToken"])
    equal(len(page["UserSummaryList"]), 5, "the page after an empty one")
    token = page["NextToken"]
    page = faulty.list_users(InstanceId=INSTANCE, MaxResults=5, NextToken=token)
    equal(page["NextToken"], token, "a repeated token")
    refused(
        "InvalidParameterException",
        400,
        lambda: faulty.search_users(InstanceId=INSTANCE, MaxResults=500),
    )
    faulty.search_users(InstanceId=INSTANCE, MaxResults=100)
