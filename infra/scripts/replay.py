"""Gives events that were given up on back to their function, one by one, and takes out of the queue what succeeds.

python infra/scripts/replay.py STACK ScanFailures
python infra/scripts/replay.py STACK DeliveryFailures

Both functions find for themselves what was applied already, so an event too many changes nothing. Outbox items are
not replayed but delivered anew: redeliver.py. Sweeps need neither: the next minute's makes up for all before.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import aws

FUNCTIONS = {"ScanFailures": "Scan", "DeliveryFailures": "Delivery"}


def event(body: str) -> dict:
    """EventBridge leaves the event itself; Lambda, after failed runs, a record with the event in it."""
    left = json.loads(body)
    return left.get("requestPayload", left)


def succeeds(function: str, given: dict) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "event.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(given), encoding="utf-8")
        invoke = ["lambda", "invoke", "--function-name", function, "--payload", f"fileb://{asked}"]
        return "FunctionError" not in aws.call(*invoke, "--cli-read-timeout", "90", str(answered))


def main() -> int:
    arguments = argparse.ArgumentParser(description="Gives events that were given up on back to their function.")
    arguments.add_argument("stack")
    arguments.add_argument("queue", choices=sorted(FUNCTIONS))
    asked = arguments.parse_args()
    queue, function = aws.physical(asked.stack, asked.queue), aws.physical(asked.stack, FUNCTIONS[asked.queue])
    done = failed = 0
    # What fails stays hidden for as long as this takes, and is there again afterwards.
    receive = ["sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10"]
    while messages := aws.call(*receive, "--visibility-timeout", "900").get("Messages", []):
        for message in messages:
            if succeeds(function, event(message["Body"])):
                handle = ["--receipt-handle", message["ReceiptHandle"]]
                aws.call("sqs", "delete-message", "--queue-url", queue, *handle)
                done += 1
            else:
                failed += 1
    print(f"{done} applied, {failed} not; {FUNCTIONS[asked.queue]}'s log says why", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
