"""Erases a guest from one share, its trail and what they did to tasks, and where steps of its run name them: name, e-mail
address, network address, browser. Staff stay named.

python infra/scripts/erase.py STACK shr_…              tells what there is
python infra/scripts/erase.py STACK shr_… --erase      erases it

Revoke the share first, by the API: a link without a recipient is of no use. The chain of the trail stays whole: a
record's text holds a commitment to the details, and these stand beside it. What the guest typed and sent belongs to
the run and stays; RUNBOOK.md, "Erasing a person", says what else there is and how long backups remember. Interrupted,
or refused since somebody wrote the same row at that moment, it is run again: it looks for what is left.
"""

import argparse
import json
import re
import sys

import aws

# Both parse as what they stand for, and neither is anybody's (RFC 2606).
NOBODY = {"name": "erased", "email": "erased@erased.invalid", "recipient": "rcp_0000000000000000000000"}

# Attributes of TERMS that are the guest's -> what stands there afterwards. `recipient` is a hash of the address, by
# which the index `by-recipient` finds a person's shares.
TERMS = {"recipient_name": NOBODY["name"], "recipient_email": NOBODY["email"], "recipient": "erased"}


def of_guest(row: dict) -> list[int]:
    """Where in a row of the trail records of the guest's own acts still have their details."""
    # One that somebody wrote past the rules may hold none.
    records = [record["M"] for record in row.get("records", {"L": []})["L"]]
    return [
        at
        for at, record in enumerate(records)
        if "personal" in record and json.loads(record["record"]["S"])["actor"]["type"] == "guest"
    ]


def held(row: dict, through: str, who: dict[str, str], hashes: set[str]) -> dict[str, str]:
    """Where a row of a task tells of somebody, and what stands there afterwards: the name at a comment, at a decision
    and at a completion, of earlier rounds too; the hash of the address at a completion, at each file, among those who
    worked in the task, and at their answers; of a guest, the address where a step names them. `through` is their share,
    or their part in a step; `who` says them as an assignee, `hashes` are those of their addresses."""
    if "staff" in row:  # what staff wrote about the share is in their own name
        found = {}
    elif "author" in row:
        found = {"author": (row, "author", "name")}
    else:
        done = row.get("done", {}).get("M", {})
        files = row.get("files", {}).get("M", {})
        found = {"done.by": (done, "by", "name"), "done.rcp": (done, "rcp", "recipient")}
        found |= {f"files.{upload}.rcp": (file["M"], "rcp", "recipient") for upload, file in files.items()}
    found = {
        path: NOBODY[what]
        for path, (place, name, what) in found.items()
        if place.get("through", {}).get("S") == through and name in place and place[name]["S"] != NOBODY[what]
    }
    return found | worked(row, hashes) | in_step(row, through, who)


def worked(row: dict, hashes: set[str]) -> dict[str, str]:
    """The same of who worked in a task (`who`), who wrote its answers (`by`), and who else may have sent a file (`other`)."""
    named = [(f"who[{at}]", one) for at, one in enumerate(items(row, "who"))]
    pairs = [(at, pair["L"]) for at, pair in enumerate(items(row, "by"))]
    named += [(f"by[{at}][{side}]", one) for at, pair in pairs for side, one in enumerate(pair)]
    files = row.get("files", {}).get("M", {}) if "author" not in row else {}
    named += [(f"files.{upload}.other", file["M"].get("other", {})) for upload, file in files.items()]
    return {path: NOBODY["recipient"] for path, one in named if one.get("S") in hashes}


def in_step(row: dict, through: str, who: dict[str, str]) -> dict[str, str]:
    """The same of what makes the task a step: whom its description names, who decided, who has it to do instead of whom.
    Each guest who is erased stays somebody of their own there, so that no result changes."""
    named = [(f"step.who[{at}]", one) for at, one in enumerate(items(row.get("step", {}).get("M", {}), "who"))]
    for at, pair in enumerate(items(row, "instead")):
        named += [(f"instead[{at}][{side}]", one) for side, one in enumerate(pair["L"])]
    found = {}
    for at, said in enumerate(items(row, "said")):
        named.append((f"said[{at}].who", said["M"]["who"]))
        if is_same(said["M"]["who"], who) and said["M"]["by"]["S"] != NOBODY["name"]:
            found |= {f"said[{at}].by": NOBODY["name"], f"said[{at}].rcp": NOBODY["recipient"]}
    nobody = f"{through.lower()}@erased.invalid"
    return found | {f"{path}.guest": nobody for path, one in named if "guest" in who and is_same(one, who)}


def items(row: dict, name: str) -> list[dict]:
    return row.get(name, {}).get("L", [])


def is_same(assignee: dict, who: dict[str, str]) -> bool:
    """Addresses are the same in letters of either size."""
    ((way, name),) = assignee["M"].items()
    return way in who and who[way].lower() == name["S"].lower()


def update(table: str, row: dict, expression: str, *more: str) -> None:
    key = json.dumps({"pk": row["pk"], "sk": row["sk"]})
    aws.call("dynamodb", "update-item", "--table-name", table, "--key", key, "--update-expression", expression, *more)


