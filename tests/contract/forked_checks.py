"""Runs `python -m scripts.contract check` once for each line of input, and answers each with a line of JSON.

Started in a copy of the project. Each check has a process of its own, forked from one that has loaded what the
project is built on, and nothing of the project: to load that again would take half of the time of a check.
"""

import contextlib
import importlib
import io
import json
import os
import sys
import traceback

COMMAND = "scripts.contract.__main__"


def forget(rooms: list[str]) -> None:
    """Makes the next import of what is in these folders read their files."""
    for name in [name for name in sys.modules if name.partition(".")[0] in rooms]:
        del sys.modules[name]


def checked() -> tuple[bool, str]:
    """Whether it succeeds, and what it says on standard error."""
    with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(io.StringIO()):
        try:
            status = importlib.import_module(COMMAND).main(["check"])
        except BaseException:  # noqa: BLE001  # whatever it is, who waits for the answer is told
            traceback.print_exc()
            status = 1
    return status == 0, said.getvalue()


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # an edit within the same second would be taken for the one before
    checked()
    forget(sys.argv[1:])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        if child := os.fork():
            _, ended = os.waitpid(child, 0)
            if ended:
                sys.stdout.write(json.dumps((False, f"the check ended with {ended}")) + "\n")
                sys.stdout.flush()
            continue
        sys.stdout.write(json.dumps(checked()) + "\n")
        sys.stdout.flush()
        os._exit(0)
