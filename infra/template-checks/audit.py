"""What checkov says of the templates, less what was looked at and accepted with a reason (accepted.toml)."""

import copy
import fnmatch
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from stack import Stack

ACCEPTED = Path(__file__).with_name("accepted.toml")

# checkov leaves out what a condition leaves out, so every condition is made to hold.
SWITCHED_ON = {
    "template": {
        "MalwareScanning": "on",
        "CreateMailIdentity": "yes",
        "PortalCertificateArn": "given",
        "Stage": "prod",
    },
    "monitoring": {"Scan": "given", "AlarmTopicArn": "", "AlarmEmail": "given"},
    "edge": {"HostedZoneId": "given"},
}


class Unaudited(Exception):
    """checkov did not do its work."""


@dataclass(frozen=True, order=True)
class Finding:
    check: str
    # `template:LinkKey`: the template and the logical id.
    resource: str
    says: str

    def __str__(self) -> str:
        return f"{self.check} {self.resource}: {self.says}"


def objections(stack: Stack) -> list[str]:
    return unaccepted(findings(stack), tomllib.loads(ACCEPTED.read_text(encoding="utf-8")))


def unaccepted(found: list[Finding], accepted: dict[str, dict]) -> list[str]:
    """Findings that nobody accepted; and acceptances without a finding, which would hide the next one."""
    wrong = []
    for finding in sorted(found):
        patterns = accepted.get(finding.check, {}).get("resources", [])
        if not any(fnmatch.fnmatchcase(finding.resource, pattern) for pattern in patterns):
            wrong.append(str(finding))
    for check, entry in accepted.items():
        if len(entry.get("reason", "").split()) < 5:
            wrong.append(f"{check} is accepted without a reason")
        for pattern in entry.get("resources", []) or ["nothing"]:
            if not any(f.check == check and fnmatch.fnmatchcase(f.resource, pattern) for f in found):
                wrong.append(f"{check} is accepted for {pattern}, where checkov finds nothing")
    return wrong


def findings(stack: Stack) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        templates = {"template": stack.plain, "monitoring": stack.beside.monitoring, "edge": stack.beside.edge}
        for name, template in templates.items():
            switched = copy.deepcopy(template)
            for parameter, value in SWITCHED_ON[name].items():
                switched["Parameters"][parameter]["Default"] = value
            (Path(folder) / f"{name}.json").write_text(json.dumps(switched, indent=1), encoding="utf-8")
        report = _checkov(Path(folder))
    if report["summary"]["parsing_errors"] or not report["summary"]["passed"]:
        raise Unaudited(f"checkov could not read the templates: {report['summary']}")
    return [
        Finding(
            failed["check_id"],
            f"{Path(failed['file_path']).stem}:{failed['resource'].rsplit('.', 1)[-1]}",
            failed["check_name"],
        )
        for failed in report["results"]["failed_checks"]
    ]


def _checkov(folder: Path) -> dict:
    command = [sys.executable, "-m", "checkov.main", "--directory", str(folder), "--framework", "cloudformation"]
    command += ["--skip-download", "--compact", "--quiet", "--soft-fail", "--output", "json"]
    # A setting of its own that somebody has at home would change what it asks.
    environment = os.environ | {"HOME": str(folder), "LOG_LEVEL": "ERROR", "BC_SKIP_MAPPING": "TRUE"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise Unaudited(f"checkov answered {done.returncode}: {done.stderr[-500:]}") from error
