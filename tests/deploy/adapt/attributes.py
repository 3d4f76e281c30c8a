"""Which attributes a DynamoDB request names: what AWS calls `dynamodb:Attributes` and `dynamodb:Select`."""

import re

EXPRESSIONS = [f"{kind}Expression" for kind in ("Update", "Condition", "Projection", "KeyCondition", "Filter")]
WORDS = {"SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN"}


def of_request(request: dict) -> dict:
    """The context of a request, of one item of a transaction, or of what a batch reads of a table. Of a put that is all of
    the item."""
    names = request.get("ExpressionAttributeNames") or {}
    found = {*(request.get("Key") or {}), *(request.get("Item") or {})}
    found.update(name for key in request.get("Keys") or [] for name in key)
    for expression in (request.get(kind) for kind in EXPRESSIONS):
        for name in re.findall(r"(?<![:\w#])(#?[A-Za-z_]\w*)(?!\w*\()", expression or ""):
            if name.upper() not in WORDS:
                found.add(names.get(name, name))
    context: dict = {"dynamodb:Attributes": sorted(found)} if found else {}
    if "KeyConditionExpression" in request or "Keys" in request:
        all_of_it = "ALL_ATTRIBUTES" if "ProjectionExpression" not in request else "SPECIFIC_ATTRIBUTES"
        context["dynamodb:Select"] = request.get("Select") or all_of_it
    return context
