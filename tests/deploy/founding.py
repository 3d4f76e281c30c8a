"""The first org of a new deployment and its people, as an operator founds them: by the command line."""

import os
import subprocess
from pathlib import Path

from deployment import Deployment
from emulator import REGION, ROOT
from steps import Wrong

ORG = "acme"
ORG_NAME = "Acme Engenharia"
PROJECT = "procurement"
OPERATOR = "Otto Reis <otto@operators.example>"
ROLES = {"carla": "document_controller", "vera": "viewer"}
# Has no role in any project.
RESPONDER = "rita"


def found(deployment: Deployment, program: Path) -> None:
    def run(*arguments: str) -> None:
        _run(deployment, program, *arguments)

    run(
        "found",
        "--org",
        ORG,
        "--name",
        ORG_NAME,
        "--zone",
        "America/Sao_Paulo",
        "--project",
        f"{PROJECT}=Procurement",
        "--admin",
        "olivia",
        "--admin-email",
        f"olivia@{deployment.name}.example",
        "--admin-name",
        "Olivia Prado",
    )
    given = {sub: ["--role", f"{PROJECT}={role}"] for sub, role in ROLES.items()}
    for sub, roles in (given | {RESPONDER: ["--org-role", "workflow_responder"]}).items():
        address = f"{sub}@{deployment.name}.example"
        who = ["--sub", sub, "--email", address, "--name", f"{sub.title()} Mendes"]
        run("member", "add", "--org", ORG, *who, *roles)
    # Guests decide by links that are carried here; the code has probes of its own.
    run("policy", "set", "--org", ORG, "decision_code_required=false")


def _run(deployment: Deployment, program: Path, *arguments: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": deployment.aws.url,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ROOT["aws_access_key_id"],
        "AWS_SECRET_ACCESS_KEY": ROOT["aws_secret_access_key"],
        "STATE_TABLE": deployment.output("StateTable"),
        "TRAIL_TABLE": deployment.output("TrailTable"),
    }
    command = [program, *arguments, "--as", OPERATOR]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise Wrong(f"vestibule {arguments[0]} ended with {done.returncode}: {done.stderr.strip()}")
