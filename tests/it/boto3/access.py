"""Who may call: keys, Regions, roles and their sessions, where signatures are checked."""

from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from harness import DATA, INSTANCE, TRUTH, client, equal, refused

KEYS = DATA["keys"]
ROLE = DATA["roles"]["plain"]
MFA = {"SerialNumber": DATA["mfa"]["serial"], "TokenCode": DATA["mfa"]["code"]}
UNKNOWN = {**KEYS, "AccessKeyId": "AKIANOBODYHASTHISKEY"}
WRONG = {**KEYS, "SecretAccessKey": KEYS["SecretAccessKey"][::-1]}


def assume(role=ROLE, endpoint="checked", keys=None, **arguments):
    """AssumeRole without botocore's own look at the arguments."""
    sts = client("sts", endpoint, keys, parameter_validation=False)
    return sts.assume_role(**{"RoleArn": role, "RoleSessionName": "ann@example.com", **arguments})


def caller(keys=None, endpoint="checked"):
    return client("sts", endpoint, keys).get_caller_identity()


def list_users(keys=None, endpoint="checked"):
    connect = client("connect", endpoint, keys)
    return connect.list_users(InstanceId=INSTANCE, MaxResults=1000)


def both_refuse(keys, connect, sts, message):
    """Both services refuse a key, each in its own words for the same thing."""
    for code, call in ((connect, list_users), (sts, caller)):
        error = refused(code, 403, lambda: call(keys))
        equal(error.response["Error"]["Message"], message, f"{code}: the message")


def check_known_keys():
    user = caller()
    equal(user["Arn"], f"arn:aws:iam::{TRUTH.instance['account']}:user/practice", "the caller")
    equal(len(list_users()["UserSummaryList"]), len(TRUTH.users), "ListUsers")
    # Paths and queries with all kinds of letters are signed as they are sent.
    connect = client("connect", "checked")
    user = next(iter(TRUTH.users))
    arn = TRUTH.arn("agent", user)
    found = connect.describe_user(InstanceId=TRUTH.instance["arn"], UserId=arn)["User"]
    equal(found["Id"], user, "DescribeUser by ARN")
    page = connect.list_users(InstanceId=INSTANCE, MaxResults=7)
    connect.list_users(InstanceId=INSTANCE, MaxResults=7, NextToken=page["NextToken"])
    connect.search_users(InstanceId=INSTANCE)
    for name in ("näme", "a+b c", "~*'()!", "%2F"):
        refused(
            "ResourceNotFoundException",
            404,
            lambda: connect.describe_user(InstanceId=INSTANCE, UserId=name),
        )
        refused(
            "InvalidParameterException",
            400,
            lambda: connect.list_users(InstanceId=INSTANCE, NextToken=name),
        )


def check_wrong_keys():
    unknown = "The security token included in the request is invalid."
    both_refuse(UNKNOWN, "UnrecognizedClientException", "InvalidClientTokenId", unknown)
    with_token = {**KEYS, "SessionToken": "made up"}
    both_refuse(with_token, "UnrecognizedClientException", "InvalidClientTokenId", unknown)
    both_refuse(
        WRONG,
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check "
        "your AWS Secret Access Key and signing method. Consult the service documentation for "
        "details.",
    )
    for keys in (UNKNOWN, WRONG):
        equal(len(list_users(keys, "plain")["UserSummaryList"]), len(TRUTH.users), "anybody")


def check_wrong_region():
    for endpoint in ("plain", "checked"):
        for service, operation, code in (
            ("connect", "list_instances", "InvalidSignatureException"),
            ("sts", "get_caller_identity", "SignatureDoesNotMatch"),
        ):
            elsewhere = client(service, endpoint, region="eu-west-2")
            error = refused(code, 403, getattr(elsewhere, operation))
            equal(
                error.response["Error"]["Message"],
                "Credential should be scoped to a valid region.",
                f"{service}: the message",
            )


def check_wrong_clock():
    for minutes, message in ((-6, "Signature expired: "), (6, "Signature not yet current: ")):
        wrong = datetime.now(timezone.utc).replace(tzinfo=None) + timedelta(minutes=minutes)
        with patch("botocore.auth.get_current_datetime", lambda: wrong):
            for code, call in (
                ("InvalidSignatureException", list_users),
                ("SignatureDoesNotMatch", caller),
            ):
                error = refused(code, 403, call)
                found = error.response["Error"]["Message"]
                equal(found[: len(message)], message, "the message")


