"""Which partition keys a DynamoDB request touches: what AWS calls `dynamodb:LeadingKeys`."""

import re

Schema = dict[str | None, str]
"""Name of the partition key of a table (`None`) and of each of its indexes."""


def of_request(request: dict | list, schema: Schema) -> list[str] | None:
    """Of a request for one table, or of what a batch asks of it; `None`: it names no key, as a scan does."""
    if isinstance(request, list):  # the writes of a batch
        return [key for write in request for act in write.values() for key in of_request(act, schema) or []]
    if isinstance(request.get("Key"), dict):
        return _values([request["Key"]], schema[None])
    if isinstance(request.get("Item"), dict):
        return _values([request["Item"]], schema[None])
    if isinstance(request.get("Keys"), list):
        return _values(request["Keys"], schema[None])
    if isinstance(request.get("KeyConditionExpression"), str):
        return _asked(request, schema[request.get("IndexName")])
    return None


def _asked(query: dict, attribute: str) -> list[str]:
    """The value that a query wants the partition key to equal."""
    names = query.get("ExpressionAttributeNames") or {}
    values = query.get("ExpressionAttributeValues") or {}
    for name, value in re.findall(r"([#\w.-]+)\s*=\s*(:\w+)", query["KeyConditionExpression"]):
        if names.get(name, name) == attribute:
            return _values([{attribute: values.get(value, {})}], attribute)
    return []


def _values(keys: list[dict], attribute: str) -> list[str]:
    return [str(text) for key in keys for text in (key.get(attribute) or {}).values()]


def schema(table: dict) -> Schema:
    """Of a table as DescribeTable shows it."""
    indexes = (table.get("GlobalSecondaryIndexes") or []) + (table.get("LocalSecondaryIndexes") or [])
    return {None: _hash(table["KeySchema"]), **{index["IndexName"]: _hash(index["KeySchema"]) for index in indexes}}


def _hash(key_schema: list[dict]) -> str:
    return next(key["AttributeName"] for key in key_schema if key["KeyType"] == "HASH")
