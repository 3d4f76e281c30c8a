"""The dashboard: JSON that CloudWatch takes, of metrics that there are; and our metrics' names held to the source."""

from collections.abc import Iterator

import metrics
import paste
from beside import metrics_on
from paste import told
from rules import rule
from stack import Stack


@rule
def our_metrics_are_those_of_the_source(stack: Stack) -> Iterator[str]:
    written = metrics.written(stack.beside.sources)
    for name in sorted(written.keys() | metrics.OWN.keys()):
        if written.get(name) != metrics.OWN.get(name):
            yield f"{name} is written as {written.get(name)}, and looked for as {metrics.OWN.get(name)}"
    for dimension in ("kind", "problem", "verdict"):
        if len(metrics.values(stack.beside.sources, dimension)) < 3:
            yield f"the source no longer reads so that values of {dimension} are found in it"


@rule
def the_dashboard_can_be_drawn(stack: Stack) -> Iterator[str]:
    for condition in (True, False):
        try:
            dashboard = stack.beside.dashboard(condition)
            shown = list(metrics_on(dashboard))
        except ValueError as error:
            yield f"the dashboard is not what CloudWatch reads: {error}"
            continue
        for metric in shown:
            if found := metrics.objection(stack.beside.sources, metric):
                yield f"the dashboard shows what there is not: {found}"
        yield from _overlapping(dashboard["widgets"])


@rule
def the_dashboard_shows_everything(stack: Stack) -> Iterator[str]:
    try:
        dashboard = stack.beside.dashboard(True)
        shown = list(metrics_on(dashboard))
    except ValueError:
        return
    alarms = [a for w in dashboard["widgets"] if w["type"] == "alarm" for a in w["properties"]["alarms"]]
    for name in sorted(stack.beside.alarms.keys() - {a.removesuffix(".Arn") for a in alarms}):
        yield f"the dashboard does not show the alarm {name}{told(paste.shown(name), 'its alarms')}"
    for name in sorted(metrics.OWN.keys() - {m.name for m in shown if m.namespace == metrics.NAMESPACE}):
        yield f"the dashboard does not show {name}"
    seen = {(m.name, value) for m in shown for value in m.dimensions.values()}
    for name in stack.functions:
        if missing := [metric for metric in ("Duration", "Errors", "Throttles") if (metric, name) not in seen]:
            row = paste.row(name, stack.binary(name) or name)
            yield f"the dashboard does not show {', '.join(missing)} of {name}{told(row, 'OtherFunctions')}"
    for name in stack.of_type("AWS::SQS::Queue"):
        if ("ApproximateNumberOfMessagesVisible", name) not in seen:
            yield f"the dashboard does not show how full {name} is{told(paste.row(name, name), 'Given up')}"
    for name, table in stack.of_type("AWS::DynamoDB::Table").items():
        for part in (name, *(i["IndexName"] for i in table.get("GlobalSecondaryIndexes", []))):
            if missing := [metric for metric in sorted(metrics.CONSUMED) if (metric, part) not in seen]:
                row = told(paste.index_row(part), "OtherIndexes")
                yield f"the dashboard does not show {', '.join(missing)} of {part}{'' if part == name else row}"


def _overlapping(widgets: list[dict]) -> Iterator[str]:
    taken: dict[tuple[int, int], int] = {}
    for at, w in enumerate(widgets):
        if w["x"] + w["width"] > 24:
            yield f"widget {at} of the dashboard is wider than the page"
        cells = [(x, y) for x in range(w["x"], w["x"] + w["width"]) for y in range(w["y"], w["y"] + w["height"])]
        if any(cell in taken for cell in cells):
            yield f"widget {at} of the dashboard lies over another"
        taken.update((cell, at) for cell in cells)
