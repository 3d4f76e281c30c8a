"""What an org and its projects allow: shown, tried, changed with a text and a logo, and applied to a share. Who belongs to
it: invited twice, joined, changed, and removed with a step left to do."""

from collections.abc import Generator

from scenes import fresh_share
from steps import same
from world import World

PROJECT = "/v1/projects/procurement/policy"
STRICTER = {"max_expiry_days": 3, "notice": {"en": "We keep your papers for two years."}}


def probe(world: World) -> Generator[None]:
    share, admin = fresh_share(world, "policy")["id"], world.staff("olivia")
    # A text that another instance stored: each remembers its own.
    admin.call("PATCH", PROJECT, {"notice": {"en": "Ask us what we keep."}}).expect(200)
    yield
    admin.call("GET", PROJECT).expect(200)
    admin.call("GET", "/v1/policy").expect(200)
    told = admin.call("PATCH", "/v1/policy?dry_run=true", {"max_expiry_days": 3}).expect(200).body
    same([one["share"] for one in told["outside"] if one["share"] == share], [share], "shares outside")
    key = world.name("key")
    admin.call("PATCH", "/v1/policy", {"max_mails_per_member": 300}, idempotency_key=key).expect(200)
    admin.call("PATCH", PROJECT, STRICTER).expect(200)
    admin.call("GET", PROJECT).expect(200)
    done = admin.call("POST", f"{PROJECT}/apply", {"shares": [share]}).expect(200).body
    same(done["shares"][0]["outcome"], "applied", "outcome")
    admin.call("PATCH", PROJECT, {"max_expiry_days": None, "notice": {"en": None}}).expect(200)
    people(world)


def people(world: World) -> None:
    admin, sub = world.staff("olivia"), world.name("nina")
    invitation = {"email": world.address(sub), "name": "Nina Castro", "roles": {"procurement": "viewer"}}
    admin.call("POST", "/v1/invitations", {**invitation, "email": world.address(f"other.{sub}")}).expect(201)
    invited = admin.call("POST", "/v1/invitations", invitation).expect(201).body
    open_ones = admin.call("GET", "/v1/invitations").expect(200).body["invitations"]
    same(invited["id"] in [one["id"] for one in open_ones], True, "an open invitation")
    newcomer = world.staff(sub)
    code = world.invitation_code(invitation["email"])
    newcomer.call("POST", "/v1/invitations/accept", {"code": code}).expect(200)
    newcomer.call("PATCH", "/v1/me", {"locale": "es"}).expect(200)
    same(newcomer.call("GET", "/v1/me").expect(200).body["locale"], "es", "the language")
    admin.call("PATCH", f"/v1/members/{sub}", {"roles": {"procurement": "reviewer"}}).expect(200)
    listed = admin.call("GET", "/v1/members").expect(200).body["members"]
    same(sub in [one["sub"] for one in listed], True, "a listed member")
    task = {"id": "look", "title": "Look", "step": {"kind": "review", "assignees": [{"member": sub}]}}
    run = f"/v1/projects/procurement/runs/{world.name('left')}"
    world.staff().call("PUT", run, {"title": "Left", "tasks": [task]}).expect(201)
    left = admin.call("POST", f"/v1/members/{sub}/remove", {}).expect(200).body
    same([one["reassign"] for one in left["steps"]], [f"{run}/tasks/look/reassign"], "the steps that they left")
    newcomer.call("GET", "/v1/me").expect(403)
