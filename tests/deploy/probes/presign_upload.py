"""A revision read; a file on its way in, released, read and removed; and all files of a share as a zip, asked for twice."""

from collections.abc import Generator

from client import announcement, put, send
from scenes import document, read_document, share_of_document
from steps import same, until
from world import PDF, World


def probe(world: World) -> Generator[None]:
    reference, run = world.clean_reference(), world.name("upload")
    other = world.clean_reference()
    world.push(run, [reference])
    share = world.share(run)
    guest, page = world.guest(), f"/p/{share['id']}/tasks/documents"
    guest.open(share["link"].split("#")[1]).expect(200)
    reader, revision = read_document(world, share_of_document(world, document(world, "PRESIGN")))
    yield
    way_out = reader.call("POST", f"{revision}/download", {}).expect(200).body
    send("GET", way_out["url"], {}).expect(200)
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
    exports = f"/p/{share['id']}/exports"
    for files in ([reference], [reference, other]):  # the list of zips is made, then changed
        world.push(run, files, again=True)
        export = guest.call("POST", exports, {}).expect(202).body["id"]

    def shown() -> str:
        return guest.call("GET", f"{exports}/{export}").expect(200).body["state"]

    until(lambda: world.denied() or shown() in {"ready", "failed"}, "the end of the zip")
    same(shown(), "ready", "the state of the zip")
    way_out = guest.call("POST", f"{exports}/{export}/download", {}).expect(200).body
    send("GET", way_out["url"], {}).expect(200)
