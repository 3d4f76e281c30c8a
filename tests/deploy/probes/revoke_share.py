"""All that staff change of a share that is out, and of one whose trail somebody wrote past the rules."""

from collections.abc import Generator

from scenes import forge, fresh_share
from steps import same
from world import World


PASSWORD = "correct horse battery"


def probe(world: World) -> Generator[None]:
    share = fresh_share(world, "manage")["id"]
    broken = fresh_share(world, "broken")["id"]
    forge(world, broken)
    yield
    world.staff().call("PATCH", f"/v1/shares/{share}", {"expiry": {"days": 5}}).expect(200)
    world.manage(share, "password", {"password": PASSWORD}).expect(200)
    world.manage(share, "rotate", {"delivery": "email"}).expect(200)
    world.staff().call("POST", f"/v1/shares/{share}/revoke", {}, idempotency_key=world.name("key")).expect(200)
    told = world.told_of_broken_trails()
    world.manage(broken, "revoke", {}).expect(200)
    same(world.told_of_broken_trails(), told + 1, "records in the trail of the org")
