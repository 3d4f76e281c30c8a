"""An expiry that is recorded, and a row that cannot be read."""

from collections.abc import Generator

from scenes import corrupt_share, given_up
from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("sweep")
    world.push(run)
    share = world.share(run, expiry={"at": world.instant(2)})
    token = share["link"].split("#")[1]
    until(lambda: world.guest().peek(token).status == 410, "the expiry")
    yield
    world.invoke("SweepExpired", {})
    same(world.trail(share["id"])[-1], "share.expired", "the last record")
    with corrupt_share(world):
        world.invoke_later("SweepExpired", {})
        given_up(world, "SweepFailures")
