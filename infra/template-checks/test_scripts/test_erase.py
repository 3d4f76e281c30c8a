"""Erasing a person: erase.py."""

import json
import sys
import unittest
from unittest import mock

import aws
import erase
from test_scripts import Answers, answering, comment, row


class Erasing(unittest.TestCase):
    TASK = {
        "pk": {"S": "RUN#run_1"},
        "sk": {"S": "TASK#company"},
        "version": {"N": "7"},
        "comments": {"L": [comment("cmt_1"), comment("cmt_2"), comment("cmt_3", "erased")]},
        "completion": {"M": {"by": {"S": "Ana Souza"}, "share": {"S": "shr_1"}}},
    }

    def test_the_guest_s_name_is_found_where_this_share_s_guest_put_it(self) -> None:
        self.assertEqual(erase.named(self.TASK, "shr_1", {"cmt_2", "cmt_3"}), ["completion.#by", "comments[1].author"])
        self.assertEqual(erase.named(self.TASK, "shr_2", {"cmt_1"}), ["comments[0].author"])
        self.assertEqual(erase.named({"pk": {"S": "RUN#run_1"}, "sk": {"S": "TASK#empty"}}, "shr_1", {"cmt_1"}), [])

    def test_a_comment_is_its_guest_s_by_the_trail_and_not_by_its_author_s_name(self) -> None:
        trail = row(("share.link_opened", "2026-11-22T04:00:00Z", "guest"))
        written = {"kind": "share.commented", "actor": {"type": "guest"}, "facts": {"task": "company", "comment": "c1"}}
        trail["records"]["L"].append({"M": {"record": {"S": json.dumps(written)}}})
        self.assertEqual(erase.comments([trail]), {"c1"})

    def test_a_task_is_written_on_the_version_that_was_read_and_as_the_next(self) -> None:
        answers = Answers()
        with answering(answers):
            erase.erase_name("state", self.TASK, ["completion.#by", "comments[1].author"])
        (words,) = answers.asked
        told = dict(zip(words[2::2], words[3::2], strict=False))
        self.assertEqual(
            told["--update-expression"], "SET completion.#by = :t0, comments[1].author = :t0, version = :next"
        )
        self.assertEqual(told["--condition-expression"], "version = :read")
        self.assertEqual(json.loads(told["--expression-attribute-names"]), {"#by": "by"})
        values = {":t0": {"S": "erased"}, ":read": {"N": "7"}, ":next": {"N": "8"}}
        self.assertEqual(json.loads(told["--expression-attribute-values"]), values)

    def test_a_share_that_is_not_revoked_is_left_as_it_is(self) -> None:
        scope = {"M": {"run": {"S": "run_1"}}}
        share = {"pk": {"S": "SHARE#shr_1"}, "sk": {"S": "SHARE"}, "version": {"N": "4"}, "scope": scope}
        for revoked, written in ((False, []), (True, ["update-item", "update-item"])):
            given = share | ({"revoked": {"M": {}}} if revoked else {})
            answers = Answers(get_item=[{"Item": given}], query=[{"Items": []}, {"Items": [self.TASK]}])
            words = ["erase.py", "vestibule-prod", "shr_1", "--erase"]
            with (
                answering(answers),
                mock.patch.object(sys, "argv", words),
                mock.patch.object(aws, "stack"),
                mock.patch.object(aws, "physical", side_effect=["state", "trail"]),
            ):
                self.assertEqual(erase.main(), 0 if revoked else 1)
            self.assertEqual([done for done in answers.operations() if done == "update-item"], written)

    def test_the_guest_s_details_are_found_and_the_staff_s_are_left(self) -> None:
        mixed = row(
            ("share.created", "2026-11-22T03:00:00Z", "member"),
            ("share.link_opened", "2026-11-22T04:00:00Z", "guest"),
            ("share.expired", "2026-11-22T05:00:00Z", "system"),
        )
        self.assertEqual(erase.of_guest(mixed), [1])
        self.assertEqual(erase.of_guest(row(("share.consented", "2026-11-22T04:00:00Z", "guest"), personal=False)), [])
