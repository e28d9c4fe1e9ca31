"""Drives every operation of a practice instance with boto3, and some with the AWS CLI.

`check.py TRUTH` reads what the Rust test knows of the instance, runs every function named
`check_...`, and exits with 1 at the first thing that isn't as AWS's model or the seed has it. It
writes what the instance of the changes should hold by then, for the Rust test to compare.
"""

import json

import access
import changes
import cli
import names
import quick_connects
import refusals
import users
from harness import ANSWERED, DATA, equal


def main():
    for module in (names, users, quick_connects, access, refusals, changes, cli):
        for name, check in vars(module).items():
            if name.startswith("check_"):
                try:
                    check()
                except Exception as error:
                    raise AssertionError(f"{name}: {error}") from error
    equal(sorted(set(DATA["operations"]) - ANSWERED), [], "operations that no check calls")
    print(json.dumps(changes.expected_world()))


main()
