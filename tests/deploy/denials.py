"""What no role may do, tried with each role's own policies: from a twin of the role that the test can assume."""

from botocore.exceptions import ClientError

from attempts import EXPORT, GUESTS, NOBODY, OTHERS, REFERENCE, Attempt, item
from org_attempts import OF_ORGS
from probes import PROBES
from stack import Stack
from steps import Steps, Wrong
from twin import Twin
from world import World

REFUSED = ("AccessDenied", "AccessDeniedException")


def check(world: World, step: Steps) -> None:
    """Each attempt must be refused, and each role must be able to do something at all."""
    for bucket in ("QuarantineBucket", "DocumentsBucket"):
        for key in (GUESTS, REFERENCE, EXPORT):
            world.client("s3").put_object(Bucket=world.physical(bucket), Key=key, Body=b"x")
    count, stack = 0, Stack(world.deployment.plan.template, plain=world.deployment.plan.plain)
    for function in [name for name in PROBES if name in world.resources]:
        with step(f"the role of {function} may do what it is for, and nothing of the rest"):
            twin = Twin(world, function)
            twin.dynamodb.get_item(TableName=twin.state, Key=item("WARM"))
            for what, attempt in NOBODY.items():
                _refused(what, attempt, twin)
                count += 1
            for what, (holders_of, attempt) in (OTHERS | OF_ORGS).items():
                if function not in holders_of(stack):
                    _refused(what, attempt, twin)
                    count += 1
    print(f"        {count} attempts")


def _code(attempt: Attempt, twin: Twin) -> str | None:
    try:
        attempt(twin)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def _refused(what: str, attempt: Attempt, twin: Twin) -> None:
    code = _code(attempt, twin)
    if code not in REFUSED:
        raise Wrong(f"it {what}: {code or 'done'} instead of a refusal")
