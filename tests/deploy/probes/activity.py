"""A share, both lists of active shares, those of a run, the trail."""

from collections.abc import Generator

from founding import PROJECT
from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("read")
    world.push(run)
    share = world.share(run)["id"]
    yield
    world.staff().call("GET", f"/v1/shares/{share}").expect(200)
    for sort in ("expiry", "accesses"):
        world.staff().call("GET", f"/v1/shares?project={PROJECT}&sort={sort}").expect(200)
    listed = world.staff().call("GET", f"/v1/projects/{PROJECT}/runs/{run}/shares").expect(200).body["shares"]
    same([one["id"] for one in listed], [share], "the shares of the run")
    same(world.trail(share), ["share.created"], "the trail")
    shown = world.staff("olivia").call("GET", f"/v1/shares/{share}").expect(200).body
    same(shown["creator"]["left"], False, "its creator is there")
