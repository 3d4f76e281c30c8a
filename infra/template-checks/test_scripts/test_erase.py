"""Erasing a person: erase.py."""

import json
import sys
import unittest
from unittest import mock

import aws
import erase
from test_scripts import Answers, answering, row

RUN = {"S": "RUN#run_1"}
STATE = {
    "pk": RUN,
    "sk": {"S": "T#company#STATE"},
    "v": {"N": "7"},
    "done": {"M": {"by": {"S": "Ana Souza"}, "through": {"S": "shr_1"}, "rcp": {"S": "rcp_1"}, "at": {"N": "1"}}},
    "files": {
        "M": {
            "upl_1": {"M": {"through": {"S": "shr_1"}, "rcp": {"S": "rcp_1"}}},
            "upl_2": {"M": {"through": {"S": "shr_2"}, "rcp": {"S": "rcp_2"}}},
        }
    },
}
NOBODY = "rcp_0000000000000000000000"
HELD = {"done.by": "erased", "done.rcp": NOBODY, "files.upl_1.rcp": NOBODY}


def comment(share: str, author: str = "Ana Souza") -> dict:
    return {"pk": RUN, "sk": {"S": "T#company#NOTE#cmt_1"}, "through": {"S": share}, "author": {"S": author}}


# Of an address that nothing here is of, unless it says so.
HASHES = {"rcp_9"}
ANA = {"guest": "Ana@supplier.example"}
BIA = {"guest": "bia@lima.example"}
RITA = {"member": "rita"}


def assignee(who: dict[str, str]) -> dict:
    return {"M": {way: {"S": name} for way, name in who.items()}}


def said(who: dict[str, str], by: str) -> dict:
    return {"M": {"who": assignee(who), "by": {"S": by}, "rcp": {"S": "rcp_1"}, "what": {"S": "reject"}}}


DECIDED = {
    "pk": RUN,
    "sk": {"S": "T#review#STATE"},
    "v": {"N": "2"},
    "said": {"L": [said(RITA, "Rita Alves"), said({"guest": "ana@supplier.example"}, "Ana Souza")]},
    "instead": {"L": [{"L": [assignee(ANA), assignee(RITA)]}]},
}
DESCRIBED = {
    "pk": RUN,
    "sk": {"S": "T#review#SPEC#1"},
    "step": {"M": {"who": {"L": [assignee(BIA), assignee(RITA), assignee(ANA)]}}},
}


def options(words: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(words[2::2], words[3::2], strict=False))


