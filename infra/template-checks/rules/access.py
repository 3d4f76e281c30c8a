"""Who may do what: nothing by wildcard, no write to a table outside a transaction, lists for staff only."""

import re
from collections.abc import Iterator

from rules import rule
from stack import Stack, Statement

READS = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}
TRANSACTED = {"dynamodb:ConditionCheckItem", "dynamodb:PutItem"}
STREAM = {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"}
IN_TRANSACTION = {"ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": "TransactWriteItems"}}
OUTBOX_ONLY = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "OUTBOX#*"}}

# What a function that guests call may touch of the state table: no org, no member, nobody's stored result.
GUESTS_FUNCTIONS = ("Portal", "PresignUpload", "CompleteTask")
GUESTS_KEYS = {"OUTBOX#*", "RUN#*", "SHARE#*", "WARM"}

# index of the state table -> the one function that may query it
INDEXES = {"active-by-expiry": "Activity", "active-by-accesses": "Activity", "due": "SweepExpired"}

# The only resources with a star: objects below one prefix of a bucket, all of quarantine for GuardDuty, the rule that
# it names itself, and SES identities, for SES asks for those of recipients too.
STARS = {
    "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/*",
    "QuarantineBucket.Arn/*",
    "QuarantineBucket.Arn/references/*",
    "QuarantineBucket.Arn/tasks/*",
    "DocumentsBucket.Arn/references/*",
    "DocumentsBucket.Arn/tasks/*",
    "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}"
    ":rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*",
}

# Files: what each function may do to the objects of each bucket.
OBJECTS = {
    ("Register", "QuarantineBucket"): {
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:PutObject",
    },
    ("Register", "DocumentsBucket"): {"s3:PutObject"},
    ("PresignUpload", "QuarantineBucket"): {
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:PutObject",
    },
    ("PresignUpload", "DocumentsBucket"): {"s3:GetObject", "s3:PutObject"},
    ("Scan", "QuarantineBucket"): {"s3:GetObjectVersion"},
    ("Scan", "DocumentsBucket"): {"s3:PutObject"},
}