def check_role():
    for role, arguments in ((ROLE, {}), (ROLE, MFA), (DATA["roles"]["with_mfa"], MFA)):
        before = datetime.now(timezone.utc)
        session = assume(role, DurationSeconds=900, **arguments)
        keys, user = session["Credentials"], session["AssumedRoleUser"]
        account, name = TRUTH.instance["account"], role.split("/")[-1]
        arn = f"arn:aws:sts::{account}:assumed-role/{name}/ann@example.com"
        equal(user["Arn"], arn, "AssumeRole")
        equal(keys["AccessKeyId"][:4], "ASIA", "the kind of key")
        equal((len(keys["AccessKeyId"]), len(keys["SecretAccessKey"])), (20, 40), "lengths")
        lasts = keys["Expiration"] - before
        assert timedelta(seconds=890) < lasts < timedelta(seconds=920), lasts
        found = caller(keys)
        equal((found["Arn"], found["UserId"]), (arn, user["AssumedRoleId"]), "the caller")
        equal(len(list_users(keys)["UserSummaryList"]), len(TRUTH.users), "ListUsers in a role")
        unknown = "The security token included in the request is invalid."
        for token in (None, keys["SessionToken"][::-1]):
            wrong = {**keys, "SessionToken": token}
            both_refuse(wrong, "UnrecognizedClientException", "InvalidClientTokenId", unknown)
    lasts = assume()["Credentials"]["Expiration"] - datetime.now(timezone.utc)
    assert timedelta(seconds=3590) < lasts < timedelta(seconds=3620), lasts
    partner = assume(DATA["roles"]["partner"], ExternalId=DATA["external_id"])
    # A session can assume a role in its turn.
    again = assume(keys=partner["Credentials"])
    equal(caller(again["Credentials"])["Arn"], again["AssumedRoleUser"]["Arn"], "the second role")


def check_role_where_anybody_may_call():
    session = assume(endpoint="plain", keys=UNKNOWN)
    found = caller(session["Credentials"], "plain")
    equal(found["Arn"], session["AssumedRoleUser"]["Arn"], "the caller")


def check_refused_roles():
    with_mfa, partner = DATA["roles"]["with_mfa"], DATA["roles"]["partner"]
    nobodys = ROLE + "x"
    user = f"arn:aws:iam::{TRUTH.instance['account']}:user/practice"
    for role, arguments in (
        (nobodys, {}),
        (nobodys, MFA),
        (ROLE.replace(TRUTH.instance["account"], "999988887777"), {}),
        (with_mfa, {}),
        (partner, {}),
        (partner, {"ExternalId": DATA["external_id"] + "x"}),
    ):
        error = refused("AccessDenied", 403, lambda: assume(role, **arguments))
        message = f"User: {user} is not authorized to perform: sts:AssumeRole on resource: {role}"
        equal(error.response["Error"]["Message"], message, "the message")
    failed = "MultiFactorAuthentication failed"
    for wrong, message in (
        ({**MFA, "TokenCode": "654321"}, " with invalid MFA one time pass code. "),
        ({**MFA, "SerialNumber": MFA["SerialNumber"] + "x"}, ", unable to validate MFA code."),
        ({"SerialNumber": MFA["SerialNumber"]}, ", must provide both MFA serial number"),
        ({"TokenCode": MFA["TokenCode"]}, ", must provide both MFA serial number"),
    ):
        error = refused("AccessDenied", 403, lambda: assume(with_mfa, **wrong))
        equal(error.response["Error"]["Message"].startswith(failed + message), True, message)
    for keys, code in ((UNKNOWN, "InvalidClientTokenId"), (WRONG, "SignatureDoesNotMatch")):
        refused(code, 403, lambda: assume(keys=keys))


def check_wrong_parameters_of_a_role():
    for wrong, part in (
        ({"DurationSeconds": 3601}, "exceeds the MaxSessionDuration set for this role."),
        ({"DurationSeconds": 43200}, "exceeds the MaxSessionDuration set for this role."),
        ({"DurationSeconds": 43201}, "durationSeconds"),
        ({"DurationSeconds": 899}, "durationSeconds"),
        ({"RoleArn": "arn:aws:iam::1"}, "roleArn"),
        ({"RoleSessionName": "a"}, "roleSessionName"),
        ({"RoleSessionName": "a" * 65}, "roleSessionName"),
        ({"RoleSessionName": "ann smith"}, "roleSessionName"),
        ({**MFA, "TokenCode": "12345"}, "tokenCode"),
        ({**MFA, "TokenCode": "12345a"}, "tokenCode"),
        ({**MFA, "SerialNumber": "12345678"}, "serialNumber"),
        ({"ExternalId": "x"}, "externalId"),
    ):
        error = refused("ValidationError", 400, lambda: assume(**wrong))
        found = error.response["Error"]["Message"]
        equal(part in found, True, f"{wrong}: {found}")


def check_a_session_that_is_over():
    """The sessions of the instance behind this endpoint end the moment they begin."""
    keys = assume(endpoint="short")["Credentials"]
    over = "The security token included in the request is expired"
    for code, call in (("ExpiredTokenException", list_users), ("ExpiredToken", caller)):
        error = refused(code, 403, lambda: call(keys, "short"))
        equal(error.response["Error"]["Message"], over, f"{code}: the message")
    equal(len(list_users(endpoint="short")["UserSummaryList"]), len(TRUTH.users), "the user's key")
