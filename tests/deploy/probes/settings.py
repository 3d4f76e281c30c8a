"""What an org and its projects allow: shown, tried, changed with a text and a logo, and applied to a share."""

from collections.abc import Generator

from scenes import fresh_share
from steps import same
from world import World

PROJECT = "/v1/projects/procurement/policy"
STRICTER = {"max_expiry_days": 3, "notice": {"en": "We keep your papers for two years."}}


def probe(world: World) -> Generator[None]:
    share = fresh_share(world, "policy")["id"]
    yield
    admin = world.staff("olivia")
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
