"""Verdicts on a file of each kind, and one that does not read."""

from collections.abc import Generator

from client import announcement, put
from reviewed import push_review, step
from scenes import fresh_share, given_up
from steps import same, until
from world import PDF, World


def probe(world: World) -> Generator[None]:
    share = fresh_share(world, "scan")
    guest = world.guest()
    guest.open(share["link"].split("#")[1]).expect(200)
    upload, reference = world.upload(guest, share["id"]), world.reference()
    carla, work = world.staff(), step(push_review(world, "scanned"), "work")
    markup = carla.call("POST", f"{work}/uploads", announcement("markup.pdf", PDF, field="markup")).expect(201).body
    sent = put(markup, PDF).expect(200)
    carla.call("POST", f"{work}/uploads/{markup['id']}/settle", {}).expect(200)
    yield
    world.verdict(markup, sent.headers["x-amz-version-id"])
    for file in (upload, reference):
        world.verdict(file["way_in"], file["version"])
    settle = f"/p/{share['id']}/tasks/documents/uploads/{upload['id']}/settle"
    state = lambda: guest.call("POST", settle, {}).expect(200).body["state"]  # noqa: E731
    until(lambda: world.denied() or (state(), world.reference_state(reference["id"])) == ("clean",) * 2, "the release")
    same((state(), world.reference_state(reference["id"])), ("clean", "clean"), "the states of the files")
    world.verdict(reference["way_in"], reference["version"], status=None)
    given_up(world, "ScanFailures")
