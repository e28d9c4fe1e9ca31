"""A journey with the AWS CLI."""

import json
import os
import subprocess
import sys

from harness import DATA, INSTANCE, TRUTH, equal


def aws(*arguments, endpoint="plain", keys=DATA["keys"]):
    environment = {
        **os.environ,
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys.get("SessionToken", ""),
        "AWS_DEFAULT_REGION": TRUTH.region,
        "AWS_ENDPOINT_URL": DATA["endpoints"][endpoint],
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-m", "awscli", *arguments, "--output", "json"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise AssertionError(f"aws {' '.join(arguments)}: {done.stderr}")
    return json.loads(done.stdout)


def check_aws_cli():
    users = TRUTH.users.values()
    listed = aws("connect", "list-users", "--instance-id", INSTANCE)["UserSummaryList"]
    equal(sorted(u["Username"] for u in listed), sorted(u["login"] for u in users), "list-users")
    found = aws("connect", "search-users", "--instance-id", INSTANCE)["Users"]
    equal(sorted(u["Id"] for u in found), sorted(TRUTH.users), "search-users")
    formula = next(u for u in users if u["first_name"].startswith("="))
    described = aws(
        "connect", "describe-user", "--instance-id", INSTANCE, "--user-id", formula["id"]
    )["User"]
    equal(described["IdentityInfo"]["FirstName"], formula["first_name"], "describe-user")
    caller = aws("sts", "get-caller-identity")
    equal(caller["Account"], TRUTH.instance["account"], "get-caller-identity")


def check_aws_cli_in_a_role():
    session = aws(
        "sts",
        "assume-role",
        "--role-arn",
        DATA["roles"]["with_mfa"],
        "--role-session-name",
        "cli",
        "--serial-number",
        DATA["mfa"]["serial"],
        "--token-code",
        DATA["mfa"]["code"],
        endpoint="checked",
    )
    keys = session["Credentials"]
    caller = aws("sts", "get-caller-identity", endpoint="checked", keys=keys)
    equal(caller["Arn"], session["AssumedRoleUser"]["Arn"], "get-caller-identity")
    listed = aws(
        "connect", "list-users", "--instance-id", INSTANCE, endpoint="checked", keys=keys
    )["UserSummaryList"]
    equal(len(listed), len(TRUTH.users), "list-users in a role")
