"""Faults of configuration, as an operator meets them: told in one line, and nothing lost by them."""

from contextlib import contextmanager

from botocore.exceptions import ClientError

from operators import redeliver
from scenes import in_the_sandbox
from steps import Steps, Wrong, must, same, until
from world import World

# A function starts without these, and does without what they are for.
OPTIONAL = {"DEPLOYMENT", "MAIL_CONFIGURATION_SET", "TOKEN_TYPE", "UPLOAD_ORIGINS"}


def check(world: World, step: Steps) -> None:
    with step("a function that lacks a variable says which, and does not start"):
        count = sum(_variables(world, function) for function in world.functions())
        print(f"        {count} variables")

    with step("a function with the name of another table, or another key, does not start"):
        with _configured(world, "Register", STATE_TABLE="no-such-table"):
            must("GetItem" in _start(world, "Register"), "the log does not tell what failed")
        with _configured(world, "Portal", KMS_KEY_ID="00000000-0000-0000-0000-000000000000"):
            must("GenerateMac" in _start(world, "Portal"), "the log does not tell what failed")
        world.guest().call("GET", "/i").expect(200)

    with step("in the sandbox of SES, an invitation waits in the outbox; outside of it, it is sent, once"):
        world.push("refused")
        until(lambda: not world.outbox(), "the end of the outbox")
        address = world.address("ana.refused")
        with in_the_sandbox(world):
            share = world.share("refused", delivery="email")
            until(lambda: "not delivered" in world.logged("Notify"), "a line in the log of Notify")
            must("MessageRejected" in world.logged("Notify"), "the log does not tell why")
            same(len(world.outbox()), 1, "mails in the outbox")
            same(world.mails(address), [], "the mails")
            same(world.trail(share["id"]), ["share.created"], "the trail")
        redeliver(world, "--waiting", "--deliver")
        world.mailed_link(address)
        until(lambda: not world.outbox(), "the end of the outbox")
        same(len(world.mails(address)), 1, "mails to the guest")
        same(world.trail(share["id"]), ["share.created", "share.invited"], "the trail")

    with step("no log holds an address, a name or a token"):
        for function in world.functions():
            log = world.logged(function)
            for secret in ("@", "Ana Souza", "vst1_", "Souza Metais"):
                must(secret not in log, f"the log of {function} holds {secret!r}")


def _variables(world: World, function: str) -> int:
    """Takes each variable away in turn."""
    names = [name for name in world.environment(function) if name not in OPTIONAL]
    for name in names:
        with _configured(world, function, **{name: None}):
            told = _start(world, function)
            must(f"environment variable {name} is not set" in told, f"{function} without {name} said: {told[:300]}")
    return len(names)


@contextmanager
def _configured(world: World, function: str, **changes: str | None):
    """Changes variables of a function, and puts them back; `None` takes one away."""
    whole = world.environment(function)
    changed = {name: value for name, value in {**whole, **changes}.items() if value is not None}
    world.configure(function, changed)
    try:
        yield
    finally:
        world.configure(function, whole)


def _start(world: World, function: str) -> str:
    """What is told of an instance that does not start."""
    try:
        world.invoke(function, {})
    except (Wrong, ClientError) as told:
        return str(told)
    raise Wrong(f"{function} starts all the same")
