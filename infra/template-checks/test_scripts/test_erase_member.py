"""Erasing a person who was a member: erase_member.py."""

import sys
import unittest
from unittest import mock

import aws
import erase_member
from test_scripts import Answers, answering, row


def person(*orgs: str) -> dict:
    return {
        "pk": {"S": "PERSON#nina"},
        "sk": {"S": "MEMBER"},
        "v": {"N": "4"},
        "name": {"S": "Nina Castro"},
        "email": {"S": "nina@new.example"},
        "orgs": {"M": {org: {"M": {}} for org in orgs}},
    }


class ErasingAMember(unittest.TestCase):
    def run_main(self, *answers: dict, parts: tuple[dict, ...] = ()) -> tuple[int, list[str]]:
        given = Answers(query=list(answers), scan=[{"Items": list(parts)}])
        words = ["erase_member.py", "vestibule-prod", "acme", "nina", "--erase"]
        with (
            answering(given),
            mock.patch.object(sys, "argv", words),
            mock.patch.object(aws, "stack"),
            mock.patch.object(aws, "physical", side_effect=["state", "trail"]),
        ):
            status = erase_member.main()
        return status, [done for done in given.operations() if done not in ("query", "scan")]

    def test_who_belongs_to_an_org_is_left_as_they_are(self) -> None:
        self.assertEqual(self.run_main({"Items": [person("acme")]}), (1, []))

    def test_who_was_removed_is_nobody_afterwards(self) -> None:
        invitation = {"pk": {"S": "ORG#acme"}, "sk": {"S": "INVITATION#inv_1"}}
        status, done = self.run_main({"Items": [person()]}, {"Items": [invitation]}, {"Items": []})
        self.assertEqual((status, done), (0, ["delete-item", "update-item"]))

    def test_what_they_did_in_steps_is_nobody_s_afterwards(self) -> None:
        part = {"pk": {"S": "STEP#stp_1"}, "sk": {"S": "run_1#review"}, "sub": {"S": "nina"}}
        acted = row(("step.responded", "2026-11-22T03:00:00Z", "member"))
        acted["records"]["L"][0]["M"]["record"] = {"S": '{"actor":{"type":"member","sub":"nina"}}'}
        comment = {"pk": {"S": "RUN#run_1"}, "sk": {"S": "T#review#NOTE#cmt_1"}, "author": {"S": "Nina Castro"}}
        tasks = [comment | {"through": {"S": "stp_1"}}, comment | {"through": {"S": "stp_2"}}]
        found = [{"Items": [person()]}, {"Items": []}, {"Items": [acted]}, {"Items": tasks}, {"Items": []}]
        self.assertEqual(self.run_main(*found, parts=(part,)), (0, ["update-item"] * 3))

    def test_the_details_of_others_stay(self) -> None:
        mixed = row(("org.member_invited", "2026-11-22T03:00:00Z", "member"))
        self.assertEqual(erase_member.of_member(mixed, "nobody"), [])

    def test_an_invitation_has_the_id_that_the_product_gives_it(self) -> None:
        """`InvitationId::of` has the same in its test."""
        self.assertEqual(erase_member.invitation_of("acme", "Nina@New.example"), "inv_21DHxkrjEjKqP4IeRFGkxS")
