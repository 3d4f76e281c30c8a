"""Erases a guest from one share and its trail: name, e-mail address, network address, browser. Staff stay named.

python infra/scripts/erase.py STACK shr_…              tells what there is
python infra/scripts/erase.py STACK shr_… --erase      erases it

Revoke the share first, by the API: a link without a recipient is of no use. The chain of the trail stays whole: a
record holds a commitment to the details, not the details. What the guest typed and sent belongs to the run and
stays; RUNBOOK.md, "Erasing a person", says what else there is and how long backups remember.
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


def erase_records(table: str, row: dict) -> None:
    held = of_guest(row)
    if held:
        key = json.dumps({"pk": row["pk"], "sk": row["sk"]})
        paths = ", ".join(f"records[{at}].personal" for at in held)
        update = ["dynamodb", "update-item", "--table-name", table, "--key", key]
        aws.call(*update, "--update-expression", f"REMOVE {paths}", "--condition-expression", "attribute_exists(pk)")


def erase_recipient(table: str, row: dict) -> None:
    """On the version that was read, and as a new one: whoever is writing the share at this moment begins anew."""
    values = {
        ":name": {"S": NOBODY["name"]},
        ":email": {"S": NOBODY["email"]},
        ":read": row["version"],
        ":next": {"N": str(int(row["version"]["N"]) + 1)},
    }
    update = ["dynamodb", "update-item", "--table-name", table]
    update += ["--key", json.dumps({"pk": row["pk"], "sk": row["sk"]})]
    update += ["--update-expression", "SET recipient.#name = :name, recipient.email = :email, version = :next"]
    update += ["--expression-attribute-names", json.dumps({"#name": "name"})]
    update += ["--expression-attribute-values", json.dumps(values), "--condition-expression", "version = :read"]
    aws.call(*update)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Erases a guest from one share and its trail.")
    arguments.add_argument("stack")
    arguments.add_argument("share")
    arguments.add_argument("--erase", action="store_true", help="erase, instead of telling only")
    asked = arguments.parse_args()
    state, trail = aws.physical(asked.stack, "StateTable"), aws.physical(asked.stack, "TrailTable")
    key = json.dumps({"pk": {"S": f"SHARE#{asked.share}"}, "sk": {"S": "SHARE"}})
    share = aws.call("dynamodb", "get-item", "--table-name", state, "--key", key, "--consistent-read").get("Item")
    if not share:
        sys.exit(f"there is no share {asked.share}")
    query = ["dynamodb", "query", "--table-name", trail, "--key-condition-expression", "pk = :pk"]
    values = json.dumps({":pk": {"S": f"share/{asked.share}"}})
    rows = list(aws.pages(*query, "--consistent-read", "--expression-attribute-values", values))
    told = sum(len(of_guest(row)) for row in rows)
    print(f"{asked.share}: {told} records of the guest's acts with their details", file=sys.stderr)
    if "M" not in share.get("revoked", {}):
        print("it is not revoked; revoke it first", file=sys.stderr)
        return 1
    if asked.erase:
        for row in rows:
            erase_records(trail, row)
        erase_recipient(state, share)
        print("erased; ask for its activity, which must still be verified", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
