"""A run with a file and answers, packed and fetched; an export whose file is gone; and the files of a share."""

import io
import json
import zipfile
from collections.abc import Generator

from client import Guest, Staff, send
from founding import PROJECT
from scenes import drafted_task, uploaded_task
from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run, _, _ = drafted_task(world, "jobs")
    read, reference = world.name("read"), world.clean_reference()
    world.push(read, [reference])
    share, guest = world.share(read), world.guest()
    guest.open(share["link"].split("#")[1]).expect(200)
    uploaded_task(world, run)
    yield
    exports = f"/v1/projects/{PROJECT}/runs/{run}/exports"
    done = packed(world, exports, world.staff())
    same(done["state"], "ready", "the state of an export")
    way_out = world.staff().call("POST", f"{exports}/{done['id']}/download", {}).expect(200).body
    send("GET", way_out["url"], {}).expect(200)
    s3, bucket = world.client("s3"), world.physical("DocumentsBucket")
    zipped = s3.get_object(Bucket=bucket, Key=f"exports/{done['id']}/export.zip")["Body"].read()
    fetched = zipfile.ZipFile(io.BytesIO(zipped))
    same(fetched.testzip(), None, "broken files of the export")
    (listed,) = json.loads(fetched.read("manifest.json"))["files"]
    same(listed["path"], "documents/articles/articles.pdf", "where the file is in the export")
    key = world.staff().call("GET", f"/v1/projects/{PROJECT}/runs/{run}/files").expect(200).body["files"][0]["key"]
    s3.delete_object(Bucket=bucket, Key=key)
    failed = packed(world, exports, world.staff())
    same((failed["state"], failed["reason"]), ("failed", "file_missing"), "the end of an export without its file")
    same(packed(world, f"/p/{share['id']}/exports", guest)["state"], "ready", "the state of a share's zip")


def packed(world: World, exports: str, who: Staff | Guest) -> dict:
    """An export that was asked for just now, once it has come to its end."""
    export = who.call("POST", exports, {}).expect(202).body["id"]

    def shown() -> dict:
        return who.call("GET", f"{exports}/{export}").expect(200).body

    until(lambda: world.denied() or shown()["state"] in {"ready", "failed"}, "the end of the export")
    return shown()
