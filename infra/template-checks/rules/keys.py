"""The key that every link derives from: its own policy says who uses it, and IAM alone gives it to nobody else."""

from collections.abc import Iterator

from rights import NEEDS_NO_KEY, USES_KEY
from rules import rule
from stack import Stack, target


@rule
def the_key_makes_macs_and_stays(stack: Stack) -> Iterator[str]:
    key = stack.properties("LinkKey")
    if (key.get("KeySpec"), key.get("KeyUsage")) != ("HMAC_256", "GENERATE_VERIFY_MAC"):
        yield "LinkKey is no HMAC key"
    for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
        if stack.resources.get("LinkKey", {}).get(policy) != "Retain":
            yield f"LinkKey has no {policy}: Retain, and every link dies with it"


@rule
def the_key_is_used_by_those_who_answer_and_write(stack: Stack) -> Iterator[str]:
    users = set()
    for statement in stack.properties("LinkKey").get("KeyPolicy", {}).get("Statement", []):
        principals = statement.get("Principal", {})
        if not isinstance(principals, dict) or statement.get("Effect") != "Allow":
            yield "LinkKey's policy is not a plain list of who may do what"
            continue
        holders = principals.get("AWS", [])
        actions = statement.get("Action")
        if actions == "kms:GenerateMac":
            users |= {target(p) for p in (holders if isinstance(holders, list) else [holders])}
            continue
        for action in actions if isinstance(actions, list) else [actions]:
            if "*" in action or action in {"kms:GenerateMac", "kms:VerifyMac", "kms:CreateGrant"}:
                yield f"LinkKey lets administrators {action}"
    wanted = {f"{stack.role_of(name)}.Arn" for name in stack.functions if uses_key(stack, name)}
    if users != wanted:
        yield f"LinkKey is used by {sorted(users)}, not by {sorted(wanted)}"


@rule
def no_role_reaches_for_a_key_by_itself(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        for action in s.actions:
            if action.startswith("kms:"):
                yield f"{s.role} may {action}, which LinkKey's own policy decides"


def uses_key(stack: Stack, function: str) -> bool:
    """Who answers and writes needs it for sessions, links and the fingerprints of repeated requests."""
    answers = stack.routes_of(function) and not stack.only_reads(function)
    return (bool(answers) and function not in NEEDS_NO_KEY) or function in USES_KEY
