"""The template and what SAM makes of it, with the questions that the rules ask of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from beside import Beside
from transform import transform


@dataclass(frozen=True)
class Route:
    """One way into a function: `auth` is "jwt" or "none"."""

    function: str
    method: str
    path: str
    auth: str


@dataclass(frozen=True)
class Statement:
    """One statement of a role's policy, with lists where IAM also takes single values."""

    role: str
    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: dict
    unread: tuple[str, ...]

    def about(self, logical_id: str) -> bool:
        """Whether it names the resource or a part of it, such as an index or its objects."""
        return any(re.match(rf"{logical_id}(\.|/|$)", resource) for resource in self.resources)


class Stack:
    def __init__(self, template: dict, beside: Beside | None = None, plain: dict | None = None):
        """`plain`: what SAM makes of the template, if that is known."""
        self.template = template
        self.plain = plain or transform(template)
        self._beside = beside

    @cached_property
    def beside(self) -> Beside:
        """What is in the repository beside the template, if it was not given."""
        return self._beside or Beside.of_repository()

    @cached_property
    def resources(self) -> dict[str, dict]:
        return self.plain["Resources"]

    def of_type(self, kind: str) -> dict[str, dict]:
        """Properties by logical id."""
        return {name: r.get("Properties", {}) for name, r in self.resources.items() if r["Type"] == kind}

    def properties(self, name: str) -> dict:
        return self.resources.get(name, {}).get("Properties", {})

    @cached_property
    def functions(self) -> dict[str, dict]:
        return self.of_type("AWS::Lambda::Function")

    def binary(self, function: str) -> str | None:
        """The Cargo binary that a function is built from."""
        return self.resources[function].get("Metadata", {}).get("BuildProperties", {}).get("Binary")

    def routes_of(self, function: str) -> list[Route]:
        return [route for route in self.routes if route.function == self.binary(function)]

    def answers_guests(self, function: str) -> bool:
        return any(route.auth == "none" for route in self.routes_of(function))

    def answers_staff(self, function: str) -> bool:
        return any(route.auth == "jwt" for route in self.routes_of(function))

    def only_reads(self, function: str) -> bool:
        """Whether all that it is asked for changes nothing."""
        methods = {route.method for route in self.routes_of(function)}
        return bool(methods) and methods <= {"GET", "HEAD"}

    @cached_property
    def driven(self) -> dict[str, list[dict]]:
        """Functions that a rule or a schedule invokes, with its targets of them."""
        rules = [goal for rule in self.of_type("AWS::Events::Rule").values() for goal in rule.get("Targets", [])]
        schedules = [schedule["Target"] for schedule in self.of_type("AWS::Scheduler::Schedule").values()]
        found: dict[str, list[dict]] = {}
        for goal in (*rules, *schedules):
            found.setdefault(target(goal["Arn"]).removesuffix(".Arn"), []).append(goal)
        return {function: goals for function, goals in found.items() if function in self.functions}

    @cached_property
    def schedulers(self) -> set[str]:
        """The roles in which schedules invoke."""
        schedules = self.of_type("AWS::Scheduler::Schedule").values()
        return {target(schedule["Target"].get("RoleArn")).removesuffix(".Arn") for schedule in schedules}

    def holder(self, role: str) -> str:
        """The function that a role is of; a role of no function by its own name."""
        return next((name for name in self.functions if self.role_of(name) == role), role)

    def role_of(self, function: str) -> str:
        return target(self.functions[function]["Role"]).removesuffix(".Arn")

    @cached_property
    def statements(self) -> list[Statement]:
        """Those of all roles, not those of AWS-managed policies."""
        return [
            _statement(role, statement)
            for role, properties in self.of_type("AWS::IAM::Role").items()
            for policy in properties.get("Policies", [])
            for statement in _list(policy["PolicyDocument"]["Statement"])
        ]

    def statements_of(self, function: str) -> list[Statement]:
        role = self.role_of(function)
        return [s for s in self.statements if s.role == role]

    def does(self, function: str, action: str, logical_id: str = "") -> bool:
        """Whether its role allows an action, on a resource or a part of it if one is named."""
        return any(
            action in s.actions and (not logical_id or s.about(logical_id))
            for s in self.statements_of(function)
            if s.effect == "Allow"
        )

    def may(self, role: str, action: str, resource: str) -> bool:
        return any(
            s.role == role and s.effect == "Allow" and action in s.actions and resource in s.resources
            for s in self.statements
        )

    @cached_property
    def operations(self) -> list[tuple[str, str, dict]]:
        """Path, method and definition of everything in the API's body."""
        named = {"x-amazon-apigateway-any-method": "any"}
        return [
            (path, named.get(method, method), operation)
            for api in self.of_type("AWS::ApiGatewayV2::Api").values()
            for path, methods in api.get("Body", {}).get("paths", {}).items()
            for method, operation in methods.items()
        ]

    @cached_property
    def routes(self) -> list[Route]:
        """As the template states them: `Events` of type HttpApi."""
        return sorted(self._stated_routes(), key=lambda r: (r.path, r.method))

    def _stated_routes(self) -> Iterator[Route]:
        for name, resource in self.template["Resources"].items():
            for event in resource.get("Properties", {}).get("Events", {}).values():
                if event["Type"] == "HttpApi":
                    stated = event.get("Properties", {})
                    auth = "none" if stated.get("Auth", {}).get("Authorizer") == "NONE" else "jwt"
                    function = self.binary(name) or name
                    yield Route(function, stated.get("Method", "ANY"), stated.get("Path", "$default"), auth)


def target(value: object) -> str:
    """What a reference names, as text: `Table`, `Table.Arn`, `Table.Arn/index/due`."""
    match value:
        case str():
            return value
        case {"Ref": str(name)}:
            return name
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"{name}.{attribute}"
        case {"Fn::GetAtt": str(name)}:
            return name
        case {"Fn::Sub": str(text)} | {"Fn::Sub": [str(text), dict()]}:
            return re.sub(r"\$\{([^}]+)\}", r"\1", text) if text.startswith("${") else text
        case _:
            return json.dumps(value, sort_keys=True)


def leading_keys(statement: Statement) -> list[str]:
    """The patterns that partition keys must match."""
    return _list(statement.conditions.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", []))


def _statement(role: str, statement: dict) -> Statement:
    known = {"Sid", "Effect", "Action", "Resource", "Condition"}
    return Statement(
        role=role,
        effect=statement["Effect"],
        actions=tuple(_list(statement.get("Action", []))),
        resources=tuple(target(r) for r in _list(statement.get("Resource", []))),
        conditions=statement.get("Condition", {}),
        unread=tuple(sorted(statement.keys() - known)),
    )


def _list(value: object) -> list:
    return value if isinstance(value, list) else [value]
