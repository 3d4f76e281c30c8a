"""Who may do what: nothing by wildcard, no write but of what waits outside a transaction, lists for staff only."""

import re
from collections.abc import Iterator

from rights import (
    HEAD,
    ON_ANY_TRAIL,
    PLAIN_WRITES,
    POLICY,
    READS_ORGS,
    READS_POLICIES,
    RIGHTS,
    SETS_ORGS,
    STREAM,
)
from rules import rule
from stack import Stack, leading_keys

READS = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}
TRANSACTED = {f"dynamodb:{act}Item" for act in ("ConditionCheck", "Delete", "Put", "Update")}
IN_TRANSACTION = {"ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": "TransactWriteItems"}}

# What a function may touch of the state table that is not behind the authorizer: no org, no member, nobody's stored
# answer; of the mails that were counted, those with codes alone. Of the register they may read documents, ask in a transaction whether one stands as it was read, and write nothing. What nobody calls also judges reference files, counts the mails that it sends, and looks for what is due.
GUESTS_KEYS = {"CODES#*", "EXPORT#*", "NOTES#*", "OUTBOX#*", "RESPONSE#*", "RUN#*", "SHARE#*", "STEP#*", "TEXT#*", "WARM", "WORK#*"}
READ_BY_GUESTS = {"DOC#*"}
UNCALLED_KEYS = GUESTS_KEYS | READ_BY_GUESTS | {"WPK#*", "FILE#*", "GIVEN_UP", "MAIL#*", "MAILS#*"}

# A function may delete mails, and what is in a run; IAM knows no sort keys.
DELETED = (["OUTBOX#*"], ["RUN#*"], ["ORG#*"])

# Of no function: GuardDuty assumes it, and `rules/background.py` looks at what for.
SCANNERS_ROLE = "MalwareProtectionRole"

