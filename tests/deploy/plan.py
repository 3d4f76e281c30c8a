"""What is to be deployed: template.yaml as SAM transforms it, with its code and its nested templates uploaded."""

import json
from pathlib import Path

from transform import TEMPLATE, load, transform


class Plan:
    """One template with everything that hangs below it."""

    def __init__(self, path: Path = TEMPLATE):
        self.path = path
        self.template = load(path)
        sam = "Transform" in self.template
        self.plain = transform(self.template) if sam else self.template
        self.nested = {
            name: Plan((path.parent / url).resolve())
            for name, resource in self.of_type("AWS::CloudFormation::Stack").items()
            if not (url := resource["Properties"]["TemplateURL"]).startswith("https://")
        }

    @property
    def resources(self) -> dict[str, dict]:
        return self.plain["Resources"]

    def of_type(self, kind: str) -> dict[str, dict]:
        return {name: resource for name, resource in self.resources.items() if resource["Type"] == kind}

    def binary(self, function: str) -> str:
        """The Cargo binary that a function is built from."""
        return self.resources[function]["Metadata"]["BuildProperties"]["Binary"]

    def functions(self) -> dict[str, "Plan"]:
        """The logical ids of all functions, with the plan that each is in."""
        here = {name: self for name in self.of_type("AWS::Lambda::Function")}
        for below in self.nested.values():
            here |= below.functions()
        return here

    def packaged(self, bucket: str, code: dict[str, str], url: str) -> tuple[str, list[tuple[str, str]]]:
        """The template's text with uploaded things in place of local ones; and the nested texts, by their keys."""
        plain, texts = json.loads(json.dumps(self.plain, default=str)), []
        for name in self.of_type("AWS::Lambda::Function"):
            plain["Resources"][name]["Properties"]["Code"] = {"S3Bucket": bucket, "S3Key": code[name]}
        for name, below in self.nested.items():
            text, more = below.packaged(bucket, code, url)
            key = f"{name}.template"
            texts += [(key, text), *more]
            plain["Resources"][name]["Properties"]["TemplateURL"] = f"{url}/{bucket}/{key}"
        return json.dumps(plain), texts
