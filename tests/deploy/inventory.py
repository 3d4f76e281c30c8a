"""Counts what was deployed against the template: all of it is there, as stated, and nothing else."""

import json

from expected import Expected
from plan import Plan
from stack import Route
from stack import Stack as Stated
from steps import Steps, must, same
from world import World

GUESTS_PATHS = ("/i", "/i/", "/p/", "/assets/")


def check(world: World, step: Steps) -> None:
    deployment = world.deployment
    with step(f"{deployment.name}: every resource of the template exists, and no other"):
        count = _stack(world, deployment.plan, deployment.name, deployment.parameters)
        print(f"        {count} resources")
    expected = Expected(deployment.plan, deployment.parameters, _ids(world, deployment.name), deployment.name)
    there = expected.resources()

    with step(f"{deployment.name}: every route leads to its function, by the authorizer unless it is a guest's"):
        count = _routes(world, there)
        print(f"        {count} routes")

    with step(f"{deployment.name}: every function has its program, environment, memory, time and role"):
        functions = [name for name, one in there.items() if one["Type"] == "AWS::Lambda::Function"]
        for name in functions:
            _function(world, name, expected.value(there[name]["Properties"]))
        print(f"        {len(functions)} functions")

    with step(f"{deployment.name}: streams, schedules and rules lead to their functions as stated"):
        for name, resource in there.items():
            stated = expected.value
            match resource["Type"]:
                case "AWS::Lambda::EventSourceMapping":
                    _mapping(world, name, resource["Properties"])
                case "AWS::Scheduler::Schedule":
                    _schedule(world, name, stated(resource["Properties"]))
                case "AWS::Events::Rule":
                    _rule(world, name, stated(resource["Properties"]))
                case "AWS::Lambda::EventInvokeConfig":
                    _invocation(world, stated(resource["Properties"]))

    with step(f"{deployment.name}: tables have their keys, indexes and stream"):
        for name, resource in there.items():
            if resource["Type"] == "AWS::DynamoDB::Table":
                _table(world, name, expected.value(resource["Properties"]))


def _ids(world: World, stack: str) -> dict[str, str]:
    return {name: one["PhysicalResourceId"] for name, one in world.deployment.resources(stack).items()}


def _stack(world: World, plan: Plan, stack: str, parameters: dict[str, str]) -> int:
    made = world.deployment.resources(stack)
    expected = Expected(plan, parameters, _ids(world, stack), stack)
    stated = expected.resources()
    same(sorted(made), sorted(stated), f"the resources of {stack}")
    for name, one in made.items():
        found = (one["ResourceType"], one["ResourceStatus"])
        same(found, (stated[name]["Type"], "CREATE_COMPLETE"), f"{stack}: {name}")
    count = len(made)
    for name, below in plan.nested.items():
        if name in stated:
            passed = world.client("cloudformation").describe_stacks(StackName=made[name]["PhysicalResourceId"])
            given = {one["ParameterKey"]: one["ParameterValue"] for one in passed["Stacks"][0].get("Parameters", [])}
            count += _stack(world, below, made[name]["PhysicalResourceId"], given)
    return count


def _routes(world: World, there: dict[str, dict]) -> int:
    gateway, api = world.client("apigatewayv2"), world.physical("HttpApi")
    authorizers = {one["AuthorizerId"]: one for one in gateway.get_authorizers(ApiId=api)["Items"]}
    targets = {one["IntegrationId"]: one["IntegrationUri"] for one in gateway.get_integrations(ApiId=api)["Items"]}
    found, token = set(), {}
    while token is not None:
        page = gateway.get_routes(ApiId=api, **token)
        for route in page["Items"]:
            by = authorizers[route["AuthorizerId"]]["Name"] if route.get("AuthorizerId") else "nobody"
            uri = targets[route["Target"].removeprefix("integrations/")]
            function = uri.split(":function:")[1].removesuffix("/invocations")
            same(route["AuthorizationType"], "JWT" if by != "nobody" else "NONE", f"who lets into {route['RouteKey']}")
            found.add((route["RouteKey"], function, by))
        token = {"NextToken": page["NextToken"]} if page.get("NextToken") else None
    plan = world.deployment.plan
    programs = {
        plan.binary(name): world.physical(name) for name, one in there.items() if one["Type"] == "AWS::Lambda::Function"
    }
    stated = {
        (_key(route), programs[route.function], "Staff" if route.auth == "jwt" else "nobody")
        for route in Stated(plan.template).routes
    }
    same(sorted(found), sorted(stated), "the routes")
    for key, _, by in found:
        path = key.split(" ")[-1]
        guests = path in ("/i", "$default") or path.startswith(GUESTS_PATHS[1:])
        same(by, "nobody" if guests else "Staff", f"who lets into {key}")
    return len(found)


