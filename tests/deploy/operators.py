"""Operators at work: the scripts of infra/scripts against the emulated AWS, the SDK in place of the AWS CLI."""

import base64
import contextlib
import importlib
import io
import json
import sys
from datetime import datetime
from pathlib import Path
from unittest import mock

from botocore import xform_name
from botocore.exceptions import ClientError
from steps import Wrong
from world import World

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "infra" / "scripts"))

import aws  # noqa: E402

# What the CLI adds to an operation that has pages.
PAGING = {"max-items", "starting-token"}


def redeliver(world: World, *words: str) -> str:
    return run(world, "redeliver", world.deployment.name, *words)


def run(world: World, script: str, *words: str) -> str:
    """Runs a script to its end; what it printed. One that does not end well fails the step."""
    printed, told = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(aws, "call", lambda *asked: _call(world, *asked)),
        mock.patch.object(sys, "argv", [f"{script}.py", *words]),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(told),
    ):
        status = importlib.import_module(script).main()
    if status:
        raise Wrong(f"{script}.py {' '.join(words)} ended with {status}: {told.getvalue()}")
    return printed.getvalue()


def _call(world: World, service: str, operation: str, *words: str) -> dict:
    """One call as the CLI would make it of these words."""
    client = world.client(service)
    method = operation.replace("-", "_")
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method])
    members = {xform_name(name, "-"): (name, shape) for name, shape in model.input_shape.members.items()}
    asked, left = {}, list(words)
    while left:
        option = left.pop(0)
        if not option.startswith("--"):
            outfile = Path(option)  # where the CLI writes what a function answered
            continue
        name, given = option.removeprefix("--"), []
        while left and not left[0].startswith("--") and len(given) < _most(members.get(name)):
            given.append(left.pop(0))
        if name in members:
            member, shape = members[name]
            asked[member] = _parsed(shape, given)
    try:
        if client.can_paginate(method) and any(word.removeprefix("--") in PAGING for word in words):
            answer = client.get_paginator(method).paginate(**asked).build_full_result()
        else:
            answer = getattr(client, method)(**asked)
    except ClientError as error:
        raise aws.Refused(str(error)) from error
    if "Payload" in answer:
        outfile.write_bytes(answer.pop("Payload").read())
    return _plain(answer)


def _most(member: tuple | None) -> float:
    """How many words an option takes, at most."""
    if member is None:
        return 1
    return {"boolean": 0, "list": float("inf")}.get(member[1].type_name, 1)


def _parsed(shape: object, given: list[str]) -> object:
    if not given:
        return True
    match shape.type_name:
        case "integer" | "long":
            return int(given[0])
        case "blob":
            return Path(given[0].removeprefix("fileb://")).read_bytes()
        case "structure" | "map":
            return json.loads(given[0])
        case "list":
            return given
    return given[0]


def _plain(value: object) -> object:
    """As the CLI prints it: bytes as base64, instants as text."""
    match value:
        case dict():
            return {name: _plain(part) for name, part in value.items() if name != "ResponseMetadata"}
        case list():
            return [_plain(part) for part in value]
        case bytes():
            return base64.b64encode(value).decode()
        case datetime():
            return value.isoformat()
    return value
