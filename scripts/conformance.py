"""Fuzzes the running service against its contract: no failure, no warning, every promised status seen.

Seen by schemathesis, that is, or by a test that tests/contract/hand_tested.yaml names: no generator makes a
database go away. Reports stay in reports/.
"""

import argparse
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from app.config import PROJECT_ROOT
from app.contract import SPECIFICATION, Contract
from scripts.trial import running_service

CONFIGURATION = PROJECT_ROOT / "tests" / "contract" / "schemathesis.toml"
HAND_TESTED = PROJECT_ROOT / "tests" / "contract" / "hand_tested.yaml"
REPORTS = PROJECT_ROOT / "reports"
DEEP_SEEDS = 3
DEEP_EXAMPLES = 200
DEEP_SECONDS_MAX = 600

Pair = tuple[str, int]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.conformance", description=__doc__)
    parser.add_argument("--deep", action="store_true", help="three seeds and 200 examples of each operation")
    parser.add_argument("--seed", type=int, help="the (first) seed; a deep run takes another each time")
    parser.add_argument("arguments", nargs="*", help="handed on to `schemathesis run`, after --")
    given = parser.parse_args()
    key = secrets.token_hex(16)
    with (
        tempfile.TemporaryDirectory(prefix="dovvy-") as folder,
        running_service(Path(folder) / "data", {"ADMIN_API_KEY": key}) as trial,
    ):
        runs = _deep_runs(given.seed) if given.deep else [_seed(given.seed)]
        # Each run is worth its time, also after one that failed.
        statuses = [fuzz(trial.url, key, [*run, *given.arguments]) for run in runs]
    return max(statuses) or (0 if given.arguments else _say_what_was_not_seen())


def _seed(seed: int | None) -> list[str]:
    return [] if seed is None else ["--seed", str(seed)]


def _deep_runs(seed: int | None) -> list[list[str]]:
    first = secrets.randbelow(2**31) if seed is None else seed
    options = ["--max-examples", str(DEEP_EXAMPLES), "--max-time", str(DEEP_SECONDS_MAX)]
    print(f"seeds {first} to {first + DEEP_SEEDS - 1}; --seed {first} repeats this", flush=True)
    return [[*_seed(first + number), *options] for number in range(DEEP_SEEDS)]


def fuzz(url: str, key: str, arguments: Sequence[str], *, quiet: bool = False) -> int:
    """Runs schemathesis with the project's configuration; the exit status."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file", str(CONFIGURATION),
        "run", f"{url}/openapi.json", "--report-dir", str(REPORTS), *arguments,
    ]  # fmt: skip
    environment = {**os.environ, "CONFORMANCE_KEY": key, "PYTHONPATH": str(PROJECT_ROOT)}
    output = subprocess.DEVNULL if quiet else None
    done = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, stdout=output, check=False)
    return done.returncode


def _say_what_was_not_seen() -> int:
    contract = Contract.load(SPECIFICATION)
    report = max(REPORTS.glob("ndjson-*.ndjson"), key=lambda file: file.stat().st_mtime)
    seen, promised = set(seen_pairs(contract, report)), promised_pairs(contract)
    by_hand = hand_tested_pairs(contract).keys()
    others = len(by_hand - seen)
    print(f"{len(promised)} promised statuses: {len(promised & seen)} seen, {others} tested by hand")
    complaints = [
        *(f"{name} {status}: neither seen nor tested by hand" for name, status in promised - seen - by_hand),
        *(f"{name} {status}: seen, not promised" for name, status in seen - promised),
    ]
    for complaint in sorted(complaints):
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def promised_pairs(contract: Contract) -> set[Pair]:
    """Every operation with every status that the contract gives it."""
    return {
        (promise.operation_id, int(status))
        for promise in contract.promises()
        for status in contract.document["paths"][promise.path][promise.method]["responses"]
    }


def hand_tested_pairs(contract: Contract) -> Mapping[Pair, str]:
    """Pairs that a test shows, and that test: `tests/file.py::name`."""
    listed = yaml.safe_load(HAND_TESTED.read_text("utf-8"))
    for_all = listed.pop("*")
    shown = {pair: for_all[pair[1]] for pair in promised_pairs(contract) if pair[1] in for_all}
    return shown | {(name, status): test for name, tests in listed.items() for status, test in tests.items()}


def seen_pairs(contract: Contract, report: Path) -> Iterator[Pair]:
    """The operations that a run's report (NDJSON) tells of, with the statuses they answered.

    What no operation answers (405 for a method that a path has not) is left out.
    """
    patterns = [
        (promise.method.upper(), re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(promise.path))), promise)
        for promise in contract.promises()
    ]
    for line in report.read_text("utf-8").splitlines():
        recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
        for interaction in recorder.get("interactions", {}).values():
            request, response = interaction["request"], interaction.get("response")
            path = urlsplit(request["uri"]).path
            for method, pattern, promise in patterns:
                if response and method == request["method"] and pattern.fullmatch(path):
                    yield promise.operation_id, response["status_code"]


if __name__ == "__main__":
    sys.exit(main())
