"""Steps of work and of a review: filled in, with a file, completed; decided, taken back, given away."""

from collections.abc import Generator

from client import announcement, put, send
from reviewed import basis, push_review, step
from world import PDF, World


def probe(world: World) -> Generator[None]:
    carla, reference = world.staff(), world.clean_reference()
    run = push_review(world, "steps", [reference])
    work, review = step(run, "work"), step(run, "review")
    yield
    carla.call("GET", "/v1/steps").expect(200)
    carla.call("GET", work).expect(200)
    carla.call("POST", f"{work}/draft", {"base": 0, "answers": {"note": "Fine"}}).expect(200)
    carla.call("POST", f"{work}/draft", {"base": 1, "answers": {"note": "Better"}}).expect(200)
    carla.call("POST", f"{work}/comments", {"text": "See page 3"}).expect(201)
    announced = announcement("markup.pdf", PDF, field="markup")
    way_in = carla.call("POST", f"{work}/uploads", announced).expect(201).body
    settle = f"{work}/uploads/{way_in['id']}/settle"
    carla.call("POST", settle, {}).expect(409)  # nothing came yet
    sent = put(way_in, PDF).expect(200)
    carla.call("POST", settle, {}).expect(200)
    world.release(way_in, sent, lambda: carla.call("POST", settle, {}).expect(200).body["state"])
    for file in (reference, way_in["id"]):
        way_out = carla.call("POST", f"{work}/files/{file}/download", {}).expect(200).body
        send("GET", way_out["url"], {}).expect(200)
    carla.call("POST", f"{work}/uploads/{way_in['id']}/remove", {}).expect(200)
    carla.call("POST", f"{work}/complete", {"basis": basis(carla, work)}).expect(200)
    approve = {"decision": "approve", "basis": basis(carla, review)}
    carla.call("POST", f"{review}/respond", approve).expect(200)
    carla.call("POST", f"{review}/withdraw", {}).expect(200)
    carla.call("POST", f"{review}/delegate", {"to": {"email": world.address("vera")}}).expect(200)
