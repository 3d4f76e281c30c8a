"""Tells what a restore to an instant undoes, from the trail as it was before.

python infra/scripts/undone.py TRAIL_TABLE 2026-11-22T03:15:00Z

TRAIL_TABLE is the old table, by its name in the account: it was retained, and holds what happened since. One line
for each record that gave or took a right after the instant: when, what, whose trail, facts. No name, no address.
It reads the whole table once, which costs half a read unit for each 4 KB.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime

import aws

# Whoever lost a right by one of these has it again after a restore.
TAKEN = ("share.revoked", "share.rotated", "share.password_changed", "share.extended", "share.exhausted")
# Work that is no longer there, and rights that are not.
GIVEN = ("share.created", "share.task_completed", "org.")


def since(items: Iterator[dict], instant: datetime, kinds: tuple[str, ...]) -> Iterator[dict]:
    for item in items:
        # One that somebody wrote past the rules may hold none.
        for stored in item.get("records", {"L": []})["L"]:
            record = json.loads(stored["M"]["record"]["S"])
            if record["kind"].startswith(kinds) and datetime.fromisoformat(record["at"]) > instant:
                yield record


def main() -> int:
    arguments = argparse.ArgumentParser(description="Tells what a restore to an instant undoes.")
    arguments.add_argument("table")
    arguments.add_argument("instant", type=datetime.fromisoformat, help="2026-11-22T03:15:00Z")
    arguments.add_argument("--all", action="store_true", help="also what was created and completed since")
    arguments.add_argument(
        "--kind", action="append", help="records of this kind instead, such as share.password_failed"
    )
    asked = arguments.parse_args()
    if asked.instant.tzinfo is None:
        arguments.error("the instant must say its zone: end it with Z for UTC")
    table = aws.call("dynamodb", "describe-table", "--table-name", asked.table)["Table"]
    print(table["TableArn"], file=sys.stderr)
    items = aws.pages("dynamodb", "scan", "--table-name", asked.table)
    kinds = tuple(asked.kind or TAKEN + (GIVEN if asked.all else ()))
    found = sorted(since(items, asked.instant, kinds), key=lambda record: record["at"])
    for record in found:
        facts = json.dumps(record.get("facts") or {}, sort_keys=True)
        print(f"{record['at']}  {record['kind']:24} {record['trail']}  {facts}")
    print(f"{len(found)} records", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
