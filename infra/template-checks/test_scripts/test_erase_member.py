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
    def run_main(self, *answers: dict) -> tuple[int, list[str]]:
        given = Answers(query=list(answers))
        words = ["erase_member.py", "vestibule-prod", "acme", "nina", "--erase"]
        with (
            answering(given),
            mock.patch.object(sys, "argv", words),
            mock.patch.object(aws, "stack"),
            mock.patch.object(aws, "physical", side_effect=["state", "trail"]),
        ):
            status = erase_member.main()
        return status, [done for done in given.operations() if done != "query"]

    def test_who_belongs_to_an_org_is_left_as_they_are(self) -> None:
        self.assertEqual(self.run_main({"Items": [person("acme")]}), (1, []))

    def test_who_was_removed_is_nobody_afterwards(self) -> None:
        invitation = {"pk": {"S": "ORG#acme"}, "sk": {"S": "INVITATION#inv_1"}}
        status, done = self.run_main({"Items": [person()]}, {"Items": [invitation]}, {"Items": []})
        self.assertEqual((status, done), (0, ["delete-item", "update-item"]))

    def test_the_details_of_others_stay(self) -> None:
        mixed = row(("org.member_invited", "2026-11-22T03:00:00Z", "member"))
        self.assertEqual(erase_member.of_member(mixed, "nobody"), [])

    def test_an_invitation_has_the_id_that_the_product_gives_it(self) -> None:
        """`InvitationId::of` has the same in its test."""
        self.assertEqual(erase_member.invitation_of("acme", "Nina@New.example"), "inv_21DHxkrjEjKqP4IeRFGkxS")
