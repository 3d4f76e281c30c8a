"""Which metrics there are: our own, as shared/web writes them, and those of AWS's that this product is watched by."""

import re
from dataclasses import dataclass

from beside import Metric

NAMESPACE = "Vestibule"


@dataclass(frozen=True)
class Own:
    unit: str
    # Beside `deployment`, which every one has.
    dimension: str | None


# The one list. A rule holds it against the source.
OWN = {
    "Records": Own("Count", "kind"),
    "Refusals": Own("Count", "problem"),
    "Uploads": Own("Count", "verdict"),
    "MailsSent": Own("Count", None),
    "SweepLag": Own("Seconds", None),
    "OutboxAge": Own("Seconds", None),
    "OutboxWaiting": Own("Seconds", None),
    "MailsGivenUp": Own("Count", None),
    "TrailTaken": Own("Count", None),
}

CONSUMED = {"ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents"}

# namespace -> names of the dimensions -> metrics that are published with exactly these (each service's page "Metrics
# and dimensions"). ThrottledRequests of DynamoDB, say, has no value for a table as a whole.
AWS = {
    "AWS/Lambda": {("FunctionName",): {"Duration", "Errors", "Throttles", "Invocations", "IteratorAge"}},
    "AWS/SQS": {("QueueName",): {"ApproximateNumberOfMessagesVisible"}},
    "AWS/ApiGateway": {("ApiId",): {"4xx", "5xx", "Count", "Latency", "IntegrationLatency", "DataProcessed"}},
    "AWS/DynamoDB": {
        ("TableName",): CONSUMED,
        ("GlobalSecondaryIndexName", "TableName"): CONSUMED,
        ("Operation", "TableName"): {"SystemErrors", "ThrottledRequests"},
    },
    "AWS/SES": {(): {"Reputation.BounceRate", "Reputation.ComplaintRate"}},
}

Sources = dict[str, str]


def written(sources: Sources) -> dict[str, Own]:
    """The metrics that shared/web writes, read from the two places of its source where their names are."""
    source = sources["metrics"]
    namespace = re.search(r'const NAMESPACE: &str = "(\w+)";', source)
    if not namespace or namespace[1] != NAMESPACE:
        return {}
    records = {name: Own("Count", of) for name, of in re.findall(r'\bcount\("(\w+)", "(\w+)"', source)}
    others = re.findall(r'"\w+" => \("(\w+)", "(\w+)", (?:None|Some\("(\w+)"\))\)', source)
    return records | {name: Own(unit, of or None) for name, unit, of in others}


def values(sources: Sources, dimension: str | None) -> set[str]:
    """What a dimension of ours can be."""
    match dimension:
        case "kind":
            return set(re.findall(r'^        "([a-z_.]+)" (?:published|draft) \w+ \{', sources["kinds"], re.M))
        case "problem":
            slugs = set(re.findall(r'^    [A-Z]\w+ "([a-z_]+)" [A-Z_]+ ', sources["problems"], re.M))
            reasons = re.search(r"pub enum Reason \{([^}]+)\}", sources["reasons"])
            gone = {f"gone.{word.lower()}" for word in re.findall(r"\w+", reasons[1])} if reasons else set()
            return (slugs - {"gone"}) | gone
        case "verdict":
            return {"clean", "not_scanned", "rejected"}
        case _:
            return set()


def objection(sources: Sources, metric: Metric) -> str | None:
    """Why nobody will ever publish a metric, if so."""
    names = tuple(sorted(metric.dimensions))
    if metric.namespace != NAMESPACE:
        published = AWS.get(metric.namespace, {}).get(names, set())
        return None if metric.name in published else f"{metric} is no metric that AWS publishes for us"
    own = OWN.get(metric.name)
    if not own or names != tuple(sorted(filter(None, ["deployment", own.dimension]))):
        return f"{metric} is no metric of ours"
    if metric.dimensions["deployment"] != "Deployment":
        return f"{metric} is another deployment's"
    value = metric.dimensions.get(own.dimension or "", "*")
    return (
        None
        if value == "*" or value in values(sources, own.dimension)
        else f"{metric}: there is no such {own.dimension}"
    )
