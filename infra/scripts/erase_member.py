"""Erases from an org a person who is no member of it any more: their invitation, what stands beside the records of their
acts in the org's trail and in those of the steps that they had there, and their name and the hash of their address where
they decided, answered, wrote or completed something in one.

python infra/scripts/erase_member.py STACK ORG SUB              tells what there is
python infra/scripts/erase_member.py STACK ORG SUB --erase      erases it

Their own row has neither name nor address of an org that they left. By which address the org knew them is told by their
invitation, which is forgotten some time after it; give it with --email, if it is older. Remove them from the org first. Their parts in steps are found by reading the whole state table, because lists hold
only those that they have still. The chain of the trail stays whole. What they did on shares and runs is told in those
trails; RUNBOOK.md, "Erasing a person", says how to take the details there. Refused since somebody wrote the same row at
that moment, it is run again.
"""

import argparse
import hashlib
import json
import sys

import aws
from erase import erase_row, held, name_of, rows_of, update

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def derived(*names: str) -> str:
    """The digits of the id that always stands for these names, as `Id::derived` has them."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(len(name.encode()).to_bytes(8, "big") + name.encode())
    number, digits = int.from_bytes(digest.digest()[:16], "big"), ""
    for _ in range(22):
        number, digit = divmod(number, 62)
        digits = DIGITS[digit] + digits
    return digits


def invitation_of(org: str, email: str) -> str:
    """The id of the invitation of an address to an org, as `InvitationId::of` derives it."""
    return f"inv_{derived('invitation', org, email.lower())}"


def recipient_of(org: str, email: str) -> str:
    """The hash of an address, as `RecipientId::of` derives it."""
    return f"rcp_{derived(org, email.lower())}"


def is_of(invitation: dict, sub: str) -> bool:
    """Whether it is the invitation that somebody accepted."""
    return invitation.get("accepted_by", {}).get("S") == sub


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


def in_steps(
    state: str, trail: str, parts: list[dict], sub: str, hashes: set[str]
) -> tuple[list[dict], list[tuple[dict, dict]]]:
    """The rows of their parts' trails, and those of the tasks that tell of them, with what is to stand there."""
    trails, told_of = [], []
    for part in parts:
        (run, task), step = part["sk"]["S"].split("#"), part["pk"]["S"].removeprefix("STEP#")
        trails += rows_of(trail, f"step/{run}/{task}/{step}")
        rows = rows_of(state, f"RUN#{run}", f"T#{task}#") + rows_of(state, f"WORK#{run}#{task}")
        told_of += [(row, paths) for row in rows if (paths := held(row, step, {"member": sub}, hashes))]
    return trails, told_of


def main() -> int:
    arguments = argparse.ArgumentParser(description="Erases a person who is no member any more.")
    arguments.add_argument("stack")
    arguments.add_argument("org")
    arguments.add_argument("sub")
    arguments.add_argument("--email", action="append", default=[], help="an address by which the org knew them")
    arguments.add_argument("--erase", action="store_true", help="erase, instead of telling only")
    asked = arguments.parse_args()
    aws.stack(asked.stack)
    state, trail = aws.physical(asked.stack, "StateTable"), aws.physical(asked.stack, "TrailTable")
    person = next(iter(rows_of(state, f"PERSON#{asked.sub}", "MEMBER")), None)
    if person is None:
        sys.exit(f"nobody is known as {asked.sub}")
    if asked.org in person["orgs"]["M"]:
        print(f"they belong to {asked.org}; remove them first", file=sys.stderr)
        return 1
    named = {invitation_of(asked.org, email) for email in asked.email}
    invited = rows_of(state, f"ORG#{asked.org}", "INVITATION#")
    invitations = [row for row in invited if is_of(row, asked.sub) or row["id"]["S"] in named]
    addresses = {row["email"]["S"] for row in invitations} | set(asked.email)
    hashes = {recipient_of(asked.org, email) for email in addresses}
    trails, told_of = in_steps(state, trail, parts_of(state, asked.org, asked.sub), asked.sub, hashes)
    rows = [*rows_of(trail, f"org/{asked.org}"), *trails]
    records = [(row, places) for row in rows if (places := of_member(row, asked.sub))]
    told = sum(len(places) for _, places in records)
    print(f"{asked.sub}: {told} records with their details, {len(invitations)} invitations", file=sys.stderr)
    for row, paths in told_of:
        print(f"{name_of(row)}: told of at {', '.join(paths)}", file=sys.stderr)
    if asked.erase:
        for row, places in records:
            removed = ", ".join(f"records[{at}].personal" for at in places)
            update(trail, row, f"REMOVE {removed}", "--condition-expression", "attribute_exists(pk)")
        for row, paths in told_of:
            erase_row(state, row, paths)
        for row in invitations:
            key = json.dumps({"pk": row["pk"], "sk": row["sk"]})
            aws.call("dynamodb", "delete-item", "--table-name", state, "--key", key)
        print("erased", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
