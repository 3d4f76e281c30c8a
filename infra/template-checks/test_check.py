"""Every rule is seen to refuse: defects are planted in the template one at a time.

python -m unittest test_check
"""

import copy
import unittest

from check import lint, objections
from planted import access, background, beside, things
from planted.places import SOUND, Plant, event, properties, statement
from rules import RULES
from stack import Stack
from transform import TransformRefused

# name of the rule -> defects that it must refuse, each planted alone
DEFECTS = access.DEFECTS | things.DEFECTS | background.DEFECTS
RULE = {rule.__name__: rule for rule in RULES}

# What SAM refuses by itself.
UNTRANSFORMABLE: dict[str, Plant] = {
    "no default authorizer": lambda t: properties(t, "HttpApi")["Auth"].pop("DefaultAuthorizer"),
    "an authorizer that is not there": lambda t: event(t, "Register", "ReadRun").update(Auth={"Authorizer": "Staf"}),
    "a route of an API that is not there": lambda t: event(t, "Register", "ReadRun").update(ApiId={"Ref": "Api"}),
    "a misspelt property": lambda t: properties(t, "Portal").update(MemorySise=512),
}

# What is left to cfn-lint: id of its check -> defects.
LINTED: dict[str, dict[str, Plant]] = {
    "E3717": {"a timeout that Lambda refuses": lambda t: properties(t, "Notify").update(Timeout=1000)},
    "E1010": {
        "a table that does not exist": lambda t: statement(t, "Portal", "Query").update(
            Resource={"Fn::GetAtt": ["StatesTable", "Arn"]}
        )
    },
    "E3004": {
        "a circle of dependencies": lambda t: statement(t, "Portal", "Query")["Resource"].update(
            {"Fn::GetAtt": ["LinkKey", "Arn"]}
        )
    },
    "W2001": {"a parameter without use": lambda t: t["Parameters"].update(Unused={"Type": "String"})},
}


def with_defect(plant: Plant) -> Stack:
    template = copy.deepcopy(SOUND)
    plant(template)
    return Stack(template)


class EveryRuleRefuses(unittest.TestCase):
    def test_the_template_as_it_is_passes(self) -> None:
        stack = Stack(SOUND)
        self.assertEqual(lint(stack) + objections(stack), [])

    def test_every_rule_has_a_defect_that_it_refuses(self) -> None:
        self.assertEqual(sorted(rule.__name__ for rule in RULES), sorted({*DEFECTS, *beside.DEFECTS}))

    def test_planted_defects_are_refused(self) -> None:
        for rule, defects in DEFECTS.items():
            for name, plant in defects.items():
                with self.subTest(rule=rule, defect=name):
                    self.assertNotEqual(list(RULE[rule](with_defect(plant))), [])

    def test_planted_defects_are_refused_by_sam(self) -> None:
        for name, plant in UNTRANSFORMABLE.items():
            with self.subTest(defect=name), self.assertRaises(TransformRefused):
                with_defect(plant)

    def test_planted_defects_are_refused_by_cfn_lint(self) -> None:
        for check, defects in LINTED.items():
            for name, plant in defects.items():
                with self.subTest(check=check, defect=name):
                    self.assertIn(check, {found.split()[0] for found in lint(with_defect(plant))})


if __name__ == "__main__":
    unittest.main()
