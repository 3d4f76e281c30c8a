"""Erases a person who is no member any more: name and address in their own row, their invitation to an org, what stands
beside the records of their acts in that org's trail and in those of the steps that they had there, and their name and
the hash of their address where they decided, wrote or completed something in one.

python infra/scripts/erase_member.py STACK ORG SUB              tells what there is
python infra/scripts/erase_member.py STACK ORG SUB --erase      erases it

Remove them from every org first. Their parts in steps are found by reading the whole state table, because lists hold
only those that they have still. The chain of the trail stays whole. What they did on shares and runs is told in those
trails; RUNBOOK.md, "Erasing a person", says how to take the details there. Refused since somebody wrote the same row at
that moment, it is run again.
"""

import argparse
import hashlib
import json
import sys

import aws
from erase import NOBODY, erase_row, held, rows_of, update

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def invitation_of(org: str, email: str) -> str:
    """The id of the invitation of an address to an org, as `InvitationId::of` derives it."""
    digest = hashlib.sha256()
    for name in ("invitation", org, email.lower()):
        digest.update(len(name.encode()).to_bytes(8, "big") + name.encode())
    number, digits = int.from_bytes(digest.digest()[:16], "big"), ""
    for _ in range(22):
        number, digit = divmod(number, 62)
        digits = DIGITS[digit] + digits
    return f"inv_{digits}"


def of_member(row: dict, sub: str) -> list[int]:
    """Where in a row of the trail records of the member's acts still have their details."""
    records = [record["M"] for record in row.get("records", {"L": []})["L"]]
    actor = {"type": "member", "sub": sub}
    return [
        at
        for at, record in enumerate(records)
        if "personal" in record and json.loads(record["record"]["S"])["actor"] == actor
    ]


def parts_of(table: str, org: str, sub: str) -> list[dict]:
    """Their parts in the steps of an org, also in those that they gave away."""
    values = json.dumps({":step": {"S": "STEP#"}, ":org": {"S": org}, ":sub": {"S": sub}})
    theirs = ["--filter-expression", "begins_with(pk, :step) AND org = :org AND #sub = :sub"]
    given = [*theirs, "--expression-attribute-names", json.dumps({"#sub": "sub"})]
    scan = ["dynamodb", "scan", "--table-name", table, *given]
    return list(aws.pages(*scan, "--expression-attribute-values", values, "--consistent-read"))


def in_steps(state: str, trail: str, parts: list[dict], sub: str) -> tuple[list[dict], list[tuple[dict, dict]]]:
    """The rows of their parts' trails, and those of the tasks that tell of them, with what is to stand there."""
    trails, told_of = [], []
    for part in parts:
        (run, task), step = part["sk"]["S"].split("#"), part["pk"]["S"].removeprefix("STEP#")
        trails += rows_of(trail, f"step/{run}/{task}/{step}")
        tasks = rows_of(state, f"RUN#{run}", f"T#{task}#")
        told_of += [(row, paths) for row in tasks if (paths := held(row, step, {"member": sub}))]
    return trails, told_of


def main() -> int:
    arguments = argparse.ArgumentParser(description="Erases a person who is no member any more.")
    arguments.add_argument("stack")
    arguments.add_argument("org")
    arguments.add_argument("sub")
    arguments.add_argument("--erase", action="store_true", help="erase, instead of telling only")
    asked = arguments.parse_args()
    aws.stack(asked.stack)
    state, trail = aws.physical(asked.stack, "StateTable"), aws.physical(asked.stack, "TrailTable")
    person = next(iter(rows_of(state, f"PERSON#{asked.sub}", "MEMBER")), None)
    if person is None:
        sys.exit(f"nobody is known as {asked.sub}")
    if orgs := sorted(person["orgs"]["M"]):
        print(f"they belong to {', '.join(orgs)}; remove them first", file=sys.stderr)
        return 1
    invitation = f"INVITATION#{invitation_of(asked.org, person['email']['S'])}"
    invitations = rows_of(state, f"ORG#{asked.org}", invitation)
    trails, told_of = in_steps(state, trail, parts_of(state, asked.org, asked.sub), asked.sub)
    rows = [*rows_of(trail, f"org/{asked.org}"), *trails]
    records = [(row, places) for row in rows if (places := of_member(row, asked.sub))]
    told = sum(len(places) for _, places in records)
    print(f"{asked.sub}: {told} records with their details, {len(invitations)} invitations", file=sys.stderr)
    for row, paths in told_of:
        print(f"{row['sk']['S'].split('#')[1]}: told of at {', '.join(paths)}", file=sys.stderr)
    if asked.erase:
        for row, places in records:
            removed = ", ".join(f"records[{at}].personal" for at in places)
            update(trail, row, f"REMOVE {removed}", "--condition-expression", "attribute_exists(pk)")
        for row, paths in told_of:
            erase_row(state, row, paths)
        for row in invitations:
            key = json.dumps({"pk": row["pk"], "sk": row["sk"]})
            aws.call("dynamodb", "delete-item", "--table-name", state, "--key", key)
        erase_row(state, person, {"name": NOBODY["name"], "email": NOBODY["email"]})
        print("erased", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
