"""Named steps: each is printed with how it went, and the first that fails ends the run."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class StepFailed(Exception):
    """A step did not go as it must; says which, and what happened instead."""


class Wrong(Exception):
    """Something is not as it must be. The step in which it is found tells the rest."""


class Steps:
    def __init__(self, quiet: bool = False):
        self.done = 0
        self._quiet = quiet

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        except Exception as wrong:
            told = str(wrong) if isinstance(wrong, Wrong) else f"{type(wrong).__name__}: {wrong}"
            self._print(f"FAILED  {name}: {told}")
            raise StepFailed(f"{name}: {told}") from wrong
        self.done += 1
        self._print(f"ok      {name} ({time.monotonic() - started:.1f} s)")

    def _print(self, line: str) -> None:
        if not self._quiet:
            print(line, flush=True)


def must(holds: object, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)


def same(found: object, expected: object, what: str) -> None:
    if found != expected:
        raise Wrong(f"{what}: {found!r} instead of {expected!r}")


def until(look, what: str, seconds: float = 20, pause: float = 0.1):
    """Looks until there is something to see, and returns it."""
    end = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise Wrong(f"{what} did not happen within {seconds:g} s")
        time.sleep(pause)


def heading(text: str) -> None:
    print(f"\n-- {text}", flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
