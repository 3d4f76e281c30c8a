"""Sends requests made from docs/openapi.json to a system of its own, and holds every answer against the document.

    hold.py PROGRAM [--examples N] [--seed N]

PROGRAM is the system to start (`vestibule-local`). Requests are made by schemathesis: values that are allowed, values on
their bounds, and values that are not. None may be answered by a failure of ours, and every answer is one that is
described, with its media type, headers and schema. The seed is fixed, so that what fails once fails again.
"""

import argparse
import http.cookiejar
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
RUN = {
    "title": "Papers",
    "tasks": [
        {
            "id": "papers",
            "title": "Papers",
            "fields": [
                {"id": "name", "label": "Name", "type": "short_text"},
                {"id": "scan", "label": "Scan", "type": "file", "extensions": ["pdf"]},
            ],
        }
    ],
}
TERMS = {
    "project": "procurement",
    "scope": {"type": "tasks", "run": "papers", "tasks": ["papers"]},
    "recipient": {"name": "Bruno Lima", "email": "bruno@lima.example"},
    "permissions": ["fill_fields", "upload_files", "read_files", "download_files", "comment", "complete_task"],
    "delivery": "link",
}


class System:
    """One that runs in memory, and what its people ask of it."""

    def __init__(self, program: str) -> None:
        command = [program, "--memory", "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        printed = ""
        while "<otto@" not in printed:
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit(f"{program} ended before it ran:\n{printed}")
            printed += line
        self.origin = re.search(r"API +(http://\S+)/v1", printed)[1]
        tokens = Path(re.search(r"\. (\S+tokens\.sh)", printed)[1]).read_text(encoding="utf-8")
        self.token = re.search(r"CARLA='?([\w.-]+)", tokens)[1]
        cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
        self.cookies = cookies

    def ask(self, method: str, path: str, body: dict, **headers: str) -> dict:
        headers = {"content-type": "application/json", "accept": "application/json", **headers}
        data = json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data, headers, method=method)
        with self.opener.open(request) as answer:
            return json.load(answer)

    def staff(self, method: str, path: str, body: dict) -> dict:
        return self.ask(method, path, body, authorization=f"Bearer {self.token}")

    def share(self) -> tuple[str, dict]:
        """A share that a guest has opened: its id, and the headers of the guest."""
        share = self.staff("POST", "/v1/shares", TERMS)
        token = share["link"].split("#")[1]
        seen = self.ask("POST", "/i/peek", {"token": token})
        opening = {"notice": seen["notice"]["sha256"], "consent": "yes"}
        opened = self.ask("POST", f"/i/{share['id']}", opening)
        cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        return share["id"], {"Vestibule-CSRF": opened["csrf"], "Cookie": cookie}

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def configuration(system: System) -> str:
    """What schemathesis is to know: who asks where, and names that are there."""
    system.staff("PUT", "/v1/projects/procurement/runs/papers", RUN)
    # Staff revoke the one, guests work on with the other.
    (revoked, _), (kept, guest) = system.share(), system.share()
    names = {"project": "procurement", "run": "papers", "task": "papers"}
    text = f"[parameters]\n{_table('path.', names)}"
    callers = [("^/v1", revoked, {"Authorization": f"Bearer {system.token}"}), ("^/[ip]", kept, guest)]
    for paths, share, headers in callers:
        text += f"\n[[operations]]\ninclude-path-regex = {json.dumps(paths)}\n"
        text += f"[operations.headers]\n{_table('', headers)}[operations.parameters]\n{_table('path.', {'share': share})}"
    return text


def _table(prefix: str, values: dict[str, str]) -> str:
    return "".join(f"{json.dumps(prefix + name)} = {json.dumps(value)}\n" for name, value in values.items())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--examples", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.monotonic()
    system = System(asked.program)
    try:
        with tempfile.TemporaryDirectory() as folder:
            known = Path(folder) / "schemathesis.toml"
            known.write_text(configuration(system), encoding="utf-8")
            command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(known), "run"]
            command += [str(ROOT / "docs" / "openapi.json"), "--url", system.origin, "--checks", ",".join(CHECKS)]
            command += ["--phases", "examples,coverage,fuzzing", "--max-examples", str(asked.examples)]
            command += ["--seed", str(asked.seed), "--continue-on-failure", "--no-shrink", "--warnings", "off"]
            command += ["--suppress-health-check", "all", "--max-redirects", "0"]
            status = subprocess.run(command, cwd=folder, check=False).returncode
    finally:
        system.stop()
    print(f"{time.monotonic() - began:.0f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
