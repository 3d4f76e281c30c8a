"""Gives events that were given up on back to their function, one by one, and takes out of the queue what succeeds.

python infra/scripts/replay.py STACK ScanFailures
python infra/scripts/replay.py STACK MailEventsFailures
python infra/scripts/replay.py STACK ScanFailures --save FILE     writes them into a new file, and applies none
python infra/scripts/replay.py STACK ScanFailures --from FILE     applies those of the file

A queue dies with its stack: what a stack that is about to be deleted could not apply is saved, and applied by the next
one. Such a file is as confidential as the queue: SES's events hold addresses of guests.

These functions find for themselves what was applied already, so an event too many changes nothing. Streams have
scripts of their own: redeliver.py for mails, republish.py for events of the bus. Sweeps need none: the next minute's
makes up for all before.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import aws

SUFFIX = "Failures"


def function_of(queue: str) -> str:
    """The logical name of the function that failed at what a queue holds."""
    if queue == "OutboxFailures":
        raise argparse.ArgumentTypeError("its messages are places in a stream; the sweep brings its mails again")
    if queue == "TrailFailures":
        raise argparse.ArgumentTypeError("its messages are places in a stream; republish.py publishes what is there")
    if queue == "SweepFailures":
        raise argparse.ArgumentTypeError("the next minute's sweep has made up for them")
    if not queue.endswith(SUFFIX) or queue == SUFFIX:
        raise argparse.ArgumentTypeError("a queue is named after its function, as ScanFailures is after Scan")
    return queue.removesuffix(SUFFIX)


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


def receive(queue: str) -> list[str]:
    """What fails stays hidden for as long as this takes, and is there again afterwards. Asked without waiting, SQS
    looks at a part of its servers only, and its "nothing" would not mean that the queue is empty."""
    some = ["sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10"]
    return [*some, "--visibility-timeout", "900", "--wait-time-seconds", "10"]


def waiting(queue: str) -> Iterator[dict]:
    """Each message once: one that comes again has failed, and was hidden for a quarter of an hour meanwhile."""
    seen = set()
    while messages := aws.call(*receive(queue)).get("Messages", []):
        for message in messages:
            if message["MessageId"] in seen:
                return
            seen.add(message["MessageId"])
            yield message


def received(queue: str) -> Iterator[tuple[dict, str]]:
    """Events, and by what to take them out of the queue."""
    for message in waiting(queue):
        yield event(message["Body"]), message["ReceiptHandle"]


def read(file: Path) -> Iterator[tuple[dict, None]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line), None


def save(queue: str, file: Path) -> int:
    """Writes what waits into a file for its owner's eyes, one event a line; the queue keeps it."""
    saved = {message["MessageId"]: event(message["Body"]) for message in waiting(queue)}
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(one)}\n" for one in saved.values())
    print(f"{len(saved)} saved; in the queue they can be seen again in a quarter of an hour", file=sys.stderr)
    return 0


def main() -> int:
    arguments = argparse.ArgumentParser(description="Gives events that were given up on back to their function.")
    arguments.add_argument("stack")
    arguments.add_argument(
        "function", type=function_of, metavar="QUEUE", help="as ScanFailures, named after a function"
    )
    instead = arguments.add_mutually_exclusive_group()
    instead.add_argument("--save", type=Path, metavar="FILE", help="write them into a new file instead")
    instead.add_argument("--from", dest="file", type=Path, metavar="FILE", help="apply those of a file instead")
    asked = arguments.parse_args()
    aws.stack(asked.stack)
    queue, function = aws.physical(asked.stack, f"{asked.function}{SUFFIX}"), aws.physical(asked.stack, asked.function)
    if asked.save:
        return save(queue, asked.save)
    done = failed = 0
    for given, handle in read(asked.file) if asked.file else received(queue):
        if not succeeds(function, given):
            failed += 1
            continue
        if handle:
            aws.call("sqs", "delete-message", "--queue-url", queue, "--receipt-handle", handle)
        done += 1
    print(f"{done} applied, {failed} not; {asked.function}'s log says why", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
