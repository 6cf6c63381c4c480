"""Does conformance still catch what it is there for? Bugs are planted in a copy of the service, one at a time.

Run it after every upgrade of schemathesis: `python -m tests.contract.planted_bugs` (tox -e conformance-bugs).
"""

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.config import PROJECT_ROOT
from scripts.conformance import fuzz
from scripts.trial import running_service
from tests.contract.planted import Copy

KEY = "operator-key-of-the-planted"
SETTINGS = {"ADMIN_API_KEY": KEY, "EMBEDDING_PROVIDER": "none", "CONTENT_DIR": str(PROJECT_ROOT / "content")}


@dataclass(frozen=True, slots=True)
class Bug:
    """One edit, and the operations that are asked (all of them would take a minute each)."""

    file: str
    old: str
    new: str
    operations: tuple[str, ...]


SESSION = ("createSession", "getSession", "deleteSession")
LEAD = ("createLead", "getLead", "deleteLead")
RAISE_FOR = "    if {}:\n        raise ValueError\n"
BUGS = {
    "a status that is not promised": Bug(
        "handlers/catalogue.py",
        "    async with services.database.autocommit() as connection:\n        return _dive_site(",
        "    from db.leads import IdempotencyConflict\n    raise IdempotencyConflict\n    async with services.database.autocommit() as connection:\n        return _dive_site(",
        ("getDiveSite",),
    ),
    "500 at the greatest limit": Bug(
        "handlers/catalogue.py",
        '    """Destinations by name."""\n',
        '    """Destinations by name."""\n' + RAISE_FOR.format("limit == 100"),
        ("listDestinations",),
    ),
    "500 at the least limit": Bug(
        "handlers/search.py",
        "    question = Question(",
        RAISE_FOR.format("limit == 1") + "    question = Question(",
        ("searchContent",),
    ),
    "500 for an apostrophe": Bug(
        "handlers/catalogue.py",
        "    wanted = DiveSiteFilter(",
        RAISE_FOR.format('q and "\'" in q') + "    wanted = DiveSiteFilter(",
        ("listDiveSites",),
    ),
    "500 for a null in a patch": Bug(
        "handlers/sessions.py",
        "    changes = stored_profile(body.diver_profile)\n",
        "    changes = stored_profile(body.diver_profile)\n" + RAISE_FOR.format("None in changes.values()"),
        ("createSession", "updateSession"),
    ),
    "500 for a cursor of somebody else": Bug(
        "db/paging.py",
        "    except ValueError as error:  #",
        "    except KeyError as error:  #",
        ("listDestinations",),
    ),
    "a session that is not deleted": Bug(
        "handlers/sessions.py",
        "        await SessionRepository(connection).erase(session_id, at=services.now())",
        "        await SessionRepository(connection).find(session_id, at=services.now())",
        SESSION,
    ),
    "a lead that is not deleted": Bug(
        "handlers/leads.py",
        "        await LeadRepository(connection).delete(lead_id)",
        "        await LeadRepository(connection).get(lead_id)",
        LEAD,
    ),
    "a session that is not kept": Bug(
        "handlers/sessions.py",
        "            session_id=services.new_id(),\n        )\n",
        "            session_id=services.new_id(),\n        )\n        await transaction.rollback()\n",
        SESSION,
    ),
    "a lead that is not kept": Bug(
        "handlers/leads.py",
        "lead_id=services.new_id()\n        )\n",
        "lead_id=services.new_id()\n        )\n        await transaction.rollback()\n",
        LEAD,
    ),
    "leads that anybody may read": Bug("app/security.py", "raise KeyRefused", "return {}", ("listLeads",)),
    "a property that is missing": Bug(
        "handlers/leads.py",
        "    return present(LeadReceipt, stored.lead)",
        "    receipt = present(LeadReceipt, stored.lead)\n    receipt.status = None\n    return receipt",
        ("createLead",),
    ),
    "times without a zone": Bug(
        "handlers/health.py", "timestamp=services.now()", "timestamp=services.now().replace(tzinfo=None)", ("getHealth",)
    ),
    "no Location": Bug("app/operations.py", "        if self._location:", "        if False:", ("createSession",)),
    "an Allow that is not whole": Bug(
        "app/routing.py", "raise MethodNotAllowed(self.allow) from None", 'raise MethodNotAllowed("GET") from None', ("getSession", "deleteSession")
    ),
    "parameters that nobody judges": Bug(
        "app/parameters.py", "        if not self._rest.is_valid(given):", "        if False:", ("listDestinations", "listDiveSites")
    ),
    "bodies that nobody judges": Bug(
        "app/bodies.py", "        if not self._validator.is_valid(value):", "        if False:", ("createLead",)
    ),
    "an error of another media type": Bug(
        "app/problems.py", 'MEDIA_TYPE = "application/problem+json"', 'MEDIA_TYPE = "application/json"', ("getDestination",)
    ),
    "an event that is not in the contract": Bug(
        "handlers/chat.py", "            return TokenEvent(id=event_id, text=step.text)", "            return TokenEvent(id=event_id, text=None)", ("streamChatMessage",)
    ),
    "a stream without its last event": Bug(
        "handlers/chat.py",
        "yield await stream.keep(FinalEvent(",
        "await stream.keep(FinalEvent(",
        ("streamChatMessage",),
    ),
    "events without their names": Bug(
        "app/streams.py", 'b"%bevent: %b\\ndata: %b\\n\\n" % (number, data["type"].encode(), orjson.dumps(data))', 'b"%bdata: %b\\n\\n" % (number, orjson.dumps(data))', ("streamChatMessage",)
    ),
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.contract.planted_bugs", description=__doc__)
    parser.add_argument("names", nargs="*", help="bugs to plant (all)")
    wanted = parser.parse_args().names or list(BUGS)
    with tempfile.TemporaryDirectory(prefix="dovvy-") as folder:
        project = Copy(Path(folder) / "project")
        shutil.copytree(PROJECT_ROOT / "tests" / "contract", project.folder / "tests" / "contract")
        missed = [name for name in wanted if not _is_caught(BUGS[name], name, project, Path(folder))]
        healthy = names_of(BUGS.values())
        is_flagged = fuzz_copy(project, Path(folder), healthy)
    print(
        f"{len(wanted) - len(missed)} of {len(wanted)} bugs caught; without a bug: {'flagged' if is_flagged else 'clean'}"
    )
    return 1 if missed or is_flagged else 0


def names_of(bugs) -> tuple[str, ...]:
    return tuple(sorted({name for bug in bugs for name in bug.operations}))


def _is_caught(bug: Bug, name: str, project: Copy, folder: Path) -> bool:
    with project.edited(bug.file, bug.old, bug.new):
        is_caught = fuzz_copy(project, folder, bug.operations)
    print(f"{'caught' if is_caught else 'MISSED'}: {name}", flush=True)
    return is_caught


def fuzz_copy(project: Copy, folder: Path, operations: tuple[str, ...]) -> bool:
    """Does conformance, restricted to these operations, complain of the copy's service?"""
    chosen = [argument for name in operations for argument in ("--include-operation-id", name)]
    with running_service(folder / "data", SETTINGS, project=project.folder) as trial:
        return fuzz(trial.url, KEY, [*chosen, "--no-color"], quiet=True) != 0


if __name__ == "__main__":
    sys.exit(main())
