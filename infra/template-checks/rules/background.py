"""What runs without a caller: the schedule, the tables' streams, the scanner; and where their failures go."""

import json
import re
from collections.abc import Iterator

from rights import FOLLOWED, STREAM, holders
from rules import rule
from stack import Stack, target

# What is new in the outbox or to be tried again; exports that are new or have moved, not
# the lists of them; what is new in the trail and an
# event.
MAILS = {"eventName": ["INSERT", "MODIFY"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "OUTBOX#"}]}}}}
EXPORTS = {
    "eventName": ["INSERT", "MODIFY"],
    "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "EXPORT#"}]}, "sk": {"S": ["EXPORT"]}}},
}
EVENTS = {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"published": {"N": [{"exists": True}]}}}}

# table -> what its stream shows, what of it wakes each follower
STREAMS = {
    "StateTable": ("KEYS_ONLY", {"Jobs": EXPORTS, "Notify": MAILS}),
    "TrailTable": ("NEW_IMAGE", {"Notify": EVENTS}),
}
# By these words shared/cloud writes what the filters look at.
WRITTEN = ('format!("OUTBOX#{', 'format!("EXPORT#{', 'row.insert("published".into(), number(')
VERDICTS = {
    "source": ["aws.guardduty"],
    "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
    "detail": {"s3ObjectDetails": {"bucketName": [{"Ref": "QuarantineBucket"}]}},
}


@rule
def the_sweep_runs_each_minute(stack: Stack) -> Iterator[str]:
    schedules = stack.of_type("AWS::Scheduler::Schedule")
    sweeps = [s for s in schedules.values() if target(s["Target"]["Arn"]) == "SweepExpired.Arn"]
    if [s.get("ScheduleExpression") for s in sweeps] != ["rate(1 minute)"]:
        yield "there is not exactly one schedule for SweepExpired, of each minute"
    for name, schedule in schedules.items():
        expression = schedule.get("ScheduleExpression", "")
        if not _is_rate(expression):
            yield f"{name}: {expression!r} is no schedule expression"
        if schedule.get("State", "ENABLED") != "ENABLED":
            yield f"{name} is switched off"


@rule
def a_missed_sweep_is_told(stack: Stack) -> Iterator[str]:
    for name, schedule in stack.of_type("AWS::Scheduler::Schedule").items():
        goal = schedule["Target"]
        role = target(goal.get("RoleArn")).removesuffix(".Arn")
        queue = target(goal.get("DeadLetterConfig", {}).get("Arn"))
        if not goal.get("RetryPolicy"):
            yield f"{name} retries for a day"
        if not stack.may(role, "lambda:InvokeFunction", target(goal["Arn"])):
            yield f"{name} may not invoke its function"
        if queue.removesuffix(".Arn") not in stack.of_type("AWS::SQS::Queue"):
            yield f"{name} has no dead-letter queue"
        elif not stack.may(role, "sqs:SendMessage", queue):
            yield f"{name} may not send to {queue}"


@rule
def failed_runs_are_kept(stack: Stack) -> Iterator[str]:
    configs = {target(c["FunctionName"]): c for c in stack.of_type("AWS::Lambda::EventInvokeConfig").values()}
    used: dict[str, str] = {}
    for function, goals in stack.driven.items():
        on_failure = configs.get(function, {}).get("DestinationConfig", {}).get("OnFailure", {})
        queue = target(on_failure.get("Destination"))
        if queue.removesuffix(".Arn") not in stack.of_type("AWS::SQS::Queue"):
            yield f"{function} tells no queue of failed runs"
            continue
        if not stack.may(stack.role_of(function), "sqs:SendMessage", queue):
            yield f"{function} may not send to {queue}"
        for goal in goals:
            if target(goal.get("DeadLetterConfig", {}).get("Arn")) not in {queue, "null"}:
                yield f"what cannot be brought to {function} does not lie in {queue} with what it failed at"
        if used.setdefault(queue, function) != function:
            yield f"{queue} has what two functions failed at, {used[queue]} and {function}"


@rule
def what_a_rule_brought_can_be_replayed(stack: Stack) -> Iterator[str]:
    """infra/scripts/replay.py knows a queue's function by the queue's name."""
    for name in _brought(stack):
        for goal in stack.driven.get(name, []):
            queue = target(goal.get("DeadLetterConfig", {}).get("Arn"))
            if queue != f"{name}Failures.Arn":
                yield f"{name} leaves what it fails at in {queue}, not in {name}Failures"


