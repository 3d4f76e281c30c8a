"""What stands beside template.yaml: the nested stack that watches, the stack at the edge, the runbook, the source."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from transform import TEMPLATE, load

ROOT = TEMPLATE.parent
MONITORING = ROOT / "infra" / "monitoring.yaml"
EDGE = ROOT / "infra" / "edge.yaml"
RUNBOOK = ROOT / "RUNBOOK.md"

# Where the source says which indexes and metrics there are, and which values the metrics' dimensions have. `kinds` is
# all facts of trails, `code` is all of the source.
SOURCES = {
    "indexes": ROOT / "shared" / "cloud" / "src" / "index.rs",
    "metrics": ROOT / "shared" / "web" / "src" / "start" / "telemetry" / "metrics" / "emf.rs",
    "problems": ROOT / "shared" / "api" / "src" / "problem" / "kind.rs",
    "reasons": ROOT / "shared" / "api" / "src" / "problem" / "reason.rs",
}


@dataclass(frozen=True)
class Metric:
    """One metric as CloudWatch knows it. Values of dimensions are texts, or names of the template's parameters."""

    namespace: str
    name: str
    dimensions: dict[str, str] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.namespace} {self.name} {self.dimensions}"


@dataclass
class Beside:
    monitoring: dict
    edge: dict
    runbook: str
    sources: dict[str, str]

    @classmethod
    @cache
    def of_repository(cls) -> "Beside":
        """Read once; not to be changed."""
        sources = {name: path.read_text(encoding="utf-8") for name, path in SOURCES.items()}
        code = sorted([*ROOT.glob("functions/*/src/**/*.rs"), *ROOT.glob("shared/*/src/**/*.rs")])
        facts = sorted(ROOT.glob("shared/domain/src/*/fact.rs"))
        for name, paths in (("code", code), ("kinds", facts)):
            sources[name] = "\n".join(path.read_text(encoding="utf-8") for path in paths)
        return cls(load(MONITORING), load(EDGE), RUNBOOK.read_text(encoding="utf-8"), sources)

    @property
    def alarms(self) -> dict[str, dict]:
        """Properties of the alarms by logical id."""
        return of_type(self.monitoring, "AWS::CloudWatch::Alarm")

    def watching(self, metric: Metric) -> list[str]:
        """The alarms that look at a metric."""
        return [name for name, alarm in self.alarms.items() if metric in metrics_of(alarm)]

    def dashboard(self, condition: bool) -> dict:
        """The dashboard's body as CloudWatch gets it, with `condition` for every condition, names for references."""
        (properties,) = of_type(self.monitoring, "AWS::CloudWatch::Dashboard").values()
        return json.loads(resolved(properties["DashboardBody"], condition))

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Anchors of the runbook's sections with the title of the chapter that each is in."""
        found, chapter = {}, ""
        for level, title in re.findall(r"^(##+) (.+)$", self.runbook, re.MULTILINE):
            chapter = title if level == "##" else chapter
            found[anchor(title)] = chapter
        return found


def of_type(template: dict, kind: str) -> dict[str, dict]:
    return {name: r.get("Properties", {}) for name, r in template["Resources"].items() if r["Type"] == kind}


def anchor(title: str) -> str:
    """As GitHub and most others make it of a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def resolved(value: object, condition: bool) -> str:
    """A text with intrinsic functions carried out as far as names go: `${Portal}` becomes `Portal`."""
    match value:
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{([^}]+)\}", r"\1", text)
        case {"Fn::Sub": [str(text), dict(given)]}:
            own = {name: resolved(part, condition) for name, part in given.items()}
            return re.sub(r"\$\{([^}]+)\}", lambda m: own.get(m[1], m[1]), text)
        case {"Fn::If": [_, then, otherwise]}:
            return resolved(then if condition else otherwise, condition)
        case {"Fn::Join": [str(between), list(parts)]}:
            return between.join(resolved(part, condition) for part in parts)
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"{name}.{attribute}"
        case {"Ref": str(name)}:
            return name
        case _:
            return str(value)


def metrics_of(alarm: dict) -> list[Metric]:
    """What an alarm looks at, whether it names one metric or calculates with several."""
    stated = [m["MetricStat"]["Metric"] for m in alarm.get("Metrics", []) if "MetricStat" in m]
    return [
        Metric(
            one["Namespace"],
            one["MetricName"],
            {d["Name"]: resolved(d["Value"], True) for d in one.get("Dimensions", [])},
        )
        for one in stated or [alarm]
    ]


def metrics_on(dashboard: dict) -> Iterator[Metric]:
    """What a dashboard shows, CloudWatch's shorthand written out; a search names its dimension with `*`."""
    for widget in dashboard["widgets"]:
        before: list[str] = []
        for line in widget["properties"].get("metrics", []):
            words = [word for word in line if isinstance(word, str)]
            for options in (word for word in line if isinstance(word, dict) and "expression" in word):
                yield _searched(options["expression"])
            if not words:
                continue
            if words[0] == "...":
                words = before[: len(before) - len(words) + 1] + words[1:]
            words = [before[at] if word == "." else word for at, word in enumerate(words)]
            before = words
            namespace, name, *pairs = words
            yield Metric(namespace, name, dict(zip(pairs[::2], pairs[1::2], strict=True)))


SEARCH = re.compile(
    r"""SEARCH\('\{(\w+),(\w+),(\w+)\} MetricName="(\w+)" (\w+)="(\w+)"', '(?:Sum|Average|Maximum|p\d+)', \d+\)"""
)


def _searched(expression: str) -> Metric:
    match = SEARCH.fullmatch(expression)
    if not match:
        raise ValueError(f"a search that is not understood: {expression}")
    namespace, first, second, name, given, value = match.groups()
    return Metric(namespace, name, {first: "*", second: "*"} | {given: value})
