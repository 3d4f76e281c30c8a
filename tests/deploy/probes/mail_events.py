"""What SES says of an invitation, also of one that nobody recorded, and an event that does not read."""

from collections.abc import Generator

from scenes import empty_outbox, given_up
from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("delivered")
    world.push(run)
    share, unrecorded = world.share(run, delivery="email"), world.share(run)
    world.mailed_link(world.address(f"ana.{run}"))
    empty_outbox(world)
    yield
    for happened in ("delivery", "bounce"):
        world.mail_event(share["id"], happened)
        kind = "share.delivered" if happened == "delivery" else "share.bounced"
        until(lambda: world.denied() or kind in world.trail(share["id"]), f"the record {kind}")
        same(world.trail(share["id"])[-1], kind, "the last record")
    # Sent, but the function that sent it ended before it could say so.
    world.mail_event(unrecorded["id"], "delivery", message_id="unrecorded")
    until(lambda: world.denied() or "share.delivered" in world.trail(unrecorded["id"]), "the record of the delivery")
    same(world.trail(unrecorded["id"]), ["share.created", "share.delivered"], "the trail")
    world.mail_event(share["id"], "delivery", readable=False)
    given_up(world, "MailEventsFailures")
