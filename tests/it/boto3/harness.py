"""What the checks have in common: clients, the truth, and ways to compare.

Every good answer of the instances without limits and faults is held against botocore's model.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import shapes
from truth import Truth, plain

with open(sys.argv[1], encoding="utf-8") as _file:
    DATA = json.load(_file)
TRUTH = Truth(DATA)
INSTANCE = TRUTH.instance["id"]
ANSWERED = set()


def client(service, endpoint, keys=None, region=TRUTH.region, **config):
    """A client without retries, whose every good answer is held against the model.

    `keys` are as AssumeRole gives them; without them the client has those that are known where
    signatures are checked.
    """
    keys = keys or DATA["keys"]
    made = boto3.client(
        service,
        region_name=region,
        endpoint_url=DATA["endpoints"][endpoint],
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys.get("SessionToken"),
        config=Config(retries={"total_max_attempts": 1}, **config),
    )
    if endpoint in ("plain", "checked", "changing"):
        made.meta.events.register("after-call", hold_against_model)
    return made


def hold_against_model(http_response, parsed, model, **_):
    headers = {name.lower() for name in http_response.headers}
    equal({"date", "x-amzn-requestid"} - headers, set(), f"{model.name}: headers")
    if http_response.status_code != 200:
        return
    if model.output_shape is None:
        equal(http_response.content, b"", f"{model.name}: an answer without members")
    elif model.service_model.protocol == "query":
        shapes.check(model.output_shape, plain(parsed), model.name)
    else:
        shapes.check(model.output_shape, json.loads(http_response.content), model.name)
    ANSWERED.add(model.name)


def equal(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: found {found!r}, wanted {wanted!r}")


def same_rows(found, wanted, what):
    """The same rows in whatever order, each one once."""

    def by_text(rows):
        return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))

    found, wanted = by_text(plain(found)), by_text(wanted)
    equal(len(found), len(wanted), f"{what}: how many")
    for one, other in zip(found, wanted):
        equal(one, other, what)


def refused(code, status, call):
    """Expects a call to be refused in this way, and gives the error."""
    try:
        answer = call()
    except ClientError as error:
        equal(error.response["Error"]["Code"], code, "the error's code")
        equal(error.response["ResponseMetadata"]["HTTPStatusCode"], status, f"{code}: status")
        return error
    raise AssertionError(f"expected {code}, found {answer!r}")


CONNECT = client("connect", "plain")
UNCHECKED = client("connect", "plain", parameter_validation=False)


def pages(operation, list_name, sizes, connect=CONNECT, **arguments):
    """All rows, by page of each of these sizes and by default; every page but the last is full."""
    results = []
    for size in [*sizes, None]:
        more = {"MaxResults": size} if size else {}
        rows, token = [], None
        while True:
            if token:
                more["NextToken"] = token
            answer = getattr(connect, operation)(**arguments, **more)
            page = answer[list_name]
            token = answer.get("NextToken")
            rows += page
            if not token:
                break
            equal(len(page), size or 100, f"{operation}: a page in the middle")
        results.append(rows)
    for rows in results[1:]:
        equal(plain(rows), plain(results[0]), f"{operation}: the same whatever the page size")
    return results[0]


def search(operation, list_name, sizes, criteria=None, connect=CONNECT, **filters):
    arguments = {"InstanceId": INSTANCE, **filters}
    if criteria:
        arguments["SearchCriteria"] = criteria
    return pages(operation, list_name, sizes, connect, **arguments)


def text(field, value, how="EXACT"):
    return {"StringCondition": {"FieldName": field, "Value": value, "ComparisonType": how}}
