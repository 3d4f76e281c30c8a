"""A task that is completed twice, the last of its share; and one with a file."""

from collections.abc import Generator

from scenes import drafted_task, uploaded_task
from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    run, guest, page = drafted_task(world, "complete")
    sender, senders_page = uploaded_task(world, run)
    yield
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    receipt = sender.call("POST", f"{senders_page}/tasks/documents/complete", {}).expect(200).body["receipt"]
    same([file["name"] for file in receipt["files"]], ["articles.pdf"], "the files on the receipt")
