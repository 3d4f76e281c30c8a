"""What rings at night: nothing fails unheard, and whoever is woken is told what to do."""

import re
from collections.abc import Iterator

import metrics
import paste
from beside import Metric, metrics_of, of_type, resolved
from paste import told
from rules import rule
from stack import Stack, target

CHAPTER = "When an alarm rings"
# CloudWatch user guide, "Limits that apply to alarms based on metric math expressions".
MOST_METRICS = 10
# What tells that requests are held back, and the alarms that look at it.
THROTTLED = {
    "ReadThrottleEvents": {"StateTable": "StateReadsThrottled", "TrailTable": "TrailThrottled"},
    "WriteThrottleEvents": {"StateTable": "StateWritesThrottled", "TrailTable": "TrailThrottled"},
}
SILENCE = {"breaching", "notBreaching", "ignore", "missing"}


@rule
def monitoring_is_told_what_it_watches(stack: Stack) -> Iterator[str]:
    given = stack.properties("Monitoring").get("Parameters", {})
    asked = stack.beside.monitoring["Parameters"]
    for name in sorted(given.keys() ^ asked.keys()):
        yield f"{name} is not both given to the nested stack and asked for by it"
    for name in sorted((stack.functions.keys() | stack.of_type("AWS::SQS::Queue")) - asked.keys()):
        yield f"{name} is not asked for{told(paste.parameter(stack, name), 'its parameters')}"
    tables, queues = stack.of_type("AWS::DynamoDB::Table"), stack.of_type("AWS::SQS::Queue")
    for name in (*stack.functions, *tables, *queues):
        reference = {"Fn::GetAtt": [name, "QueueName"]} if name in queues else {"Ref": name}
        condition = stack.resources[name].get("Condition")
        wanted = {"Fn::If": [condition, reference, ""]} if condition else reference
        if given.get(name) != wanted:
            yield f"the nested stack does not get {name} as {name}"
    for parameter in ("RunbookUrl", "AlarmEmail", "AlarmTopicArn"):
        if given.get(parameter) != {"Ref": parameter}:
            yield f"the nested stack does not get {parameter} as it was given"
    if given.get("Deployment") != {"Ref": "AWS::StackName"}:
        yield "the nested stack does not know the deployment by the name that its metrics have"


@rule
def every_function_has_an_errors_alarm(stack: Stack) -> Iterator[str]:
    for name in stack.functions:
        if not stack.beside.watching(Metric("AWS/Lambda", "Errors", {"FunctionName": name})):
            yield f"{name} fails unheard{told(paste.errors_alarm(stack, name), 'its functions')}"
        throttled = Metric("AWS/Lambda", "Throttles", {"FunctionName": name})
        # A function that may not be there cannot be one of many in an alarm; what it gives up is in its queue.
        if "Condition" not in stack.resources[name] and not stack.beside.watching(throttled):
            alarm = "CallersThrottled" if stack.routes_of(name) else "WorkersThrottled"
            at = len(stack.beside.alarms.get(alarm, {}).get("Metrics", []))
            yield f"{name} is throttled unheard{told(paste.throttles(name, at), alarm)}"


@rule
def every_queue_has_a_depth_alarm(stack: Stack) -> Iterator[str]:
    for name in stack.of_type("AWS::SQS::Queue"):
        watched = Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", {"QueueName": name})
        heard = [stack.beside.alarms[a] for a in stack.beside.watching(watched)]
        if not any(
            a.get("Threshold") == 1 and a.get("ComparisonOperator") == "GreaterThanOrEqualToThreshold" for a in heard
        ):
            yield f"{name} fills unheard{told(paste.depth_alarm(name), 'what was given up')}"


@rule
def every_table_and_index_has_a_throttles_alarm(stack: Stack) -> Iterator[str]:
    for table, properties in stack.of_type("AWS::DynamoDB::Table").items():
        indexes = [i["IndexName"] for i in properties.get("GlobalSecondaryIndexes", [])]
        for name in THROTTLED:
            if not stack.beside.watching(Metric("AWS/DynamoDB", name, {"TableName": table})):
                yield f"{table} is held back unheard ({name})"
            for index in indexes:
                dimensions = {"TableName": table, "GlobalSecondaryIndexName": index}
                if not stack.beside.watching(Metric("AWS/DynamoDB", name, dimensions)):
                    alarm = THROTTLED[name].get(table, "its alarm")
                    at = len(stack.beside.alarms.get(alarm, {}).get("Metrics", []))
                    lines = paste.index_throttles(table, index, name, at)
                    yield f"{table} {index} is held back unheard ({name}){told(lines, alarm)}"
        if not stack.beside.watching(
            Metric("AWS/DynamoDB", "SystemErrors", {"TableName": table, "Operation": "TransactWriteItems"})
        ):
            yield f"{table} fails unheard"