def _key(route: Route) -> str:
    return route.path if route.path == "$default" else f"{route.method} {route.path}"


def _function(world: World, name: str, stated: dict) -> None:
    found = world.client("lambda").get_function_configuration(FunctionName=world.physical(name))
    environment = {key: str(value) for key, value in stated.get("Environment", {}).get("Variables", {}).items()}
    same(found.get("Environment", {}).get("Variables", {}), environment, f"{name}'s environment")
    for key in ("MemorySize", "Timeout", "Runtime", "Handler", "Architectures", "Role", "LoggingConfig"):
        expected = stated.get(key)
        got = found.get(key)
        if isinstance(expected, dict):
            got = {part: (got or {}).get(part) for part in expected}
        same(got, expected, f"{name}'s {key}")
    must(found["CodeSize"] > 100_000, f"{name} has no program to speak of")


def _mapping(world: World, name: str, stated: dict) -> None:
    found = world.client("lambda").get_event_source_mapping(UUID=world.physical(name))
    table = world.physical(stated["EventSourceArn"]["Fn::GetAtt"][0])
    stream = world.client("dynamodb").describe_table(TableName=table)["Table"]["LatestStreamArn"]
    same(found["EventSourceArn"], stream, f"{name}'s stream")
    function = world.physical(stated["FunctionName"]["Ref"])
    same(found["FunctionArn"].rsplit(":", 1)[-1], function, f"{name}'s function")
    same(found["FilterCriteria"], stated["FilterCriteria"], f"{name}'s filter")
    for key in (
        "BatchSize",
        "StartingPosition",
        "FunctionResponseTypes",
        "BisectBatchOnFunctionError",
        "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds",
        "ParallelizationFactor",
    ):
        same(found.get(key), stated.get(key), f"{name}'s {key}")


def _schedule(world: World, name: str, stated: dict) -> None:
    found = world.client("scheduler").get_schedule(Name=world.physical(name).rsplit("/", 1)[-1])
    same(found["ScheduleExpression"], stated["ScheduleExpression"], f"{name}'s expression")
    same(found["State"], stated.get("State", "ENABLED"), f"{name}'s state")
    for key in ("Arn", "RoleArn", "DeadLetterConfig", "RetryPolicy"):
        same(found["Target"].get(key), stated["Target"].get(key), f"{name}'s {key}")


def _rule(world: World, name: str, stated: dict) -> None:
    rule = world.physical(name).rsplit("|", 1)[-1].rsplit("/", 1)[-1]
    found = world.client("events").describe_rule(Name=rule)
    same(json.loads(found["EventPattern"]), stated["EventPattern"], f"{name}'s pattern")
    targets = world.client("events").list_targets_by_rule(Rule=rule)["Targets"]
    same([one["Arn"] for one in targets], [one["Arn"] for one in stated["Targets"]], f"{name}'s targets")


def _invocation(world: World, stated: dict) -> None:
    asked = {key: stated[key] for key in ("FunctionName", "Qualifier")}
    found = world.client("lambda").get_function_event_invoke_config(**asked)
    for key in ("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"):
        if key in stated:
            same(found.get(key), stated[key], f"{stated['FunctionName']}'s {key}")


def _table(world: World, name: str, stated: dict) -> None:
    found = world.client("dynamodb").describe_table(TableName=world.physical(name))["Table"]
    same(found["KeySchema"], stated["KeySchema"], f"{name}'s keys")
    parts = ("IndexName", "KeySchema", "Projection")
    indexes = [{part: one[part] for part in parts} for one in found.get("GlobalSecondaryIndexes", [])]
    same(indexes, stated.get("GlobalSecondaryIndexes", []), f"{name}'s indexes")
    view = found.get("StreamSpecification", {}).get("StreamViewType")
    same(view, stated.get("StreamSpecification", {}).get("StreamViewType"), f"{name}'s stream")
