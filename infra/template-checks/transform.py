"""Turns template.yaml into the plain CloudFormation that AWS would make of it, without AWS.

    python transform.py [template] > plain.json
"""

import copy
import json
import logging
import os
import sys
from pathlib import Path

# Set before the import: the translator asks the AWS SDK for a region, and for nothing else.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

from boto3 import Session  # noqa: E402
from samtranslator.model.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.parser.parser import Parser  # noqa: E402
from samtranslator.translator.translator import Translator  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

# It warns that nobody publishes its statistics.
logging.getLogger("samtranslator").setLevel(logging.ERROR)

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"

# Every AWS-managed policy that SAM may add to a role here. Another one stops the transform, and is to be
# judged before it is added: such policies name no resource.
MANAGED_POLICIES = {
    "AWSLambdaBasicExecutionRole": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "AWSXrayWriteOnlyAccess": "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
}


class TransformRefused(Exception):
    """SAM itself does not take the template."""


def load(path: Path = TEMPLATE) -> dict:
    return yaml_parse(path.read_text(encoding="utf-8"))


def transform(template: dict) -> dict:
    """`template` itself is left as it is."""
    source = copy.deepcopy(template)
    # `sam package` would put the address of the built code here.
    code = {"Bucket": "code", "Key": "function.zip"}
    source.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    for resource in source["Resources"].values():
        if resource.get("Type") == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = code
    translator = Translator(MANAGED_POLICIES, Parser(), boto_session=Session(region_name="eu-west-1"))
    try:
        plain = translator.translate(sam_template=source, parameter_values={})
    except InvalidDocumentException as refused:
        raise TransformRefused([cause.message for cause in refused.causes]) from refused
    # A plain template: what is left of the transform's own sections would only confuse a linter.
    plain.pop("Transform", None)
    plain.pop("Globals", None)
    return plain


if __name__ == "__main__":
    json.dump(transform(load(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE)), sys.stdout, indent=2)
