"""Tells which mails were given up, or wait, and has them tried anew.

python infra/scripts/redeliver.py STACK                       tells which mails were given up
python infra/scripts/redeliver.py STACK --deliver             has these tried anew
python infra/scripts/redeliver.py STACK --waiting [--deliver] the same for those that wait for their next attempt
python infra/scripts/redeliver.py STACK --deliver msg_…       has single mails tried anew, by their ids
python infra/scripts/redeliver.py STACK --discard msg_…       takes mails away that will never leave

A mail that SES does not take is tried for a day, with pauses of up to an hour, and then given up; nothing tries it any
more. Tried anew, it is as new: at once, and again for a day. Its link is derived when it is mailed: a share that was
revoked or expired meanwhile gets none, a rotated one gets its current link. A mail that is being sent at this very
moment may be sent twice.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timezone

import aws

# As shared/cloud/src/index.rs has them: what is due is in so many partitions, what was given up in one.
SHARDS = 4
GIVEN_UP = "GIVEN_UP"
# What a mail is about. Who is named beside it (`taken`) is nobody's business here.
ABOUT = ("share", "org", "run")
# If the stream does not bring a mail before, the sweep does after so long (ATTEMPT_PERIOD of shared/cloud), in seconds.
ATTEMPT = 120
# Most keys of one batch.
BATCH = 100
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Unknown(SystemExit):
    """What was named is no mail."""


def shard(mail: str) -> str:
    """The partition of the index `due` in which a mail waits: its number modulo SHARDS."""
    prefix, _, digits = mail.partition("_")
    if prefix != "msg" or len(digits) != 22 or not set(digits) <= set(DIGITS):
        raise Unknown(f"{mail} is not of the form msg_…")
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return f"MAIL#{number % SHARDS:02}"


def key(mail: str) -> dict:
    return {"pk": {"S": f"OUTBOX#{mail}"}, "sk": {"S": "OUTBOX"}}


def listed(table: str, partitions: list[str]) -> Iterator[tuple[str, datetime]]:
    """The mails in these partitions of `due`: since when they are given up, or when they are tried next."""
    query = ["dynamodb", "query", "--table-name", table, "--index-name", "due"]
    query += ["--key-condition-expression", "due = :partition", "--expression-attribute-values"]
    for partition in partitions:
        for item in aws.pages(*query, json.dumps({":partition": {"S": partition}})):
            at = datetime.fromtimestamp(int(item["due_at"]["N"]) / 1000, timezone.utc)
            yield item["pk"]["S"].removeprefix("OUTBOX#"), at


def rows(table: str, mails: list[str]) -> Iterator[dict]:
    """The rows of mails, in any order; those that were sent meanwhile are left out."""
    for at in range(0, len(mails), BATCH):
        asked = {table: {"Keys": [key(mail) for mail in mails[at : at + BATCH]]}}
        while asked:
            answer = aws.call("dynamodb", "batch-get-item", "--request-items", json.dumps(asked))
            yield from answer.get("Responses", {}).get(table, [])
            asked = answer.get("UnprocessedKeys")


def told(row: dict) -> str:
    """What a mail is, without a name or an address: it holds none."""
    try:
        message = json.loads(row["message"]["S"])
    except (KeyError, ValueError):
        return "cannot be read"
    of = next(message[name] for name in ABOUT if name in message)
    what = {name: value for name, value in message.items() if name not in ("type", "taken", *ABOUT)}
    attempts = row.get("attempts", {"N": "0"})["N"]
    return f"{message['type']} of {of}{f' {json.dumps(what)}' if what else ''}, {attempts} attempts"


def try_anew(table: str, mail: str, now: int) -> None:
    """Writes the row as that of a new mail. The table's stream brings it to notify."""
    values = {":now": now, ":due": now + ATTEMPT * 1000}
    given = {":shard": {"S": shard(mail)}} | {name: {"N": str(value)} for name, value in values.items()}
    update = ["dynamodb", "update-item", "--table-name", table, "--key", json.dumps(key(mail))]
    update += ["--update-expression", "SET due = :shard, due_at = :due, asked = :now REMOVE given_up, attempts"]
    update += ["--condition-expression", "attribute_exists(pk)"]
    aws.call(*update, "--expression-attribute-values", json.dumps(given))


def discard(table: str, mail: str) -> None:
    delete = ["dynamodb", "delete-item", "--table-name", table, "--key", json.dumps(key(mail))]
    aws.call(*delete, "--condition-expression", "attribute_exists(pk)")


def done(act: str, table: str, mails: list[str]) -> int:
    """How many mails it was done with. One that was sent at this moment needs nothing any more."""
    count = 0
    for mail in mails:
        try:
            if act == "discard":
                discard(table, mail)
            else:
                try_anew(table, mail, int(time.time() * 1000))
            count += 1
        except aws.Refused as refused:
            if "ConditionalCheckFailedException" not in str(refused):
                raise
            print(f"{mail} is not there: it was sent, or never was", file=sys.stderr)
    return count


def main() -> int:
    arguments = argparse.ArgumentParser(description="Tells which mails were given up, and has them tried anew.")
    arguments.add_argument("stack")
    arguments.add_argument("mails", nargs="*", metavar="MAIL", help="these, as msg_…, instead of all that are found")
    arguments.add_argument("--waiting", action="store_true", help="those that wait, instead of those given up")
    act = arguments.add_mutually_exclusive_group()
    act.add_argument("--deliver", action="store_true", help="have them tried anew, instead of telling only")
    act.add_argument("--discard", action="store_true", help="take these away for good")
    asked = arguments.parse_intermixed_args()
    if asked.discard and not asked.mails:
        arguments.error("--discard takes away the mails that are named, and no others")
    for mail in asked.mails:
        shard(mail)
    aws.stack(asked.stack)
    table = aws.physical(asked.stack, "StateTable")
    partitions = [f"MAIL#{n:02}" for n in range(SHARDS)] if asked.waiting else [GIVEN_UP]
    since = {} if asked.mails else dict(listed(table, partitions))
    mails = asked.mails or sorted(since, key=since.get)
    what = {row["pk"]["S"].removeprefix("OUTBOX#"): told(row) for row in rows(table, mails)}
    for mail in mails:
        at = f"{since[mail]:%Y-%m-%dT%H:%M:%SZ}  " if mail in since else ""
        print(f"{at}{mail}  {what.get(mail, 'is not there any more')}")
    if not asked.mails:
        print(f"{len(mails)} mails {'wait' if asked.waiting else 'were given up'}", file=sys.stderr)
    if asked.deliver or asked.discard:
        count = done("discard" if asked.discard else "deliver", table, mails)
        print(f"{count} {'taken away' if asked.discard else 'to be tried anew'}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
