"""What roles are not to do: for each attempt, how it is made, and whose right it is after all."""

from collections.abc import Callable

from rights import ON_ANY_TRAIL, PLAIN_WRITES, SES, SETS_ORGS, holders
from stack import Stack, leading_keys
from twin import Twin

CHANGE = {"UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": {"S": "x"}}}
"""Of an attribute that no row has."""
HEAD = {"UpdateExpression": "SET seq = :n", "ExpressionAttributeValues": {":n": {"N": "1"}}}

GUESTS, REFERENCE, EXPORT = "tasks/of-the-test", "references/of-the-test", "exports/of-the-test"

Attempt = Callable[[Twin], object]
Holders = Callable[[Stack], set[str]]  # those who have a right


def item(pk: str, sk: str = "X") -> dict:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _in_transaction(twin: Twin, **act: dict) -> object:
    return twin.dynamodb.transact_write_items(TransactItems=[act])


def _query(twin: Twin, index: str, attribute: str, value: str, table: str | None = None) -> object:
    return twin.dynamodb.query(
        TableName=table or twin.state,
        IndexName=index,
        KeyConditionExpression="#a = :v",
        ExpressionAttributeNames={"#a": attribute},
        ExpressionAttributeValues={":v": {"S": value}},
    )


# Index, its partition key, and whether it is the trail's: those that no function asks.
UNASKED = (
    ("by-end", "list", False),
    ("by-recipient", "recipient", False),
    ("by-within", "within", True),
)

# What is listed, by which index, and where there.
LISTS = (
    ("active shares by expiry", "by-expiry", "list", "prj_x"),
    ("active shares by accesses", "by-accesses", "list", "prj_x"),
    ("the shares of a run", "about", "about", "run_x"),
    ("the shares of a document", "about", "about", "doc_x"),
    ("what somebody has to do", "by-assignee", "assignee", "TODO#carla"),
    ("the documents of a project", "by-register", "register", "DOC#prj_x#NUMBER"),
)


# What every role is refused.
NOBODY: dict[str, Attempt] = {
    "updates the trail": lambda t: t.dynamodb.update_item(TableName=t.trail, Key=item("share/x"), **CHANGE),
    "updates the trail in a transaction": lambda t: _in_transaction(
        t, Update={"TableName": t.trail, "Key": item("share/x"), **CHANGE}
    ),
    "deletes from the trail": lambda t: t.dynamodb.delete_item(TableName=t.trail, Key=item("share/x")),
    "deletes from the trail in a transaction": lambda t: _in_transaction(
        t, Delete={"TableName": t.trail, "Key": item("share/x")}
    ),
    "adds to the trail outside a transaction": lambda t: t.dynamodb.put_item(TableName=t.trail, Item=item("share/x")),
    "puts a share outside a transaction": lambda t: t.dynamodb.put_item(TableName=t.state, Item=item("SHARE#x")),
    "puts by a batch": lambda t: t.dynamodb.batch_write_item(
        RequestItems={t.state: [{"PutRequest": {"Item": item("SHARE#x")}}]}
    ),
    "updates a share outside a transaction": lambda t: t.dynamodb.update_item(
        TableName=t.state, Key=item("SHARE#x", "GATE"), **CHANGE
    ),
    "deletes a share": lambda t: t.dynamodb.delete_item(TableName=t.state, Key=item("SHARE#x", "GATE")),
    "deletes a share in a transaction": lambda t: _in_transaction(
        t, Delete={"TableName": t.state, "Key": item("SHARE#x", "GATE")}
    ),
    "deletes what is in a run outside a transaction": lambda t: t.dynamodb.delete_item(
        TableName=t.state, Key=item("RUN#x", "T#t#FILE#u")
    ),
    "puts an index's partition key in place of a table's": lambda t: _in_transaction(
        t, Put={"TableName": t.state, "Item": {**item("NOBODY#x"), "list": {"S": "SHARE#x"}}}
    ),
    **{
        f"asks the index {index}": lambda t, index=index, key=key, trail=trail: _query(
            t, index, key, "x", t.trail if trail else None
        )
        for index, key, trail in UNASKED
    },
    "scans the state": lambda t: t.dynamodb.scan(TableName=t.state),
    "scans the trail": lambda t: t.dynamodb.scan(TableName=t.trail),
    "drops a table": lambda t: t.dynamodb.delete_table(TableName=t.state),
    "deletes an object": lambda t: t.client("s3").delete_object(Bucket=t.world.physical("DocumentsBucket"), Key="x"),
    "changes a bucket's policy": lambda t: t.client("s3").delete_bucket_policy(
        Bucket=t.world.physical("DocumentsBucket")
    ),
    "makes a MAC, for the key's policy names other roles": lambda t: t.client("kms").generate_mac(
        KeyId=t.world.physical("LinkKey"), Message=b"x", MacAlgorithm="HMAC_SHA_256"
    ),
    "reads another role": lambda t: t.client("iam").get_role(RoleName="Portal-twin-for-denials"),
    "mails from another address": lambda t: _mail(t, "ceo@deploy.example"),
}


