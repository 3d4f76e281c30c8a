"""A task that is completed twice, the last of its share; one with a file; one that a guest decides on; and
a decision on a document."""

from collections.abc import Generator

from reviewed import push_review
from scenes import deciding_reader, drafted_task, uploaded_task
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
    reader, respond, reject = deciding_reader(world, "DECIDED")
    yield
    reader.call("POST", respond, reject).expect(200)
    guest.complete(page, "details").expect(200)
    guest.complete(page, "details").expect(200)
    receipt = sender.complete(senders_page, "documents").expect(200).body["receipt"]
    approve = {"decision": "approve", "basis": decider.basis(f"/p/{share['id']}", "approval")}
    decider.call("POST", f"/p/{share['id']}/tasks/approval/respond", approve).expect(200)
    same([file["name"] for file in receipt["files"]], ["articles.pdf"], "the files on the receipt")
