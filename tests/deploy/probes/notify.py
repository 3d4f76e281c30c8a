"""An invitation that SES refuses at first, a receipt out of a run that one query does not hold, and an event of the bus."""

from collections.abc import Generator

from operators import redeliver
from scenes import empty_outbox, in_the_sandbox, push_large
from steps import same, until
from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("notify")
    push_large(world, run)
    scope = {"type": "tasks", "run": run, "tasks": ["task-0"]}
    share, guest = world.share(run, scope=scope), world.guest()
    guest.open(share["link"].split("#")[1]).expect(200)
    empty_outbox(world)
    events = world.listen(world.name("notify"), "share.task_completed")
    yield
    with in_the_sandbox(world):
        mailed = world.share(run, scope=scope, delivery="email")
        until(lambda: world.denied() or any("attempts" in mail for mail in world.outbox()), "a failed attempt")
        same([mail.get("attempts") for mail in world.outbox()], [{"N": "1"}], "the attempts at the mail")
    redeliver(world, "--waiting", "--deliver")
    guest.call("POST", f"/p/{share['id']}/tasks/task-0/complete", {}).expect(200)
    until(lambda: world.denied() or not world.outbox(), "the end of the outbox")
    same(world.outbox(), [], "the outbox")
    same(world.trail(mailed["id"]), ["share.created", "share.invited"], "the trail of a mailed share")
    until(lambda: world.denied() or events(), "an event on the bus")
    same([event["detail-type"] for event in events()], ["share.task_completed"], "the events")
