"""A task that is completed, twice."""

from collections.abc import Generator

from scenes import drafted_task
from world import World


def probe(world: World) -> Generator[None]:
    _, guest, page = drafted_task(world, "complete")
    yield
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
    guest.call("POST", f"{page}/tasks/details/complete", {}).expect(200)
