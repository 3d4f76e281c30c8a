"""Every rule about what stands beside the template is seen to refuse; so are cfn-lint and checkov.

python -m unittest test_beside
"""

import copy
import tomllib
import unittest

import audit
import paste
from beside import MONITORING, Beside
from check import lint
from planted.beside import DEFECTS, site
from planted.places import SOUND, properties
from rules import RULES
from rules.alarms import MOST_METRICS, THROTTLED
from samtranslator.yaml_helper import yaml_parse
from stack import Stack
from transform import transform

REPOSITORY = Beside.of_repository()
PLAIN = transform(SOUND)
RULE = {rule.__name__: rule for rule in RULES}


def beside() -> Beside:
    given = (REPOSITORY.monitoring, REPOSITORY.edge, REPOSITORY.runbook, REPOSITORY.sources)
    return Beside(*copy.deepcopy(given))


def with_defect(plant) -> Stack:
    template, around = copy.deepcopy(SOUND), beside()
    plant(template, around)
    return Stack(template, around, PLAIN if template == SOUND else None)


class EveryRuleRefuses(unittest.TestCase):
    def test_planted_defects_are_refused(self) -> None:
        for rule, defects in DEFECTS.items():
            for name, plant in defects.items():
                with self.subTest(rule=rule, defect=name):
                    self.assertNotEqual(list(RULE[rule](with_defect(plant))), [])

    def test_cfn_lint_refuses_a_parameter_that_the_nested_stack_does_not_take(self) -> None:
        stack = with_defect(lambda t, b: properties(t, "Monitoring")["Parameters"].update(Colour="red"))
        self.assertIn("E3043", {found.split()[0] for found in lint(stack)})


class WhatIsMissingIsTold(unittest.TestCase):
    """The lines that a rule prints are lines as they stand in infra/monitoring.yaml."""

    text = MONITORING.read_text(encoding="utf-8")
    stack = Stack(SOUND, REPOSITORY, PLAIN)

    def test_of_functions(self) -> None:
        for name in filter(self.stack.routes_of, self.stack.functions):
            binary = self.stack.binary(name)
            with self.subTest(name):
                self.assertIn(paste.parameter(self.stack, name), self.text)
                self.assertIn(paste.errors_alarm(self.stack, name), self.text)
                throttles = [paste.throttles(name, at) for at in range(1, MOST_METRICS + 1)]
                self.assertTrue(any(lines in self.text for lines in throttles))
                if name != "Register":  # whose row is the first of each widget
                    self.assertIn(paste.row(name, binary), self.text)

    def test_of_queues(self) -> None:
        standing = self.stack.beside.alarms["MailEventsFailuresNotEmpty"]
        told = yaml_parse(paste.depth_alarm("MailEventsFailures"))["MailEventsFailuresNotEmpty"]["Properties"]
        self.assertEqual(told | {"AlarmDescription": standing["AlarmDescription"]}, standing)
        self.assertIn(paste.row("SweepFailures", "SweepFailures"), self.text)

    def test_of_indexes(self) -> None:
        for table in ("StateTable", "TrailTable"):
            for index in (i["IndexName"] for i in properties(SOUND, table)["GlobalSecondaryIndexes"]):
                with self.subTest(index):
                    for metric in THROTTLED:
                        lines = [paste.index_throttles(table, index, metric, at) for at in range(1, MOST_METRICS + 1)]
                        self.assertTrue(any(standing in self.text for standing in lines))
                    if index not in ("by-expiry", "by-place"):  # whose rows name the table, too
                        self.assertIn(paste.index_row(index), self.text)

    def test_of_an_index_that_nothing_watches(self) -> None:
        stack = with_defect(lambda t, b: b.monitoring["Resources"].pop("StateReadsThrottled"))
        objections = list(RULE["every_table_and_index_has_a_throttles_alarm"](stack))
        self.assertTrue(any("Lines for StateReadsThrottled:\n        - Id: m" in found for found in objections))

    def test_of_a_function_that_nothing_watches(self) -> None:
        stack = with_defect(lambda t, b: b.monitoring["Resources"].pop("PortalErrors"))
        (objection,) = RULE["every_function_has_an_errors_alarm"](stack)
        self.assertIn("\n  PortalErrors:\n    Type: AWS::CloudWatch::Alarm\n", objection)


class EveryFindingIsAccepted(unittest.TestCase):
    """checkov takes its time, so it is asked once, with all defects planted together."""

    def test_new_findings_are_told_and_nothing_else(self) -> None:
        def plant(t: dict, b: Beside) -> None:
            properties(t, "DocumentsBucket").pop("PublicAccessBlockConfiguration")
            b.monitoring["Resources"]["AlarmTopic"]["Properties"].pop("KmsMasterKeyId")
            site(b).pop("WebACLId")

        wrong = audit.objections(with_defect(plant))
        for check, resource in (
            ("CKV_AWS_53", "template:DocumentsBucket"),
            ("CKV_AWS_26", "monitoring:AlarmTopic"),
            ("CKV_AWS_68", "edge:Distribution"),
        ):
            self.assertTrue([w for w in wrong if w.startswith(f"{check} {resource}")], (check, wrong))
        planted = {"template:DocumentsBucket", "monitoring:AlarmTopic", "edge:Distribution"}
        self.assertEqual([w for w in wrong if not planted & {word.rstrip(":") for word in w.split()}], [])

    def test_a_finding_is_accepted_where_it_was_looked_at_alone(self) -> None:
        found = [audit.Finding("CKV_1", "template:Here", "says"), audit.Finding("CKV_1", "template:There", "says")]
        accepted = {"CKV_1": {"reason": "because it is right like this", "resources": ["template:Here"]}}
        self.assertEqual(audit.unaccepted(found, accepted), ["CKV_1 template:There: says"])

    def test_an_acceptance_without_a_finding_or_a_reason_is_refused(self) -> None:
        found = [audit.Finding("CKV_1", "template:Here", "says")]
        accepted = {
            "CKV_1": {"reason": "because", "resources": ["template:*", "edge:*"]},
            "CKV_2": {"reason": "because it is right like this", "resources": ["template:Here"]},
        }
        self.assertEqual(
            audit.unaccepted(found, accepted),
            [
                "CKV_1 is accepted without a reason",
                "CKV_1 is accepted for edge:*, where checkov finds nothing",
                "CKV_2 is accepted for template:Here, where checkov finds nothing",
            ],
        )

    def test_every_acceptance_has_its_reason(self) -> None:
        accepted = tomllib.loads(audit.ACCEPTED.read_text(encoding="utf-8"))
        self.assertEqual([check for check, entry in accepted.items() if len(entry["reason"].split()) < 5], [])


if __name__ == "__main__":
    unittest.main()
