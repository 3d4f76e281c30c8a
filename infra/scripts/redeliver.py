"""Delivers what lies in the outbox and nobody tries any more.

python infra/scripts/redeliver.py STACK                  tells what there is
python infra/scripts/redeliver.py STACK --deliver        hands it to notify, as the table's stream would

The queue OutboxFailures says that something was given up, not what: its messages hold positions in a stream that
forgets after a day. The rows themselves are still in the state table, and its index `due` lists them by age.
A bundle that was delivered after all is gone from the table, and notify finds nothing to do. One that is being
delivered at this very moment may be mailed twice; hence only bundles older than --minutes are taken.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import aws

# As many as the stream hands over at a time; notify has two minutes for them.
BATCH = 10


def undelivered(table: str, before: datetime) -> Iterator[tuple[str, str]]:
    """Partition key and instant of the bundles that were committed before `before`, the oldest first."""
    values = {":kind": {"S": "OUTBOX"}, ":before": {"S": before.strftime("%Y-%m-%dT%H:%M:%S.000Z")}}
    query = ["dynamodb", "query", "--table-name", table, "--index-name", "due"]
    query += ["--key-condition-expression", "due = :kind AND due_at <= :before"]
    for item in aws.pages(*query, "--expression-attribute-values", json.dumps(values)):
        yield item["pk"]["S"], item["due_at"]["S"]


def event(bundles: list[str]) -> dict:
    """What the state table's stream would say of them. The sequence number comes back for what fails."""
    return {
        "Records": [
            {
                "eventID": bundle,
                "eventName": "INSERT",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": "-",
                "dynamodb": {
                    "Keys": {"pk": {"S": bundle}, "sk": {"S": "OUTBOX"}},
                    "SequenceNumber": bundle,
                    "SizeBytes": 0,
                    "StreamViewType": "KEYS_ONLY",
                },
            }
            for bundle in bundles
        ]
    }


def deliver(function: str, bundles: list[str]) -> list[str]:
    """Those of the bundles that are still undelivered."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "event.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(event(bundles)), encoding="utf-8")
        invoke = ["lambda", "invoke", "--function-name", function, "--payload", f"fileb://{asked}"]
        told = aws.call(*invoke, "--cli-read-timeout", "150", str(answered))
        answer = json.loads(answered.read_text(encoding="utf-8"))
    if "FunctionError" in told:
        print(f"notify itself failed: {answer.get('errorMessage')}", file=sys.stderr)
        return bundles
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def main() -> int:
    arguments = argparse.ArgumentParser(description="Delivers what lies in the outbox and nobody tries any more.")
    arguments.add_argument("stack")
    arguments.add_argument("--minutes", type=int, default=60, help="leave alone what is younger (60)")
    arguments.add_argument("--deliver", action="store_true", help="deliver, instead of telling only")
    asked = arguments.parse_args()
    aws.stack(asked.stack)
    table = aws.physical(asked.stack, "StateTable")
    found = list(undelivered(table, datetime.now(timezone.utc) - timedelta(minutes=asked.minutes)))
    for bundle, committed in found:
        print(f"{committed}  {bundle}")
    print(f"{len(found)} bundles older than {asked.minutes} minutes", file=sys.stderr)
    if not asked.deliver or not found:
        return 0
    function, bundles = aws.physical(asked.stack, "Notify"), [bundle for bundle, _ in found]
    left = [failed for at in range(0, len(bundles), BATCH) for failed in deliver(function, bundles[at : at + BATCH])]
    for bundle in left:
        print(f"not delivered: {bundle}; notify's log says why", file=sys.stderr)
    print(f"{len(bundles) - len(left)} delivered, {len(left)} not", file=sys.stderr)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
