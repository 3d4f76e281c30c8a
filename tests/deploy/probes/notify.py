"""An invitation and an event of the bus."""

from collections.abc import Generator

from scenes import drafted_task
from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run, guest, page = drafted_task(world, "notify")
    until(lambda: not world.outbox(), "the end of the outbox")
    yield
    mailed = world.share(run, delivery="email")
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    until(lambda: world.denied() or not world.outbox(), "the end of the outbox")
    same(world.outbox(), [], "the outbox")
    same(world.trail(mailed["id"]), ["share.created", "share.invited"], "the trail of a mailed share")
