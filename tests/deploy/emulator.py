"""The emulated AWS: one process on loopback, with nothing kept after it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import boto3
from botocore.config import Config

REGION = "eu-west-1"
ACCOUNT = "000000000000"
ROOT = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


class Emulator:
    """`with Emulator(…) as aws:` runs it; it is gone in the end, whatever happened."""

    def __init__(self, folder: Path, issuer: str, issuer_at: str):
        self.folder = folder
        self.port, self.plain_port = _free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "emulator.log"
        self.denials = folder / "denials.jsonl"
        self.mails = folder / "mails.jsonl"
        self.denials.touch()
        self.mails.touch()
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "localhost",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "GATEWAY_PORT": str(self.port),
            "PLAIN_PORT": str(self.plain_port),
            "AWS_ENDPOINT_URL": self.url,
            "MINISTACK_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ROOT["aws_access_key_id"],
            "AWS_SECRET_ACCESS_KEY": ROOT["aws_secret_access_key"],
            "S3_DATA_DIR": str(folder / "s3"),
            "LAMBDA_EXECUTOR": "local",
            "LAMBDA_ASYNC_RETRY_BASE_SECONDS": "0.1",
            "DENIALS": str(self.denials),
            "MAILS": str(self.mails),
            "ISSUER": issuer,
            "ISSUER_AT": issuer_at,
        }
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "Emulator":
        launcher = Path(__file__).with_name("launcher.py")
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, str(launcher)],
                env=self._environment,
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._await_start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Asks it to end, then ends it and the functions that it started."""
        process = self._process
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def _await_start(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError("the emulator ended at its start")
            try:
                urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=2).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the emulator did not start within a minute")

    def client(self, service: str, credentials: dict | None = None, plain: bool = False):
        """An SDK client, of the account's root unless told; `plain`: as if without TLS."""
        url = f"http://127.0.0.1:{self.plain_port}" if plain else self.url
        config = Config(
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
            signature_version="v4",
            request_checksum_calculation="when_required",
        )
        if service == "s3":
            config = config.merge(Config(signature_version="s3v4"))
        return boto3.client(service, endpoint_url=url, region_name=REGION, config=config, **(credentials or ROOT))

    def tail(self, lines: int = 25) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