# The only resources with a star: objects below one prefix of a bucket, all of quarantine for GuardDuty, the rule that
# it names itself, and SES identities, because SES asks for those of recipients too.
STARS = {resource for _, resource in RIGHTS if "*" in resource} | {
    "QuarantineBucket.Arn/*",
    "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}"
    ":rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*",
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
def rights_of_single_functions_are_those_of_the_table(stack: Stack) -> Iterator[str]:
    # Roles that AWS's own services assume.
    services = {SCANNERS_ROLE: {"events", "s3"}} | {role: {"lambda", "sqs"} for role in stack.schedulers}
    held: dict[tuple[str, str], set[str]] = {}
    for s in stack.statements:
        for action in s.actions:
            for resource in s.resources:
                holder = stack.holder(s.role)
                if not (_is_ordinary(action, resource) or action.split(":")[0] in services.get(holder, set())):
                    held.setdefault((action, resource), set()).add(holder)
    for right in sorted(held.keys() | RIGHTS.keys()):
        wanted, found = RIGHTS.get(right, set()), held.get(right, set())
        for name in sorted(found - wanted):
            yield f"{name} may {right[0]} {right[1]}, which rights.py does not give it"
        for name in sorted(wanted - found):
            yield f"{name} may not {right[0]} {right[1]}, which rights.py gives it"


@rule
def the_trail_is_append_only(stack: Stack) -> Iterator[str]:
    followed = {f"dynamodb:{action}" for action in STREAM}
    for s in stack.statements:
        for resource in s.resources:
            if re.match(r"TrailTable(\.|/|$)", resource):
                known = followed if resource == "TrailTable.StreamArn" else READS | {"dynamodb:PutItem"}
                for action in sorted(set(s.actions) - known):
                    yield f"{s.role} may {action} on the trail"


@rule
def nobody_reads_or_writes_in_another_way(stack: Stack) -> Iterator[str]:
    known = READS | TRANSACTED | {f"dynamodb:{action}" for action in STREAM}
    for s in stack.statements:
        for action in s.actions:
            if action.startswith("dynamodb:") and action not in known:
                yield f"{s.role} may {action}"


@rule
def tables_are_written_in_transactions_only(stack: Stack) -> Iterator[str]:
    plain: dict[tuple[str, str], set[str]] = {write: set() for write in PLAIN_WRITES}
    for s in stack.statements:
        if s.conditions.items() >= IN_TRANSACTION.items():
            continue
        for action in sorted(TRANSACTED & set(s.actions)):
            holder, plainly = stack.holder(s.role), [key for act, key in PLAIN_WRITES if act == action]
            key = next((key for key in plainly if s.conditions == _only(key)), "")
            if holder in PLAIN_WRITES.get((action, key), set()):
                plain[action, key] |= {holder} if s.effect == "Allow" else set()
            else:
                yield f"{s.role} may {action} outside a transaction"
    for (action, key), holders in PLAIN_WRITES.items():
        for name in sorted(holders - plain[action, key]):
            yield f"{name} may not {action} of {key}, which rights.py gives it"


def _only(key: str) -> dict:
    """The conditions of a statement that is about rows of one kind and asks for nothing else."""
    return {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": key}}


@rule
def only_mails_files_and_entries_of_lists_are_deleted(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        if "dynamodb:DeleteItem" in s.actions and leading_keys(s) not in DELETED:
            yield f"{s.role} may delete from {', '.join(s.resources)}"


@rule
def every_statement_names_the_keys_it_is_about(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        of_a_table = [r for r in s.resources if r.split("/")[0] in {"StateTable.Arn", "TrailTable.Arn"}]
        if of_a_table and not leading_keys(s):
            yield f"{s.role} may {', '.join(s.actions)} with any key"
        for key in leading_keys(s):
            if not re.fullmatch(r"[A-Z]+#\*|[a-z_]+/\*|[a-z]{3}_\*|GIVEN_UP|WARM", key):
                yield f"{s.role} may {', '.join(s.actions)} with keys like {key}"


@rule
def only_staff_s_functions_reach_orgs_and_members(stack: Stack) -> Iterator[str]:
    for name in stack.functions:
        if stack.answers_guests(name) and stack.answers_staff(name):
            yield f"{name} answers guests and staff, so its role is too wide for guests"
        if stack.answers_staff(name):
            continue
        allowed = GUESTS_KEYS if stack.answers_guests(name) else UNCALLED_KEYS
        # How little of an org may be written, and read, the next rules look at.
        allowed = allowed | ({"ORG#*"} if name in ON_ANY_TRAIL | READS_ORGS | READS_POLICIES else set())
        allowed = allowed | ({"PERSON#*"} if name in READS_ORGS else set())
        for s in stack.statements_of(name):
            reads = READ_BY_GUESTS if set(s.actions) <= READS | {"dynamodb:ConditionCheckItem"} else set()
            if s.about("StateTable"):
                for key in sorted(set(leading_keys(s)) - allowed - reads):
                    yield f"{name} may {', '.join(s.actions)} with keys like {key}"


@rule
def who_reads_policies_reads_nothing_else_of_orgs(stack: Stack) -> Iterator[str]:
    only = {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": POLICY},
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
        **_only("ORG#*"),
    }
    for name in sorted(READS_POLICIES):
        of_orgs = [s for s in stack.statements_of(name) if "ORG#*" in leading_keys(s)]
        if not of_orgs:
            yield f"{name} may not read policies, which rights.py lets it"
        for s in of_orgs:
            if s.actions != ("dynamodb:BatchGetItem",) or s.conditions != only:
                yield f"{name} may {', '.join(s.actions)} more of an org than its policy"


@rule
def who_goes_on_with_a_broken_trail_gets_its_keys_and_the_head_of_an_org(stack: Stack) -> Iterator[str]:
    writes = {("dynamodb:UpdateItem", "ORG#*"), ("dynamodb:PutItem", "org/*")}
    for name in stack.functions:
        for s in stack.statements_of(name):
            of_orgs = {(action, key) for action in s.actions for key in leading_keys(s)} & writes
            if name in SETS_ORGS:
                continue
            if of_orgs and name not in ON_ANY_TRAIL:
                yield f"{name} may write of an org, and goes on with no trail"
            attributes = s.conditions.get("ForAllValues:StringEquals", {}).get("dynamodb:Attributes")
            if ("dynamodb:UpdateItem", "ORG#*") in of_orgs and (attributes != HEAD or len(leading_keys(s)) > 1):
                yield f"{name} may write more of an org than where its trail ends"
            if name in ON_ANY_TRAIL and "dynamodb:Query" in s.actions and s.about("TrailTable"):
                selects = s.conditions.get("StringEqualsIfExists", {}).get("dynamodb:Select")
                if (attributes, selects) != (["pk", "sk"], "SPECIFIC_ATTRIBUTES"):
                    yield f"{name} may read more of a trail than the keys of its rows"


@rule
def what_only_answers_gets_only_reads(stack: Stack) -> Iterator[str]:
    for name in filter(stack.only_reads, stack.functions):
        for s in stack.statements_of(name):
            for action in sorted(set(s.actions) - READS):
                yield f"{name} may {action}, and is only asked to read"


@rule
def everybody_can_do_their_work(stack: Stack) -> Iterator[str]:
    for name in stack.functions:
        # Every function opens its connection with a read of the state table.
        if not stack.may(stack.role_of(name), "dynamodb:GetItem", "StateTable.Arn"):
            yield f"{name} may not read state"
        if stack.only_reads(name):
            continue
        writes = {"StateTable.Arn": ("Put", "Update"), "TrailTable.Arn": ("Put",)}
        for table, ways in writes.items():
            if not any(stack.may(stack.role_of(name), f"dynamodb:{way}Item", table) for way in ways):
                yield f"{name} may not write into {table}"


@rule
def mails_leave_from_one_address(stack: Stack) -> Iterator[str]:
    for s in stack.statements:
        if "ses:SendEmail" in s.actions:
            if s.conditions != {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}:
                yield f"{s.role} may send mail from any address"


def _is_ordinary(action: str, resource: str) -> bool:
    """A right that any function may have, within the rules about keys and transactions."""
    match resource:
        case "StateTable.Arn":
            return action in (READS | TRANSACTED) - {"dynamodb:DeleteItem"}
        case "TrailTable.Arn":
            return action == "dynamodb:PutItem"
        case _:
            return action == "sqs:SendMessage"
