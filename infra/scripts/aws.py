"""The AWS CLI, asked from these scripts: whoever operates a deployment has it, with the right account and region."""

import json
import subprocess
import sys
from collections.abc import Iterator


class Refused(SystemExit):
    """AWS said no; the CLI's own words go to the terminal, and the script ends."""


def call(*words: str) -> dict:
    done = subprocess.run(["aws", *words, "--output", "json"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise Refused(done.returncode)
    return json.loads(done.stdout) if done.stdout.strip() else {}


def pages(*words: str, size: int = 1000) -> Iterator[dict]:
    """The items of a query or a scan, however many, without holding all of them."""
    token: list[str] = []
    while True:
        answer = call(*words, "--max-items", str(size), *token)
        yield from answer.get("Items", [])
        if not answer.get("NextToken"):
            return
        token = ["--starting-token", answer["NextToken"]]


def physical(stack: str, logical: str) -> str:
    """What a resource of a stack is called in the account."""
    detail = call("cloudformation", "describe-stack-resource", "--stack-name", stack, "--logical-resource-id", logical)
    return detail["StackResourceDetail"]["PhysicalResourceId"]
