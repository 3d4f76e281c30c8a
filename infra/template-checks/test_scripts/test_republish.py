"""Events that were given up: republish.py."""

import contextlib
import io
import json
import sys
import unittest
from pathlib import Path
from unittest import mock

import aws
import republish
from test_scripts import Answers, answering, row

OPENED = row(("share.link_opened", "2026-11-22T04:00:00Z", "guest"))
DRAFT = row(("share.field_changed", "2026-11-22T04:01:00Z", "guest"), published=False)
PLACE = {
    "shardId": "shardId-1",
    "startSequenceNumber": "100",
    "endSequenceNumber": "103",
    "approximateArrivalOfFirstRecord": "2026-11-22T04:00:00Z",
    "approximateArrivalOfLastRecord": "2026-11-22T04:02:00Z",
    "batchSize": 3,
    "streamArn": "arn:stream",
}
FORGOTTEN = aws.Refused("An error occurred (TrimmedDataAccessException) when calling the GetRecords operation")


def record(number: int, image: dict, name: str = "INSERT") -> dict:
    return {"eventName": name, "dynamodb": {"SequenceNumber": str(number), "NewImage": image}}


class Notify:
    """The AWS CLI with canned answers, and notify's answer to what it is invoked with."""

    def __init__(self, answers: Answers, **answer: object) -> None:
        self.answers, self.answer, self.brought = answers, {"batchItemFailures": [], **answer}, []

    def __call__(self, *words: str) -> dict:
        if words[:2] == ("lambda", "invoke"):
            payload = words[words.index("--payload") + 1].removeprefix("fileb://")
            self.brought.append(json.loads(Path(payload).read_text(encoding="utf-8")))
            Path(words[-1]).write_text(json.dumps(self.answer), encoding="utf-8")
        return self.answers(*words)


def ran(notify: Notify, *words: str) -> tuple[int, str, str]:
    """The script's exit status, what it printed and what it told."""
    printed, told = io.StringIO(), io.StringIO()
    with (
        answering(notify),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(told),
        mock.patch.object(sys, "argv", ["republish.py", "vestibule-prod", *words]),
        mock.patch.object(aws, "stack"),
        mock.patch.object(aws, "physical", side_effect=lambda _, logical: logical),
    ):
        return republish.main(), printed.getvalue(), told.getvalue()


def queue(**more: list) -> Answers:
    message = {"MessageId": "1", "ReceiptHandle": "r1", "Body": json.dumps({"DDBStreamBatchInfo": PLACE})}
    pages = [
        {"Records": [record(100, OPENED), record(101, DRAFT)], "NextShardIterator": "more"},
        {"Records": [record(102, OPENED, "MODIFY"), record(103, OPENED), record(104, OPENED)]},
    ]
    answers = {"receive_message": [{"Messages": [message]}, {}], "get_shard_iterator": [{"ShardIterator": "it"}]}
    return Answers(**answers | {"get_records": pages} | more)


class Republishing(unittest.TestCase):
    def test_new_rows_with_events_are_read_up_to_the_place_where_the_batch_ended(self) -> None:
        answers = queue()
        with answering(answers):
            self.assertEqual(list(republish.of_stream(PLACE)), [OPENED, OPENED])

    def test_what_is_published_leaves_the_queue(self) -> None:
        notify = Notify(queue())
        status, printed, _ = ran(notify, "--publish")
        self.assertEqual(
            (status, printed.splitlines()[0]), (0, "2026-11-22T04:00:00Z  share/shr_1/1  share.link_opened")
        )
        (event,) = notify.brought
        self.assertEqual([r["dynamodb"]["NewImage"] for r in event["Records"]], [OPENED, OPENED])
        self.assertEqual(
            {(r["eventName"], r["dynamodb"]["Keys"]["pk"]["S"]) for r in event["Records"]}, {("INSERT", "share/shr_1")}
        )
        self.assertIn("delete-message", notify.answers.operations())

    def test_what_is_told_only_or_fails_again_stays_in_the_queue(self) -> None:
        failing = {"batchItemFailures": [{"itemIdentifier": "share/shr_1/000000000001"}]}
        for notify, words, expected in (
            (Notify(queue()), [], 0),
            (Notify(queue(), **failing), ["--publish"], 1),
            (Notify(queue(invoke=[{"FunctionError": "Unhandled"}])), ["--publish"], 1),
        ):
            status, _, told = ran(notify, *words)
            self.assertEqual((status, "1 messages left" in told), (expected, True), words)
            self.assertNotIn("delete-message", notify.answers.operations())

    def test_what_the_stream_has_forgotten_is_read_from_the_trail(self) -> None:
        _, _, told = ran(Notify(queue(get_records=[FORGOTTEN])))
        window = ["--between", "2026-11-22T03:59:00+00:00", "2026-11-22T04:03:00+00:00"]
        self.assertIn(f"forgotten 3 rows: {' '.join(window)}\n", told)
        later = row(("share.revoked", "2026-11-22T04:03:01Z", "member"))
        forged = {"pk": OPENED["pk"], "sk": {"S": "000000000099"}, "published": {"N": "1"}}
        notify = Notify(Answers(scan=[{"Items": [OPENED, forged, DRAFT, later]}]))
        status, printed, _ = ran(notify, *window, "--publish")
        self.assertEqual((status, len(printed.splitlines()), len(notify.brought[0]["Records"])), (0, 1, 1))
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertRaises(SystemExit, ran, notify, "--between", "2026-11-22T03:59:00", "2026-11-22T04:03:00")
