"""The runbook: whoever follows it at night finds what it names."""

import re
from collections.abc import Iterator

from beside import ROOT
from rules import rule
from stack import Stack


@rule
def the_runbook_names_what_there_is(stack: Stack) -> Iterator[str]:
    text = stack.beside.runbook
    for name in sorted(set(re.findall(r"\$\(name (\w+)\)", text)) - stack.resources.keys()):
        yield f"the runbook asks for the name of {name}, which is no resource"
    for script in sorted(set(re.findall(r"infra/[a-z-]+/\w+\.py", text))):
        if not (ROOT / script).is_file():
            yield f"the runbook runs {script}, which there is not"
    for anchor in sorted(set(re.findall(r"\]\(#([^)]+)\)", text)) - stack.beside.anchors.keys()):
        yield f"the runbook leads to #{anchor}, which is no section"


@rule
def the_runbook_asks_logs_for_what_is_written(stack: Stack) -> Iterator[str]:
    text = stack.beside.runbook
    for message in sorted(set(re.findall(r'message = "([^"]+)"', text))):
        if f'"{message}"' not in stack.beside.sources["code"]:
            yield f"no function writes the line {message!r}, for which the runbook looks"
    functions = {stack.binary(name) for name in stack.functions}
    asked = re.findall(r"`ask \d+ (?:'[^']+'|\"[^\"]+\") ([^`]+)`", text)
    for log in sorted({log for logs in asked for log in logs.split()} - functions - {"$(logs)"}):
        yield f"the runbook looks into the log {log}, which no function has"
    if len(asked) < 5:
        yield "the runbook no longer reads so that the logs it looks into are found in it"
