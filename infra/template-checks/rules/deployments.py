"""samconfig.toml: three deployments, whose parameters the template takes."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from rules import rule
from stack import Stack

SAMCONFIG = Path(__file__).resolve().parents[3] / "samconfig.toml"


@rule
def every_deployment_gives_what_the_template_asks(stack: Stack) -> Iterator[str]:
    asked = stack.template.get("Parameters", {})
    required = {name for name, parameter in asked.items() if "Default" not in parameter}
    for stage in ("dev", "staging", "prod"):
        given = overrides(stage)
        if given.get("Stage") != stage:
            yield f"samconfig.toml deploys {stage} with Stage={given.get('Stage')}"
        for name in sorted(required - given.keys()):
            yield f"samconfig.toml leaves out {name} for {stage}"
        for name, value in given.items():
            if name not in asked:
                yield f"samconfig.toml gives {name} for {stage}, which the template does not take"
            elif not fits(asked[name], value):
                yield f"samconfig.toml gives {name}={value} for {stage}, which the template refuses"


@rule
def no_account_is_named(stack: Stack) -> Iterator[str]:
    for number in re.findall(r"\b\d{12}\b", f"{SAMCONFIG.read_text(encoding='utf-8')}\n{stack.template}"):
        yield f"{number} looks like the number of an account"


def settings(table: str) -> dict:
    return tomllib.loads(SAMCONFIG.read_text(encoding="utf-8"))[table]["deploy"]["parameters"]


def overrides(table: str) -> dict[str, str]:
    return dict(override.split("=", 1) for override in settings(table)["parameter_overrides"])


def fits(parameter: dict, value: str) -> bool:
    allowed = [str(v) for v in parameter.get("AllowedValues", [])]
    if allowed:
        return value in allowed
    if "MaxValue" in parameter:
        return value.isdigit() and parameter.get("MinValue", 0) <= int(value) <= parameter["MaxValue"]
    return re.fullmatch(parameter.get("AllowedPattern", ".*"), value) is not None
