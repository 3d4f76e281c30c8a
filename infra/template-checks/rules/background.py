"""What runs without a caller: the schedule, the outbox, the scanner; and where their failures go."""

import json
import re
from collections.abc import Iterator

from rules import rule
from stack import Stack, target

OUTBOX = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "OUTBOX#"}]}}}}
VERDICTS = {
    "source": ["aws.guardduty"],
    "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
    "detail": {"s3ObjectDetails": {"bucketName": [{"Ref": "QuarantineBucket"}]}},
}
STREAM = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")


@rule
def the_sweep_runs_each_minute(stack: Stack) -> Iterator[str]:
    schedules = stack.of_type("AWS::Scheduler::Schedule")
    if [target(s["Target"]["Arn"]) for s in schedules.values()] != ["SweepExpired.Arn"]:
        yield "there is not exactly one schedule, for SweepExpired"
    for name, schedule in schedules.items():
        expression = schedule.get("ScheduleExpression", "")
        if not _is_rate(expression):
            yield f"{name}: {expression!r} is no schedule expression"
        elif expression != "rate(1 minute)":
            yield f"{name} runs at {expression}"
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
    wanted = {
        "SweepExpired": "SweepFailures.Arn",
        "Scan": "ScanFailures.Arn",
        "MailEvents": "MailEventsFailures.Arn",
    }
    configs = {target(c["FunctionName"]): c for c in stack.of_type("AWS::Lambda::EventInvokeConfig").values()}
    for function, queue in wanted.items():
        config = configs.get(function, {})
        if target(config.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")) != queue:
            yield f"{function} does not tell {queue} of failed runs"
        elif not stack.may(stack.role_of(function), "sqs:SendMessage", queue):
            yield f"{function} may not send to {queue}"


@rule
def the_outbox_is_followed(stack: Stack) -> Iterator[str]:
    if stack.properties("StateTable").get("StreamSpecification") != {"StreamViewType": "NEW_IMAGE"}:
        yield "StateTable has no stream of new images"
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping")
    if [target(m.get("FunctionName")) for m in mappings.values()] != ["Notify"]:
        yield "there is not exactly one event source mapping, for Notify"
    for name, mapping in mappings.items():
        if target(mapping.get("EventSourceArn")) != "StateTable.StreamArn":
            yield f"{name} does not follow the state table"
        if mapping.get("StartingPosition") != "TRIM_HORIZON":
            yield f"{name} passes over what was sent before it was there"
        if mapping.get("Enabled", True) is not True:
            yield f"{name} is switched off"
    for action in STREAM:
        if not stack.may("NotifyRole", f"dynamodb:{action}", "StateTable.StreamArn"):
            yield f"Notify may not {action} of the stream"


@rule
def only_outbox_items_wake_notify(stack: Stack) -> Iterator[str]:
    for name, mapping in stack.of_type("AWS::Lambda::EventSourceMapping").items():
        filters = mapping.get("FilterCriteria", {}).get("Filters", [])
        patterns = []
        for stated in filters:
            try:
                patterns.append(json.loads(stated.get("Pattern", "")))
            except ValueError as error:
                yield f"{name} has a filter that is no JSON: {error}"
        if patterns != [OUTBOX]:
            yield f"{name} filters by {patterns}, not by {OUTBOX}"


@rule
def one_bad_message_holds_back_no_other(stack: Stack) -> Iterator[str]:
    for name, mapping in stack.of_type("AWS::Lambda::EventSourceMapping").items():
        if mapping.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield f"{name} retries whole batches"
        if mapping.get("BisectBatchOnFunctionError") is not True:
            yield f"{name} does not split failing batches"
        if not 1 <= mapping.get("MaximumRetryAttempts", -1) <= 100:
            yield f"{name} retries a bad message for as long as the stream has it"
        queue = target(mapping.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"))
        if queue.removesuffix(".Arn") not in stack.of_type("AWS::SQS::Queue"):
            yield f"{name} has no dead-letter queue"
        elif not stack.may(stack.role_of(target(mapping["FunctionName"])), "sqs:SendMessage", queue):
            yield f"{name} may not send to {queue}"


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


@rule
def no_rule_leads_elsewhere(stack: Stack) -> Iterator[str]:
    for name, properties in stack.of_type("AWS::Events::Rule").items():
        goals = [target(goal["Arn"]) for goal in properties.get("Targets", [])]
        if len(goals) != 1 or goals[0] not in {"Scan.Arn", "MailEvents.Arn"}:
            yield f"{name} leads to {', '.join(goals) or 'nowhere'}"


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
