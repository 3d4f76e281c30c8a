"""Takes every permission away in turn: the main job must fail then, at the call that needs it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from permissions import Mutant, mutants, without_principals
from probes import PROBES
from steps import StepFailed, Wrong
from world import World

# What no probe here can show, each with the reason. One that is killed after all fails the run.
UNPROVABLE: dict[tuple[str, str, str], str] = {
    (
        "Notify",
        "ReportUndelivered",
        "sqs:SendMessage",
    ): "the emulator gives a record up by its age only, after six hours",
    ("Notify", "ReportUnpublished", "sqs:SendMessage"): "the same of the trail's stream",
    ("Jobs", "ReportGivenUp", "sqs:SendMessage"): "the same of the stream of exports",
    # tests/api/grants.rs holds the role against the very write.
    ("Notify", "Update", "STEP#*"): "it tells of a mail about a step that is one too many, ten minutes after the act",
    ("Notify", "AppendTrail", "step/*"): "the same, on record",
}


@dataclass(frozen=True)
class Verdict:
    mutant: Mutant
    killed: bool
    told: str


class Surgery:
    """Changes a deployed role's policies, or the key's policy, and puts them back."""

    def __init__(self, world: World, function: str):
        self.world, self.function = world, function
        configuration = world.client("lambda").get_function_configuration(FunctionName=world.physical(function))
        self.role_arn, self._timeout = configuration["Role"], configuration["Timeout"]
        self.role = self.role_arn.rsplit("/", 1)[-1]
        self._iam, self._kms = world.client("iam"), world.client("kms")
        names = self._iam.list_role_policies(RoleName=self.role)["PolicyNames"]
        self.documents = {name: self._document(name) for name in names}

    def mutants(self) -> Iterator[tuple[Mutant, Callable[[dict], None], dict]]:
        """Each with what puts a policy into its place, and the policy that is there."""
        for name, whole in self.documents.items():
            for mutant in mutants(self.function, name, whole):
                yield mutant, lambda document, name=name: self._put(name, document), whole
        for key in self._keys():
            whole = json.loads(self._kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"])
            for mutant in without_principals(self.function, self.role_arn, whole):
                yield mutant, lambda document, key=key: self._put_key(key, document), whole

    def start_anew(self) -> None:
        """The next invocation is of a new instance: setting what is set already ends the ones that run."""
        name = self.world.physical(self.function)
        self.world.client("lambda").update_function_configuration(FunctionName=name, Timeout=self._timeout)

    def _put(self, policy: str, document: dict) -> None:
        if document["Statement"]:
            self._iam.put_role_policy(RoleName=self.role, PolicyName=policy, PolicyDocument=json.dumps(document))
        else:
            self._iam.delete_role_policy(RoleName=self.role, PolicyName=policy)
        self.start_anew()

    def _put_key(self, key: str, document: dict) -> None:
        self._kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(document))
        self.start_anew()

    def _keys(self) -> list[str]:
        made = self.world.resources.values()
        return [one["PhysicalResourceId"] for one in made if one["ResourceType"] == "AWS::KMS::Key"]

    def _document(self, name: str) -> dict:
        document = self._iam.get_role_policy(RoleName=self.role, PolicyName=name)["PolicyDocument"]
        return json.loads(document) if isinstance(document, str) else document


def control(world: World, function: str) -> None:
    """The probe goes well while the role is whole, and asks for nothing that the role may not do."""
    world.watch_denials(None)
    try:
        for _ in PROBES[function](world):
            Surgery(world, function).start_anew()
    except Wrong as wrong:
        raise StepFailed(f"the probe of {function} fails though its role is whole: {wrong}") from wrong
    if denied := world.denied():
        raise StepFailed(f"{function} asked for what its role does not allow: {denied}")


def judge(world: World, surgery: Surgery, mutant: Mutant, put: Callable[[dict], None], whole: dict) -> Verdict:
    """Runs the probe with one permission missing. The mutant is dead if the probe failed *and* the emulator refused
    just that action to just that role."""
    world.watch_denials(surgery.role)
    probe = PROBES[mutant.function](world)
    next(probe)
    put(mutant.document)
    failure = None
    try:
        for _ in probe:
            pass
    except Wrong as wrong:
        failure = str(wrong)
    finally:
        denied = world.denied()
        put(whole)
    refused = next((one for one in denied if one["action"] in mutant.actions), None)
    if failure is None:
        return Verdict(mutant, False, "the probe goes well" + (f" although {refused} was denied" if refused else ""))
    if refused is None:
        return Verdict(mutant, False, f"the probe fails elsewhere: {failure}; denied: {denied}")
    return Verdict(mutant, True, failure.split(":")[0])


def judge_all(worlds: list[World], every: int) -> list[Verdict]:
    """Every `every`-th mutant of each function. What survives in one deployment may be killed in the next, which has
    other parameters."""
    verdicts = []
    for function in _functions(worlds):
        open_mutants: dict[tuple, Verdict] | None = None
        for world in worlds:
            if function not in world.resources or open_mutants == {}:
                continue
            control(world, function)
            surgery, survivors = Surgery(world, function), {}
            for place, (mutant, put, whole) in enumerate(surgery.mutants()):
                wanted = mutant.name in open_mutants if open_mutants is not None else place % every == 0
                if not wanted:
                    continue
                verdict = judge(world, surgery, mutant, put, whole)
                if verdict.killed:
                    verdicts.append(verdict)
                else:
                    survivors[mutant.name] = verdict
            open_mutants = survivors
        verdicts += (open_mutants or {}).values()
    return verdicts


def _functions(worlds: list[World]) -> list[str]:
    deployed = {name for world in worlds for name in world.deployment.plan.functions()}
    if missing := deployed - PROBES.keys():
        raise StepFailed(f"no probe tells what the permissions of {', '.join(sorted(missing))} are for")
    return [name for name in PROBES if name in deployed]


def report(verdicts: list[Verdict], all_of_them: bool) -> list[str]:
    """Prints the table; returns what is wrong with it."""
    unknown = UNPROVABLE.keys() - {verdict.mutant.name for verdict in verdicts} if all_of_them else ()
    wrong = [f"the list excuses {'.'.join(name)}, which there is not" for name in unknown]
    for verdict in verdicts:
        excuse = UNPROVABLE.get(verdict.mutant.name)
        if verdict.killed:
            print(f"killed      {verdict.mutant}: {verdict.told}")
            if excuse:
                wrong.append(f"{verdict.mutant} is killed, though the list says: {excuse}")
        elif excuse:
            print(f"unprovable  {verdict.mutant}: {excuse}")
        else:
            print(f"SURVIVED    {verdict.mutant}: {verdict.told}")
            wrong.append(f"{verdict.mutant} survives: the permission is superfluous, or the probe has a gap")
    killed = sum(verdict.killed for verdict in verdicts)
    print(f"{len(verdicts)} mutants: {killed} killed, {len(verdicts) - killed} not")
    return wrong
