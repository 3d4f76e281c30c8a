"""Situations that several probes begin or end with."""

from collections.abc import Iterator
from contextlib import contextmanager

from client import Guest
from steps import same, until
from world import World


def fresh_share(world: World, kind: str, **more: object) -> dict:
    """A share by link of a run of its own."""
    run = world.name(kind)
    world.push(run)
    return world.share(run, **more)


@contextmanager
def corrupt_share(world: World) -> Iterator[None]:
    """A share that is due and cannot be read."""
    dynamodb, table = world.client("dynamodb"), world.physical("StateTable")
    key = {"pk": {"S": "SHARE#shr_0000000000000000000001"}, "sk": {"S": "SHARE"}}
    due = {"due": {"S": "SHARE"}, "due_at": {"S": "2026-01-01T00:00:00.000Z"}}
    dynamodb.put_item(TableName=table, Item={**key, **due})
    try:
        yield
    finally:
        dynamodb.delete_item(TableName=table, Key=key)


def given_up(world: World, queue: str) -> None:
    """What a function failed at comes to its queue."""
    seen: list[dict] = []
    until(lambda: world.denied() or seen or seen.extend(world.failed(queue)), f"a message in {queue}")
    same(len(seen), 1, f"messages in {queue}")


def drafted_task(world: World, name: str) -> tuple[str, Guest, str]:
    """A guest who has filled in the only task of a share, and has yet to complete it: the run, the guest, their page."""
    run = world.name(name)
    world.push(run)
    share = world.share(run, scope={"type": "tasks", "run": run, "tasks": ["details"]})
    guest, page = world.guest(), f"/p/{share['id']}"
    guest.open(share["link"].split("#")[1]).expect(200)
    version = guest.call("GET", page).expect(200).body["tasks"][0]["version"]
    draft = {"base": version, "answers": {"legal_name": "Souza"}}
    guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200)
    return run, guest, page
