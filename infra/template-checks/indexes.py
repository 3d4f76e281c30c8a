"""The indexes of both tables, as shared/cloud/src/index.rs has them: the one list, which functions and tests read too."""

import re
from dataclasses import dataclass

# The logical id of a table -> the list of its indexes in the source.
LISTS = {"StateTable": "OF_STATE", "TrailTable": "OF_TRAIL"}

INDEX = re.compile(
    r"""pub\ const\ (\w+):\ Index\ =\s*(?:
        by_number\("([\w-]+)",\ "(\w+)",\ "(\w+)"\)
        | Index\ \{\ name:\ "([\w-]+)",\ partition:\ "(\w+)",\ sort:\ "(\w+)",\ sort_is_number:\ (true|false)\ \}
    );""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Index:
    partition: str
    sort: str
    # As DynamoDB names types: S is text, N a number.
    sort_type: str
    partition_type: str = "S"
    projection: str = "KEYS_ONLY"

    def __str__(self) -> str:
        return f"{self.partition} {self.partition_type}, {self.sort} {self.sort_type}, {self.projection}"


def of_source(source: str) -> dict[str, dict[str, Index]]:
    """The indexes of each table by their names."""
    found: dict[str, tuple[str, Index]] = {}
    for constant, *by_number, name, partition, sort, is_number in INDEX.findall(source):
        if by_number[0]:
            name, partition, sort, is_number = *by_number, "true"
        found[constant] = (name, Index(partition, sort, "N" if is_number == "true" else "S"))
    lists = {
        table: re.search(rf"pub const {of}: \[Index; (\d+)\] = \[([^\]]*)\];", source) for table, of in LISTS.items()
    }
    indexes = {}
    for table, listed in lists.items():
        constants = re.findall(r"\w+", listed[2]) if listed else []
        indexes[table] = dict(found[constant] for constant in constants if constant in found)
        if not listed or len(indexes[table]) != int(listed[1]):
            indexes[table] = {}
    return indexes


def deployed(table: dict) -> dict[str, Index]:
    """Those of a table's properties in the template."""
    types = {a["AttributeName"]: a["AttributeType"] for a in table.get("AttributeDefinitions", [])}
    return {index["IndexName"]: _index(index, types) for index in table.get("GlobalSecondaryIndexes", [])}


def _index(stated: dict, types: dict[str, str]) -> Index:
    partition, sort = (key["AttributeName"] for key in stated["KeySchema"])
    projection = stated.get("Projection", {}).get("ProjectionType", "none")
    return Index(partition, sort, types.get(sort, "?"), types.get(partition, "?"), projection)
