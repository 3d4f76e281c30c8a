"""All that staff change of a share that is out."""

from collections.abc import Generator

from scenes import fresh_share
from world import World


PASSWORD = "correct horse battery"


def probe(world: World) -> Generator[None]:
    share = fresh_share(world, "manage")["id"]
    yield
    world.staff().call("PATCH", f"/v1/shares/{share}", {"expiry": {"days": 5}}).expect(200)
    world.manage(share, "password", {"password": PASSWORD}).expect(200)
    world.manage(share, "rotate", {"delivery": "email"}).expect(200)
    world.staff().call("POST", f"/v1/shares/{share}/revoke", {}, idempotency_key=world.name("key")).expect(200)
