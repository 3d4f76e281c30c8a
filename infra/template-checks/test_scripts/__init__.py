"""The operators' scripts and the runbook's commands, as far as they can be tried without AWS: a file for each script.

python -m unittest test_scripts
"""

import contextlib
import io
import json
import sys
import unittest
from pathlib import Path
from unittest import mock

from beside import ROOT

sys.path.insert(0, str(ROOT / "infra" / "scripts"))

import aws  # noqa: E402


def load_tests(loader: unittest.TestLoader, *_: object) -> unittest.TestSuite:
    here = Path(__file__).parent
    return loader.discover(str(here), top_level_dir=str(here.parent))


def row(*records: tuple[str, str, str], personal: bool = True, published: bool = True) -> dict:
    """A row of a share's trail as DynamoDB gives it: kind, instant and actor of each record."""
    written = [
        {"kind": kind, "at": at, "actor": {"type": actor}, "seq": seq, "trail": "share/shr_1"}
        for seq, (kind, at, actor) in enumerate(records, 1)
    ]
    details = {"personal": {"S": '{"name":"Ana Souza","salt":"00"}'}} if personal else {}
    records = {"records": {"L": [{"M": {"record": {"S": json.dumps(r)}, **details}} for r in written]}}
    told = {"published": {"N": "1"}} if published else {}
    return {"pk": {"S": "share/shr_1"}, "sk": {"S": "000000000001"}, **records, **told}


class Answers:
    """The AWS CLI with canned answers by operation, the last one again and again; `Refused` is raised."""

    def __init__(self, **answers: list) -> None:
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *words: str) -> dict:
        self.asked.append(words)
        left = self.answers.get(words[1].replace("-", "_"), [{}])
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, aws.Refused):
            raise answer
        return answer

    def operations(self) -> list[str]:
        return [words[1] for words in self.asked if not words[1].startswith("describe")]


def answering(answers: Answers) -> contextlib.ExitStack:
    """With these answers, no pause, and nothing said on the terminal."""
    stack = contextlib.ExitStack()
    stack.enter_context(mock.patch.object(aws, "call", answers))
    stack.enter_context(mock.patch("time.sleep"))
    stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
    return stack
