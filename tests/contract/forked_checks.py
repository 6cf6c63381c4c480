"""Runs `python -m scripts.contract check` once for each line of input, and answers each with a line of JSON.

Started in a copy of the project. Each check has a process of its own, forked from one that has loaded everything but
what the edits are made in: loading it again would take most of the time of a check.
"""

import contextlib
import io
import json
import os
import sys

from scripts.contract.__main__ import main

# By its class a handler is known to take the services, and the class is loaded already.
KEPT = "handlers.services"


def forget_handlers() -> None:
    for name in [name for name in sys.modules if name.startswith("handlers.") and name != KEPT]:
        del sys.modules[name]


def checked() -> tuple[bool, str]:
    """Whether it succeeds, and what it says on standard error."""
    with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(io.StringIO()):
        status = main(["check"])
    return status == 0, said.getvalue()


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # an edit within the same second would be taken for the one before
    for _ in sys.stdin:
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        forget_handlers()
        sys.stdout.write(json.dumps(checked()) + "\n")
        sys.stdout.flush()
        os._exit(0)
