"""Fuzzes the running service against its contract: no failure, no warning, every promised status seen."""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from app.config import PROJECT_ROOT
from scripts.trial import running_service

CONFIGURATION = PROJECT_ROOT / "tests" / "contract" / "schemathesis.toml"
REPORTS = PROJECT_ROOT / "reports"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.conformance", description=__doc__)
    parser.add_argument("arguments", nargs="*", help="handed on to `schemathesis run`, after --")
    arguments = parser.parse_args().arguments
    key = secrets.token_hex(16)
    with (
        tempfile.TemporaryDirectory(prefix="dovvy-") as folder,
        running_service(Path(folder) / "data", {"ADMIN_API_KEY": key}) as trial,
    ):
        return fuzz(trial.url, key, arguments)


def fuzz(url: str, key: str, arguments: list[str]) -> int:
    """Runs schemathesis; its reports stay in reports/."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file", str(CONFIGURATION),
        "run", f"{url}/openapi.json", "--report-dir", str(REPORTS), *arguments,
    ]  # fmt: skip
    environment = {**os.environ, "CONFORMANCE_KEY": key, "PYTHONPATH": str(PROJECT_ROOT)}
    return subprocess.run(command, cwd=PROJECT_ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