@rule
def the_streams_are_followed(stack: Stack) -> Iterator[str]:
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping")
    led = sorted((target(m.get("EventSourceArn")), target(m.get("FunctionName"))) for m in mappings.values())
    streams = [f"{table}.StreamArn" for table in FOLLOWED]
    wanted = sorted((stream, f) for stream in streams for f in holders("dynamodb:GetRecords", stream))
    if led != wanted:
        yield f"streams lead to functions as {led}, not as {wanted}"
    for table in FOLLOWED:
        view, _ = STREAMS[table]
        if stack.properties(table).get("StreamSpecification") != {"StreamViewType": view}:
            yield f"{table} has no stream of {view}"
    for name, mapping in mappings.items():
        if mapping.get("StartingPosition") != "TRIM_HORIZON":
            yield f"{name} passes over what was sent before it was there"
        if mapping.get("Enabled", True) is not True:
            yield f"{name} is switched off"
    for stream, follower in wanted:
        for action in STREAM:
            if not stack.may(stack.role_of(follower), f"dynamodb:{action}", stream):
                yield f"{follower} may not {action} of {stream}"


@rule
def each_follower_of_a_stream_wakes_for_what_is_its_own(stack: Stack) -> Iterator[str]:
    for name, mapping in stack.of_type("AWS::Lambda::EventSourceMapping").items():
        filters = mapping.get("FilterCriteria", {}).get("Filters", [])
        patterns = []
        for stated in filters:
            try:
                patterns.append(json.loads(stated.get("Pattern", "")))
            except ValueError as error:
                yield f"{name} has a filter that is no JSON: {error}"
        _, wakes = STREAMS.get(target(mapping.get("EventSourceArn")).split(".")[0], ("", {}))
        wanted = wakes.get(target(mapping.get("FunctionName")))
        if patterns != [wanted]:
            yield f"{name} filters by {patterns}, not by {wanted}"
    for words in WRITTEN:
        if words not in stack.beside.sources["code"]:
            yield f"no row is written by the words {words!r}, so the filters may look at what is not there"


