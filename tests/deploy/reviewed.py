"""A run with steps: one of work, one to decide on, and one that a guest may decide on, too."""

from hashlib import sha256

from founding import ORG, PROJECT, RESPONDER
from client import Staff
from world import World

# Of no step.
NO_BASIS = "0.0." + "0" * 64
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def push_review(world: World, name: str, references: list[str] | None = None) -> str:
    run = world.name(name)
    fields = [
        {"id": "note", "label": "Note", "type": "short_text"},
        {"id": "markup", "label": "Markup", "type": "file"},
    ]
    carla, guest = {"member": "carla"}, {"guest": world.address("guest")}
    work = {"kind": "work", "assignees": [carla]}
    review = {"kind": "review", "assignees": [carla, {"member": RESPONDER}], "rule": "all", "withdrawable": True}
    approval = {"kind": "approve", "assignees": [carla, guest]}
    tasks = [
        {"id": "work", "title": "Work", "fields": fields, "references": references or [], "step": work},
        {"id": "review", "title": "Review", "step": review},
        {"id": "approval", "title": "Approval", "step": approval},
    ]
    pushed = world.staff().call("PUT", f"/v1/projects/{PROJECT}/runs/{run}", {"title": "Reviewed", "tasks": tasks})
    pushed.expect(201)
    return run


def basis(who: Staff, address: str) -> str:
    """What there is to read now in a step of somebody's, in the word that a decision names."""
    return who.call("GET", address).expect(200).body["basis"]


def step(run: str, task: str) -> str:
    """The address of a step. A run's id is made of the names of its org, its project and itself."""
    parts = [name.encode() for name in (ORG, PROJECT, run)]
    bits = int.from_bytes(sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()[:16], "big")
    digits = ""
    for _ in range(22):
        bits, digit = divmod(bits, 62)
        digits = DIGITS[digit] + digits
    return f"/v1/steps/run_{digits}.{task}"
