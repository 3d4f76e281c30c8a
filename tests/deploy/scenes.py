"""Situations that several probes begin or end with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from client import Guest
from founding import PROJECT
from operators import redeliver
from steps import same, until
from world import World

# Of a hundred tasks, more than the megabyte that one query reads.
TEXT = "Please read this. " * 200
FORM = [
    {"id": f"field_{n}", "label": f"Field {n}", "type": "short_text", "required": False, "help": "Why. " * 99}
    for n in range(15)
]


def fresh_share(world: World, kind: str, **more: object) -> dict:
    """A share by link of a run of its own."""
    run = world.name(kind)
    world.push(run)
    return world.share(run, **more)


def document(world: World, name: str) -> str:
    """A document with a revision, by its number."""
    staff, number, file = world.staff(), world.name(name), world.clean_reference()
    put = f"/v1/projects/{PROJECT}/documents/{number}"
    staff.call("PUT", put, {"title": "Quay wall", "type": {"code": "DWG"}, "status": {"code": "for_review"}}).expect(201)
    staff.call("POST", f"{put}/revisions", {"code": "C01", "file": file}).expect(201)
    return number


def share_of_document(
    world: World, number: str, may: tuple = ("read_files", "download_files", "comment"), **more: object
) -> dict:
    """A share of it by link."""
    return world.share(number, scope={"type": "document", "document": number}, permissions=list(may), **more)


def read_document(world: World, share: dict) -> tuple[Guest, str]:
    """A guest who reads what is shared: the guest, and the address of the revision."""
    guest, page = world.guest(), f"/p/{share['id']}"
    guest.open(share["link"].split("#")[1]).expect(200)
    seen = guest.call("GET", page).expect(200).body["document"]
    return guest, f"{page}/documents/{seen['id']}/revisions/{seen['revision']['id']}"


def deciding_reader(world: World, name: str) -> tuple[Guest, str, dict]:
    """A guest who is to decide on a document: the guest, the address where they do, and what they decide."""
    share = share_of_document(world, document(world, name), ("read_files", "respond"))
    guest, revision = read_document(world, share)
    basis = guest.call("GET", f"/p/{share['id']}").expect(200).body["document"]["response"]["basis"]
    return guest, f"{revision}/respond", {"decision": "reject", "basis": basis, "comment": "The datum is wrong."}


def share_of_one_who_left(world: World) -> dict:
    """A share that was revoked; who created it is no member any more."""
    admin, sub, run = world.staff("olivia"), world.name("leaver"), world.name("left")
    invitation = {"email": world.address(sub), "name": "Lea Costa", "roles": {PROJECT: "initiator"}}
    admin.call("POST", "/v1/invitations", invitation).expect(201)
    leaver = world.staff(sub)
    leaver.call("POST", "/v1/invitations/accept", {"code": world.invitation_code(invitation["email"])}).expect(200)
    world.push(run)
    share = leaver.call("POST", "/v1/shares", world.terms(run)).expect(201).body
    admin.call("POST", f"/v1/members/{sub}/remove", {}).expect(200)
    world.manage(share["id"], "revoke").expect(200)
    return share


def forge(world: World, share: str) -> None:
    """Writes the next row of a share's trail past the rules."""
    dynamodb, table = world.client("dynamodb"), world.physical("TrailTable")
    dynamodb.put_item(TableName=table, Item={"pk": {"S": f"share/{share}"}, "sk": {"S": f"{2:012}"}})


@contextmanager
def corrupt_share(world: World) -> Iterator[None]:
    """A share that is due and cannot be read."""
    dynamodb, table = world.client("dynamodb"), world.physical("StateTable")
    key = {"pk": {"S": "SHARE#shr_0000000000000000000001"}, "sk": {"S": "GATE"}}
    due = {"due": {"S": "SHARE#01"}, "due_at": {"N": "1767225600000"}}
    dynamodb.put_item(TableName=table, Item={**key, **due})
    try:
        yield
    finally:
        dynamodb.delete_item(TableName=table, Key=key)


@contextmanager
def stuck_mail(world: World) -> Iterator[Callable[[], dict]]:
    """A mail that is due and cannot be read, so that delivery leaves it; tells its row."""
    dynamodb, table = world.client("dynamodb"), world.physical("StateTable")
    key = {"pk": {"S": "OUTBOX#msg_0000000000000000000001"}, "sk": {"S": "OUTBOX"}}
    due = {"due": {"S": "MAIL#01"}, "due_at": {"N": "1767225600000"}, "asked": {"N": "1767225600000"}}
    dynamodb.put_item(TableName=table, Item={**key, **due})
    try:
        yield lambda: dynamodb.get_item(TableName=table, Key=key)["Item"]
    finally:
        dynamodb.delete_item(TableName=table, Key=key)


def empty_outbox(world: World) -> None:
    """What an earlier scene left waiting is sent now, not at its next attempt."""
    if world.outbox():
        redeliver(world, "--waiting", "--deliver")
    until(lambda: not world.outbox(), "the end of the outbox")


@contextmanager
def in_the_sandbox(world: World) -> Iterator[None]:
    """SES mails to verified addresses only, and so refuses the guests'."""
    _let_out(world, False)
    try:
        yield
    finally:
        _let_out(world, True)


def _let_out(world: World, allowed: bool) -> None:
    world.client("sesv2").put_account_details(
        MailType="TRANSACTIONAL", WebsiteURL="https://deploy.example", ProductionAccessEnabled=allowed
    )


def given_up(world: World, queue: str) -> None:
    """What a function failed at comes to its queue."""
    seen: list[dict] = []
    until(lambda: world.denied() or seen or seen.extend(world.failed(queue)), f"a message in {queue}")
    same(len(seen), 1, f"messages in {queue}")


def drafted_task(world: World, name: str) -> tuple[str, Guest, str]:
    """A guest who has filled in the only task of a share, and has yet to complete it: the run, the guest, their page."""
    run = world.name(name)
    world.push(run)
    share = world.share(run, scope={"type": "tasks", "run": run, "tasks": ["details"]})
    guest, page = world.guest(), f"/p/{share['id']}"
    guest.open(share["link"].split("#")[1]).expect(200)
    version = guest.call("GET", page).expect(200).body["tasks"][0]["version"]
    draft = {"base": version, "answers": {"legal_name": "Souza"}}
    guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200)
    return run, guest, page


def uploaded_task(world: World, run: str) -> tuple[Guest, str]:
    """A guest who has sent the file of the other task of the run, and has yet to complete it: the guest, their page."""
    share = world.share(run, scope={"type": "tasks", "run": run, "tasks": ["documents"]})
    guest = world.guest()
    guest.open(share["link"].split("#")[1]).expect(200)
    file = world.upload(guest, share["id"])
    settle = f"/p/{share['id']}/tasks/documents/uploads/{file['id']}/settle"
    world.release(file["way_in"], file["sent"], lambda: guest.call("POST", settle, {}).expect(200).body["state"])
    return guest, f"/p/{share['id']}"


def push_large(world: World, run: str) -> None:
    """A run of more than one query reads, without a field that must be filled in."""
    tasks = [{"id": f"task-{n}", "title": f"Task {n}", "description": TEXT, "fields": FORM} for n in range(100)]
    large = {"title": "Many tasks", "tasks": tasks}
    world.staff().call("PUT", f"/v1/projects/{PROJECT}/runs/{run}", large).expect(201)
