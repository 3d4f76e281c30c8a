"""What SES says of an invitation, and an event that does not read."""

from collections.abc import Generator

from scenes import given_up
from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("delivered")
    world.push(run)
    share = world.share(run, delivery="email")
    world.mailed_link(world.address(f"ana.{run}"))
    until(lambda: not world.outbox(), "the end of the outbox")
    yield
    for happened in ("delivery", "bounce"):
        world.mail_event(share["id"], happened)
        kind = "share.delivered" if happened == "delivery" else "share.bounced"
        until(lambda: world.denied() or kind in world.trail(share["id"]), f"the record {kind}")
        same(world.trail(share["id"])[-1], kind, "the last record")
    world.mail_event(share["id"], "delivery", readable=False)
    given_up(world, "MailEventsFailures")
