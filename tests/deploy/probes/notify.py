"""An invitation and an event of the bus."""

from collections.abc import Generator

from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("notify")
    world.push(run)
    share = world.share(run, scope={"type": "tasks", "run": run, "tasks": ["details"]})
    guest, page = world.guest(), f"/p/{share['id']}"
    guest.open(share["link"].split("#")[1]).expect(200)
    version = guest.call("GET", page).expect(200).body["tasks"][0]["version"]
    draft = {"base": version, "answers": {"legal_name": "Souza"}}
    guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200)
    until(lambda: not world.outbox(), "the end of the outbox")
    yield
    mailed = world.share(run, delivery="email")
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    until(lambda: world.denied() or not world.outbox(), "the end of the outbox")
    same(world.outbox(), [], "the outbox")
    same(world.trail(mailed["id"]), ["share.created", "share.invited"], "the trail of a mailed share")
