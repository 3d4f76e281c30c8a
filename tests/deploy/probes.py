"""For each function, a short scenario that uses every permission of its role.

A scenario has two halves: what is prepared while every role is whole, and what is done while the role of the function
under test lacks something. The second half must go well with the whole role and fail with any part of it missing.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from client import announcement, put, send
from founding import PROJECT
from steps import same, until
from world import PDF, World

Probe = Callable[[World], Generator[None]]
"""Yields once, between its two halves."""

PASSWORD = "correct horse battery"


def register(world: World) -> Generator[None]:
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


def create_share(world: World) -> Generator[None]:
    run = world.name("create")
    world.push(run)
    yield
    key = world.name("key")
    for delivery in ("link", "email"):
        terms = world.terms(run, delivery=delivery)
        first = world.staff().call("POST", "/v1/shares", terms, idempotency_key=key + delivery).expect(201)
        again = world.staff().call("POST", "/v1/shares", terms, idempotency_key=key + delivery).expect(201)
        same(again.body["id"], first.body["id"], "the share of the second answer")


def revoke_share(world: World) -> Generator[None]:
    share = fresh_share(world, "steer")["id"]
    yield
    world.staff().call("PATCH", f"/v1/shares/{share}", {"expiry": {"days": 5}}).expect(200)
    world.steer(share, "password", {"password": PASSWORD}).expect(200)
    world.steer(share, "rotate", {"delivery": "email"}).expect(200)
    world.staff().call("POST", f"/v1/shares/{share}/revoke", {}, idempotency_key=world.name("key")).expect(200)


def activity(world: World) -> Generator[None]:
    share = fresh_share(world, "read")["id"]
    yield
    world.staff().call("GET", f"/v1/shares/{share}").expect(200)
    for sort in ("expiry", "accesses"):
        world.staff().call("GET", f"/v1/shares?project={PROJECT}&sort={sort}").expect(200)
    same(world.trail(share), ["share.created"], "the trail")


def portal(world: World) -> Generator[None]:
    share = fresh_share(world, "portal", password=PASSWORD)
    token, page = share["link"].split("#")[1], f"/p/{share['id']}"
    guest = world.guest()
    dead = fresh_share(world, "dead")
    world.steer(dead["id"], "revoke").expect(200)
    yield
    guest.call("GET", "/i", accept="text/html").expect(200)
    guest.open(token, password=PASSWORD).expect(200)
    seen = guest.call("GET", page).expect(200).body
    version = next(task["version"] for task in seen["tasks"] if task["id"] == "details")
    draft = {"base": version, "answers": {"legal_name": "Souza"}}
    guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200)
    guest.call("POST", f"{page}/tasks/details/comments", {"text": "Here you are."}).expect(201)
    guest.call("GET", f"{page}/tasks/details/receipt").expect(404)  # not completed yet
    guest.call("POST", "/i/request", {"token": dead["link"].split("#")[1]}).expect(202)


def presign_upload(world: World) -> Generator[None]:
    reference, run = world.clean_reference(), world.name("upload")
    world.push(run, [reference])
    share = world.share(run)
    guest, page = world.guest(), f"/p/{share['id']}/tasks/documents"
    guest.open(share["link"].split("#")[1]).expect(200)
    yield
    announced = announcement("articles.pdf", PDF, field="articles")
    way_in = guest.call("POST", f"{page}/uploads", announced).expect(201).body
    settle = f"{page}/uploads/{way_in['id']}/settle"
    guest.call("POST", settle, {}).expect(409)  # nothing came yet
    sent = put(way_in, PDF).expect(200)
    guest.call("POST", settle, {}).expect(200)
    world.release(way_in, sent, lambda: guest.call("POST", settle, {}).expect(200).body["state"])
    for file in (reference, way_in["id"]):
        way_out = guest.call("POST", f"{page}/files/{file}/download", {}).expect(200).body
        send("GET", way_out["url"], {}).expect(200)
    guest.call("POST", f"{page}/uploads/{way_in['id']}/remove", {}).expect(200)


def complete_task(world: World) -> Generator[None]:
    run = world.name("complete")
    world.push(run)
    share = world.share(run, scope={"type": "tasks", "run": run, "tasks": ["details"]})
    guest, page = world.guest(), f"/p/{share['id']}"
    guest.open(share["link"].split("#")[1]).expect(200)
    version = guest.call("GET", page).expect(200).body["tasks"][0]["version"]
    draft = {"base": version, "answers": {"legal_name": "Souza"}}
    guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200)
    yield
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)


def sweep_expired(world: World) -> Generator[None]:
    run = world.name("sweep")
    world.push(run)
    share = world.share(run, expiry={"at": world.instant(2)})
    token = share["link"].split("#")[1]
    until(lambda: world.guest().peek(token).status == 410, "the expiry")
    yield
    world.invoke("SweepExpired", {})
    same(world.trail(share["id"])[-1], "share.expired", "the last record")
    with corrupt_share(world):
        world.invoke_later("SweepExpired", {})
        given_up(world, "SweepFailures")


def notify(world: World) -> Generator[None]:
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


def mail_events(world: World) -> Generator[None]:
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


def scan(world: World) -> Generator[None]:
    share = fresh_share(world, "scan")
    guest = world.guest()
    guest.open(share["link"].split("#")[1]).expect(200)
    upload, reference = world.upload(guest, share["id"]), world.reference()
    yield
    for file in (upload, reference):
        world.verdict(file["way_in"], file["version"])
    settle = f"/p/{share['id']}/tasks/documents/uploads/{upload['id']}/settle"
    state = lambda: guest.call("POST", settle, {}).expect(200).body["state"]  # noqa: E731
    until(lambda: world.denied() or (state(), world.reference_state(reference["id"])) == ("clean",) * 2, "the release")
    same((state(), world.reference_state(reference["id"])), ("clean", "clean"), "the states of the files")
    world.verdict(reference["way_in"], reference["version"], status=None)
    given_up(world, "ScanFailures")


PROBES: dict[str, Probe] = {
    "Register": register,
    "CreateShare": create_share,
    "RevokeShare": revoke_share,
    "Activity": activity,
    "Portal": portal,
    "PresignUpload": presign_upload,
    "CompleteTask": complete_task,
    "SweepExpired": sweep_expired,
    "Notify": notify,
    "MailEvents": mail_events,
    "Scan": scan,
}


def fresh_share(world: World, kind: str, **more: object) -> dict:
    """A share by link of a run of its own."""
    run = world.name(kind)
    world.push(run)
    return world.share(run, **more)


@contextmanager
def corrupt_share(world: World) -> Iterator[None]:
    """A share that is due and cannot be read."""
    dynamodb, table = world.client("dynamodb"), world.physical("StateTable")
    key = {"pk": {"S": "SHARE#shr_0000000000000000000001"}, "sk": {"S": "SHARE"}}
    due = {"due": {"S": "SHARE"}, "due_at": {"S": "2026-01-01T00:00:00.000Z"}}
    dynamodb.put_item(TableName=table, Item={**key, **due})
    try:
        yield
    finally:
        dynamodb.delete_item(TableName=table, Key=key)


def given_up(world: World, queue: str) -> None:
    """What a function failed at comes to its queue."""
    seen: list[dict] = []
    until(lambda: world.denied() or seen or seen.extend(world.failed(queue)), f"a message in {queue}")
    same(len(seen), 1, f"messages in {queue}")
