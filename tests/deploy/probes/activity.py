"""A share, both lists of active shares, those of a run and a document, comments, the trail, what was done to a document."""

from collections.abc import Generator

from founding import PROJECT
from scenes import document, share_of_document
from steps import same
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("read")
    world.push(run)
    share = world.share(run)["id"]
    number = document(world, "ACTIVITY")
    of_document = share_of_document(world, number)["id"]
    yield
    world.staff().call("GET", f"/v1/shares/{share}").expect(200)
    for sort in ("expiry", "accesses"):
        world.staff().call("GET", f"/v1/shares?project={PROJECT}&sort={sort}").expect(200)
    listed = world.staff().call("GET", f"/v1/projects/{PROJECT}/runs/{run}/shares").expect(200).body["shares"]
    same([one["id"] for one in listed], [share], "the shares of the run")
    same(world.trail(share), ["share.created"], "the trail")
    documents = f"/v1/projects/{PROJECT}/documents/{number}"
    listed = world.staff().call("GET", f"{documents}/shares").expect(200).body["shares"]
    same([one["id"] for one in listed], [of_document], "the shares of the document")
    done = world.staff().call("GET", f"{documents}/activity").expect(200).body["records"]
    kinds = {"document.created", "document.revised", "share.created"}
    same({record["kind"] for record in done}, kinds, "what was done to the document")
    same(world.staff().call("GET", f"/v1/shares/{of_document}/comments").expect(200).body["comments"], [], "its comments")
    shown = world.staff("olivia").call("GET", f"/v1/shares/{share}").expect(200).body
    same(shown["creator"]["left"], False, "its creator is there")