@rule
def nothing_is_allowed_by_wildcard(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        if s.unread:
            yield f"{s.role} has a statement with {', '.join(s.unread)}"
        for action in s.actions:
            if "*" in action:
                yield f"{s.role} may {action}"
        for resource in s.resources:
            if "*" in resource and resource not in STARS:
                yield f"{s.role} may {', '.join(s.actions)} on {resource}"


@rule
def resources_let_nobody_in_by_themselves(stack: Stack) -> Iterator[str]:
    for name, policy in stack.of_type("AWS::S3::BucketPolicy").items():
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement.get("Effect") != "Deny":
                yield f"{name} allows {statement.get('Action')}; only roles allow"
    for name, permission in stack.of_type("AWS::Lambda::Permission").items():
        if permission.get("Principal") not in {"apigateway.amazonaws.com", "events.amazonaws.com"}:
            yield f"{name} lets {permission.get('Principal')} invoke a function"
        if not permission.get("SourceArn"):
            yield f"{name} does not say for whom the service invokes"


@rule
def roles_have_no_policies_from_elsewhere(stack: Stack) -> Iterator[str]:
    known = {"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess"}
    for role, properties in stack.of_type("AWS::IAM::Role").items():
        for arn in properties.get("ManagedPolicyArns", []):
            if str(arn).rsplit("/", 1)[-1] not in known:
                yield f"{role} has the policy {arn}"
    for kind in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"):
        for name in stack.of_type(kind):
            yield f"{name} is a policy outside the roles, where these rules do not look"


@rule
def the_trail_is_append_only(stack: Stack) -> Iterator[str]:
    for s in _on(stack, "TrailTable"):
        allowed = READS if s.role == "ActivityRole" else {"dynamodb:PutItem"}
        for action in sorted(set(s.actions) - allowed):
            yield f"{s.role} may {action} on the trail"


@rule
def nobody_scans_or_updates_in_place(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        known = READS | TRANSACTED | STREAM | {"dynamodb:DeleteItem"}
        for action in s.actions:
            if action.startswith("dynamodb:") and action not in known:
                yield f"{s.role} may {action}"


@rule
def tables_are_written_in_transactions_only(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        if TRANSACTED & set(s.actions) and not s.conditions.items() >= IN_TRANSACTION.items():
            yield f"{s.role} may {', '.join(s.actions)} outside a transaction"


@rule
def every_statement_names_the_keys_it_is_about(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        of_a_table = [r for r in s.resources if r in {"StateTable.Arn", "TrailTable.Arn"}]
        if of_a_table and not _leading_keys(s):
            yield f"{s.role} may {', '.join(s.actions)} with any key"
        for key in _leading_keys(s):
            if not re.fullmatch(r"[A-Z]+#\*|[a-z]+/\*|WARM", key):
                yield f"{s.role} may {', '.join(s.actions)} with keys like {key}"


@rule
def guests_functions_reach_no_org_and_no_member(stack: Stack) -> Iterator[str]:
    for name in GUESTS_FUNCTIONS:
        for s in stack.statements_of(name):
            if s.about("StateTable"):
                for key in sorted(set(_leading_keys(s)) - GUESTS_KEYS):
                    yield f"{name} may {', '.join(s.actions)} with keys like {key}"


@rule
def only_notify_deletes_and_only_from_the_outbox(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        if "dynamodb:DeleteItem" in s.actions and (s.role != "NotifyRole" or s.conditions != OUTBOX_ONLY):
            yield f"{s.role} may delete from {', '.join(s.resources)}"


@rule
def activity_only_reads(stack: Stack) -> Iterator[str]:
    for s in stack.statements_of("Activity"):
        for action in sorted(set(s.actions) - READS):
            yield f"activity may {action}"


@rule
def only_staff_and_the_sweep_list_shares(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        for resource in s.resources:
            if "/index/" not in resource:
                continue
            index = resource.split("/index/", 1)[1]
            if s.role != f"{INDEXES.get(index)}Role":
                yield f"{s.role} may use the index {index}"
    for index, function in INDEXES.items():
        if not stack.may(f"{function}Role", "dynamodb:Query", f"StateTable.Arn/index/{index}"):
            yield f"{function} may not query the index {index}"


@rule
def everybody_can_do_their_work(stack: Stack) -> Iterator[str]:
    for name in stack.functions:
        # Every function opens its connection with a read of the state table.
        if not stack.may(stack.role_of(name), "dynamodb:GetItem", "StateTable.Arn"):
            yield f"{name} may not read state"
        for table in () if name == "Activity" else ("StateTable.Arn", "TrailTable.Arn"):
            if not stack.may(stack.role_of(name), "dynamodb:PutItem", table):
                yield f"{name} may not put into {table}"
    if not stack.may("ActivityRole", "dynamodb:Query", "TrailTable.Arn"):
        yield "Activity may not query the trail"
    if not stack.may("NotifyRole", "dynamodb:DeleteItem", "StateTable.Arn"):
        yield "Notify may not empty the outbox"


@rule
def files_are_touched_by_three_functions(stack: Stack) -> Iterator[str]:
    for bucket in ("QuarantineBucket", "DocumentsBucket"):
        for name in stack.functions:
            held = {a for s in stack.statements_of(name) if s.about(bucket) for a in s.actions}
            wanted = OBJECTS.get((name, bucket), set())
            if held != wanted:
                yield f"{name} may {sorted(held)} in {bucket}, instead of {sorted(wanted)}"


@rule
def mail_and_events_leave_by_notify(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        for action in s.actions:
            if action.split(":")[0] in {"ses", "events"} and s.role not in {"NotifyRole", "MalwareProtectionRole"}:
                yield f"{s.role} may {action}"
        if "ses:SendEmail" in s.actions:
            if s.conditions != {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}:
                yield f"{s.role} may send mail from any address"
            if len(s.resources) != 2 or not all(
                any(r.endswith(end) for r in s.resources)
                for end in (":identity/*", ":configuration-set/${MailConfigurationSet}")
            ):
                yield f"{s.role} may send mail as {', '.join(s.resources)}"
    if not stack.may("NotifyRole", "events:PutEvents", "EventBus.Arn"):
        yield "Notify may not put events on the bus"
    if not any("ses:SendEmail" in s.actions for s in stack.statements_of("Notify")):
        yield "Notify may not send mail"


def _leading_keys(statement: Statement) -> list[str]:
    keys = statement.conditions.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", [])
    return keys if isinstance(keys, list) else [keys]


def _on(stack: Stack, table: str) -> list[Statement]:
    return [s for s in stack.statements if s.about(table)]
