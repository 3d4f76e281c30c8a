"""The AWS CLI, asked from these scripts: whoever operates a deployment has it, with the right account and region."""

import json
import subprocess
import sys
from collections.abc import Iterator

if sys.version_info < (3, 11):  # the first whose datetime reads an instant that ends in Z
    sys.exit("these scripts need Python 3.11 or later")


class Refused(SystemExit):
    """AWS said no. Whoever does not catch it ends the script with the CLI's own words on the terminal."""


def call(*words: str) -> dict:
    done = subprocess.run(["aws", *words, "--output", "json"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(done.stderr.strip() or f"aws {' '.join(words[:2])} ended with {done.returncode}")
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


def stack(name: str) -> dict:
    """The stack that a script is about to work on, told on the terminal with its account and region. Ends the script
    if it is not there: then AWS_PROFILE or AWS_REGION are another deployment's."""
    account = call("sts", "get-caller-identity")["Account"]
    try:
        (found,) = call("cloudformation", "describe-stacks", "--stack-name", name)["Stacks"]
    except Refused as refused:
        sys.exit(f"{refused}\nno stack {name} is seen in account {account}: look at AWS_PROFILE and AWS_REGION")
    region = found["StackId"].split(":")[3]
    print(f"account {account}, region {region}, stack {name} ({found['StackStatus']})", file=sys.stderr)
    return found


def physical(stack: str, logical: str) -> str:
    """What a resource of a stack is called in the account."""
    detail = call("cloudformation", "describe-stack-resource", "--stack-name", stack, "--logical-resource-id", logical)
    return detail["StackResourceDetail"]["PhysicalResourceId"]


def resources(stack: str) -> dict[str, str]:
    """What all resources of a stack are called in the account, page by page: one description holds no more than a
    hundred. Of a deleted stack, asked by its ARN, those that it left behind."""
    listed = call("cloudformation", "list-stack-resources", "--stack-name", stack)["StackResourceSummaries"]
    return {
        one["LogicalResourceId"]: one["PhysicalResourceId"]
        for one in listed
        if one.get("PhysicalResourceId") and one["ResourceStatus"] != "DELETE_COMPLETE"
    }


def processed(stack: str) -> dict:
    """The stack's template as CloudFormation works with it, SAM's short forms written out."""
    got = call("cloudformation", "get-template", "--stack-name", stack, "--template-stage", "Processed")
    body = got["TemplateBody"]
    return json.loads(body) if isinstance(body, str) else body
