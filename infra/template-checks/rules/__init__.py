"""What must hold of the stack, beyond what cfn-lint knows. Each rule yields what it objects to."""

from collections.abc import Callable, Iterator

from stack import Stack

Rule = Callable[[Stack], Iterator[str]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


from rules import access, alarms, background, dashboard, deployments, edge, functions  # noqa: E402, F401
from rules import keys, mail, records, routes, runbook, storage  # noqa: E402, F401
