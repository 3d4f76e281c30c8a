"""Asking AWS: what all scripts share."""

import contextlib
import io
import sys
import unittest
from unittest import mock

import adopt
import aws
import erase
import put_back
import redeliver
import replay
import republish
import restore_tables
from test_scripts import Answers, answering


class Asking(unittest.TestCase):
    def test_a_script_says_where_it_is_and_ends_if_the_stack_is_not_there(self) -> None:
        caller = [{"Account": "111122223333"}]
        arn = "arn:aws:cloudformation:eu-west-1:111122223333:stack/vestibule-prod/0"
        there = [{"Stacks": [{"StackId": arn, "StackName": "vestibule-prod", "StackStatus": "UPDATE_COMPLETE"}]}]
        told = io.StringIO()
        with answering(Answers(get_caller_identity=caller, describe_stacks=there)), contextlib.redirect_stderr(told):
            aws.stack("vestibule-prod")
        self.assertEqual(
            told.getvalue(), "account 111122223333, region eu-west-1, stack vestibule-prod (UPDATE_COMPLETE)\n"
        )
        nowhere = [aws.Refused("Stack with id vestibule-prod does not exist")]
        with answering(Answers(get_caller_identity=caller, describe_stacks=nowhere)):
            self.assertRaisesRegex(SystemExit, "in account 111122223333", aws.stack, "vestibule-prod")

    def test_every_script_that_works_on_a_stack_says_so_first(self) -> None:
        for script in (adopt, erase, put_back, redeliver, replay, republish, restore_tables):
            answers = Answers(get_caller_identity=[{"Account": "1"}], describe_stacks=[aws.Refused("not there")])
            words = ["x", "vestibule-prod", "ScanFailures" if script is replay else "2026-11-22T03:15:00Z"]
            words = words[:2] if script in (put_back, redeliver, republish) else words
            with self.subTest(script.__name__), answering(answers), mock.patch.object(sys, "argv", words):
                self.assertRaises(SystemExit, script.main)
                self.assertEqual([w[1] for w in answers.asked], ["get-caller-identity", "describe-stacks"])

    def test_what_was_deleted_for_good_is_not_among_a_stack_s_resources(self) -> None:
        listed = [
            {"LogicalResourceId": "StateTable", "PhysicalResourceId": "state", "ResourceStatus": "DELETE_SKIPPED"},
            {"LogicalResourceId": "Portal", "PhysicalResourceId": "portal", "ResourceStatus": "DELETE_COMPLETE"},
            {"LogicalResourceId": "LinkKey", "ResourceStatus": "CREATE_FAILED"},
        ]
        with answering(Answers(list_stack_resources=[{"StackResourceSummaries": listed}])):
            self.assertEqual(aws.resources("vestibule-prod"), {"StateTable": "state"})
