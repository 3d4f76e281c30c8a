"""Checks template.yaml and what stands beside it, as far as that is possible without AWS.

python check.py             transform, cfn-lint, rules, checkov; exit status 1 with everything that is wrong
python check.py --routes    every route as JSON: function, method, path, auth
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from cfnlint.api import ManualArgs, lint_file

import audit
from beside import EDGE, MONITORING
from rules import RULES
from stack import Stack
from transform import TEMPLATE, TransformRefused, load

# Checks of cfn-lint that are not asked, each with its reason.
UNASKED = {"W3002": "`sam deploy` uploads the nested template and puts its address here"}


def lint(stack: Stack) -> list[str]:
    """What cfn-lint says of the plain template. It no longer looks through SAM by itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.json"
        path.write_text(json.dumps(stack.plain, indent=2), encoding="utf-8")
        for nested in stack.of_type("AWS::CloudFormation::Stack").values():
            below = Path(folder) / nested["TemplateURL"]
            below.parent.mkdir(exist_ok=True)
            below.write_text(json.dumps(stack.beside.monitoring), encoding="utf-8")
        return lint_plain(path, "eu-west-1")


def lint_beside() -> list[str]:
    """What it says of the templates that are plain already, each where it is deployed."""
    return lint_plain(MONITORING, "eu-west-1") + lint_plain(EDGE, "us-east-1")


def lint_plain(path: Path, region: str) -> list[str]:
    """What it says of a plain template that is deployed in a region."""
    config = ManualArgs(regions=[region], ignore_checks=list(UNASKED))
    return [f"{m.rule.id} {'/'.join(map(str, m.path or []))}: {m.message}" for m in lint_file(path, config=config)]


def objections(stack: Stack) -> list[str]:
    """What the rules say, each with the name of its rule."""
    return [f"{rule.__name__}: {objection}" for rule in RULES for objection in rule(stack)]


def main() -> int:
    arguments = argparse.ArgumentParser(description="Checks template.yaml without AWS.")
    arguments.add_argument("template", nargs="?", type=Path, default=TEMPLATE)
    arguments.add_argument("--routes", action="store_true", help="print every route as JSON, and check nothing")
    asked = arguments.parse_args()
    try:
        stack = Stack(load(asked.template))
    except TransformRefused as refused:
        print(*refused.args[0], sep="\n", file=sys.stderr)
        return 1
    if asked.routes:
        print(json.dumps([asdict(route) for route in stack.routes], indent=2))
        return 0
    wrong = lint(stack) + lint_beside() + objections(stack) + audit.objections(stack)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(stack.resources)} resources, {len(stack.routes)} routes, {len(RULES)} rules: {len(wrong)} objections")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
