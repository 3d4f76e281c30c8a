"""What staff send: reference files, a run that changes, one too large for a step and for a page, an answer to a guest.
What a guest sent into one, as staff fetch it."""

from collections.abc import Generator

from client import announcement, put, send
from founding import PROJECT
from scenes import push_large, uploaded_task
from world import PDF, World


def probe(world: World) -> Generator[None]:
    run, staff, files = world.name("register"), world.staff(), f"/v1/projects/{PROJECT}/files"
    from_guests = world.name("sent")
    world.push(from_guests)
    uploaded_task(world, from_guests)
    yield
    announced, key = announcement("guideline.pdf", PDF), world.name("key")
    way_in = staff.call("POST", files, announced, idempotency_key=key).expect(201).body
    staff.call("POST", f"{files}/{way_in['id']}/settle", {}).expect(409)  # nothing came yet
    sent = put(way_in, PDF).expect(200)
    staff.call("POST", f"{files}/{way_in['id']}/settle", {}).expect(200)
    world.release(way_in, sent, lambda: world.reference_state(way_in["id"]))
    world.push(run)
    world.push(run, [way_in["id"]], again=True)
    world.run(run)
    push_large(world, world.name("large"))
    of_run = f"/v1/projects/{PROJECT}/runs/{from_guests}/files"
    listed = staff.call("GET", of_run).expect(200).body["files"]
    way_out = staff.call("POST", f"{of_run}/{listed[0]['id']}/download", {}).expect(200).body
    send("GET", way_out["url"], {}).expect(200)
    share = world.share(run)
    comment = {"task": "details", "text": "Of this year, please.", "visible_to": "guest"}
    staff.call("POST", f"/v1/shares/{share['id']}/comments", comment, idempotency_key=world.name("answer")).expect(201)