def of_table(action: str, resource: str) -> Holders:
    """A right that the table gives to single functions, or to nobody."""
    return lambda _: holders(action, resource)


def reading(action: str, *keys: str) -> Holders:
    """Reading rows with all of these leading keys, as the template allows it; a rule says to whom it may."""
    return lambda stack: {
        name
        for name in stack.functions
        for s in stack.statements_of(name)
        if action in s.actions and set(keys) <= set(leading_keys(s))
    }


# What all are refused but those who have the right. That those need it is what the mutants show.
OTHERS: dict[str, tuple[Holders, Attempt]] = {
    **{
        f"lists {what}": (
            of_table("dynamodb:Query", f"StateTable.Arn/index/{index}"),
            lambda t, index=index, key=key, value=value: _query(t, index, key, value),
        )
        for what, index, key, value in LISTS
    },
    "finds what was done to a document": (
        of_table("dynamodb:Query", "TrailTable.Arn/index/by-place"),
        lambda t: _query(t, "by-place", "place", "doc_x", t.trail),
    ),
    "reads what was done to a document": (
        of_table("dynamodb:BatchGetItem", "TrailTable.Arn"),
        lambda t: t.dynamodb.batch_get_item(RequestItems={t.trail: {"Keys": [item("document/doc_x", "1")]}}),
    ),
    **{
        f"lists what is due as {partition}": (
            of_table("dynamodb:Query", "StateTable.Arn/index/due"),
            lambda t, partition=partition: _query(t, "due", "due", partition),
        )
        for partition in ("SHARE#00", "MAIL#00", "GIVEN_UP")
    },
    "reads the trail": (
        lambda _: holders("dynamodb:Query", "TrailTable.Arn") - ON_ANY_TRAIL,
        lambda t: t.dynamodb.query(
            TableName=t.trail, KeyConditionExpression="pk = :p", ExpressionAttributeValues={":p": {"S": "share/x"}}
        ),
    ),
    "finds the last row of a trail": (
        of_table("dynamodb:Query", "TrailTable.Arn"),
        lambda t: t.dynamodb.query(
            TableName=t.trail,
            KeyConditionExpression="pk = :p",
            ExpressionAttributeValues={":p": {"S": "share/x"}},
            ProjectionExpression="pk, sk",
            Select="SPECIFIC_ATTRIBUTES",
        ),
    ),
    "moves the head of an org": (
        lambda _: ON_ANY_TRAIL | SETS_ORGS,
        lambda t: _in_transaction(t, Update={"TableName": t.state, "Key": item("ORG#x", "ORG"), **HEAD}),
    ),
    "changes an org": (
        lambda _: SETS_ORGS,
        lambda t: _in_transaction(t, Update={"TableName": t.state, "Key": item("ORG#x", "ORG"), **CHANGE}),
    ),
    "makes somebody a member": (
        lambda _: SETS_ORGS,
        lambda t: _in_transaction(t, Put={"TableName": t.state, "Item": item("PERSON#x", "MEMBER")}),
    ),
    "gives a member a role": (
        lambda _: SETS_ORGS,
        lambda t: _in_transaction(t, Update={"TableName": t.state, "Key": item("PERSON#x", "MEMBER"), **CHANGE}),
    ),
    "takes a member off the list": (
        lambda _: SETS_ORGS,
        lambda t: _in_transaction(t, Delete={"TableName": t.state, "Key": item("ORG#x", "MEMBER#x#x")}),
    ),
    "empties the outbox": (
        lambda _: PLAIN_WRITES["dynamodb:DeleteItem", "OUTBOX#*"],
        lambda t: t.dynamodb.delete_item(TableName=t.state, Key=item("OUTBOX#x", "OUTBOX")),
    ),
    "notes how a mail waits": (
        lambda _: PLAIN_WRITES["dynamodb:UpdateItem", "OUTBOX#*"],
        lambda t: t.dynamodb.update_item(TableName=t.state, Key=item("OUTBOX#x", "OUTBOX"), **CHANGE),
    ),
    "notes how far an export is": (
        lambda _: PLAIN_WRITES["dynamodb:UpdateItem", "EXPORT#*"],
        lambda t: t.dynamodb.update_item(TableName=t.state, Key=item("EXPORT#x", "EXPORT"), **CHANGE),
    ),
    "takes a file back": (
        lambda _: {"PresignUpload", "Steps"},
        lambda t: _in_transaction(t, Delete={"TableName": t.state, "Key": item("RUN#x", "T#t#FILE#u")}),
    ),
    "mails": (
        of_table("ses:SendEmail", f"{SES}identity/*"),
        lambda t: _mail(t, t.world.deployment.parameters["MailFrom"]),
    ),
    "puts an event on the bus": (
        of_table("events:PutEvents", "EventBus.Arn"),
        lambda t: t.client("events").put_events(
            Entries=[{"Source": "x", "DetailType": "x", "Detail": "{}", "EventBusName": t.world.physical("EventBus")}]
        ),
    ),
    "puts an event on the account's bus": (
        of_table("events:PutEvents", "the account's bus"),
        lambda t: t.client("events").put_events(Entries=[{"Source": "x", "DetailType": "x", "Detail": "{}"}]),
    ),
    "reads a member in a batch with a share": (
        reading("dynamodb:BatchGetItem", "SHARE#*", "PERSON#*"),
        lambda t: t.dynamodb.batch_get_item(
            RequestItems={t.state: {"Keys": [item("SHARE#x", "GATE"), item("PERSON#carla", "MEMBER")]}}
        ),
    ),
    "reads a member": (
        reading("dynamodb:GetItem", "PERSON#*"),
        lambda t: t.dynamodb.get_item(TableName=t.state, Key=item("PERSON#carla", "MEMBER")),
    ),
    "reads what a guest sent": (
        of_table("s3:GetObject", "QuarantineBucket.Arn/tasks/*"),
        lambda t: _read(t, "QuarantineBucket", GUESTS),
    ),
    "reads a version of what a guest sent": (
        of_table("s3:GetObjectVersion", "QuarantineBucket.Arn/tasks/*"),
        lambda t: _read(t, "QuarantineBucket", GUESTS, by_version=True),
    ),
    "reads what staff sent": (
        of_table("s3:GetObject", "QuarantineBucket.Arn/references/*"),
        lambda t: _read(t, "QuarantineBucket", REFERENCE),
    ),
    "reads a version of what staff sent": (
        of_table("s3:GetObjectVersion", "QuarantineBucket.Arn/references/*"),
        lambda t: _read(t, "QuarantineBucket", REFERENCE, by_version=True),
    ),
    "reads a guest's file that counts": (
        of_table("s3:GetObject", "DocumentsBucket.Arn/tasks/*"),
        lambda t: _read(t, "DocumentsBucket", GUESTS),
    ),
    "reads a reference file that counts": (
        of_table("s3:GetObject", "DocumentsBucket.Arn/references/*"),
        lambda t: _read(t, "DocumentsBucket", REFERENCE),
    ),
    "reads an export": (
        of_table("s3:GetObject", "DocumentsBucket.Arn/exports/*"),
        lambda t: _read(t, "DocumentsBucket", EXPORT),
    ),
    "writes an export": (
        of_table("s3:PutObject", "DocumentsBucket.Arn/exports/*"),
        lambda t: _write(t, "DocumentsBucket", EXPORT),
    ),
    "makes a guest's file count": (
        of_table("s3:PutObject", "DocumentsBucket.Arn/tasks/*"),
        lambda t: _write(t, "DocumentsBucket", GUESTS),
    ),
    "makes a reference file count": (
        of_table("s3:PutObject", "DocumentsBucket.Arn/references/*"),
        lambda t: _write(t, "DocumentsBucket", REFERENCE),
    ),
    "puts a guest's file into quarantine": (
        of_table("s3:PutObject", "QuarantineBucket.Arn/tasks/*"),
        lambda t: _write(t, "QuarantineBucket", GUESTS),
    ),
    "puts a reference file into quarantine": (
        of_table("s3:PutObject", "QuarantineBucket.Arn/references/*"),
        lambda t: _write(t, "QuarantineBucket", REFERENCE),
    ),
    "puts a file beside these": (
        of_table("s3:PutObject", "QuarantineBucket.Arn/elsewhere"),
        lambda t: _write(t, "QuarantineBucket", "elsewhere"),
    ),
    "lists what was sent": (
        of_table("s3:ListBucket", "QuarantineBucket.Arn"),
        lambda t: t.client("s3").list_objects_v2(Bucket=t.world.physical("QuarantineBucket")),
    ),
    "lists what counts": (
        of_table("s3:ListBucket", "DocumentsBucket.Arn"),
        lambda t: t.client("s3").list_objects_v2(Bucket=t.world.physical("DocumentsBucket")),
    ),
}


def _read(twin: Twin, bucket: str, key: str, by_version: bool = False) -> object:
    name = twin.world.physical(bucket)
    version = (
        {"VersionId": twin.world.client("s3").head_object(Bucket=name, Key=key)["VersionId"]} if by_version else {}
    )
    return twin.client("s3").get_object(Bucket=name, Key=key, **version)


def _write(twin: Twin, bucket: str, key: str) -> object:
    return twin.client("s3").put_object(Bucket=twin.world.physical(bucket), Key=key, Body=b"x")


def _mail(twin: Twin, sender: str) -> object:
    return twin.client("sesv2").send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": ["someone@supplier.example"]},
        ConfigurationSetName=twin.world.physical("MailConfigurationSet"),
        Content={"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
    )
