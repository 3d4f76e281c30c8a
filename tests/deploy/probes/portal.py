"""A visit from the landing page to a comment, one to a document, one to a step, codes to an address that got none before and then to the
same, and a request for a new link."""

from collections.abc import Generator

from reviewed import push_review
from scenes import document, fresh_share, read_document, share_of_document
from world import World


PASSWORD = "correct horse battery"


def probe(world: World) -> Generator[None]:
    share = fresh_share(world, "portal", password=PASSWORD)
    token, page = share["link"].split("#")[1], f"/p/{share['id']}"
    guest = world.guest()
    dead = fresh_share(world, "dead")
    world.manage(dead["id"], "revoke").expect(200)
    recipient = {"name": "Rita Souza", "email": world.address(world.name("rita")), "locale": "en"}
    coded = [fresh_share(world, name, code=True, recipient=recipient) for name in ("code-1", "code-2")]
    reviewed = push_review(world, "shown")
    asked = {"scope": {"type": "tasks", "run": reviewed, "tasks": ["approval"]}, "permissions": ["respond"]}
    to_decide = world.share(reviewed, **asked)
    to_read = share_of_document(world, document(world, "PORTAL"))
    yield
    reader, revision = read_document(world, to_read)
    reader.call("POST", f"{revision}/comments", {"text": "Which datum is this?"}).expect(201)
    approve = {"decision": "approve", "basis": "0" * 64}
    reader.call("POST", f"{revision}/check", approve).expect(403)  # looked up, and nothing that they may
    decider = world.guest()
    decider.open(to_decide["link"].split("#")[1]).expect(200)
    decider.call("GET", f"/p/{to_decide['id']}").expect(200)
    for one in coded:  # the count of the address is made, then changed
        guest.ask_for_code(one["id"], one["link"].split("#")[1]).expect(202)
    guest.call("GET", "/i", accept="text/html").expect(200)
    guest.open(token, password=PASSWORD).expect(200)
    seen = guest.call("GET", page).expect(200).body
    version = next(task["version"] for task in seen["tasks"] if task["id"] == "details")
    for name in ("Souza", "Souza Metais"):  # the row of answers is made, then changed
        draft = {"base": version, "answers": {"legal_name": name}}
        version = guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200).body["version"]
    guest.call("POST", f"{page}/tasks/details/comments", {"text": "Here you are."}).expect(201)
    guest.call("GET", f"{page}/tasks/details/receipt").expect(404)  # not completed yet
    guest.call("GET", f"{page}?zip=exp_0000000000000000000007").expect(200)  # nobody asked for it
    guest.ask_for_link(dead["id"], dead["link"].split("#")[1]).expect(202)
