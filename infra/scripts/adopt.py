"""Prepares a new stack for what an old one left behind: tables, buckets, the key.

python infra/scripts/adopt.py STACK FOLDER [StateTable=NAME TrailTable=NAME …]

Writes into FOLDER what CloudFormation's resource import needs: a template of nothing but the retained resources,
their names in the account, and the old stack's parameters; NAME takes a resource's place, say a restored table. Run
it while the old stack is there, or within 90 days by its ARN. RUNBOOK.md, "Backup and restore", has the commands.
"""

import argparse
import copy
import json
import sys
from pathlib import Path

import aws

# What an import knows a resource by.
KNOWN_BY = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::KMS::Key": "KeyId",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SES::EmailIdentity": "EmailIdentity",
}


class Unfit(SystemExit):
    """What was asked for would make an import that loses something."""


def taken_over(processed: dict, listed: dict[str, str], instead: list[str]) -> dict[str, str]:
    """The retained resources with their names in the account, those of `instead` (RESOURCE=NAME) in place of their
    own. What is left out here, the next deployment makes anew and empty: so nothing is left out in silence."""
    retained = {n: r for n, r in processed["Resources"].items() if r.get("DeletionPolicy") == "Retain"}
    given = {}
    for pair in instead:
        name, _, physical = pair.partition("=")
        if name not in retained or not physical:
            raise Unfit(f"{pair!r} is not RESOURCE=NAME with one of {', '.join(retained)}")
        given[name] = physical
    present = {name: listed[name] for name in retained if name in listed} | given
    lost = [name for name, r in retained.items() if "Condition" not in r and name not in present]
    if lost:
        raise Unfit(f"the stack does not say what it calls {', '.join(lost)}; name it: {lost[0]}=NAME")
    return present


def import_template(processed: dict, present: set[str]) -> dict:
    """The retained resources alone, as the deployment has them. LinkKey comes without the roles that use it, which are
    not there yet: the deployment that follows puts them into its policy."""
    kept = {
        name: copy.deepcopy(resource)
        for name, resource in processed["Resources"].items()
        if resource.get("DeletionPolicy") == "Retain" and name in present
    }
    for resource in kept.values():
        policy = resource.get("Properties", {}).get("KeyPolicy")
        if policy:
            policy["Statement"] = [s for s in policy["Statement"] if s["Action"] != "kms:GenerateMac"]
    conditions = {name: c for name, c in processed.get("Conditions", {}).items() if name in _words(kept)}
    names = _words(kept) | _words(conditions)
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Vestibule: what was retained, on its way into a new stack",
        "Parameters": {n: p for n, p in processed.get("Parameters", {}).items() if n in names},
        "Conditions": conditions,
        "Resources": kept,
    }


def resources_to_import(template: dict, present: dict[str, str]) -> list[dict]:
    return [
        {
            "ResourceType": resource["Type"],
            "LogicalResourceId": name,
            "ResourceIdentifier": {KNOWN_BY[resource["Type"]]: present[name]},
        }
        for name, resource in template["Resources"].items()
    ]


def _words(value: object) -> set[str]:
    """Every text in a part of a template; names of parameters are among them."""
    if isinstance(value, dict):
        return set().union(*(_words(v) for v in value.values()), value.keys())
    if isinstance(value, list):
        return set().union(*(_words(v) for v in value)) if value else set()
    return {value} if isinstance(value, str) else set()


def main() -> int:
    arguments = argparse.ArgumentParser(description="Prepares a new stack for what an old one left behind.")
    arguments.add_argument("stack")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("instead", nargs="*", metavar="RESOURCE=NAME")
    asked = arguments.parse_args()
    stack, processed = aws.stack(asked.stack), aws.processed(asked.stack)
    present = taken_over(processed, aws.resources(asked.stack), asked.instead)
    template = import_template(processed, present.keys())
    parameters = [p for p in stack["Parameters"] if p["ParameterKey"] in template["Parameters"]]
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("template.json", template),
        ("resources.json", resources_to_import(template, present)),
        ("parameters.json", parameters),
    ):
        (asked.folder / name).write_text(json.dumps(content, indent=2), encoding="utf-8")
    for name in template["Resources"]:
        print(f"{name}={present[name]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
