"""The runbook's commands and numbers."""

import re
import subprocess
import unittest

import jmespath
from beside import ROOT, RUNBOOK
from planted.places import SOUND
from rights import SET_ASIDE
from stack import Stack

# How many requests the API lets through, and how many of a function run at once.
MAPPINGS = ("Throttle", "Concurrency")


class Following(unittest.TestCase):
    def test_the_runbook_s_questions_to_the_logs_show_what_was_found(self) -> None:
        block = re.search(r"^ask\(\) \{.*?^\}", RUNBOOK.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[0]
        (query,) = re.findall(r"get-query-results .*--query \"(results[^\"]+)\"", block)
        line = {"@timestamp": "2026-11-22 03:15:00.000", "span.route": "/i/open", "@ptr": "CmEKJgoiMTIz"}
        found = [[{"field": field, "value": value} for field, value in line.items()]] * 2
        shown = ["2026-11-22 03:15:00.000  /i/open"]
        self.assertEqual(jmespath.search(query, {"results": found}), [shown, shown])
        self.assertEqual(jmespath.search(query, {"results": []}), [])

    def test_the_runbook_s_queries_are_queries(self) -> None:
        queries = re.findall(r"--query ('[^']+'|\"[^\"]+\"|[^\s`]+)", RUNBOOK.read_text(encoding="utf-8"))
        self.assertGreater(len(queries), 10)
        for query in queries:
            jmespath.compile(query.strip("`'\"").replace("$1", "Portal").replace("$STACK", "vestibule-prod"))

    def test_the_runbook_s_blocks_are_shell(self) -> None:
        blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", RUNBOOK.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        self.assertGreater(len(blocks), 5)
        for block in blocks:
            read = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
            self.assertEqual((read.returncode, read.stderr), (0, ""), block)

    def test_the_runbook_opens_again_with_the_template_s_numbers(self) -> None:
        text, (throttle, set_aside) = RUNBOOK.read_text(encoding="utf-8"), (SOUND["Mappings"][m] for m in MAPPINGS)
        stages = ("prod", "staging", "dev")
        rates = ", ".join(f"{stage} {throttle[stage]['Rate']} and {throttle[stage]['Burst']}" for stage in stages)
        prod = throttle["prod"]
        for said in (
            f"(prod {set_aside['prod']['Portal']}, staging {set_aside['staging']['Portal']}; dev sets none aside",
            f'"$(name Portal)" --reserved-concurrent-executions {set_aside["prod"]["Portal"]}\n',
            f"mapping `Throttle` ({rates})",
            f"ThrottlingRateLimit={prod['Rate']},ThrottlingBurstLimit={prod['Burst']}\n",
        ):
            self.assertIn(said, text)
        functions = Stack(SOUND).of_type("AWS::Lambda::Function")
        limited = {name for name, f in functions.items() if "ReservedConcurrentExecutions" in f}
        self.assertEqual(limited, SET_ASIDE.keys())

    def test_the_runbook_says_how_long_a_stream_tries(self) -> None:
        text = RUNBOOK.read_text(encoding="utf-8")
        for name in ("OutboxStream", "TrailStream"):
            stream = Stack(SOUND).properties(name)
            attempts, hours = stream["MaximumRetryAttempts"], stream["MaximumRecordAgeInSeconds"] // 3600
            self.assertIn(f"again {attempts} times at most, and not after {hours} hours", text)

    def test_the_runbook_says_how_long_a_mail_is_tried(self) -> None:
        text = RUNBOOK.read_text(encoding="utf-8")
        outbox = (ROOT / "shared" / "cloud" / "src" / "outbox.rs").read_text(encoding="utf-8")
        self.assertIn("DELIVERY_PERIOD: SignedDuration = SignedDuration::from_hours(24);", outbox)
        self.assertIn("MAX_PAUSE: SignedDuration = SignedDuration::from_mins(60);", outbox)
        self.assertIn("a mail is tried for a day, with pauses of up to an hour", text)
