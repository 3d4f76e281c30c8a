"""Deploys template.yaml with the built functions into an emulated AWS that enforces IAM, and does the main job there
from outside.

Two stacks stand side by side in one account, as the template allows: one with malware scanning and a mail identity
of its own, one without either.
"""

import argparse
import shutil
import signal
import sys
import time
from pathlib import Path

import binaries
import denials
import faults
import founding
import inventory
import measured
import mutants
import procedures
import managing
import reviewing
import story
import transport
from deployment import Deployment
from emulator import Emulator
from issuer import ISSUER, Issuer
from plan import TEMPLATE, Plan
from steps import StepFailed, Steps, complain, heading, same
from world import World

STACKS = {
    "vestibule-scanning": {"MalwareScanning": "on", "CreateMailIdentity": "yes"},
    "vestibule-plain": {"MalwareScanning": "off", "CreateMailIdentity": "no"},
}

# Of how many mutants one is tried.
EVERY = {"all": 1, "sample": 6, "none": 0}


def main() -> int:
    arguments = argparse.ArgumentParser(prog="tests/deploy/run", description=__doc__.split("\n\n")[0])
    arguments.add_argument("--binaries", type=Path, help="built functions; default: debug binaries, built now")
    arguments.add_argument("--mutants", choices=EVERY, default="sample", help="how many mutants of the roles to try")
    arguments.add_argument("--template", type=Path, default=TEMPLATE, help=argparse.SUPPRESS)
    arguments.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    started = time.monotonic()
    here = binaries.built_here()  # also where the functions are built already: the command line is not among them
    programs = (asked.binaries or here).resolve()
    folder = (asked.work / "aws").resolve()
    folder.mkdir()
    wrong = ["the test was interrupted"]
    with Issuer() as issuer:
        emulator = Emulator(folder, ISSUER, issuer.at)
        try:
            with emulator as aws:
                wrong = _test(
                    aws, issuer, Plan(asked.template.resolve()), programs, here / "vestibule", EVERY[asked.mutants]
                )
        except Exception as failed:  # whatever it is, the emulator's log may tell why
            wrong = [str(failed)] if isinstance(failed, StepFailed) else [f"{type(failed).__name__}: {failed}"]
        finally:
            kept = binaries.ROOT / "target" / "deploy-emulator.log"
            if wrong and emulator.log.exists():
                kept.parent.mkdir(exist_ok=True)
                shutil.copyfile(emulator.log, kept)
                complain(f"\nthe emulator's last lines; all of them are in {kept}\n{emulator.tail()}\n")
    for line in wrong:
        complain(f"FAILED  {line}")
    print(f"{'failed' if wrong else 'passed'} after {time.monotonic() - started:.0f} s")
    return 1 if wrong else 0


def _test(aws: Emulator, issuer: Issuer, plan: Plan, programs: Path, vestibule: Path, every: int) -> list[str]:
    step, worlds = Steps(), []
    heading("deployment")
    for name, chosen in STACKS.items():
        with step(f"{name} is deployed"):
            deployment = Deployment.make(aws, plan, programs, name, chosen)
        worlds.append(World(deployment, issuer))
    for world in worlds:
        inventory.check(world, step)

    scanning = worlds[0]
    for world in worlds:
        heading(f"the main job in {world.deployment.name}")
        with step("an operator founds the first org by the command line"):
            founding.found(world.deployment, vestibule)
        if world is scanning:
            short = managing.create_short(world)
        story.tell(world, step)
    heading("what staff do to a share")
    managing.tell(scanning, step)
    heading("what a responder does")
    reviewing.tell(scanning, step)
    with step("in all of this, no function asked for what its role does not allow"):
        same(scanning.denied(), [], "what IAM refused")

    heading("what nobody may do")
    denials.check(scanning, step)
    transport.check(scanning, step)
    heading("what operators do, and faults of configuration")
    procedures.check(scanning, step)
    faults.check(scanning, step)
    heading("the schedule, and what was measured")
    managing.await_sweep(scanning, step, short)
    measured.check(scanning, step)
    if not every:
        return []
    heading(f"roles with one permission less{f', one of {every}' if every > 1 else ''}")
    return mutants.report(mutants.judge_all(worlds, every), every == 1)


if __name__ == "__main__":
    sys.exit(main())
