"""A task that is completed, twice."""

from collections.abc import Generator

from world import World


def probe(world: World) -> Generator[None]:
    run = world.name("complete")
    world.push(run)
    share = world.share(run, scope={"type": "tasks", "run": run, "tasks": ["details"]})
    guest, page = world.guest(), f"/p/{share['id']}"
    guest.open(share["link"].split("#")[1]).expect(200)
    version = guest.call("GET", page).expect(200).body["tasks"][0]["version"]
    draft = {"base": version, "answers": {"legal_name": "Souza"}}
    guest.call("POST", f"{page}/tasks/details/draft", draft).expect(200)
    yield
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
