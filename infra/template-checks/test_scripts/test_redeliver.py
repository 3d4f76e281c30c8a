"""Mails that were given up: redeliver.py."""

import contextlib
import io
import json
import re
import sys
import unittest
from unittest import mock

import aws
import redeliver
from beside import ROOT
from test_scripts import Answers, answering

MAIL = "msg_01tRy6czI6jAOLpZvq3hw1"
GONE = aws.Refused("An error occurred (ConditionalCheckFailedException) when calling the UpdateItem operation")


def ran(answers: Answers, *words: str) -> tuple[int, str]:
    """The script's exit status and what it printed."""
    printed = io.StringIO()
    with (
        answering(answers),
        contextlib.redirect_stdout(printed),
        mock.patch.object(sys, "argv", ["redeliver.py", "vestibule-prod", *words]),
        mock.patch.object(aws, "stack"),
        mock.patch.object(aws, "physical", return_value="state"),
    ):
        return redeliver.main(), printed.getvalue()


def options(words: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(words[2::2], words[3::2], strict=False))


class Redelivering(unittest.TestCase):
    ENTRY = {"pk": {"S": f"OUTBOX#{MAIL}"}, "sk": {"S": "OUTBOX"}, "due_at": {"N": "1795435200000"}}
    ROW = ENTRY | {
        "message": {"S": '{"type":"owner_notice","share":"shr_1","about":{"about":"completed"}}'},
        "attempts": {"N": "30"},
    }

    def answers(self, **more: list) -> Answers:
        return Answers(
            query=[{"Items": [self.ENTRY]}, {}], batch_get_item=[{"Responses": {"state": [self.ROW]}}], **more
        )

    def test_a_mail_s_shard_is_that_of_the_source(self) -> None:
        source = (ROOT / "shared" / "cloud" / "src" / "index.rs").read_text(encoding="utf-8")
        examples = re.findall(r'\("(msg_\w+)", "(MAIL#\d\d)"\)', source)
        self.assertGreater(len(examples), 2)
        self.assertEqual([(mail, redeliver.shard(mail)) for mail, _ in examples], examples)
        self.assertIn(f"SHARDS: u8 = {redeliver.SHARDS};", source)
        self.assertIn(f'GIVEN_UP: &str = "{redeliver.GIVEN_UP}";', source)
        outbox = (ROOT / "shared" / "cloud" / "src" / "outbox.rs").read_text(encoding="utf-8")
        self.assertIn(f"ATTEMPT_PERIOD: SignedDuration = SignedDuration::from_mins({redeliver.ATTEMPT // 60});", outbox)

    def test_what_was_given_up_is_told_and_left_alone(self) -> None:
        answers = self.answers()
        status, printed = ran(answers)
        what = 'owner_notice of shr_1 {"about": {"about": "completed"}}, 30 attempts'
        self.assertEqual((status, printed), (0, f"2026-11-23T12:00:00Z  {MAIL}  {what}\n"))
        self.assertEqual(answers.operations(), ["query", "batch-get-item"])
        (query,) = (words for words in answers.asked if words[1] == "query")
        self.assertEqual(json.loads(options(query)["--expression-attribute-values"]), {":partition": {"S": "GIVEN_UP"}})

    def test_a_row_that_does_not_read_is_told_all_the_same(self) -> None:
        self.assertEqual([redeliver.told(row) for row in ({}, {"message": {"S": "{"}})], ["cannot be read"] * 2)

    def test_a_mail_says_what_it_is_about_and_names_nobody(self) -> None:
        for message, said in [
            ('{"type":"member_invitation","org":"acme","invitation":"inv_1"}', "member_invitation of acme"),
            ('{"type":"step_news","run":"run_1","opened":[],"taken":{"review":["rita"]}}', "step_news of run_1"),
        ]:
            told = redeliver.told({"message": {"S": message}})
            self.assertTrue(told.startswith(said), told)
            self.assertNotIn("rita", told)

    def test_tried_anew_a_mail_is_as_new(self) -> None:
        answers = self.answers()
        with mock.patch("time.time", return_value=1_795_521_600.0):
            ran(answers, "--deliver")
        (words,) = (words for words in answers.asked if words[1] == "update-item")
        told = options(words)
        self.assertEqual(json.loads(told["--key"]), {"pk": {"S": f"OUTBOX#{MAIL}"}, "sk": {"S": "OUTBOX"}})
        self.assertEqual(
            told["--update-expression"],
            "SET due = :shard, due_at = :due, asked = :now REMOVE given_up, attempts",
        )
        now, due = 1_795_521_600_000, 1_795_521_720_000
        values = {":shard": {"S": "MAIL#01"}, ":now": {"N": str(now)}, ":due": {"N": str(due)}}
        self.assertEqual(json.loads(told["--expression-attribute-values"]), values)

    def test_all_shards_are_asked_for_what_waits(self) -> None:
        answers = Answers(query=[{}], batch_get_item=[{}])
        self.assertEqual(ran(answers, "--waiting"), (0, ""))
        asked = [options(w)["--expression-attribute-values"] for w in answers.asked if w[1] == "query"]
        self.assertEqual([json.loads(v)[":partition"]["S"] for v in asked], [f"MAIL#{n:02}" for n in range(redeliver.SHARDS)])

    def test_mails_are_taken_away_by_name_only_and_one_that_was_sent_needs_nothing(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertRaises(SystemExit, ran, self.answers(), "--discard")
            self.assertRaises(SystemExit, ran, self.answers(), "--deliver", "shr_01tRy6czI6jAOLpZvq3hw1")
        answers = self.answers(delete_item=[GONE])
        self.assertEqual(ran(answers, "--discard", MAIL)[0], 0)
        self.assertEqual(answers.operations(), ["batch-get-item", "delete-item"])
        self.assertRaises(aws.Refused, ran, self.answers(update_item=[aws.Refused("AccessDenied")]), "--deliver")
