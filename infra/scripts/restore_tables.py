"""Restores both tables of a deployment to one instant, as new tables beside the old ones.

python infra/scripts/restore_tables.py STACK 2026-11-22T03:15:00Z

Both, and to the same instant: each row of state holds the head of its trail. A restored table has lost its stream,
its expiry, its own backups and its protection; all of that is set again. Nothing uses the new tables yet:
RUNBOOK.md, "Backup and restore", says how a deployment takes them over, and what a restore undoes.
"""

import argparse
import sys
import time
from datetime import datetime

import aws


def restored_name(table: str, instant: datetime) -> str:
    """At most 255 characters of a-z, A-Z, 0-9, `_`, `-` and `.`."""
    return f"{table[:230]}-r{instant.strftime('%Y%m%d%H%M%S')}"


def begin(table: str, instant: datetime) -> str:
    backups = aws.call("dynamodb", "describe-continuous-backups", "--table-name", table)
    window = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    print(f"{table}: can be restored from {window.get('EarliestRestorableDateTime')}", file=sys.stderr)
    name = restored_name(table, instant)
    names = ["--source-table-name", table, "--target-table-name", name]
    aws.call("dynamodb", "restore-table-to-point-in-time", *names, "--restore-date-time", instant.isoformat())
    return name


def wait(table: str) -> None:
    """The waiter gives up after some minutes; a large table takes hours."""
    while True:
        described = aws.call("dynamodb", "describe-table", "--table-name", table)["Table"]
        if described["TableStatus"] == "ACTIVE":
            return
        time.sleep(20)


def settle(table: str, *, is_state: bool) -> None:
    """Gives a restored table what a restore leaves out, as template.yaml has it."""
    protected = ["dynamodb", "update-table", "--table-name", table, "--deletion-protection-enabled"]
    stream = ["--stream-specification", "StreamEnabled=true,StreamViewType=NEW_IMAGE"] if is_state else []
    aws.call(*protected, *stream)
    wait(table)
    recovery = ["--point-in-time-recovery-specification", "PointInTimeRecoveryEnabled=true"]
    aws.call("dynamodb", "update-continuous-backups", "--table-name", table, *recovery)
    if is_state:
        expiry = ["--time-to-live-specification", "Enabled=true,AttributeName=ttl"]
        aws.call("dynamodb", "update-time-to-live", "--table-name", table, *expiry)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Restores both tables of a deployment to one instant.")
    arguments.add_argument("stack")
    arguments.add_argument("instant", type=datetime.fromisoformat, help="2026-11-22T03:15:00Z")
    asked = arguments.parse_args()
    if asked.instant.tzinfo is None:
        arguments.error("the instant must say its zone: end it with Z for UTC")
    tables = {logical: aws.physical(asked.stack, logical) for logical in ("StateTable", "TrailTable")}
    restored = {logical: begin(table, asked.instant) for logical, table in tables.items()}
    for logical, table in restored.items():
        wait(table)
        settle(table, is_state=logical == "StateTable")
        print(f"{logical}={table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
