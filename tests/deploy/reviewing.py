"""What a responder does, who signs in and has no role in any project: the step that names them, and nothing else."""

from founding import PROJECT, RESPONDER
from reviewed import NO_BASIS, basis, push_review
from reviewed import step as address_of
from steps import Steps, must, same
from world import World


def tell(world: World, step: Steps) -> None:
    rita, carla = world.staff(RESPONDER), world.staff()

    with step("a responder finds the step that names them, and the form of it"):
        run = push_review(world, "reviewing")
        review = address_of(run, "review")
        listed = rita.call("GET", "/v1/steps").expect(200).body["steps"]
        must(review.split("/")[-1] in [one["id"] for one in listed], "the step is not among theirs")
        same(rita.call("GET", review).expect(200).body["step"]["state"], "open", "the state of the step")

    with step("nothing else of the project exists for them"):
        for other in (address_of(run, "work"), address_of(run, "approval")):
            rita.call("GET", other).expect(404)
            rita.call("POST", f"{other}/respond", {"decision": "approve", "basis": NO_BASIS}).expect(404)
        rita.call("GET", f"/v1/projects/{PROJECT}/runs/{run}").expect(404)
        rita.call("GET", f"/v1/shares?project={PROJECT}").expect(404)

    with step("all decide: the first who does not agree is the result"):
        read = {"basis": basis(carla, review)}
        carla.call("POST", f"{review}/respond", {"decision": "approve", **read}).expect(200)
        rejected = {"decision": "reject", "comment": "Page 3 is not to scale", **read}
        same(rita.call("POST", f"{review}/respond", rejected).expect(200).body["result"], "reject", "the result")
        done = rita.call("GET", "/v1/steps?list=done").expect(200).body["steps"]
        must(review.split("/")[-1] in [one["id"] for one in done], "the step is not among those that are done")
        same(world.run(run)["review"]["completion"]["by"], f"{RESPONDER.title()} Mendes", "who completed it")
