"""What RUNBOOK.md has operators do, done to real rows: mails and events that were given up, a person who is erased."""

import json

from founding import PROJECT
from operators import redeliver, run
from scenes import in_the_sandbox, uploaded_task
from steps import Steps, must, same, until
from world import World

DAY = 86_400_000
GUEST = ("Ana Souza", "ana.")


def check(world: World, step: Steps) -> None:
    world.watch_denials(None)  # those before were wanted
    with step("a mail that SES refuses for a day is given up, counted, listed, and sent once it is brought back"):
        _given_up(world)
    with step("events that were given up are published again, from the stream and from the trail, with the same ids"):
        _republished(world)
    with step("a guest is erased from their share, its trail and their tasks, and the trail still verifies"):
        _erased(world)


def _given_up(world: World) -> None:
    world.push("given-up")
    until(lambda: not world.outbox(), "the end of the outbox")
    with in_the_sandbox(world):
        share = world.share("given-up", delivery="email")
        until(lambda: any("attempts" in mail for mail in world.outbox()), "a failed attempt")
        (mail,) = world.outbox()
        _age(world, mail, DAY)
        world.invoke("SweepExpired", {})  # brings it again, as each minute does
        until(lambda: any("given_up" in mail for mail in world.outbox()), "the end of the attempts")
        world.invoke("SweepExpired", {})
    must('"MailsGivenUp":1.0' in world.logged("SweepExpired"), "no sweep counted the mail")
    listed = redeliver(world)
    must(f"invitation of {share['id']}, 2 attempts" in listed, f"the list says {listed!r}")
    redeliver(world, "--deliver")
    until(lambda: not world.outbox(), "the end of the outbox")
    same(world.trail(share["id"]), ["share.created", "share.invited"], "the trail")
    same(len(world.mails(world.address("ana.given-up"))), 1, "mails to the guest")


def _age(world: World, mail: dict, by: int) -> None:
    """Makes a mail older, and due."""
    asked = int(mail["asked"]["N"]) - by
    world.client("dynamodb").update_item(
        TableName=world.physical("StateTable"),
        Key={"pk": mail["pk"], "sk": mail["sk"]},
        UpdateExpression="SET asked = :a, due_at = :a",
        ExpressionAttributeValues={":a": {"N": str(asked)}},
    )


def _republished(world: World) -> None:
    heard = world.listen("republished", "share.created")
    world.push("republished")
    started = world.instant(-1)
    share = world.share("republished")["id"]
    ours = lambda: [event for event in heard() if event["detail"]["id"] == f"share/{share}/1"]  # noqa: E731
    until(ours, "the event")
    streams, arn = world.client("dynamodbstreams"), _stream(world)
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")[
        "ShardIterator"
    ]
    records = streams.get_records(ShardIterator=iterator)["Records"]
    at = [r["dynamodb"]["SequenceNumber"] for r in records if r["dynamodb"]["Keys"]["pk"]["S"] == f"share/{share}"]
    place = {
        "shardId": shard["ShardId"],
        "startSequenceNumber": at[0],
        "endSequenceNumber": at[-1],
        "approximateArrivalOfFirstRecord": started,
        "approximateArrivalOfLastRecord": world.instant(0),
        "batchSize": len(at),
        "streamArn": arn,
    }
    queue = world.physical("TrailFailures")
    world.client("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps({"DDBStreamBatchInfo": place}))
    told = run(world, "republish", world.deployment.name, "--publish")
    must(f"share/{share}/1  share.created" in told, f"the script says {told!r}")
    until(lambda: len(ours()) == 2, "the same event from the stream")
    same(world.failed("TrailFailures"), [], "messages in the queue")
    run(world, "republish", world.deployment.name, "--between", started, world.instant(1), "--publish")
    until(lambda: len(ours()) == 3, "the same event from the trail")


def _stream(world: World) -> str:
    table = world.client("dynamodb").describe_table(TableName=world.physical("TrailTable"))["Table"]
    return table["LatestStreamArn"]


def _erased(world: World) -> None:
    world.push("erased")
    guest, page = uploaded_task(world, "erased")
    share = page.removeprefix("/p/")
    guest.call("POST", f"{page}/tasks/documents/comments", {"text": "Here it is."}).expect(201)
    guest.complete(page, "documents").expect(200)
    world.manage(share, "revoke").expect(200)
    before = world.trail(share)
    must(all(person in _seen(world, share) for person in GUEST), "the guest is not named before")
    run(world, "erase", world.deployment.name, share, "--erase")
    same(world.trail(share), before, "the trail")
    seen = _seen(world, share)
    for person in GUEST:
        must(person not in seen, f"{person} is still seen")
    must("Carla Mendes" in seen, "staff are named no longer")


def _seen(world: World, share: str) -> str:
    """All that staff see of a share, and everything that its rows hold."""
    staff = world.staff()
    paths = (f"/v1/shares/{share}", f"/v1/shares/{share}/activity", f"/v1/projects/{PROJECT}/runs/erased")
    shown = [staff.call("GET", path).expect(200).text for path in paths]
    dynamodb, state = world.client("dynamodb"), world.physical("StateTable")
    rows = dynamodb.query(
        TableName=state,
        KeyConditionExpression="pk = :p",
        ExpressionAttributeValues={":p": {"S": f"SHARE#{share}"}},
    )["Items"]
    return "\n".join([*shown, repr(rows)])
