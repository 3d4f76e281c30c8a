"""Reference files and runs, as staff send them."""

from collections.abc import Generator

from client import announcement, put
from founding import PROJECT
from world import PDF, World


def probe(world: World) -> Generator[None]:
    run, staff, files = world.name("register"), world.staff(), f"/v1/projects/{PROJECT}/files"
    yield
    announced, key = announcement("guideline.pdf", PDF), world.name("key")
    way_in = staff.call("POST", files, announced, idempotency_key=key).expect(201).body
    staff.call("POST", f"{files}/{way_in['id']}/settle", {}).expect(409)  # nothing came yet
    sent = put(way_in, PDF).expect(200)
    staff.call("POST", f"{files}/{way_in['id']}/settle", {}).expect(200)
    world.release(way_in, sent, lambda: world.reference_state(way_in["id"]))
    world.push(run, [way_in["id"]])
    world.run(run)
