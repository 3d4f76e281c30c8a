"""Restores both tables of a deployment to one instant, as new tables beside the old ones.

python infra/scripts/restore_tables.py STACK 2026-11-22T03:15:00Z

Both, and to the same instant: rows of state hold the heads of trails. A restored table has lost its stream, its
expiry, its own backups and its protection; all of that is set again, the protection last: it is the sign that a
table is done. Interrupted, the same command again goes on where it was. Nothing uses the new tables yet: RUNBOOK.md,
"Backup and restore", says how a deployment takes them over, and what a restore undoes.
"""

import argparse
import sys
import time
from datetime import datetime, timezone

import aws

# What the stream of each table shows, as template.yaml has it.
VIEWS = {"StateTable": "KEYS_ONLY", "TrailTable": "NEW_IMAGE"}
# How long DynamoDB may take to offer backups of a table that it has just made, in seconds.
PATIENCE = 900
PAUSE = 20


def restored_name(table: str, instant: datetime) -> str:
    """At most 255 characters of a-z, A-Z, 0-9, `_`, `-` and `.`."""
    return f"{table[:230]}-r{instant.astimezone(timezone.utc).strftime('%Y%m%d%H%M%S')}"


def described(table: str) -> dict | None:
    """`None`: there is no such table."""
    try:
        return aws.call("dynamodb", "describe-table", "--table-name", table)["Table"]
    except aws.Refused as refused:
        if "ResourceNotFoundException" in str(refused):
            return None
        raise


def begin(table: str, instant: datetime) -> str:
    """Has the restore of a table begin, unless an earlier run had it begin."""
    name = restored_name(table, instant)
    if there := described(name):
        source = there.get("RestoreSummary", {}).get("SourceTableArn", "")
        if not source.endswith(f":table/{table}"):
            sys.exit(f"{name} is there already, and is not known to be restored from {table}")
        print(f"{name}: is there already, from an earlier run", file=sys.stderr)
        return name
    backups = aws.call("dynamodb", "describe-continuous-backups", "--table-name", table)
    window = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    print(f"{table}: can be restored from {window.get('EarliestRestorableDateTime')}", file=sys.stderr)
    names = ["--source-table-name", table, "--target-table-name", name]
    aws.call("dynamodb", "restore-table-to-point-in-time", *names, "--restore-date-time", instant.isoformat())
    return name


def wait(table: str) -> dict:
    """The table when it is ready. The CLI's own waiter gives up after some minutes; a large table takes hours."""
    while True:
        now = described(table)
        if now and now["TableStatus"] == "ACTIVE":
            return now
        time.sleep(PAUSE)


def settle(logical: str, table: str) -> None:
    """Gives a restored table what a restore leaves out, as template.yaml has it; what it has already stays."""
    now = wait(table)
    if now.get("DeletionProtectionEnabled"):
        return
    if not now.get("StreamSpecification", {}).get("StreamEnabled"):
        stream = ["--stream-specification", f"StreamEnabled=true,StreamViewType={VIEWS[logical]}"]
        aws.call("dynamodb", "update-table", "--table-name", table, *stream)
        wait(table)
    back_up(table)
    if logical == "StateTable":
        let_expire(table)
    aws.call("dynamodb", "update-table", "--table-name", table, "--deletion-protection-enabled")
    wait(table)


def let_expire(table: str) -> None:
    expires = aws.call("dynamodb", "describe-time-to-live", "--table-name", table)["TimeToLiveDescription"]
    if expires["TimeToLiveStatus"] not in ("ENABLED", "ENABLING"):
        expiry = ["--time-to-live-specification", "Enabled=true,AttributeName=ttl"]
        aws.call("dynamodb", "update-time-to-live", "--table-name", table, *expiry)


def back_up(table: str) -> None:
    """Turns point-in-time recovery on. For some minutes after a table was made, DynamoDB refuses: backups are being
    enabled for it."""
    until = time.monotonic() + PATIENCE
    recovery = ["--point-in-time-recovery-specification", "PointInTimeRecoveryEnabled=true"]
    while True:
        try:
            aws.call("dynamodb", "update-continuous-backups", "--table-name", table, *recovery)
            return
        except aws.Refused as refused:
            if "ContinuousBackupsUnavailableException" not in str(refused) or time.monotonic() > until:
                raise
        time.sleep(PAUSE)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Restores both tables of a deployment to one instant.")
    arguments.add_argument("stack")
    arguments.add_argument("instant", type=datetime.fromisoformat, help="2026-11-22T03:15:00Z")
    asked = arguments.parse_args()
    if asked.instant.tzinfo is None:
        arguments.error("the instant must say its zone: end it with Z for UTC")
    aws.stack(asked.stack)
    tables = {logical: aws.physical(asked.stack, logical) for logical in ("StateTable", "TrailTable")}
    restored = {logical: begin(table, asked.instant) for logical, table in tables.items()}
    for logical, table in restored.items():
        settle(logical, table)
        print(f"{logical}={table}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
