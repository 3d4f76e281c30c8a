"""What a deployed role may do, taken apart: every single permission that could be left out."""

import copy
from dataclasses import dataclass

LEADING = "dynamodb:LeadingKeys"


@dataclass(frozen=True)
class Mutant:
    """A role's policy with one permission less."""

    function: str
    sid: str
    without: str
    actions: tuple[str, ...]
    """Of these, one must be refused then."""
    document: dict

    def __str__(self) -> str:
        return f"{self.function}.{self.sid} without {self.without}"

    @property
    def name(self) -> tuple[str, str, str]:
        return self.function, self.sid, self.without


def mutants(function: str, policy: str, document: dict) -> list[Mutant]:
    """Each action of each statement; each resource, and each pattern of partition keys, of those that have several."""
    found = []
    for place, statement in enumerate(document["Statement"]):
        sid = statement.get("Sid", policy)
        actions = _list(statement["Action"])

        def less(without: str, refused: list[str], changed: dict | None, place: int = place, sid: str = sid) -> None:
            mutated = copy.deepcopy(document)
            if changed is None:
                del mutated["Statement"][place]
            else:
                mutated["Statement"][place] = changed
            found.append(Mutant(function, sid, without, tuple(refused), mutated))

        for action in actions:
            rest = [other for other in actions if other != action]
            less(action, [action], {**statement, "Action": rest} if rest else None)
        resources = _list(statement["Resource"])
        for resource in resources if len(resources) > 1 else []:
            rest = [other for other in resources if other != resource]
            less(resource.rsplit(":", 1)[-1], actions, {**statement, "Resource": rest})
        for operator, keys in statement.get("Condition", {}).items():
            patterns = _list(keys.get(LEADING, []))
            for pattern in patterns if len(patterns) > 1 else []:
                rest = [other for other in patterns if other != pattern]
                condition = {**statement["Condition"], operator: {**keys, LEADING: rest}}
                less(pattern, actions, {**statement, "Condition": condition})
    return found


def without_principals(function: str, role_arn: str, document: dict) -> list[Mutant]:
    """A resource's policy that names the role no longer: one for each statement that names it."""
    found = []
    for place, statement in enumerate(document["Statement"]):
        principals = _list(_aws(statement))
        if role_arn not in principals:
            continue
        mutated = copy.deepcopy(document)
        rest = [other for other in principals if other != role_arn]
        mutated["Statement"][place]["Principal"] = {"AWS": rest}
        sid, actions = statement.get("Sid", str(place)), tuple(_list(statement["Action"]))
        found.append(Mutant(function, sid, "its name in the key's policy", actions, mutated))
    return found


def _aws(statement: dict) -> object:
    principal = statement.get("Principal")
    return principal.get("AWS", []) if isinstance(principal, dict) else principal or []


def _list(value: object) -> list:
    return value if isinstance(value, list) else [value]
