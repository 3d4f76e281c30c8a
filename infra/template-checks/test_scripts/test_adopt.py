"""Taking a retained deployment over: adopt.py."""

import json
import tempfile
import unittest
from pathlib import Path

import adopt
from check import lint_plain
from planted.places import SOUND
from stack import Stack


class Adopting(unittest.TestCase):
    def setUp(self) -> None:
        self.processed = Stack(SOUND).plain
        self.present = {name: f"{name.lower()}-0123" for name in self.processed["Resources"]}
        self.template = adopt.import_template(self.processed, self.present.keys())

    def test_what_is_retained_is_taken_over_and_nothing_else(self) -> None:
        kept = {"StateTable", "TrailTable", "QuarantineBucket", "DocumentsBucket", "LinkKey", "MailFromIdentity"}
        self.assertEqual(self.template["Resources"].keys(), kept)
        listed = adopt.resources_to_import(self.template, self.present | {"StateTable": "restored"})
        identifiers = {r["LogicalResourceId"]: r["ResourceIdentifier"] for r in listed}
        self.assertEqual(identifiers["StateTable"], {"TableName": "restored"})
        self.assertEqual(identifiers["LinkKey"], {"KeyId": "linkkey-0123"})

    def test_another_name_is_taken_for_a_retained_resource_only(self) -> None:
        taken = adopt.taken_over(self.processed, self.present, ["StateTable=restored"])
        self.assertEqual((taken["StateTable"], taken["TrailTable"]), ("restored", "trailtable-0123"))
        for typed in ("Statetable=restored", "StateTable", "StateTable=", "Portal=restored"):
            with self.assertRaises(adopt.Unfit, msg=typed):
                adopt.taken_over(self.processed, self.present, [typed])

    def test_nothing_is_left_out_but_what_the_deployment_does_not_have(self) -> None:
        listed = {name: at for name, at in self.present.items() if name not in ("MailFromIdentity", "DocumentsBucket")}
        with self.assertRaises(adopt.Unfit) as refused:
            adopt.taken_over(self.processed, listed, [])
        self.assertIn("DocumentsBucket", str(refused.exception))
        taken = adopt.taken_over(self.processed, listed, ["DocumentsBucket=found"])
        self.assertEqual(taken.keys(), set(self.template["Resources"]) - {"MailFromIdentity"})

    def test_the_template_stands_by_itself(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.json"
            path.write_text(json.dumps(self.template), encoding="utf-8")
            self.assertEqual(lint_plain(path, "eu-west-1"), [])
