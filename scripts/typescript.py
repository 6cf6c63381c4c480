"""Looks after what front ends generate: three clients are made from the contract, compiled strictly, and
call every operation of a running service; so do the snippets of generated/typescript/README.md.

Without npm it says so, and fails where CI is set.
"""

import argparse
import re
import secrets
import sys
import tempfile
from pathlib import Path

from app.config import PROJECT_ROOT
from scripts.node_tools import Done, NodeToolMissing, is_installed, node_tool, npm_script, status_without
from scripts.trial import running_service

FRONT_ENDS = PROJECT_ROOT / "tests" / "typescript"
PACKAGE = PROJECT_ROOT / "generated" / "typescript"
TYPES = PACKAGE / "index.d.ts"
SPECIFICATION = PROJECT_ROOT / "spec" / "openapi.yaml"
# What a request may leave out because the service knows a default, its type lets out, too.
_NAMES = ("--root-types", "--root-types-no-schema-prefix", "--root-types-keep-casing")
_OPTIONS = ("--default-non-nullable=false", *_NAMES)
_SNIPPET = re.compile(r"^```ts\n(.+?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.typescript", description=__doc__)
    parser.parse_args()
    try:
        return check()
    except NodeToolMissing as missing:
        return status_without(missing)


def write_types() -> int:
    """generated/typescript/index.d.ts, the types that we publish. Raises NodeToolMissing."""
    return _openapi_typescript().returncode


def are_types_current() -> bool | None:
    """Whether generated/typescript is what the contract makes; None where the tool is not installed."""
    if not is_installed(FRONT_ENDS):
        return None
    return _openapi_typescript("--check", say=False).returncode == 0


def check() -> int:
    """The exit status of the first step that fails. Raises NodeToolMissing."""
    if _openapi_typescript("--check").returncode:
        print("generated/typescript is stale; run: python -m scripts.contract generate", file=sys.stderr)
        return 1
    _write_snippets()
    for step in ("generate", "check"):
        if status := npm_script(FRONT_ENDS, step).returncode:
            return status
    key = secrets.token_hex(16)
    settings = {"ADMIN_API_KEY": key, "EMBEDDING_PROVIDER": "none"}
    with (
        tempfile.TemporaryDirectory(prefix="dovvy-") as folder,
        running_service(Path(folder) / "data", settings) as trial,
    ):
        return npm_script(FRONT_ENDS, "test", {"API_URL": trial.url, "ADMIN_API_KEY": key}).returncode


def _openapi_typescript(*options: str, say: bool = True) -> Done:
    arguments = (str(SPECIFICATION), "--output", str(TYPES), *_OPTIONS, *options)
    return node_tool(FRONT_ENDS, "openapi-typescript", *arguments, say=say)


def _write_snippets() -> None:
    """The snippets of the README, each a file of its own beside the clients that they import."""
    for old in FRONT_ENDS.glob("readme-*.ts"):
        old.unlink()
    for number, code in enumerate(_SNIPPET.findall((PACKAGE / "README.md").read_text("utf-8")), start=1):
        (FRONT_ENDS / f"readme-{number}.ts").write_text(code, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
