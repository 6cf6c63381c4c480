"""Keeps contract, models and handlers in step; spec/openapi.yaml is where every change begins."""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence

from app.config import PROJECT_ROOT
from app.contract import SPECIFICATION
from scripts.contract import checking
from scripts.contract.comparison import (
    NothingToCompare,
    breaking_changes,
    earlier_contract,
    redocly,
    unannounced,
)
from scripts.node_tools import NodeToolMissing, status_without
from scripts.typescript import write_types


def main(arguments: Sequence[str] | None = None) -> int:
    parsed = _parse(arguments)
    try:
        return int(parsed.run(parsed))
    except NodeToolMissing as missing:
        return status_without(missing)
    except NothingToCompare as error:
        print(error, file=sys.stderr)
        return 2


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.contract",
        description=__doc__,
        epilog="Exit status: 0 all is well, 1 something is to be done, 2 the command could not run.",
    )
    commands = parser.add_subparsers(required=True, metavar="command", title="commands")
    for name, run in _COMMANDS.items():
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if run is _diff:
            command.add_argument("revision", nargs="?", help="git revision or file (the main branch)")
        if run is _mock:
            command.add_argument("--port", type=int, default=8001, help="port to listen on (8001)")
    return parser.parse_args(arguments)


def _generate(_: argparse.Namespace) -> int:
    """write generated/ from the contract: models for Python, and types for TypeScript where npm is"""
    if _told(checking.unreadable_contract(), ""):
        return 1
    status = subprocess.run([checking.GENERATOR], cwd=PROJECT_ROOT, check=False).returncode
    try:
        return status or write_types()
    except NodeToolMissing as missing:
        print(f"generated/typescript is left as it is: {missing}", file=sys.stderr)
        return status


def _check(_: argparse.Namespace) -> int:
    """list everything that is out of step"""
    return _told(checking.complaints(), "contract, models and handlers agree")


def _scaffold(_: argparse.Namespace) -> int:
    """begin every operation that has no handler"""
    if _told(checking.unreadable_contract(), ""):
        return 1
    from scripts.contract.scaffolding import scaffold  # noqa: PLC0415  # loads handlers

    written = 0
    for line in scaffold():
        print(line)
        written += 1
    if not written:
        print("every operation has its handler")
    return 0


def _lint(_: argparse.Namespace) -> int:
    """let redocly look for bad style"""
    done = redocly("lint", str(SPECIFICATION), "--format", "codeframe")
    print(done.stdout, done.stderr if done.returncode else "redocly finds nothing\n", sep="", end="")
    return done.returncode


def _diff(arguments: argparse.Namespace) -> int:
    """list what breaks clients of an earlier contract"""
    earlier = earlier_contract(arguments.revision)
    if earlier is None:
        print("there is no main branch here to compare with", file=sys.stderr)
        return 0
    changes = breaking_changes(earlier)
    for change in changes:
        print(change)
    if not changes:
        print("nothing breaks clients")
        return 0
    return _told(unannounced(earlier), "the changes are announced")


def _mock(arguments: argparse.Namespace) -> int:
    """serve the contract's examples"""
    from scripts.contract.mocking import serve_examples  # noqa: PLC0415  # the server takes its time to load

    return serve_examples(arguments.port)


def _told(complaints: Iterable[str], otherwise: str) -> int:
    count = 0
    for count, complaint in enumerate(complaints, start=1):  # noqa: B007
        print(complaint, file=sys.stderr)
    if not count and otherwise:
        print(otherwise)
    return 1 if count else 0


_COMMANDS = {
    "generate": _generate,
    "check": _check,
    "scaffold": _scaffold,
    "lint": _lint,
    "diff": _diff,
    "mock": _mock,
}

if __name__ == "__main__":
    sys.exit(main())
