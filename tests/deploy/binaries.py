"""The functions' zips: each holds a `bootstrap` and nothing else."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class NoBinary(Exception):
    """A function of the template has no built program."""


def built_here() -> Path:
    """Builds debug binaries of the workspace; the folder that has them."""
    subprocess.run(["cargo", "build", "--workspace", "--bins", "--locked"], cwd=ROOT, check=True)
    told = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return Path(json.loads(told.stdout)["target_directory"]) / "debug"


def zipped(logical_id: str, binary: str, folder: Path, to: Path) -> Path:
    """Zips a function's program once: `<binary>` of `cargo build`, or `<logical id>/bootstrap` of `sam build`."""
    program = folder / logical_id / "bootstrap"
    if not program.is_file():
        program = folder / binary
    if not program.is_file():
        raise NoBinary(f"{logical_id}: neither {folder / logical_id / 'bootstrap'} nor {folder / binary} is there")
    archive = to / f"{binary}.zip"
    if archive.is_file():
        return archive
    slim = to / f"{binary}.bootstrap"
    if subprocess.run(["strip", "-o", str(slim), str(program)], capture_output=True).returncode != 0:
        shutil.copyfile(program, slim)
    entry = zipfile.ZipInfo("bootstrap")
    entry.external_attr = 0o100755 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(archive, "w", compresslevel=1) as zip_file:
        zip_file.writestr(entry, slim.read_bytes(), compresslevel=1)
    slim.unlink()
    return archive