@rule
def what_runs_by_itself_is_heard_when_it_stops(stack: Stack) -> Iterator[str]:
    for schedule in stack.of_type("AWS::Scheduler::Schedule").values():
        function = target(schedule["Target"]["Arn"]).removesuffix(".Arn")
        runs = Metric("AWS/Lambda", "Invocations", {"FunctionName": function})
        stopped = [stack.beside.alarms[name] for name in stack.beside.watching(runs)]
        if not any(
            a["TreatMissingData"] == "breaching" and a["ComparisonOperator"].startswith("Less") for a in stopped
        ):
            yield f"nobody hears that {function} does not run"
    followers = stack.of_type("AWS::Lambda::EventSourceMapping").values()
    for metric in (
        *(Metric("AWS/Lambda", "IteratorAge", {"FunctionName": target(f["FunctionName"])}) for f in followers),
        Metric("Vestibule", "OutboxAge", {"deployment": "Deployment"}),
        Metric("Vestibule", "OutboxWaiting", {"deployment": "Deployment"}),
        Metric("Vestibule", "MailsGivenUp", {"deployment": "Deployment"}),
        Metric("Vestibule", "SweepLag", {"deployment": "Deployment"}),
    ):
        if not stack.beside.watching(metric):
            yield f"nobody hears of {metric.name}"


@rule
def alarms_look_at_metrics_that_there_are(stack: Stack) -> Iterator[str]:
    for name, alarm in stack.beside.alarms.items():
        for metric in metrics_of(alarm):
            if found := metrics.objection(stack.beside.sources, metric):
                yield f"{name}: {found}"


@rule
def alarms_calculate_with_few_metrics(stack: Stack) -> Iterator[str]:
    for name, alarm in stack.beside.alarms.items():
        count = sum("MetricStat" in metric for metric in alarm.get("Metrics", []))
        if count > MOST_METRICS:
            yield f"{name} calculates with {count} metrics, and CloudWatch takes {MOST_METRICS}: make two alarms of it"


@rule
def alarms_ring_and_say_when_it_is_over(stack: Stack) -> Iterator[str]:
    names = [alarm.get("AlarmName") for alarm in stack.beside.alarms.values()]
    for name, alarm in stack.beside.alarms.items():
        for occasion in ("AlarmActions", "OKActions"):
            if alarm.get(occasion) != [{"Fn::If": ["OwnTopic", {"Ref": "AlarmTopic"}, {"Ref": "AlarmTopicArn"}]}]:
                yield f"{name} does not tell the topic ({occasion})"
        if alarm.get("ActionsEnabled", True) is not True:
            yield f"{name} is muted"
        if alarm.get("TreatMissingData") not in SILENCE:
            yield f"{name} does not say what silence means"
        stated = _substituted(alarm.get("AlarmName"))
        if not re.fullmatch(r"\$\{Deployment\}-[a-z0-9-]+", stated) or names.count(alarm.get("AlarmName")) > 1:
            yield f"{name} has no name of its own that begins with the deployment's"


@rule
def alarms_lead_into_the_runbook(stack: Stack) -> Iterator[str]:
    described = set()
    for name, alarm in stack.beside.alarms.items():
        text = _substituted(alarm.get("AlarmDescription"))
        match = re.fullmatch(r"[A-Z][^$#]+\. \$\{RunbookUrl\}#([a-z0-9-]+)", text)
        if not match:
            yield f"{name} is not described by one sentence and a link to the runbook"
            continue
        described.add(match[1])
        if stack.beside.anchors.get(match[1]) != CHAPTER:
            yield f"{name} leads to #{match[1]}, which is no section of {CHAPTER!r} in the runbook"
    sections = {anchor for anchor, chapter in stack.beside.anchors.items() if chapter == CHAPTER}
    for section in sorted(sections - described - {"when-an-alarm-rings"}):
        yield f"the runbook's section #{section} is about no alarm"


@rule
def cloudwatch_may_ring(stack: Stack) -> Iterator[str]:
    topics = of_type(stack.beside.monitoring, "AWS::SNS::Topic")
    keys = of_type(stack.beside.monitoring, "AWS::KMS::Key")
    policies = of_type(stack.beside.monitoring, "AWS::SNS::TopicPolicy")
    ours = {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    for name, topic in topics.items():
        key = keys.get(resolved(topic.get("KmsMasterKeyId"), True), {}).get("KeyPolicy", {})
        may = {
            action
            for s in key.get("Statement", [])
            if s["Effect"] == "Allow" and s.get("Principal") == {"Service": "cloudwatch.amazonaws.com"}
            for action in s["Action"]
            if s.get("Condition", {}).get("StringEquals") == ours
        }
        if may != {"kms:Decrypt", "kms:GenerateDataKey*"}:
            yield f"{name} is not encrypted with a key that CloudWatch may use, and nobody else's alarms"
        if not any(
            s["Effect"] == "Allow"
            and s.get("Principal") == {"Service": "cloudwatch.amazonaws.com"}
            and s.get("Action") == "sns:Publish"
            and s.get("Condition", {}).get("StringEquals") == ours
            for policy in policies.values()
            if policy["Topics"] == [{"Ref": name}]
            for s in policy["PolicyDocument"]["Statement"]
        ):
            yield f"{name} does not take CloudWatch's messages"


def _substituted(value: object) -> str:
    """The text of a `Fn::Sub`, as it stands in the template."""
    return value.get("Fn::Sub", "") if isinstance(value, dict) else ""
