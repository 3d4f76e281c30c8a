"""What staff send: reference files, a document with a revision, a run that changes, one too large for a step and for a page, an answer to a guest.
What a guest sent into one, as staff fetch it, and as they hand it back."""

from collections.abc import Generator

from client import announcement, put, send
from founding import PROJECT, RESPONDER
from probes.jobs import packed
from reviewed import push_review
from scenes import drafted_task, push_large, share_of_document, uploaded_task
from steps import same
from world import PDF, World


def probe(world: World) -> Generator[None]:
    run, staff, files = world.name("register"), world.staff(), f"/v1/projects/{PROJECT}/files"
    from_guests = world.name("sent")
    reference = world.clean_reference()
    world.push(from_guests)
    guest, page = uploaded_task(world, from_guests)
    guest.complete(page, "documents").expect(200)
    answered, guest, page = drafted_task(world, "answered")
    guest.complete(page, "details").expect(200)
    yield
    announced, key = announcement("guideline.pdf", PDF), world.name("key")
    way_in = staff.call("POST", files, announced, idempotency_key=key).expect(201).body
    staff.call("POST", f"{files}/{way_in['id']}/settle", {}).expect(409)  # nothing came yet
    sent = put(way_in, PDF).expect(200)
    staff.call("POST", f"{files}/{way_in['id']}/settle", {}).expect(200)
    world.release(way_in, sent, lambda: world.reference_state(way_in["id"]))
    _documents(world, reference)
    world.push(run)
    world.push(run, [way_in["id"]], again=True)
    world.run(run)
    push_large(world, world.name("large"))
    of_run = f"/v1/projects/{PROJECT}/runs/{from_guests}/files"
    listed = staff.call("GET", of_run).expect(200).body["files"]
    way_out = staff.call("POST", f"{of_run}/{listed[0]['id']}/download", {}).expect(200).body
    send("GET", way_out["url"], {}).expect(200)
    exports = f"/v1/projects/{PROJECT}/runs/{from_guests}/exports"
    packed(world, exports, staff)
    staff.call("POST", exports, {}).expect(202)  # another one, for the first is done
    share = world.share(run)
    comment = {"task": "details", "text": "Of this year, please.", "visible_to": "guest"}
    staff.call("POST", f"/v1/shares/{share['id']}/comments", comment, idempotency_key=world.name("answer")).expect(201)
    task = f"/v1/projects/{PROJECT}/runs/{from_guests}/tasks/documents/hand-back"
    back = {"returned": [{"file": listed[0]["id"], "reason": "The stamp is not readable."}]}
    staff.call("POST", task, back, idempotency_key=world.name("back")).expect(200)
    staff.call("POST", task, back).expect(409)  # it is on its way back already
    # What the first one counted is there by now.
    task = f"/v1/projects/{PROJECT}/runs/{answered}/tasks/details/hand-back"
    back = {"accepted": [], "returned": [{"field": "legal_name", "reason": "In full, please."}]}
    staff.call("POST", task, back).expect(200)
    given = {"from": {"member": RESPONDER}, "to": {"email": world.address("vera")}}
    reassign = f"/v1/projects/{PROJECT}/runs/{push_review(world, 'given')}/tasks/review/reassign"
    staff.call("POST", reassign, given, idempotency_key=world.name("given")).expect(200)


def _documents(world: World, file: str) -> None:
    """Puts a document into the register, revises it with a clean file, finds it, and fetches the file."""
    staff, number, documents = world.staff(), world.name("DOC"), f"/v1/projects/{PROJECT}/documents"
    packages, package = f"/v1/projects/{PROJECT}/work-packages", world.name("WP")
    staff.call("PUT", f"{packages}/{package}", {"title": "Quay walls", "status": "draft"}).expect(201)
    staff.call("PUT", f"{packages}/{package}", {"title": "Quay walls", "status": "active"}).expect(200)
    staff.call("GET", packages).expect(200)
    staff.call("GET", f"{packages}/{package}").expect(200)
    said = {"number": number, "title": "Quay wall", "type": {"code": "DWG"}, "status": {"code": "for_review"}}
    said["work_package"] = package
    staff.call("POST", documents, said, idempotency_key=world.name("put")).expect(201)
    staff.call("PUT", f"{documents}/{number}", {**said, "status": {"code": "approved"}}).expect(200)
    revision = {"code": "C01", "changed": "First issue.", "file": file}
    brought = staff.call("POST", f"{documents}/{number}/revisions", revision).expect(201).body
    found = staff.call("GET", f"{documents}?number={number}").expect(200).body["documents"]
    same([document["revision"]["code"] for document in found], ["C01"], "the document in the register")
    staff.call("GET", f"{documents}/{number}").expect(200)
    way_out = staff.call("POST", f"{documents}/{number}/revisions/{brought['id']}/download", {}).expect(200).body
    send("GET", way_out["url"], {}).expect(200)
    comments = f"/v1/shares/{share_of_document(world, number)['id']}/comments"
    staff.call("POST", comments, {"text": "Please look at sheet 3.", "visible_to": "guest"}).expect(201)
