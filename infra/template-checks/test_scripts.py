"""The operators' scripts, as far as they can be tried without AWS.

python -m unittest test_scripts
"""

import json
import sys
import tempfile
import unittest
from datetime import UTC, datetime
from pathlib import Path

from beside import ROOT
from check import lint_plain
from planted.places import SOUND
from stack import Stack

sys.path.insert(0, str(ROOT / "infra" / "scripts"))

import adopt  # noqa: E402
import erase  # noqa: E402
import redeliver  # noqa: E402
import replay  # noqa: E402
import restore_tables  # noqa: E402
import undone  # noqa: E402


def row(*records: tuple[str, str, str], personal: bool = True) -> dict:
    """A row of the trail as DynamoDB gives it: kind, instant and actor of each record."""
    written = [{"kind": kind, "at": at, "actor": {"type": actor}} for kind, at, actor in records]
    details = {"personal": {"S": '{"name":"Ana Souza","salt":"00"}'}} if personal else {}
    return {"records": {"L": [{"M": {"record": {"S": json.dumps(r)}, **details}} for r in written]}}


class Adopting(unittest.TestCase):
    def setUp(self) -> None:
        processed = Stack(SOUND).plain
        self.present = {name: f"{name.lower()}-0123" for name in processed["Resources"]}
        self.template = adopt.import_template(processed, self.present.keys())

    def test_what_is_retained_is_taken_over_and_nothing_else(self) -> None:
        kept = {"StateTable", "TrailTable", "QuarantineBucket", "DocumentsBucket", "LinkKey", "MailFromIdentity"}
        self.assertEqual(self.template["Resources"].keys(), kept)
        listed = adopt.resources_to_import(self.template, self.present | {"StateTable": "restored"})
        identifiers = {r["LogicalResourceId"]: r["ResourceIdentifier"] for r in listed}
        self.assertEqual(identifiers["StateTable"], {"TableName": "restored"})
        self.assertEqual(identifiers["LinkKey"], {"KeyId": "linkkey-0123"})

    def test_the_template_stands_by_itself(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.json"
            path.write_text(json.dumps(self.template), encoding="utf-8")
            self.assertEqual(lint_plain(path, "eu-west-1"), [])


class Reading(unittest.TestCase):
    def test_only_what_took_a_right_after_the_instant_is_told(self) -> None:
        rows = [
            row(
                ("share.revoked", "2026-11-22T03:14:59Z", "member"), ("share.rotated", "2026-11-22T03:15:01Z", "member")
            ),
            row(("share.link_opened", "2026-11-22T04:00:00Z", "guest")),
            row(("share.revoked", "2026-11-22T05:00:00.25Z", "member")),
        ]
        instant = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
        told = [(r["kind"], r["at"]) for r in undone.since(iter(rows), instant, undone.TAKEN)]
        self.assertEqual(
            told, [("share.rotated", "2026-11-22T03:15:01Z"), ("share.revoked", "2026-11-22T05:00:00.25Z")]
        )

    def test_the_guest_s_details_are_found_and_the_staff_s_are_left(self) -> None:
        mixed = row(
            ("share.created", "2026-11-22T03:00:00Z", "member"),
            ("share.link_opened", "2026-11-22T04:00:00Z", "guest"),
            ("share.expired", "2026-11-22T05:00:00Z", "system"),
        )
        self.assertEqual(erase.of_guest(mixed), [1])
        self.assertEqual(erase.of_guest(row(("share.consented", "2026-11-22T04:00:00Z", "guest"), personal=False)), [])

    def test_an_event_is_found_as_eventbridge_and_as_lambda_left_it(self) -> None:
        given = {"source": "aws.ses", "detail": {}}
        self.assertEqual(replay.event(json.dumps(given)), given)
        self.assertEqual(replay.event(json.dumps({"requestContext": {}, "requestPayload": given})), given)

    def test_a_bundle_is_told_by_its_key_and_comes_back_by_it(self) -> None:
        (record,) = redeliver.event(["OUTBOX#evt_1"])["Records"]
        self.assertEqual(record["dynamodb"]["Keys"]["pk"], {"S": "OUTBOX#evt_1"})
        self.assertEqual(record["dynamodb"]["SequenceNumber"], "OUTBOX#evt_1")

    def test_a_restored_table_has_a_name_that_dynamodb_takes(self) -> None:
        name = restore_tables.restored_name("s" * 255, datetime(2026, 11, 22, 3, 15, tzinfo=UTC))
        self.assertEqual((len(name) <= 255, name[-16:]), (True, "-r20261122031500"))


if __name__ == "__main__":
    unittest.main()
