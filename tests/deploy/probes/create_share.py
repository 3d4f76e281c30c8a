"""Shares by link and by mail, each asked for twice."""

from collections.abc import Generator

from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("create")
    world.push(run)
    yield
    key = world.name("key")
    for delivery in ("link", "email"):
        terms = world.terms(run, delivery=delivery)
        first = world.staff().call("POST", "/v1/shares", terms, idempotency_key=key + delivery).expect(201)
        again = world.staff().call("POST", "/v1/shares", terms, idempotency_key=key + delivery).expect(201)
        same(again.body["id"], first.body["id"], "the share of the second answer")
