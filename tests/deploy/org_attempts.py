"""What roles are not to read of an org, as in `attempts`: guests' functions see its policy, and nothing beside it."""

from attempts import Attempt, Holders, item, reading
from rights import READS_POLICIES
from twin import Twin

READS: Holders = reading("dynamodb:BatchGetItem", "ORG#*")


def _batch(twin: Twin, sk: str, **attributes: str) -> object:
    return twin.dynamodb.batch_get_item(RequestItems={twin.state: {"Keys": [item("ORG#x", sk)], **attributes}})


OF_ORGS: dict[str, tuple[Holders, Attempt]] = {
    "reads what an org allows": (READS, lambda t: _batch(t, "ORG", ProjectionExpression="pk, sk, policy")),
    "reads an org": (lambda stack: READS(stack) - READS_POLICIES, lambda t: _batch(t, "ORG")),
    "reads whom an org has invited": (
        lambda stack: READS(stack) - READS_POLICIES,
        lambda t: _batch(t, "INVITATION#x", ProjectionExpression="pk, sk, email"),
    ),
}
