"""A task that is completed twice, the last of its share; one with a file; one that a guest decides on; and
a decision on a document."""

from collections.abc import Generator

from reviewed import push_review
from scenes import document, drafted_task, read_document, share_of_document, uploaded_task
from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    run, guest, page = drafted_task(world, "complete")
    sender, senders_page = uploaded_task(world, run)
    reviewed = push_review(world, "approved")
    asked = {"scope": {"type": "tasks", "run": reviewed, "tasks": ["approval"]}, "permissions": ["respond"]}
    share = world.share(reviewed, **asked, recipient={"name": "Ana", "email": world.address("guest"), "locale": "en"})
    decider = world.guest()
    decider.open(share["link"].split("#")[1]).expect(200)
    to_read = share_of_document(world, document(world, "DECIDED"), ("read_files", "respond"))
    reader, revision = read_document(world, to_read)
    basis = reader.call("GET", f"/p/{to_read['id']}").expect(200).body["document"]["response"]["basis"]
    yield
    reject = {"decision": "reject", "basis": basis, "comment": "The datum is wrong."}
    reader.call("POST", f"{revision}/respond", reject).expect(200)
    guest.complete(page, "details").expect(200)
    guest.complete(page, "details").expect(200)
    receipt = sender.complete(senders_page, "documents").expect(200).body["receipt"]
    approve = {"decision": "approve", "basis": decider.basis(f"/p/{share['id']}", "approval")}
    decider.call("POST", f"/p/{share['id']}/tasks/approval/respond", approve).expect(200)
    same([file["name"] for file in receipt["files"]], ["articles.pdf"], "the files on the receipt")
