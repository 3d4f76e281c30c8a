"""Expiries that are recorded, one on a broken trail; a mail that is brought again, and a row that cannot be read."""

from collections.abc import Generator

from scenes import corrupt_share, forge, given_up, stuck_mail
from steps import must, same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("sweep")
    world.push(run)
    share = world.share_for_a_moment(run)
    told = world.told_of_broken_trails()
    broken = world.share_for_a_moment(run)
    forge(world, broken["id"])
    token, other = (made["link"].split("#")[1] for made in (share, broken))
    until(lambda: {world.guest().peek(one).status for one in (token, other)} == {410}, "the expiries", seconds=60)
    yield
    with stuck_mail(world) as mail:
        world.invoke("SweepExpired", {})
        must("redriven" in mail(), "the mail was not brought again")
    until(lambda: world.denied() or world.told_of_broken_trails() > told, "the record in the trail of the org")
    same(world.trail(share["id"])[-1], "share.expired", "the last record")
    with corrupt_share(world):
        world.invoke_later("SweepExpired", {})
        given_up(world, "SweepFailures")
