"""The metrics that alarms and dashboards watch, against those that the deployed functions tell."""

import json
import re
from collections.abc import Iterator

from plan import Plan
from steps import Steps, must
from world import World

NAMESPACE = "Vestibule"

Metric = tuple[str, tuple[str, ...]]
"""Its name, and the names of its dimensions in order."""


def check(world: World, step: Steps) -> None:
    with step("every metric of ours that is watched is one that functions tell, of this deployment"):
        watched = {metric for plan in _plans(world.deployment.plan) for metric in _watched(plan.plain)}
        told = {metric for function in world.functions() for metric in _told(world, function)}
        must(watched, "nothing is watched")
        must(watched <= told, f"watched and never told: {sorted(watched - told)}")
        print(f"        {len(watched)} watched, {len(told)} told")


def _plans(plan: Plan) -> Iterator[Plan]:
    yield plan
    for below in plan.nested.values():
        yield from _plans(below)


def _watched(node: object) -> Iterator[Metric]:
    """In alarms as properties, in dashboards as rows or searches within their text."""
    match node:
        case {"Namespace": "Vestibule", "MetricName": str(name)}:
            yield name, tuple(sorted(dimension["Name"] for dimension in node.get("Dimensions", [])))
        case dict():
            for value in node.values():
                yield from _watched(value)
        case list():
            for value in node:
                yield from _watched(value)
        case str():
            for name, rest in re.findall(rf'\["{NAMESPACE}", "(\w+)"((?:, "[^"]*", "[^"]*")*)', node):
                yield name, tuple(sorted(re.findall(r', "([^"]*)", "[^"]*"', rest)))
            for dimensions, name in re.findall(rf'\{{{NAMESPACE},([\w,]+)\}} MetricName=\\*"(\w+)', node):
                yield name, tuple(sorted(dimensions.split(",")))


def _told(world: World, function: str) -> Iterator[Metric]:
    """In the lines of a function's log that CloudWatch takes for metrics."""
    for line in world.logged(function).splitlines():
        if '"_aws"' not in line:
            continue
        told = json.loads(line)
        must(told["deployment"] == world.deployment.name, f"{function} tells metrics of {told['deployment']}")
        for directive in told["_aws"]["CloudWatchMetrics"]:
            must(directive["Namespace"] == NAMESPACE, f"{function} tells metrics in {directive['Namespace']}")
            for dimensions in directive["Dimensions"]:
                must(all(name in told for name in dimensions), f"{function} tells no value of {dimensions}")
                for metric in directive["Metrics"]:
                    must(isinstance(told[metric["Name"]], float | int), f"{function} tells no value of {metric}")
                    yield metric["Name"], tuple(sorted(dimensions))
