"""Restoring tables: restore_tables.py."""

import unittest
from datetime import UTC, datetime

import aws
import restore_tables
from planted.places import SOUND, properties
from test_scripts import Answers, answering


class Restoring(unittest.TestCase):
    INSTANT = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
    ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/"

    def test_an_instant_of_another_zone_gives_the_same_name(self) -> None:
        there = datetime.fromisoformat("2026-11-22T00:15:00-03:00")
        self.assertEqual(restore_tables.restored_name("t", there), "t-r20261122031500")

    def test_a_restore_that_was_begun_is_gone_on_with_and_a_strange_table_is_left_alone(self) -> None:
        begun = {"Table": {"TableStatus": "CREATING", "RestoreSummary": {"SourceTableArn": f"{self.ARN}state"}}}
        answers = Answers(describe_table=[begun])
        with answering(answers):
            self.assertEqual(restore_tables.begin("state", self.INSTANT), "state-r20261122031500")
            self.assertRaises(SystemExit, restore_tables.begin, "tate", self.INSTANT)
        self.assertEqual(answers.operations(), [])

    def test_a_table_is_restored_where_there_is_none(self) -> None:
        window = {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": {}}}
        none = aws.Refused("An error occurred (ResourceNotFoundException) when calling DescribeTable")
        answers = Answers(describe_table=[none], describe_continuous_backups=[window])
        with answering(answers):
            restore_tables.begin("state", self.INSTANT)
        self.assertEqual(answers.operations(), ["restore-table-to-point-in-time"])

    def test_backups_that_are_not_there_yet_are_waited_for_and_protection_comes_last(self) -> None:
        active = {"Table": {"TableStatus": "ACTIVE"}}
        early = aws.Refused("An error occurred (ContinuousBackupsUnavailableException): being enabled")
        expiry = [{"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}]
        answers = Answers(
            describe_table=[active], update_continuous_backups=[early, early, {}], describe_time_to_live=expiry
        )
        with answering(answers):
            restore_tables.settle("StateTable", "state")
        backups = ["update-continuous-backups"] * 3
        self.assertEqual(answers.operations(), ["update-table", *backups, "update-time-to-live", "update-table"])
        self.assertIn("--deletion-protection-enabled", next(w for w in answers.asked[::-1] if w[1] == "update-table"))

    def test_what_an_earlier_run_did_is_not_done_again(self) -> None:
        half = {"Table": {"TableStatus": "ACTIVE", "StreamSpecification": {"StreamEnabled": True}}}
        whole = {"Table": {"TableStatus": "ACTIVE", "DeletionProtectionEnabled": True}}
        expiry = [{"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED"}}]
        answers = Answers(describe_table=[half], describe_time_to_live=expiry)
        with answering(answers):
            restore_tables.settle("StateTable", "state")
        self.assertEqual(answers.operations(), ["update-continuous-backups", "update-table"])
        answers = Answers(describe_table=[whole])
        with answering(answers):
            restore_tables.settle("StateTable", "state")
        self.assertEqual(answers.operations(), [])

    def test_each_table_gets_its_own_stream_and_state_alone_expires(self) -> None:
        for logical, view in restore_tables.VIEWS.items():
            self.assertEqual(properties(SOUND, logical)["StreamSpecification"], {"StreamViewType": view})
        answers = Answers(describe_table=[{"Table": {"TableStatus": "ACTIVE"}}])
        with answering(answers):
            restore_tables.settle("TrailTable", "trail")
        self.assertEqual(answers.operations(), ["update-table", "update-continuous-backups", "update-table"])
        (stream,) = (w for w in answers.asked if "--stream-specification" in w)
        self.assertEqual(stream[-1], "StreamEnabled=true,StreamViewType=NEW_IMAGE")

    def test_another_refusal_ends_it(self) -> None:
        answers = Answers(update_continuous_backups=[aws.Refused("AccessDeniedException")])
        with answering(answers):
            self.assertRaises(aws.Refused, restore_tables.back_up, "state")

    def test_a_restored_table_has_a_name_that_dynamodb_takes(self) -> None:
        name = restore_tables.restored_name("s" * 255, datetime(2026, 11, 22, 3, 15, tzinfo=UTC))
        self.assertEqual((len(name) <= 255, name[-16:]), (True, "-r20261122031500"))
