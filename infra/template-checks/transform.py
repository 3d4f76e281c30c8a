"""Turns template.yaml into the plain CloudFormation that AWS would make of it, without AWS.

python transform.py [template] > plain.json
"""

import copy
import json
import logging
import os
import sys
from pathlib import Path

from boto3 import Session
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"

# The translator writes it into nothing of ours, but does not work without one.
REGION = "eu-west-1"

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
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    # It warns that nobody publishes its statistics.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    translator = Translator(MANAGED_POLICIES, Parser(), boto_session=Session(region_name=REGION))
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