def erase_records(table: str, row: dict) -> None:
    if held := of_guest(row):
        paths = ", ".join(f"records[{at}].personal" for at in held)
        update(table, row, f"REMOVE {paths}", "--condition-expression", "attribute_exists(pk)")


def erase_recipient(table: str, terms: dict) -> None:
    """Terms are written once, so nobody else writes them now."""
    sets = ", ".join(f"{name} = :{name}" for name in TERMS)
    values = json.dumps({f":{name}": {"S": text} for name, text in TERMS.items()})
    given = ["--condition-expression", "attribute_exists(pk)", "--expression-attribute-values", values]
    update(table, terms, f"SET {sets}", *given)


def erase_row(table: str, row: dict, paths: dict[str, str]) -> None:
    """A row with a version is written on the version that was read, and as a new one, so that whoever is writing it at
    this moment begins anew. Descriptions have none: there, what is erased must be what was read. Comments, and what was
    handed back, are written once."""
    parts = sorted({part.split("[")[0] for path in paths for part in path.split(".")})
    placeholder = {part: f"#n{n}" for n, part in enumerate(parts)}
    names = {name: part for part, name in placeholder.items()}
    values = {f":v{n}": {"S": text} for n, text in enumerate(paths.values())}
    places = [re.sub(r"[^.\[\]]+(?=[.\[]|$)", lambda part: placeholder[part[0]], path) for path in paths]
    sets = [f"{place} = :v{n}" for n, place in enumerate(places)]
    conditions = ["attribute_exists(pk)"]
    if "v" in row:
        values |= {":read": row["v"], ":next": {"N": str(int(row["v"]["N"]) + 1)}}
        sets, conditions = [*sets, "v = :next"], ["v = :read"]
    elif "step" in row:
        values |= {f":was{n}": at_path(row, path) for n, path in enumerate(paths)}
        conditions += [f"{place} = :was{n}" for n, place in enumerate(places)]
    given = ["--condition-expression", " AND ".join(conditions)]
    given += ["--expression-attribute-values", json.dumps(values), "--expression-attribute-names", json.dumps(names)]
    update(table, row, f"SET {', '.join(sets)}", *given)


def at_path(row: dict, path: str) -> dict:
    """What stands at a path of a row."""
    here = {"M": row}
    for part in re.findall(r"[^.\[\]]+", path):
        here = here["L"][int(part)] if "L" in here else here["M"][part]
    return here


def name_of(row: dict) -> str:
    """The task of a row: answers stand in partitions of their own."""
    pk, sk = row["pk"]["S"].split("#"), row["sk"]["S"].split("#")
    return pk[2] if pk[0] == "WORK" else sk[1]


def rows_of(table: str, pk: str, sk: str = "") -> list[dict]:
    """The rows of a partition whose sort keys begin so."""
    values = {":pk": {"S": pk}} | ({":sk": {"S": sk}} if sk else {})
    condition = "pk = :pk AND begins_with(sk, :sk)" if sk else "pk = :pk"
    query = ["dynamodb", "query", "--table-name", table, "--key-condition-expression", condition, "--consistent-read"]
    return list(aws.pages(*query, "--expression-attribute-values", json.dumps(values)))


def main() -> int:
    arguments = argparse.ArgumentParser(description="Erases a guest from one share, its trail and its tasks.")
    arguments.add_argument("stack")
    arguments.add_argument("share")
    arguments.add_argument("--erase", action="store_true", help="erase, instead of telling only")
    asked = arguments.parse_args()
    aws.stack(asked.stack)
    state, trail = aws.physical(asked.stack, "StateTable"), aws.physical(asked.stack, "TrailTable")
    share = {row["sk"]["S"]: row for row in rows_of(state, f"SHARE#{asked.share}")}
    if not {"TERMS", "GATE"} <= share.keys():
        sys.exit(f"there is no share {asked.share}")
    # Only a share that is revoked gets no more records and comments while this runs.
    revoked = "revoked" in share["GATE"]
    records = rows_of(trail, f"share/{asked.share}")
    # Every row of the tasks: their state, their comments and whatever else; and the answers of those that are shared.
    terms = share["TERMS"]
    run, shared = (terms["scope"]["M"][name] for name in ("run", "tasks"))
    rows = rows_of(state, f"RUN#{run['S']}", "T#")
    rows += [row for task in shared["L"] for row in rows_of(state, f"WORK#{run['S']}#{task['S']}")]
    guest, hashes = {"guest": terms["recipient_email"]["S"]}, {terms["recipient"]["S"]}
    told_of = [(row, paths) for row in rows if (paths := held(row, asked.share, guest, hashes))]
    told = sum(len(of_guest(row)) for row in records)
    print(f"{asked.share}: {told} records of the guest's acts with their details", file=sys.stderr)
    for row, paths in told_of:
        print(f"{name_of(row)}: told of at {', '.join(paths)}", file=sys.stderr)
    if not revoked:
        print("it is not revoked; revoke it first", file=sys.stderr)
        return 1
    if asked.erase:
        for row in records:
            erase_records(trail, row)
        for row, paths in told_of:
            erase_row(state, row, paths)
        erase_recipient(state, terms)
        print("erased; ask for its activity, which must still be verified", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
