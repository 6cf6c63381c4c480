"""Keeps models and handlers in step with spec/openapi.yaml."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from app.binding import ContractBroken, bind
from app.config import PROJECT_ROOT
from app.contract import Contract
from app.factory import SPECIFICATION

GENERATOR = Path(sys.executable).with_name("datamodel-codegen")


def generate() -> int:
    """Write generated/models.py from the contract."""
    return subprocess.run([GENERATOR], cwd=PROJECT_ROOT, check=False).returncode


def check() -> int:
    """Say everything that is out of step: stale models, promises unkept, orphans, wrong signatures."""
    complaints = [*_stale_models(), *_broken_promises()]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if not complaints:
        print("contract, models and handlers agree")
    return 1 if complaints else 0


def _stale_models() -> Iterator[str]:
    drift = subprocess.run(
        [GENERATOR, "--check"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    if drift.returncode:
        yield "generated/models.py is stale; run: python -m scripts.contract generate"
        yield drift.stdout or drift.stderr


def _broken_promises() -> Iterator[str]:
    try:
        bind(Contract.load(SPECIFICATION))
    except (ContractBroken, ValueError) as error:
        yield str(error)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.contract", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in (generate, check):
        commands.add_parser(command.__name__, help=command.__doc__).set_defaults(run=command)
    return int(parser.parse_args().run())


if __name__ == "__main__":
    sys.exit(main())
