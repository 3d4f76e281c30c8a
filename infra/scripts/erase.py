"""Erases a guest from one share, its trail and what they did to tasks: name, e-mail address, network address, browser.
Staff stay named.

python infra/scripts/erase.py STACK shr_…              tells what there is
python infra/scripts/erase.py STACK shr_… --erase      erases it

Revoke the share first, by the API: a link without a recipient is of no use. The chain of the trail stays whole: a
record holds a commitment to the details, not the details. What the guest typed and sent belongs to the run and
stays; RUNBOOK.md, "Erasing a person", says what else there is and how long backups remember. Interrupted, or refused
since somebody wrote the same row at that moment, it is run again: it looks for what is left.
"""

import argparse
import json
import sys

import aws

# Both parse as what they stand for, and neither is anybody's (RFC 2606).
NOBODY = {"name": "erased", "email": "erased@erased.invalid"}


def of_guest(row: dict) -> list[int]:
    """Where in a row records of the guest's own acts still have their details."""
    records = [record["M"] for record in row["records"]["L"]]
    return [
        at
        for at, record in enumerate(records)
        if "personal" in record and json.loads(record["record"]["S"])["actor"]["type"] == "guest"
    ]


def comments(rows: list[dict]) -> set[str]:
    """Ids of the comments that the share's guest wrote. A comment itself knows its author by name only."""
    records = [json.loads(record["M"]["record"]["S"]) for row in rows for record in row["records"]["L"]]
    return {record["facts"]["comment"] for record in records if record["kind"] == "share.commented"}


def named(task: dict, share: str, written: set[str]) -> list[str]:
    """Where in a task the guest's name stands: at its completion by this share, at the comments written under it."""
    done = task.get("completion", {}).get("M")
    paths = ["completion.#by"] if done and done["share"]["S"] == share and done["by"]["S"] != NOBODY["name"] else []
    for at, comment in enumerate(one["M"] for one in task.get("comments", {"L": []})["L"]):
        if comment["id"]["S"] in written and comment["author"]["S"] != NOBODY["name"]:
            paths.append(f"comments[{at}].author")
    return paths


def erase_records(table: str, row: dict) -> None:
    held = of_guest(row)
    if held:
        key = json.dumps({"pk": row["pk"], "sk": row["sk"]})
        paths = ", ".join(f"records[{at}].personal" for at in held)
        update = ["dynamodb", "update-item", "--table-name", table, "--key", key]
        aws.call(*update, "--update-expression", f"REMOVE {paths}", "--condition-expression", "attribute_exists(pk)")


def rewritten(table: str, row: dict, texts: dict[str, str], names: dict[str, str]) -> list[str]:
    """The update that sets texts, by their paths: on the version that was read, and as a new one, so that whoever is
    writing the row at this moment begins anew."""
    values = {f":t{at}": {"S": text} for at, text in enumerate(sorted(set(texts.values())))}
    key_of = {value["S"]: key for key, value in values.items()}
    values |= {":read": row["version"], ":next": {"N": str(int(row["version"]["N"]) + 1)}}
    sets = [f"{path} = {key_of[text]}" for path, text in texts.items()]
    update = ["dynamodb", "update-item", "--table-name", table]
    update += ["--key", json.dumps({"pk": row["pk"], "sk": row["sk"]})]
    update += ["--update-expression", f"SET {', '.join([*sets, 'version = :next'])}"]
    update += ["--expression-attribute-names", json.dumps(names)] if names else []
    return [*update, "--expression-attribute-values", json.dumps(values), "--condition-expression", "version = :read"]


def erase_recipient(table: str, share: dict) -> None:
    texts = {"recipient.#name": NOBODY["name"], "recipient.email": NOBODY["email"]}
    aws.call(*rewritten(table, share, texts, {"#name": "name"}))


def erase_name(table: str, task: dict, paths: list[str]) -> None:
    names = {"#by": "by"} if "completion.#by" in paths else {}
    aws.call(*rewritten(table, task, dict.fromkeys(paths, NOBODY["name"]), names))


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
    key = json.dumps({"pk": {"S": f"SHARE#{asked.share}"}, "sk": {"S": "SHARE"}})
    share = aws.call("dynamodb", "get-item", "--table-name", state, "--key", key, "--consistent-read").get("Item")
    if not share:
        sys.exit(f"there is no share {asked.share}")
    # Only a share that is revoked gets no more records and comments while this runs.
    revoked = "M" in share.get("revoked", {})
    records = rows_of(trail, f"share/{asked.share}")
    tasks = rows_of(state, f"RUN#{share['scope']['M']['run']['S']}", "TASK#")
    names = {task["sk"]["S"]: named(task, asked.share, comments(records)) for task in tasks}
    told = sum(len(of_guest(row)) for row in records)
    print(f"{asked.share}: {told} records of the guest's acts with their details", file=sys.stderr)
    for task, paths in names.items():
        completed = "completion.#by" in paths
        if paths:
            places = f"{len(paths) - completed} comments{' and at its completion' if completed else ''}"
            print(f"{task}: named at {places}", file=sys.stderr)
    if not revoked:
        print("it is not revoked; revoke it first", file=sys.stderr)
        return 1
    if asked.erase:
        for row in records:
            erase_records(trail, row)
        for task in tasks:
            if paths := names[task["sk"]["S"]]:
                erase_name(state, task, paths)
        erase_recipient(state, share)
        print("erased; ask for its activity, which must still be verified", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
