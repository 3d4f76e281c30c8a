"""What must hold of the stack, beyond what cfn-lint knows. Each rule yields what it objects to."""

from collections.abc import Callable, Iterator

from stack import Stack

Rule = Callable[[Stack], Iterator[str]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


from rules import access, delivery, deployments, functions, keys, records, routes, storage  # noqa: E402, F401