class Erasing(unittest.TestCase):
    def test_the_guest_is_found_where_this_share_s_guest_put_something(self) -> None:
        self.assertEqual(erase.held(STATE, "shr_1", ANA, HASHES), HELD)
        self.assertEqual(erase.held(STATE, "shr_2", BIA, HASHES), {"files.upl_2.rcp": NOBODY})
        self.assertEqual(erase.held(comment("shr_1"), "shr_1", ANA, HASHES), {"author": "erased"})
        handed_back = {"pk": RUN, "sk": {"S": "T#company#BACK#01"}, "by": {"S": "Carla Mendes"}, "done": STATE["done"]}
        self.assertEqual(erase.held(handed_back, "shr_1", ANA, HASHES), {"done.by": "erased", "done.rcp": NOBODY})
        upload = {"pk": RUN, "sk": {"S": "T#company#FILE#upl_1"}, "through": {"S": "shr_1"}}
        staff = comment("shr_1", "Carla Mendes") | {"staff": {"S": "guest"}}
        for kept in (comment("shr_1", "erased"), comment("shr_2"), upload, staff):
            self.assertEqual(erase.held(kept, "shr_1", ANA, HASHES), {}, kept)

    def test_a_guest_is_found_where_a_step_names_them_and_stays_somebody_of_their_own(self) -> None:
        nobody = "shr_1@erased.invalid"
        found = {"said[1].by": "erased", "said[1].rcp": NOBODY, "said[1].who.guest": nobody, "instead[0][0].guest": nobody}
        self.assertEqual(erase.held(DECIDED, "shr_1", ANA, HASHES), found)
        self.assertEqual(erase.held(DESCRIBED, "shr_1", ANA, HASHES), {"step.who[2].guest": nobody})
        self.assertEqual(erase.held(DESCRIBED, "shr_2", BIA, HASHES), {"step.who[0].guest": "shr_2@erased.invalid"})
        self.assertEqual(erase.held(DECIDED, "shr_2", BIA, HASHES), {})

    def test_the_hash_of_their_address_goes_where_they_worked_and_answered(self) -> None:
        worked = STATE | {"who": {"L": [{"S": "rcp_2"}, {"S": "rcp_9"}]}}
        self.assertEqual(erase.held(worked, "shr_3", BIA, HASHES), {"who[1]": NOBODY})
        file = {"rcp": {"S": "rcp_8"}, "through": {"S": "stp_1"}, "other": {"S": "rcp_9"}}
        sent = STATE | {"files": {"M": {"upl_9": {"M": file}}}}
        self.assertEqual(erase.held(sent, "shr_3", BIA, HASHES), {"files.upl_9.other": NOBODY})
        answers = {"pk": {"S": "WORK#run_1#company"}, "sk": {"S": "WORK"}, "v": {"N": "3"}}
        answers["by"] = {"L": [{"L": [{"S": "rcp_9"}, {"NULL": True}]}, {"L": [{"S": "rcp_2"}, {"S": "rcp_9"}]}]}
        self.assertEqual(erase.held(answers, "shr_3", BIA, HASHES), {"by[0][0]": NOBODY, "by[1][1]": NOBODY})
        self.assertEqual((erase.name_of(answers), erase.name_of(STATE)), ("company", "company"))

    def test_a_member_s_name_goes_and_their_sub_stays(self) -> None:
        self.assertEqual(erase.held(DECIDED, "stp_1", RITA, HASHES), {"said[0].by": "erased", "said[0].rcp": NOBODY})
        self.assertEqual(erase.held(DESCRIBED, "stp_1", RITA, HASHES), {})

    def test_in_a_description_only_what_was_read_is_erased(self) -> None:
        answers = Answers()
        with answering(answers):
            erase.erase_row("state", DESCRIBED, erase.held(DESCRIBED, "shr_1", ANA, HASHES))
            erase.erase_row("state", DECIDED, erase.held(DECIDED, "shr_1", ANA, HASHES))
        described, decided = (options(words) for words in answers.asked)
        self.assertEqual(described["--update-expression"], "SET #n1.#n2[2].#n0 = :v0")
        self.assertEqual(described["--condition-expression"], "attribute_exists(pk) AND #n1.#n2[2].#n0 = :was0")
        was = json.loads(described["--expression-attribute-values"])[":was0"]
        self.assertEqual(was, {"S": "Ana@supplier.example"})
        sets = "SET #n4[1].#n0 = :v0, #n4[1].#n3 = :v1, #n2[0][0].#n1 = :v2, #n4[1].#n5.#n1 = :v3, v = :next"
        self.assertEqual((decided["--update-expression"], decided["--condition-expression"]), (sets, "v = :read"))

    def test_a_row_with_a_version_is_written_on_the_one_that_was_read_and_as_the_next(self) -> None:
        answers = Answers()
        with answering(answers):
            erase.erase_row("state", STATE, HELD)
            erase.erase_row("state", comment("shr_1"), {"author": "erased"})
        first, second = (options(words) for words in answers.asked)
        self.assertEqual(
            first["--update-expression"], "SET #n1.#n0 = :v0, #n1.#n3 = :v1, #n2.#n4.#n3 = :v2, v = :next"
        )
        self.assertEqual(first["--condition-expression"], "v = :read")
        names = {"#n0": "by", "#n1": "done", "#n2": "files", "#n3": "rcp", "#n4": "upl_1"}
        self.assertEqual(json.loads(first["--expression-attribute-names"]), names)
        values = {":v0": {"S": "erased"}, ":v1": {"S": NOBODY}, ":v2": {"S": NOBODY}}
        values |= {":read": {"N": "7"}, ":next": {"N": "8"}}
        self.assertEqual(json.loads(first["--expression-attribute-values"]), values)
        self.assertEqual(second["--update-expression"], "SET #n0 = :v0")
        self.assertEqual(json.loads(second["--expression-attribute-values"]), {":v0": {"S": "erased"}})

    def test_name_address_and_its_hash_are_taken_from_the_terms(self) -> None:
        answers = Answers()
        with answering(answers):
            erase.erase_recipient("state", {"pk": {"S": "SHARE#shr_1"}, "sk": {"S": "TERMS"}})
        values = json.loads(options(answers.asked[0])["--expression-attribute-values"])
        self.assertEqual(
            {name: value["S"] for name, value in values.items()},
            {":recipient_name": "erased", ":recipient_email": "erased@erased.invalid", ":recipient": "erased"},
        )

    def test_a_share_that_is_not_revoked_is_left_as_it_is(self) -> None:
        terms = {
            "pk": {"S": "SHARE#shr_1"},
            "sk": {"S": "TERMS"},
            "recipient_email": {"S": "ana@supplier.example"},
            "recipient": {"S": "rcp_9"},
            "scope": {"M": {"type": {"S": "tasks"}, "run": {"S": "run_1"}, "tasks": {"L": [{"S": "company"}]}}},
        }
        trail = row(("share.link_opened", "2026-11-22T04:00:00Z", "guest"))
        for revoked, written in ((False, []), (True, ["update-item"] * 7)):
            gate = {"pk": terms["pk"], "sk": {"S": "GATE"}, "v": {"N": "4"}}
            gate |= {"revoked": {"N": "1795435200000"}, "by": {"S": "Carla Mendes"}} if revoked else {}
            tasks = {"Items": [STATE, comment("shr_1"), comment("shr_2"), DESCRIBED, DECIDED]}
            work = {"pk": {"S": "WORK#run_1#company"}, "sk": {"S": "WORK"}, "v": {"N": "1"}, "by": {"L": [{"L": [{"S": "rcp_9"}]}]}}
            answers = Answers(query=[{"Items": [terms, gate]}, {"Items": [trail]}, tasks, {"Items": [work]}])
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
