"""What the adaptations share: reading requests, asking for a role's rights, writing down for the test."""

import json
import os

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region


def may(role: str, actions: list[str], resource: str) -> bool:
    """Whether a role's own policies allow all of this; a refusal is written down."""
    name, account = role.rsplit("/", 1)[-1], get_account_id()
    policies = iam_evaluator._gather_role_policies(name, account)
    for action in actions:
        asked = iam_evaluator.EvalContext(
            principal_arn=role,
            principal_type="AssumedRole",
            principal_account=account,
            action=action,
            resource_arn=resource,
            region=get_region(),
        )
        if iam_evaluator.evaluate(asked, policies).decision != "Allow":
            principal = f"arn:aws:sts::{account}:assumed-role/{name}/lambda"
            write_down("DENIALS", {"principal": principal, "action": action, "resource": resource, "keys": None})
            return False
    return True


def write_down(where: str, told: dict) -> None:
    """Appends a line to the file that a variable names; what is told there is seen by tests alone."""
    with open(os.environ[where], "a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")


def parsed(body: bytes) -> dict:
    try:
        return mapping(json.loads(body or b"{}"))
    except ValueError:
        return {}


def mapping(value: object) -> dict:
    return value if isinstance(value, dict) else {}
