"""The main job from outside: a guest completes shared work, and the flow goes on."""

from client import Staff, announcement, put, send
from founding import PROJECT
from steps import Steps, must, same, until
from world import PDF, World

RUN = "kyc"


def tell(world: World, step: Steps) -> None:
    staff, guest, address = world.staff(), world.guest(), world.address(f"ana.{RUN}")

    with step("only a token of the issuer, for the audience and in time signs in"):
        listing = f"/v1/shares?project={PROJECT}"
        issuer = world.issuer
        for token in (
            None,
            "nonsense",
            issuer.forged("carla"),
            issuer.token("carla", aud="another"),
            issuer.token("carla", iss="https://evil.example"),
            issuer.token("carla", exp=1),
        ):
            Staff(world.api, token).call("GET", listing).expect(401)
        staff.call("GET", listing).expect(200)

    with step("an address without a route is a problem of ours, and for a browser the way to a page"):
        same(guest.call("GET", "/console").expect(404).body["title"], "There is no such thing", "the answer")
        lost = guest.call("GET", "/i/open", accept="text/html").expect(303)
        same(lost.headers["location"], "/i", "where a browser is led")

    with step("the host listens to the bus"):
        events = world.listen("host", "share.task_completed")

    with step("staff send a reference file"):
        reference = world.clean_reference()

    with step("staff push a run that refers to it"):
        pushed = world.push(RUN, [reference])
        same([task["state"] for task in pushed["tasks"]], ["open", "open", "waiting"], "the tasks' states")

    with step("staff share two of its tasks by e-mail; asking twice with one key creates one share"):
        terms = world.terms(RUN, delivery="email", expiry={"days": 7}, max_accesses=3)
        share = staff.call("POST", "/v1/shares", terms, idempotency_key="story").expect(201).body
        again = staff.call("POST", "/v1/shares", terms, idempotency_key="story").expect(201)
        same((again.body["id"], again.headers["idempotency-replayed"]), (share["id"], "true"), "the second answer")
        same(share["link"], None, "the link in the answer")

    with step("the mail comes with a link that nobody else was shown"):
        token = world.mailed_link(address)
        until(lambda: not world.outbox(), "the end of the outbox")
        same(len(world.mails(address)), 1, "mails to the guest")

    with step("SES tells that the mail arrived"):
        world.mail_event(share["id"], "delivery")
        invited = ["share.created", "share.invited", "share.delivered"]
        until(lambda: world.trail(share["id"]) == invited, "the record of the delivery")

    with step("looking changes nothing; a forged token says nothing"):
        must("<html" in guest.call("GET", "/i", accept="text/html").expect(200).text, "the landing page is no page")
        guest.call("HEAD", "/i", accept="text/html").expect(200)
        seen = guest.peek(token).expect(200).body
        same((seen["org"], seen["recipient"]), ("Acme Engenharia", "Ana Souza"), "who asks whom")
        same(seen["tasks"], 2, "tasks in the share")
        guest.peek(token[:-1] + ("A" if token[-1] != "A" else "B")).expect(404)
        same(world.trail(share["id"]), invited, "the trail before the opening")

    with step("the guest consents and opens"):
        opened = guest.open(token).expect(200)
        cookie = "; ".join(opened.headers.get_all("set-cookie"))
        for part in (f"__Host-vst-{share['id']}=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"):
            must(part in cookie, f"the cookie lacks {part}")
        page = f"/p/{share['id']}"
        view = guest.call("GET", page).expect(200).body
        same([task["id"] for task in view["tasks"]], ["documents", "details"], "the tasks that the guest sees")

    with step("the guest saves a draft and comments"):
        version = next(task["version"] for task in view["tasks"] if task["id"] == "details")
        answers = {"base": version, "answers": {"legal_name": "Souza Metais"}}
        guest.call("POST", f"{page}/tasks/details/draft", answers).expect(200)
        guest.call("POST", f"{page}/tasks/details/comments", {"text": "Is this all?"}).expect(201)

    with step("S3 takes exactly the announced bytes, once"):
        announced = announcement("articles.pdf", PDF, field="articles")
        way_in = guest.call("POST", f"{page}/tasks/documents/uploads", announced).expect(201).body
        put(way_in, PDF[:-1] + b"!").expect(400)
        unsigned = {**way_in, "headers": {"content-type": "application/pdf"}}
        put(unsigned, PDF).expect(403)
        sent = put(way_in, PDF).expect(200)
        put(way_in, PDF).expect(412)

    with step("settled, the file counts once nothing speaks against it"):
        settle = f"{page}/tasks/documents/uploads/{way_in['id']}/settle"
        guest.call("POST", settle, {}).expect(200)
        if world.scanning:
            refused = guest.complete(page, "documents").expect(422)
            same([error["code"] for error in refused.body["errors"]], ["file_pending"], "what is amiss")
        world.release(way_in, sent, lambda: guest.call("POST", settle, {}).expect(200).body["state"])

    with step("the guest reads files by ways out that last a minute"):
        for file in (reference, way_in["id"]):
            way_out = guest.call("POST", f"{page}/tasks/documents/files/{file}/download", {}).expect(200).body
            got = send("GET", way_out["url"], {}).expect(200)
            same(got.text.encode(), PDF, "the bytes")
            must(got.headers["content-disposition"].startswith("attachment;"), "it would open in the browser")

    with step("the guest completes both tasks; the waiting one is unlocked"):
        receipt = guest.complete(page, "documents").expect(200).body
        same(receipt["receipt"]["files"][0]["name"], "articles.pdf", "the file on the receipt")
        same(guest.complete(page, "documents").expect(200).body, receipt, "the second answer")
        same(world.run(RUN)["review"]["state"], "waiting", "the review's state")
        guest.complete(page, "details").expect(200)
        same(world.run(RUN)["review"]["state"], "open", "the review's state")
        same(guest.call("GET", f"{page}/tasks/documents/receipt").expect(200).body, receipt, "the receipt later")

    with step("the host hears of both on the bus"):
        heard = until(lambda: len(seen := events()) >= 2 and seen, "two events on the bus")
        data = [event["detail"]["data"] for event in heard]
        same({event["detail-type"] for event in heard}, {"share.task_completed"}, "the events")
        same({one["share"] for one in data}, {share["id"]}, "the share that they are about")
        unlocked = {one["facts"]["task"]: one["facts"]["unlocked"] for one in data}
        same(unlocked, {"documents": [], "details": ["review"]}, "what they unlocked")
        until(lambda: not world.outbox(), "the end of the outbox")
        same(len(world.mails(world.address("carla"))), 1, "mails to the share's creator")

    with step("staff read the share, its place in both lists and its trail"):
        same(staff.call("GET", f"/v1/shares/{share['id']}").expect(200).body["status"], "completed", "the status")
        other = world.share(RUN)
        for sort in ("expiry", "accesses"):
            listed = staff.call("GET", f"{listing}&sort={sort}").expect(200).body["shares"]
            ids = [one["id"] for one in listed]
            must(other["id"] in ids and share["id"] not in ids, f"the active shares by {sort} are {ids}")
        same(
            world.trail(share["id"]),
            [
                *invited,
                "share.link_opened",
                "share.consented",
                "share.field_changed",
                "share.commented",
                "share.upload_announced",
                "share.file_received",
                *(["share.file_cleared"] if world.scanning else []),
                "share.file_uploaded",
                "share.file_downloaded",
                "share.file_downloaded",
                "share.task_completed",
                "share.task_completed",
            ],
            "the trail",
        )
