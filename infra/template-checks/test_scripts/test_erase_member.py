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
        "orgs": {"M": {org: {"M": {}} for org in orgs}},
    }


def invitation(name: str, email: str, accepted_by: str) -> dict:
    found = {"pk": {"S": "ORG#acme"}, "sk": {"S": f"INVITATION#{name}"}}
    return found | {"id": {"S": name}, "email": {"S": email}, "accepted_by": {"S": accepted_by}}


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

    def test_who_belongs_to_the_org_is_left_as_they_are(self) -> None:
        self.assertEqual(self.run_main({"Items": [person("acme", "globex")]}), (1, []))

    def test_who_was_removed_is_nobody_afterwards(self) -> None:
        theirs, other = invitation("inv_1", "nina@new.example", "nina"), invitation("inv_2", "bia@new.example", "bia")
        status, done = self.run_main({"Items": [person("globex")]}, {"Items": [theirs, other]}, {"Items": []})
        self.assertEqual((status, done), (0, ["delete-item"]), "what they are in another org is not this one's")

    def test_what_they_did_in_steps_is_nobody_s_afterwards(self) -> None:
        part = {"pk": {"S": "STEP#stp_1"}, "sk": {"S": "run_1#review"}, "sub": {"S": "nina"}}
        acted = row(("step.responded", "2026-11-22T03:00:00Z", "member"))
        acted["records"]["L"][0]["M"]["record"] = {"S": '{"actor":{"type":"member","sub":"nina"}}'}
        comment = {"pk": {"S": "RUN#run_1"}, "sk": {"S": "T#review#NOTE#cmt_1"}, "author": {"S": "Nina Castro"}}
        tasks = [comment | {"through": {"S": "stp_1"}}, comment | {"through": {"S": "stp_2"}}]
        answers = {"pk": {"S": "WORK#run_1#review"}, "sk": {"S": "WORK"}, "v": {"N": "1"}}
        answers["by"] = {"L": [{"L": [{"S": "rcp_2"}, {"S": erase_member.recipient_of("acme", "Nina@new.example")}]}]}
        invitations = [invitation("inv_1", "nina@new.example", "nina")]
        found = [{"Items": rows} for rows in ([person()], invitations, [acted], tasks, [answers], [])]
        self.assertEqual(self.run_main(*found, parts=(part,)), (0, [*["update-item"] * 3, "delete-item"]))

    def test_the_details_of_others_stay(self) -> None:
        mixed = row(("org.member_invited", "2026-11-22T03:00:00Z", "member"))
        self.assertEqual(erase_member.of_member(mixed, "nobody"), [])

    def test_an_invitation_has_the_id_that_the_product_gives_it(self) -> None:
        """`InvitationId::of` has the same in its test."""
        self.assertEqual(erase_member.invitation_of("acme", "Nina@New.example"), "inv_21DHxkrjEjKqP4IeRFGkxS")

    def test_an_address_has_the_hash_that_the_product_gives_it(self) -> None:
        """`RecipientId::of` has the same in its test."""
        self.assertEqual(erase_member.recipient_of("acme", "Nina@New.example"), "rcp_73S5vZGlLn1Wx7wgEjvigf")
