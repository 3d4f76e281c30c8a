"""Giving events back to their functions: replay.py."""

import argparse
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import aws
import replay
from planted.places import SOUND
from stack import Stack
from test_scripts import Answers, answering


class Replaying(unittest.TestCase):
    def test_a_queue_is_asked_until_it_is_empty_and_not_until_a_server_has_nothing(self) -> None:
        words = replay.receive("https://queue")
        self.assertEqual(words[words.index("--wait-time-seconds") + 1], "10")

    def test_what_fails_again_is_not_tried_for_ever_and_what_succeeds_leaves_the_queue(self) -> None:
        one, two = ({"MessageId": i, "ReceiptHandle": f"r{i}", "Body": json.dumps({"id": i})} for i in "12")
        answers = Answers(receive_message=[{"Messages": [one, two]}, {"Messages": [one]}])
        words = ["replay.py", "vestibule-prod", "ScanFailures"]
        with (
            answering(answers),
            mock.patch.object(sys, "argv", words),
            mock.patch.object(aws, "stack"),
            mock.patch.object(aws, "physical", side_effect=["queue", "scan"]),
            mock.patch.object(replay, "succeeds", side_effect=lambda _, given: given["id"] == "2"),
        ):
            self.assertEqual(replay.main(), 1)
        deleted = [words[-1] for words in answers.asked if words[1] == "delete-message"]
        self.assertEqual(deleted, ["r2"])

    def test_a_queue_is_saved_for_its_owner_alone_and_read_back_as_it_was(self) -> None:
        body = json.dumps({"requestPayload": {"detail": "São Paulo\u2028"}})
        answers = Answers(receive_message=[{"Messages": [{"MessageId": "1", "Body": body}]}, {}])
        with tempfile.TemporaryDirectory() as folder, answering(answers):
            file = Path(folder) / "scan.jsonl"
            replay.save("queue", file)
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)
            self.assertEqual(list(replay.read(file)), [({"detail": "São Paulo\u2028"}, None)])
            self.assertRaises(FileExistsError, replay.save, "queue", file)
        self.assertEqual(answers.operations(), ["receive-message"] * 3)

    def test_an_event_is_found_as_eventbridge_and_as_lambda_left_it(self) -> None:
        given = {"source": "aws.ses", "detail": {}}
        self.assertEqual(replay.event(json.dumps(given)), given)
        self.assertEqual(replay.event(json.dumps({"requestContext": {}, "requestPayload": given})), given)

    def test_a_queue_is_named_after_the_function_that_gave_up(self) -> None:
        stack = Stack(SOUND)
        brought = [name for name in stack.driven if name != "SweepExpired"]
        self.assertEqual([replay.function_of(f"{name}Failures") for name in brought], brought)
        self.assertLessEqual({f"{name}Failures" for name in brought}, stack.of_type("AWS::SQS::Queue").keys())
        for queue in ("OutboxFailures", "TrailFailures", "SweepFailures", "Failures", "Scan"):
            self.assertRaises(argparse.ArgumentTypeError, replay.function_of, queue)
