"""Puts back what somebody changed by hand: the policy of LinkKey, or a role, as the stack's template has it.

python infra/scripts/put_back.py STACK                        tells what is not as the template has it
python infra/scripts/put_back.py STACK LinkKey RegisterRole   puts these back

A deployment does not: CloudFormation compares a template with the one before it, not with what there is.
"""

import argparse
import json
import re
import shlex
import sys

import aws

KEY, ROLE = "AWS::KMS::Key", "AWS::IAM::Role"


class Place:
    """Where a stack is, and what its resources are called: enough to resolve what policies refer to."""

    def __init__(self, stack: dict, kinds: dict[str, str], names: dict[str, str]) -> None:
        _, self.partition, _, self.region, self.account, _ = stack["StackId"].split(":", 5)
        self.kinds, self.names = kinds, names
        self.known = {p["ParameterKey"]: p.get("ParameterValue", "") for p in stack.get("Parameters", [])}
        self.known |= {
            "AWS::Partition": self.partition,
            "AWS::Region": self.region,
            "AWS::AccountId": self.account,
            "AWS::StackName": stack["StackName"],
        }

    def attribute(self, logical: str, attribute: str) -> str:
        name, kind = self.names[logical], self.kinds[logical]
        if attribute == "StreamArn":
            return aws.call("dynamodb", "describe-table", "--table-name", name)["Table"]["LatestStreamArn"]
        place = f"{self.region}:{self.account}"
        forms = {
            ROLE: f"iam::{self.account}:role/{name}",
            "AWS::DynamoDB::Table": f"dynamodb:{place}:table/{name}",
            "AWS::Events::EventBus": f"events:{place}:event-bus/{name}",
            "AWS::Lambda::Function": f"lambda:{place}:function:{name}",
            "AWS::S3::Bucket": f"s3:::{name}",
            "AWS::SQS::Queue": f"sqs:{place}:{name.rsplit('/', 1)[-1]}",
        }
        if attribute != "Arn" or kind not in forms:
            sys.exit(f"{logical}.{attribute} cannot be resolved here")
        return f"arn:{self.partition}:{forms[kind]}"

    def resolved(self, value: object) -> object:
        match value:
            case {"Ref": str(name)}:
                return self.known.get(name) or self.names[name]
            case {"Fn::GetAtt": [str(logical), str(attribute)]}:
                return self.attribute(logical, attribute)
            case {"Fn::GetAtt": str(path)} if "." in path:
                return self.attribute(*path.split(".", 1))
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([^}]+)\}", lambda found: self._inserted(found[1]), text)
            case dict() if any(key.startswith("Fn::") for key in value):
                sys.exit(f"{', '.join(value)} cannot be resolved here")
            case dict():
                return {key: self.resolved(part) for key, part in value.items()}
            case list():
                return [self.resolved(part) for part in value]
            case _:
                return value

    def _inserted(self, name: str) -> str:
        logical, dot, attribute = name.partition(".")
        return self.attribute(logical, attribute) if dot else str(self.resolved({"Ref": name}))


def repairs(place: Place, logical: str, properties: dict) -> list[list[str]]:
    """The calls that bring one resource back, and none for what is right."""
    name, wanted = place.names[logical], place.resolved({k: v for k, v in properties.items() if k != "Tags"})
    return (_key if place.kinds[logical] == KEY else _role)(name, wanted)


def _key(key: str, wanted: dict) -> list[list[str]]:
    named = ["--key-id", key, "--policy-name", "default"]
    there = json.loads(aws.call("kms", "get-key-policy", *named)["Policy"])
    if _same(there, wanted["KeyPolicy"]):
        return []
    return [["kms", "put-key-policy", *named, "--policy", json.dumps(wanted["KeyPolicy"])]]


def _role(role: str, wanted: dict) -> list[list[str]]:
    named, done = ["--role-name", role], []
    there = aws.call("iam", "get-role", *named)["Role"]["AssumeRolePolicyDocument"]
    if not _same(there, wanted["AssumeRolePolicyDocument"]):
        trust = json.dumps(wanted["AssumeRolePolicyDocument"])
        done.append(["iam", "update-assume-role-policy", *named, "--policy-document", trust])
    policies = {policy["PolicyName"]: policy["PolicyDocument"] for policy in wanted.get("Policies", [])}
    inline = aws.call("iam", "list-role-policies", *named)["PolicyNames"]
    for name, document in policies.items():
        one = [*named, "--policy-name", name]
        if name in inline and _same(aws.call("iam", "get-role-policy", *one)["PolicyDocument"], document):
            continue
        done.append(["iam", "put-role-policy", *one, "--policy-document", json.dumps(document)])
    done += [["iam", "delete-role-policy", *named, "--policy-name", name] for name in inline if name not in policies]
    managed = set(wanted.get("ManagedPolicyArns", []))
    attached = {p["PolicyArn"] for p in aws.call("iam", "list-attached-role-policies", *named)["AttachedPolicies"]}
    done += [["iam", "attach-role-policy", *named, "--policy-arn", arn] for arn in sorted(managed - attached)]
    return done + [["iam", "detach-role-policy", *named, "--policy-arn", arn] for arn in sorted(attached - managed)]


def _same(one: object, other: object) -> bool:
    """Whether two policies say the same: AWS gives single values without their list, and lists in its own order."""
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    match value:
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list():
            parts = sorted((_plain(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
            return parts[0] if len(parts) == 1 else parts
        case _:
            return value


def main() -> int:
    arguments = argparse.ArgumentParser(description="Puts back what somebody changed by hand.")
    arguments.add_argument("stack")
    arguments.add_argument("resources", nargs="*", metavar="RESOURCE", help="LinkKey, or a role such as RegisterRole")
    asked = arguments.parse_args()
    stack, template, names = aws.stack(asked.stack), aws.processed(asked.stack), aws.resources(asked.stack)
    place = Place(stack, {name: r["Type"] for name, r in template["Resources"].items()}, names)
    can = [name for name in names if place.kinds.get(name) in (KEY, ROLE)]
    if strange := [name for name in asked.resources if name not in can]:
        sys.exit(f"{', '.join(strange)}: none of {', '.join(can)}")
    for logical in asked.resources or can:
        calls = repairs(place, logical, template["Resources"][logical].get("Properties", {}))
        print(f"{logical}: {'to be put back by' if calls else 'as the template has it'}", file=sys.stderr)
        for words in calls:
            print(f"  aws {shlex.join(words)}")
            if asked.resources:
                aws.call(*words)
    return 0


if __name__ == "__main__":
    sys.exit(main())
