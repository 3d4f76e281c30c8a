"""An expiry that is recorded, a mail that is brought again, and a row that cannot be read."""

from collections.abc import Generator

from scenes import corrupt_share, given_up, stuck_mail
from steps import must, same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("sweep")
    world.push(run)
    share = world.share(run, expiry={"at": world.instant(2)})
    token = share["link"].split("#")[1]
    until(lambda: world.guest().peek(token).status == 410, "the expiry")
    yield
    with stuck_mail(world) as mail:
        world.invoke("SweepExpired", {})
        must("redriven" in mail(), "the mail was not brought again")
    same(world.trail(share["id"])[-1], "share.expired", "the last record")
    with corrupt_share(world):
        world.invoke_later("SweepExpired", {})
        given_up(world, "SweepFailures")
