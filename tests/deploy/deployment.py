"""One deployed stack: how it comes to be, and where everything of it is."""

import time
from pathlib import Path

import binaries
from emulator import REGION, Emulator
from issuer import AUDIENCE, ISSUER
from plan import Plan

ORIGIN = "https://share.deploy.example"
MAIL_FROM = "share@deploy.example"
MAIL_IDENTITY = "deploy.example"
UNFINISHED = ("CREATE_IN_PROGRESS", "REVIEW_IN_PROGRESS")


class DeploymentFailed(Exception):
    """CloudFormation did not bring the stack up; says what it said."""


def parameters(**chosen: str) -> dict[str, str]:
    """As samconfig.toml has them for a deployment; `chosen` comes on top."""
    return {
        "Stage": "dev",
        "Architecture": "x86_64",
        "JwtIssuer": ISSUER,
        "JwtAudience": AUDIENCE,
        "PortalOrigin": ORIGIN,
        "MailFrom": MAIL_FROM,
        "MailIdentity": MAIL_IDENTITY,
        "LogRetentionDays": "14",
        **chosen,
    }


class Deployment:
    def __init__(self, aws: Emulator, plan: Plan, name: str, chosen: dict[str, str]):
        self.aws, self.plan, self.name, self.parameters = aws, plan, name, chosen
        self._cloudformation = aws.client("cloudformation")

    @classmethod
    def make(cls, aws: Emulator, plan: Plan, programs: Path, name: str, chosen: dict[str, str]) -> "Deployment":
        """Uploads what `sam package` would and creates the stack, as `sam deploy` does."""
        s3, bucket, code = aws.client("s3"), f"{name}-artefacts", {}
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        for function, where in plan.functions().items():
            archive = binaries.zipped(function, where.binary(function), programs, aws.folder)
            code[function] = archive.name
            s3.put_object(Bucket=bucket, Key=archive.name, Body=archive.read_bytes())
        text, nested = plan.packaged(bucket, code, aws.url)
        for key, body in [("template.json", text), *nested]:
            s3.put_object(Bucket=bucket, Key=key, Body=body.encode())
        made = cls(aws, plan, name, parameters(**chosen))
        made._create(f"{aws.url}/{bucket}/template.json")
        return made

    def _create(self, template_url: str) -> None:
        self._cloudformation.create_stack(
            StackName=self.name,
            TemplateURL=template_url,
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in self.parameters.items()],
        )
        until = time.monotonic() + 180
        while (status := self.status()) in UNFINISHED and time.monotonic() < until:
            time.sleep(0.3)
        if status != "CREATE_COMPLETE":
            raise DeploymentFailed(f"the stack is {status}: {'; '.join(self._complaints())}")

    def _complaints(self) -> list[str]:
        """What CloudFormation says went wrong, first things first."""
        events = self._cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]
        reasons = [(one["LogicalResourceId"], one.get("ResourceStatusReason")) for one in reversed(events)]
        return [f"{name}: {reason}" for name, reason in reasons if reason]

    def output(self, name: str) -> str:
        """What the stack puts out for its operators."""
        outputs = self._cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]["Outputs"]
        return next(one["OutputValue"] for one in outputs if one["OutputKey"] == name)

    def status(self, stack: str | None = None) -> str:
        return self._cloudformation.describe_stacks(StackName=stack or self.name)["Stacks"][0]["StackStatus"]

    def resources(self, stack: str | None = None) -> dict[str, dict]:
        """What CloudFormation says it made: by logical id, with type, status and physical id."""
        pages = self._cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack or self.name)
        return {one["LogicalResourceId"]: one for page in pages for one in page["StackResourceSummaries"]}

    def physical(self, logical_id: str) -> str:
        return self.resources()[logical_id]["PhysicalResourceId"]

    @property
    def api(self) -> str:
        """Where the HTTP API answers in the emulator."""
        return f"{self.aws.url}/_aws/execute-api/{self.physical('HttpApi')}"
