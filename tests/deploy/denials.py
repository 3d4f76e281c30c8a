"""What no role may do, tried with each role's own policies: from a twin of the role that the test can assume."""

import json
from collections.abc import Callable

from botocore.exceptions import ClientError

from emulator import ACCOUNT
from mutants import Surgery
from probes import PROBES
from steps import Steps, Wrong
from world import World

GUESTS, REFERENCE = "tasks/of-the-test", "references/of-the-test"
REFUSED = ("AccessDenied", "AccessDeniedException")

Attempt = Callable[["Twin"], object]


class Twin:
    """The credentials of a role that has the same inline policies as a function's role."""

    def __init__(self, world: World, function: str, purpose: str = "denials"):
        self.world, self.function = world, function
        self.state, self.trail = world.physical("StateTable"), world.physical("TrailTable")
        iam, name = world.client("iam"), f"{function}-twin-for-{purpose}"
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
            ],
        }
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        for policy, document in Surgery(world, function).documents.items():
            iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document))
        arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
        given = world.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        self.credentials = {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    def client(self, service: str, plain: bool = False):
        return self.world.aws.client(service, self.credentials, plain)

    @property
    def dynamodb(self):
        return self.client("dynamodb")


def item(pk: str, sk: str = "X") -> dict:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _in_transaction(twin: Twin, **act: dict) -> object:
    return twin.dynamodb.transact_write_items(TransactItems=[act])


def _query(twin: Twin, index: str, attribute: str, value: str) -> object:
    return twin.dynamodb.query(
        TableName=twin.state,
        IndexName=index,
        KeyConditionExpression="#a = :v",
        ExpressionAttributeNames={"#a": attribute},
        ExpressionAttributeValues={":v": {"S": value}},
    )


# What every role is refused.
NOBODY: dict[str, Attempt] = {
    "updates the trail": lambda t: t.dynamodb.update_item(
        TableName=t.trail,
        Key=item("share/x"),
        UpdateExpression="SET a = :a",
        ExpressionAttributeValues={":a": {"S": "x"}},
    ),
    "updates the trail in a transaction": lambda t: _in_transaction(
        t,
        Update={
            "TableName": t.trail,
            "Key": item("share/x"),
            "UpdateExpression": "SET a = :a",
            "ExpressionAttributeValues": {":a": {"S": "x"}},
        },
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
    "updates a share": lambda t: t.dynamodb.update_item(
        TableName=t.state,
        Key=item("SHARE#x"),
        UpdateExpression="SET a = :a",
        ExpressionAttributeValues={":a": {"S": "x"}},
    ),
    "deletes a share": lambda t: t.dynamodb.delete_item(TableName=t.state, Key=item("SHARE#x")),
    "makes somebody a member": lambda t: _in_transaction(
        t, Put={"TableName": t.state, "Item": item("PERSON#mallory", "MEMBER")}
    ),
    "changes an org": lambda t: _in_transaction(t, Put={"TableName": t.state, "Item": item("ORG#acme", "ORG")}),
    "puts an index's partition key in place of a table's": lambda t: _in_transaction(
        t, Put={"TableName": t.state, "Item": {**item("PERSON#mallory"), "active": {"S": "SHARE#x"}}}
    ),
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

# What all but the named roles are refused. That those need it is what the mutants show.
OTHERS: dict[str, tuple[set[str], Attempt]] = {
    "lists active shares by expiry": (
        {"Activity"},
        lambda t: _query(t, "active-by-expiry", "active", "acme#procurement"),
    ),
    "lists active shares by accesses": (
        {"Activity"},
        lambda t: _query(t, "active-by-accesses", "active", "acme#procurement"),
    ),
    "lists shares that are due": ({"SweepExpired"}, lambda t: _query(t, "due", "due", "SHARE")),
    "lists what waits in the outbox": ({"SweepExpired"}, lambda t: _query(t, "due", "due", "OUTBOX")),
    "reads the trail": (
        {"Activity"},
        lambda t: t.dynamodb.query(
            TableName=t.trail, KeyConditionExpression="pk = :p", ExpressionAttributeValues={":p": {"S": "share/x"}}
        ),
    ),
    "empties the outbox": (
        {"Notify"},
        lambda t: t.dynamodb.delete_item(TableName=t.state, Key=item("OUTBOX#x", "OUTBOX")),
    ),
    "mails": ({"Notify"}, lambda t: _mail(t, t.world.deployment.parameters["MailFrom"])),
    "puts an event on the bus": (
        {"Notify"},
        lambda t: t.client("events").put_events(
            Entries=[{"Source": "x", "DetailType": "x", "Detail": "{}", "EventBusName": t.world.physical("EventBus")}]
        ),
    ),
    "puts an event on the account's bus": (
        set(),
        lambda t: t.client("events").put_events(Entries=[{"Source": "x", "DetailType": "x", "Detail": "{}"}]),
    ),
    "reads a member in a batch with a share": (
        {"RevokeShare"},
        lambda t: t.dynamodb.batch_get_item(
            RequestItems={t.state: {"Keys": [item("SHARE#x", "SHARE"), item("PERSON#carla", "MEMBER")]}}
        ),
    ),
    "reads a member": (
        {"Register", "Activity"},
        lambda t: t.dynamodb.get_item(TableName=t.state, Key=item("PERSON#carla", "MEMBER")),
    ),
    "reads what a guest sent": ({"PresignUpload"}, lambda t: _read(t, "QuarantineBucket", GUESTS)),
    "reads a version of what a guest sent": (
        {"PresignUpload", "Scan"},
        lambda t: _read(t, "QuarantineBucket", GUESTS, by_version=True),
    ),
    "reads what staff sent": ({"Register"}, lambda t: _read(t, "QuarantineBucket", REFERENCE)),
    "reads a version of what staff sent": (
        {"Register", "Scan"},
        lambda t: _read(t, "QuarantineBucket", REFERENCE, by_version=True),
    ),
    "reads a guest's file that counts": ({"PresignUpload"}, lambda t: _read(t, "DocumentsBucket", GUESTS)),
    "reads a reference file that counts": ({"PresignUpload"}, lambda t: _read(t, "DocumentsBucket", REFERENCE)),
    "makes a guest's file count": ({"PresignUpload", "Scan"}, lambda t: _write(t, "DocumentsBucket", GUESTS)),
    "makes a reference file count": ({"Register", "Scan"}, lambda t: _write(t, "DocumentsBucket", REFERENCE)),
    "puts a guest's file into quarantine": ({"PresignUpload"}, lambda t: _write(t, "QuarantineBucket", GUESTS)),
    "puts a reference file into quarantine": ({"Register"}, lambda t: _write(t, "QuarantineBucket", REFERENCE)),
    "puts a file beside these": (set(), lambda t: _write(t, "QuarantineBucket", "elsewhere")),
    "lists what was sent": (
        {"PresignUpload", "Register"},
        lambda t: t.client("s3").list_objects_v2(Bucket=t.world.physical("QuarantineBucket")),
    ),
    "lists what counts": (set(), lambda t: t.client("s3").list_objects_v2(Bucket=t.world.physical("DocumentsBucket"))),
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


def check(world: World, step: Steps) -> None:
    """Each attempt must be refused, and each role must be able to do something at all."""
    for bucket in ("QuarantineBucket", "DocumentsBucket"):
        for key in (GUESTS, REFERENCE):
            world.client("s3").put_object(Bucket=world.physical(bucket), Key=key, Body=b"x")
    count = 0
    for function in [name for name in PROBES if name in world.resources]:
        with step(f"the role of {function} may do what it is for, and nothing of the rest"):
            twin = Twin(world, function)
            twin.dynamodb.get_item(TableName=twin.state, Key=item("WARM"))
            for what, attempt in NOBODY.items():
                _refused(what, attempt, twin)
                count += 1
            for what, (allowed, attempt) in OTHERS.items():
                if function not in allowed:
                    _refused(what, attempt, twin)
                    count += 1
    print(f"        {count} attempts")


def _code(attempt: Attempt, twin: Twin) -> str | None:
    try:
        attempt(twin)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def _refused(what: str, attempt: Attempt, twin: Twin) -> None:
    code = _code(attempt, twin)
    if code not in REFUSED:
        raise Wrong(f"it {what}: {code or 'done'} instead of a refusal")
