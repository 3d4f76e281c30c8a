"""A share of a document; shares by link and by mail, each asked for twice."""

from collections.abc import Generator

from scenes import document, share_of_document
from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("create")
    world.push(run)
    number = document(world, "CREATE")
    yield
    same(share_of_document(world, number)["scope"]["number"], number, "the document that is shared")
    key = world.name("key")
    for delivery in ("link", "email"):
        terms = world.terms(run, delivery=delivery)
        first = world.staff().call("POST", "/v1/shares", terms, idempotency_key=key + delivery).expect(201)
        again = world.staff().call("POST", "/v1/shares", terms, idempotency_key=key + delivery).expect(201)
        same(again.body["id"], first.body["id"], "the share of the second answer")
