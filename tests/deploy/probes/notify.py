"""An invitation that SES refuses at first, receipts out of a run that one query does not hold, the first of them to an
address that nothing was sent to before, one of a decision on a document, a notice in place of a creator who left, and events of the bus."""

from collections.abc import Generator

from client import announcement
from founding import PROJECT
from operators import redeliver
from reviewed import push_review, step
from scenes import deciding_reader, empty_outbox, in_the_sandbox, push_large, share_of_one_who_left
from steps import same, until
from world import PDF, World


def probe(world: World) -> Generator[None]:
    run = world.name("notify")
    push_large(world, run)
    scope = {"type": "tasks", "run": run, "tasks": ["task-0", "task-1"]}
    recipient = {"name": "Rita Souza", "email": world.address(f"rita.{run}"), "locale": "en"}
    share, guest = world.share(run, scope=scope, recipient=recipient), world.guest()
    guest.open(share["link"].split("#")[1]).expect(200)
    other = world.share(run, scope=scope | {"tasks": ["task-2"]}, recipient=recipient)
    guest.open(other["link"].split("#")[1]).expect(200)
    left = share_of_one_who_left(world)
    reader, respond, reject = deciding_reader(world, "TOLD")
    empty_outbox(world)
    events = world.listen(world.name("notify"), "share.task_completed")
    files = world.listen(world.name("files"), "file.announced")
    commented = world.listen(world.name("steps"), "step.commented")
    work = step(push_review(world, "told"), "work")
    yield
    with in_the_sandbox(world):
        mailed = world.share(run, scope=scope, delivery="email")
        until(lambda: world.denied() or any("attempts" in mail for mail in world.outbox()), "a failed attempt")
        same([mail.get("attempts") for mail in world.outbox()], [{"N": "1"}], "the attempts at the mail")
    redeliver(world, "--waiting", "--deliver")
    # The last one of each share brings a receipt at once: the second to their address counts where the first did.
    for of, task in ((share, "task-0"), (share, "task-1"), (other, "task-2")):
        guest.complete(f"/p/{of['id']}", task).expect(200)
        until(lambda: world.denied() or not world.outbox(), "the end of the outbox")
        same(world.outbox(), [], "the outbox")
    reader.call("POST", respond, reject).expect(200)
    until(lambda: world.denied() or not world.outbox(), "the end of the outbox")
    same(world.outbox(), [], "the outbox")
    same(world.trail(mailed["id"]), ["share.created", "share.invited"], "the trail of a mailed share")
    until(lambda: world.denied() or len(events()) == 3, "events on the bus")
    same([event["detail-type"] for event in events()], ["share.task_completed"] * 3, "the events")
    announced = announcement("guideline.pdf", PDF)
    world.staff().call("POST", f"/v1/projects/{PROJECT}/files", announced).expect(201)
    until(lambda: world.denied() or files(), "the event of a file")
    same([event["detail-type"] for event in files()], ["file.announced"], "the events of files")
    admin = world.address("olivia")
    before = len(world.mails(admin))
    world.guest().ask_for_link(left["id"], left["link"].split("#")[1]).expect(202)
    until(lambda: world.denied() or len(world.mails(admin)) > before, "a mail to the org admin")
    same(len(world.mails(admin)), before + 1, "mails to the org admin in place of who left")
    world.staff().call("POST", f"{work}/comments", {"text": "See page 3"}).expect(201)
    until(lambda: world.denied() or commented(), "the event of a step")
    same([event["detail-type"] for event in commented()], ["step.commented"], "the events of steps")
