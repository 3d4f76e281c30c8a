"""A share, both lists of shares, the trail."""

from collections.abc import Generator

from founding import PROJECT
from scenes import fresh_share
from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    share = fresh_share(world, "read")["id"]
    yield
    world.staff().call("GET", f"/v1/shares/{share}").expect(200)
    for sort in ("expiry", "accesses"):
        world.staff().call("GET", f"/v1/shares?project={PROJECT}&sort={sort}").expect(200)
    same(world.trail(share), ["share.created"], "the trail")
