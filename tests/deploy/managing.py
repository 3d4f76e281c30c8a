"""What staff do to a share that is out, and what its guest meets then."""

from client import Guest
from founding import PROJECT
from scenes import forge, fresh_share
from steps import Steps, must, same, until
from world import World

RUN = "managed"


def tell(world: World, step: Steps) -> None:
    staff = world.staff()

    with step("a share is created with a link to carry"):
        world.push(RUN)
        share = world.share(RUN)
        token = share["link"].split("#")[1]
        guest = world.guest()
        guest.open(token).expect(200)

    with step("extended, the share keeps its link"):
        moved = staff.call("PATCH", f"/v1/shares/{share['id']}", {"expiry": {"days": 30}}).expect(200).body
        must(moved["expires_at"] > share["expires_at"], "the expiry did not move")
        _save(guest, share["id"]).expect(200)

    with step("a password ends the session and is asked for from then on"):
        world.manage(share["id"], "password", {"password": "correct horse battery"}).expect(200)
        _save(guest, share["id"]).expect(401)
        wrong = guest.open(token, password="wrong horse battery").expect(422)
        same([error["code"] for error in wrong.body["errors"]], ["password_wrong"], "what is amiss")
        guest.open(token, password="correct horse battery").expect(200)
        world.manage(share["id"], "password", {"password": None}).expect(200)

    with step("rotated, the old link is dead and the new one is mailed"):
        world.manage(share["id"], "rotate", {"delivery": "email"}).expect(200)
        same(guest.peek(token).expect(410).body["reason"], "replaced", "the reason")
        token = world.mailed_link(world.address(f"ana.{RUN}"))
        guest.open(token).expect(200)
        _save(guest, share["id"]).expect(200)

    with step("revoked, the share is gone at the guest's very next request"):
        world.manage(share["id"], "revoke").expect(200)
        for refused in (_save(guest, share["id"]), guest.call("GET", f"/p/{share['id']}"), guest.peek(token)):
            same(refused.expect(410).body["reason"], "revoked", "the reason")
        page = guest.call("GET", f"/p/{share['id']}", accept="text/html").expect(410)
        must("This link has been revoked" in page.text, "the page does not say why")

    with step("a share whose trail somebody wrote into is revoked all the same, and the org's trail says where"):
        broken, told = fresh_share(world, "broken")["id"], world.told_of_broken_trails()
        forge(world, broken)
        world.manage(broken, "revoke").expect(200)
        same(world.told_of_broken_trails(), told + 1, "records in the trail of the org")

    with step("the guest asks for a new link, and the creator is told"):
        before = len(world.mails(world.address("carla")))
        guest.ask_for_link(share["id"], token).expect(202)
        until(lambda: len(world.mails(world.address("carla"))) > before, "a mail to the creator")

    with step("the trail tells all of it, in order"):
        same(
            world.trail(share["id"]),
            [
                "share.created",
                "share.link_opened",
                "share.consented",
                "share.extended",
                "share.field_changed",
                "share.password_changed",
                "share.password_tried",
                "share.password_failed",
                "share.password_tried",
                "share.link_opened",
                "share.consented",
                "share.password_changed",
                "share.rotated",
                "share.invited",
                "share.link_opened",
                "share.consented",
                "share.field_changed",
                "share.revoked",
                "share.new_link_requested",
            ],
            "the trail",
        )


def create_short(world: World) -> dict:
    """A share that ends in a moment."""
    world.push("short")
    return world.share_for_a_moment("short")


def await_sweep(world: World, step: Steps, short: dict) -> None:
    with step("an expired share is refused before any sweep, and swept on schedule"):
        token = short["link"].split("#")[1]
        refused = until(lambda: (seen := world.guest().peek(token)).status == 410 and seen, "the expiry", seconds=60)
        same(refused.body["reason"], "expired", "the reason")
        until(lambda: "share.expired" in world.trail(short["id"]), "the scheduled sweep", seconds=90, pause=1)
        listed = world.staff().call("GET", f"/v1/shares?project={PROJECT}").expect(200).body["shares"]
        must(short["id"] not in [one["id"] for one in listed], "the expired share is still listed as active")


def _save(guest: Guest, share: str):
    """Saves on top of what the page shows, if it still shows it."""
    seen = guest.call("GET", f"/p/{share}")
    if seen.status != 200:
        base = 1
    else:
        base = next(task["version"] for task in seen.body["tasks"] if task["id"] == "details")
    body = {"base": base, "answers": {"legal_name": f"Souza {base}"}}
    return guest.call("POST", f"/p/{share}/tasks/details/draft", body)
