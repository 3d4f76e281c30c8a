"""What a template comes to with given parameters: conditions, references and texts worked out."""

import re

from emulator import ACCOUNT, REGION
from plan import Plan
from steps import Wrong

NOTHING = object()
"""What AWS::NoValue stands for."""


class Expected:
    """Of one stack: its template, its parameters, and the physical ids of what it made."""

    def __init__(self, plan: Plan, parameters: dict[str, str], physical: dict[str, str], stack: str):
        self._template, self._physical, self.stack = plan.plain, physical, stack
        defaults = {name: stated.get("Default") for name, stated in plan.plain.get("Parameters", {}).items()}
        self.parameters = {**defaults, **parameters}

    def resources(self) -> dict[str, dict]:
        """Those whose condition holds."""
        return {
            name: resource
            for name, resource in self._template["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }

    def holds(self, condition: object) -> bool:
        match condition:
            case str(name):
                return self.holds(self._template["Conditions"][name])
            case {"Condition": str(name)}:
                return self.holds(name)
            case {"Fn::Equals": [one, other]}:
                return str(self.value(one)) == str(self.value(other))
            case {"Fn::Not": [one]}:
                return not self.holds(one)
            case {"Fn::And": list(all_of)}:
                return all(self.holds(one) for one in all_of)
            case {"Fn::Or": list(any_of)}:
                return any(self.holds(one) for one in any_of)
        raise Wrong(f"the condition {condition} is of a form that the test does not know")

    def value(self, stated: object) -> object:
        match stated:
            case {"Ref": str(name)}:
                return self._ref(name)
            case {"Fn::GetAtt": [str(name), str(attribute)]}:
                return self._attribute(name, attribute)
            case {"Fn::Sub": str(text)}:
                return self._sub(text, {})
            case {"Fn::Sub": [str(text), dict(more)]}:
                return self._sub(text, {name: self.value(value) for name, value in more.items()})
            case {"Fn::If": [condition, then, otherwise]}:
                return self.value(then if self.holds(condition) else otherwise)
            case {"Fn::FindInMap": [table, one, other]}:
                return self._template["Mappings"][table][self.value(one)][self.value(other)]
            case dict():
                worked_out = {name: self.value(value) for name, value in stated.items()}
                return {name: value for name, value in worked_out.items() if value is not NOTHING}
            case list():
                return [value for each in stated if (value := self.value(each)) is not NOTHING]
        return stated

    def _ref(self, name: str) -> object:
        pseudo = {
            "AWS::StackName": self.stack,
            "AWS::Region": REGION,
            "AWS::AccountId": ACCOUNT,
            "AWS::Partition": "aws",
            "AWS::NoValue": NOTHING,
            "AWS::URLSuffix": "amazonaws.com",
        }
        for known in (pseudo, self.parameters, self._physical):
            if name in known:
                return known[name]
        raise Wrong(f"the template refers to {name}, which the test does not know")

    def _attribute(self, name: str, attribute: str) -> str:
        physical, kind = self._physical[name], self._template["Resources"][name]["Type"]
        arn = {
            "AWS::Lambda::Function": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{physical}",
            "AWS::DynamoDB::Table": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{physical}",
            "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{physical}",
            "AWS::SQS::Queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{physical.rsplit('/', 1)[-1]}",
            "AWS::S3::Bucket": f"arn:aws:s3:::{physical}",
        }
        if attribute == "Arn" and kind in arn:
            return arn[kind]
        if (kind, attribute) == ("AWS::S3::Bucket", "RegionalDomainName"):
            return f"{physical}.s3.{REGION}.amazonaws.com"
        raise Wrong(f"the template refers to {name}.{attribute}, which the test does not know")

    def _sub(self, text: str, more: dict[str, object]) -> str:
        def one(found: re.Match) -> str:
            name, _, attribute = found[1].partition(".")
            if found[1] in more:
                return str(more[found[1]])
            return str(self._attribute(name, attribute) if attribute else self._ref(name))

        return re.sub(r"\$\{([^}!]+)\}", one, text)
