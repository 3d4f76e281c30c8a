"""Has events put on the bus that were given up, as the queue TrailFailures says.

python infra/scripts/republish.py STACK                        tells what was given up
python infra/scripts/republish.py STACK --publish              has it published, and takes it out of the queue
python infra/scripts/republish.py STACK --between FROM UNTIL   tells what the trail has of these minutes; also with --publish

The queue's messages hold places in the trail's stream, not records. The stream remembers a day. What is older is read
from the trail itself, between two instants: that reads the whole table once, which costs half a read unit for each
4 KB, and publishes again what was published. Events have the same id each time, so host systems drop repeats.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import aws
from replay import waiting

# The clocks of functions and of the stream differ, and a commit takes its time.
MARGIN = timedelta(minutes=1)
# As many rows as the stream hands over at a time.
BATCH = 10
# What DynamoDB says of places that its stream has forgotten.
FORGOTTEN = ("TrimmedDataAccessException", "ResourceNotFoundException")


def of_stream(place: dict) -> Iterator[dict]:
    """The new rows with events between two places of a stream, both included."""
    start, end = place["startSequenceNumber"], int(place["endSequenceNumber"])
    where = ["--stream-arn", place["streamArn"], "--shard-id", place["shardId"]]
    at = ["--shard-iterator-type", "AT_SEQUENCE_NUMBER", "--sequence-number", start]
    iterator = aws.call("dynamodbstreams", "get-shard-iterator", *where, *at)["ShardIterator"]
    while iterator:
        page = aws.call("dynamodbstreams", "get-records", "--shard-iterator", iterator)
        for record in page["Records"]:
            if int(record["dynamodb"]["SequenceNumber"]) > end:
                return
            row = record["dynamodb"].get("NewImage", {})
            if record["eventName"] == "INSERT" and "published" in row:
                yield row
            if int(record["dynamodb"]["SequenceNumber"]) == end:
                return
        iterator = page.get("NextShardIterator")


def of_trail(table: str, first: datetime, last: datetime) -> Iterator[dict]:
    """The rows with events that were written between two instants."""
    for row in aws.pages("dynamodb", "scan", "--table-name", table):
        # One that somebody wrote past the rules may hold anything, and is no event.
        if "published" not in row or "records" not in row:
            continue
        records = [json.loads(stored["M"]["record"]["S"]) for stored in row["records"]["L"]]
        if any(first <= datetime.fromisoformat(r["at"]) <= last for r in records):
            yield row


def event(rows: list[dict]) -> dict:
    """What the trail's stream would say of them."""
    return {
        "Records": [
            {
                "eventID": f"{row['pk']['S']}/{row['sk']['S']}",
                "eventName": "INSERT",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": "-",
                "dynamodb": {
                    "Keys": {"pk": row["pk"], "sk": row["sk"]},
                    "NewImage": row,
                    "SequenceNumber": f"{row['pk']['S']}/{row['sk']['S']}",
                    "SizeBytes": 0,
                    "StreamViewType": "NEW_IMAGE",
                },
            }
            for row in rows
        ]
    }


def publishes(function: str, rows: list[dict]) -> bool:
    """Whether notify published all of them."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "event.json", Path(folder) / "answer.json"
        for at in range(0, len(rows), BATCH):
            asked.write_text(json.dumps(event(rows[at : at + BATCH])), encoding="utf-8")
            invoke = ["lambda", "invoke", "--function-name", function, "--payload", f"fileb://{asked}"]
            told = aws.call(*invoke, "--cli-read-timeout", "150", str(answered))
            answer = json.loads(answered.read_text(encoding="utf-8"))
            if "FunctionError" in told:
                print(f"notify itself failed: {answer.get('errorMessage')}", file=sys.stderr)
                return False
            for failure in answer["batchItemFailures"]:
                print(f"not published: {failure['itemIdentifier']} and what follows", file=sys.stderr)
                return False
    return True


def tell(rows: list[dict]) -> None:
    for row in rows:
        records = [json.loads(stored["M"]["record"]["S"]) for stored in row["records"]["L"]]
        print(f"{records[0]['at']}  {row['pk']['S']}/{records[0]['seq']}  {', '.join(r['kind'] for r in records)}")


def window(place: dict) -> str:
    """The instants between which the rows of a place were written. A record's own is that of the decision, and before
    the commit there may have been some tries."""
    first, last = (datetime.fromisoformat(place[f"approximateArrivalOf{which}Record"]) for which in ("First", "Last"))
    return f"{(first - MARGIN).isoformat()} {(last + MARGIN).isoformat()}"


def work_off(queue: str, function: str | None) -> int:
    """Tells what was given up, and has it published if there is a function for that. How many messages are left."""
    left = 0
    for message in waiting(queue):
        place = json.loads(message["Body"])["DDBStreamBatchInfo"]
        try:
            rows = list(of_stream(place))
        except aws.Refused as refused:
            if not any(name in str(refused) for name in FORGOTTEN):
                raise
            print(f"the stream has forgotten {place['batchSize']} rows: --between {window(place)}", file=sys.stderr)
            left += 1
            continue
        tell(rows)
        if not function or not publishes(function, rows):
            left += 1
            continue
        aws.call("sqs", "delete-message", "--queue-url", queue, "--receipt-handle", message["ReceiptHandle"])
    return left


def main() -> int:
    arguments = argparse.ArgumentParser(description="Has events put on the bus that were given up.")
    arguments.add_argument("stack")
    arguments.add_argument("--publish", action="store_true", help="have them published, instead of telling only")
    arguments.add_argument("--between", nargs=2, type=datetime.fromisoformat, metavar=("FROM", "UNTIL"))
    asked = arguments.parse_args()
    if asked.between and any(instant.tzinfo is None for instant in asked.between):
        arguments.error("an instant must say its zone: end it with Z for UTC")
    aws.stack(asked.stack)
    function = aws.physical(asked.stack, "Notify") if asked.publish else None
    if asked.between:
        rows = list(of_trail(aws.physical(asked.stack, "TrailTable"), *asked.between))
        tell(rows)
        left = 0 if not function or publishes(function, rows) else len(rows)
    else:
        left = work_off(aws.physical(asked.stack, "TrailFailures"), function)
        print(f"{left} messages left; they can be seen again in a quarter of an hour", file=sys.stderr)
    return 1 if function and left else 0


if __name__ == "__main__":
    sys.exit(main())