@rule
def one_bad_message_holds_back_no_other(stack: Stack) -> Iterator[str]:
    used: dict[str, str] = {}
    for name, mapping in stack.of_type("AWS::Lambda::EventSourceMapping").items():
        if mapping.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield f"{name} retries whole batches"
        if mapping.get("BisectBatchOnFunctionError") is not True:
            yield f"{name} does not split failing batches"
        if not 1 <= mapping.get("MaximumRetryAttempts", -1) <= 100:
            yield f"{name} retries a bad message for as long as the stream has it"
        if not 60 <= mapping.get("MaximumRecordAgeInSeconds", -1) < 86400:
            yield f"{name} is given up only when the stream has forgotten it"
        queue = target(mapping.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"))
        if queue.removesuffix(".Arn") not in stack.of_type("AWS::SQS::Queue"):
            yield f"{name} has no dead-letter queue"
        elif not stack.may(stack.role_of(target(mapping["FunctionName"])), "sqs:SendMessage", queue):
            yield f"{name} may not send to {queue}"
        if used.setdefault(queue, name) != name:
            yield f"{queue} has places of two streams, of {used[queue]} and {name}"


@rule
def queues_keep_failures_long_and_encrypted(stack: Stack) -> Iterator[str]:
    for name, queue in stack.of_type("AWS::SQS::Queue").items():
        if queue.get("MessageRetentionPeriod", 0) < 14 * 86400:
            yield f"{name} forgets before the fourteen days are over"
        if queue.get("SqsManagedSseEnabled") is not True:
            yield f"{name} is not encrypted"


@rule
def verdicts_reach_scan(stack: Stack) -> Iterator[str]:
    yield from brought_by_one_rule(stack, "Scan", VERDICTS)
    plan = stack.properties("MalwareProtection")
    if plan.get("ProtectedResource") != {"S3Bucket": {"BucketName": {"Ref": "QuarantineBucket"}}}:
        yield "GuardDuty does not scan the quarantine"
    if plan.get("Actions") != {"Tagging": {"Status": "DISABLED"}}:
        yield "GuardDuty tags objects, which nobody here may copy then"


@rule
def scanning_is_there_when_asked_for(stack: Stack) -> Iterator[str]:
    if stack.template.get("Conditions", {}).get("ScansMalware") != {"Fn::Equals": [{"Ref": "MalwareScanning"}, "on"]}:
        yield "ScansMalware does not mean MalwareScanning on"
    names = {"Scan", "ScanRole", "ScanLog", "ScanVerdict", "ScanFailures", "ScanFailuresPolicy"}
    for name in sorted(names | {"MalwareProtection", "MalwareProtectionRole"}):
        if stack.resources.get(name, {}).get("Condition") != "ScansMalware":
            yield f"{name} does not depend on MalwareScanning"


def brought_by_one_rule(stack: Stack, function: str, pattern: dict) -> Iterator[str]:
    """Objects unless exactly one rule of the default bus brings the function what the pattern says."""
    rules = {
        name: properties
        for name, properties in stack.of_type("AWS::Events::Rule").items()
        if f"{function}.Arn" in [target(goal["Arn"]) for goal in properties.get("Targets", [])]
    }
    if len(rules) != 1:
        yield f"there is not exactly one rule, for {function}"
    for name, properties in rules.items():
        if properties.get("EventPattern") != pattern:
            yield f"{name} listens for {properties.get('EventPattern')}, not for {pattern}"
        yield from _unsound(stack, name, properties)


@rule
def rules_of_events_lose_nothing(stack: Stack) -> Iterator[str]:
    for name, properties in stack.of_type("AWS::Events::Rule").items():
        yield from _unsound(stack, name, properties)


@rule
def no_rule_leads_elsewhere(stack: Stack) -> Iterator[str]:
    stated = {f"{function}{event}" for function in _brought(stack) for event in _events(stack, function)}
    for name, properties in stack.of_type("AWS::Events::Rule").items():
        goals = [target(goal["Arn"]) for goal in properties.get("Targets", [])]
        if name not in stated or len(goals) != 1:
            yield f"{name} leads to {', '.join(goals) or 'nowhere'}, and is no event of one function"


def _brought(stack: Stack) -> list[str]:
    """Functions to which a rule brings events."""
    return [name for name in stack.functions if _events(stack, name)]


def _events(stack: Stack, function: str) -> list[str]:
    """The events of a function that come by a rule, as the template names them."""
    events = stack.template["Resources"][function].get("Properties", {}).get("Events", {})
    return [name for name, event in events.items() if event["Type"] == "EventBridgeRule"]


def _unsound(stack: Stack, name: str, properties: dict) -> Iterator[str]:
    """Objections to a rule by which an event could be lost."""
    if "EventBusName" in properties:
        yield f"{name} listens on {properties['EventBusName']}, where AWS's own services publish nothing"
    if properties.get("State", "ENABLED") != "ENABLED":
        yield f"{name} is switched off"
    for goal in properties.get("Targets", []):
        queue = target(goal.get("DeadLetterConfig", {}).get("Arn"))
        if not goal.get("RetryPolicy"):
            yield f"{name} retries for a day"
        if not _lets_rule_send(stack, queue, f"{name}.Arn"):
            yield f"{name} may not send to its dead-letter queue ({queue})"


def _is_rate(expression: str) -> bool:
    """A rate of EventBridge Scheduler: a positive number, its unit in the singular only after 1."""
    match = re.fullmatch(r"rate\(([1-9][0-9]*) (minute|hour|day)(s?)\)", expression)
    return bool(match) and (match[1] == "1") == (match[3] == "")


def _lets_rule_send(stack: Stack, queue: str, rule_arn: str) -> bool:
    return any(
        statement.get("Effect") == "Allow"
        and statement.get("Principal") == {"Service": "events.amazonaws.com"}
        and statement.get("Action") == "sqs:SendMessage"
        and target(statement.get("Resource")) == queue
        and target(statement.get("Condition", {}).get("ArnEquals", {}).get("aws:SourceArn")) == rule_arn
        for policy in stack.of_type("AWS::SQS::QueuePolicy").values()
        if [f"{target(q)}.Arn" for q in policy.get("Queues", [])] == [queue]
        for statement in policy["PolicyDocument"]["Statement"]
    )
