"""For each function, a short scenario that uses every permission of its role: `probe` of the module with its name.

A scenario has two halves: what is prepared while every role is whole, and what is done while the role of the function
under test lacks something. The second half must go well with the whole role and fail with any part of it missing.
"""

import importlib
from collections.abc import Callable, Generator
from pathlib import Path

from world import World

Probe = Callable[[World], Generator[None]]
"""Yields once, between its two halves."""


def _logical_id(module: str) -> str:
    return "".join(word.capitalize() for word in module.split("_"))


PROBES: dict[str, Probe] = {
    _logical_id(file.stem): importlib.import_module(f"probes.{file.stem}").probe
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py"))
}
