"""Looks after the library: checks its pages, begins new ones, and brings the database to what they say.

The folder is CONTENT_DIR (content). The database is DATABASE_URL, or the embedded PostgreSQL in DATA_DIR when
that is empty; its schema is brought up to date first. content/README.md is the guide for authors.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.config import Settings
from assistant.pages import Content, read_content, still_to_write
from assistant.schema import SCHEMA_PATH
from assistant.validation import InvalidLibrary, validate
from scripts.content import beginnings
from scripts.content.beginnings import CannotBegin
from scripts.content.front_matter_table import front_matter_table
from scripts.content.ingesting import clear, ingest_library
from scripts.content.reporting import library_report
from scripts.database import FAILURES, migrated_database

Command = Callable[[argparse.Namespace, Settings], int]


def main() -> int:
    arguments = parse(sys.argv[1:], today=datetime.now(UTC).date())
    try:
        return run(arguments, Settings.from_environment())
    except KeyboardInterrupt:
        return 130
    except FAILURES as error:
        print(error, file=sys.stderr)
        return 1


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """The exit status. Raises FAILURES."""
    if arguments.content_dir:
        settings = replace(settings, content_dir=arguments.content_dir.resolve())
    command: Command = arguments.run
    try:
        return command(arguments, settings)
    except InvalidLibrary as error:
        return _say_what_is_wrong(error, settings.content_dir)
    except CannotBegin as error:
        print(error, file=sys.stderr)
        return 1


def parse(arguments: Sequence[str], *, today: date) -> argparse.Namespace:
    """`today`: begins pages, and what was reviewed later is a fault."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.content",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command", title="commands")
    for name, (command, add_arguments) in _COMMANDS.items():
        own = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        own.set_defaults(run=command, today=today)
        own.add_argument("--content-dir", type=Path, help="the library's folder (CONTENT_DIR, content)")
        add_arguments(own)
    return parser.parse_args(arguments)


def _validate(arguments: argparse.Namespace, settings: Settings) -> int:
    """list all that is wrong, as path:line: message; then say how much of what there is"""
    content = read_content(settings.content_dir)
    faults = validate(content, today=arguments.today)
    if arguments.json:
        report = {**library_report(content).as_json(), "faults": [asdict(fault) for fault in faults]}
        print(json.dumps(report, indent=2))
        return 1 if faults else 0
    if faults:
        raise InvalidLibrary(faults)
    _say_that_all_is_well(content)
    return 0


def _say_that_all_is_well(content: Content) -> None:
    print(f"{len(content.pages)} pages keep the rules\n\n{library_report(content)}")


def _say_what_is_wrong(error: InvalidLibrary, folder: Path) -> int:
    for fault in error.faults:
        # As an editor opens it: from where the command was started.
        print(f"{os.path.relpath(folder)}/{fault}")
    count = len(error.faults)
    print(f"{count} {'fault' if count == 1 else 'faults'}; nothing is published", file=sys.stderr)
    return 1


def _new_page(arguments: argparse.Namespace, settings: Settings) -> int:
    """begin a page, as in: new-page gear/torches --title "Torches and lights" """
    page = beginnings.page(settings.content_dir, arguments.path, title=arguments.title, today=arguments.today)
    return _begin([page], settings)


def _new_site(arguments: argparse.Namespace, settings: Settings) -> int:
    """begin a dive site, as in: new-site koh-tao "Green Rock" --min-certification OW --depth-max-m 25"""
    known = {key: getattr(arguments, key) for key in beginnings.SITE_OPTIONS}
    site = beginnings.site(
        settings.content_dir, arguments.destination, arguments.name, known, today=arguments.today
    )
    return _begin([site], settings)


def _new_destination(arguments: argparse.Namespace, settings: Settings) -> int:
    """begin a destination: its overview and its seasons"""
    return _begin(
        beginnings.destination(settings.content_dir, vars(arguments), today=arguments.today), settings
    )


def _begin(pages: Sequence[beginnings.Beginning], settings: Settings) -> int:
    for page in pages:
        file = settings.content_dir / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, encoding="utf-8")
        print(f"{os.path.relpath(file)} is begun; still to be written:")
        for line, note in still_to_write(page.text).items():
            print(f"{os.path.relpath(file)}:{line}: {note}")
    return 0


def _schema(arguments: argparse.Namespace, _: Settings) -> int:
    """print the JSON Schema of the front matter, or the table of it that stands in the guide"""
    print(front_matter_table() if arguments.table else SCHEMA_PATH.read_text("utf-8"), end="")
    return 0


def _ingest(_: argparse.Namespace, settings: Settings) -> int:
    """validate, then make the database hold exactly these pages, and the catalogue their dive sites"""
    with migrated_database(settings) as url:
        asyncio.run(ingest_library(replace(settings, database_url=url)))
    return 0


def _clear(arguments: argparse.Namespace, settings: Settings) -> int:
    """remove what ingest made; rows that came from elsewhere stay"""
    if not _is_confirmed(arguments):
        return 1
    with migrated_database(settings) as url:
        asyncio.run(clear(replace(settings, database_url=url)))
    return 0


def _is_confirmed(arguments: argparse.Namespace) -> bool:
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        print("clear needs --yes when nobody can be asked", file=sys.stderr)
        return False
    return input("Remove the library's passages, destinations and dive sites? [y/N] ").strip().lower() == "y"


def _page_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", help="area/name, or destinations/<slug>/<name>; .md may be left out")
    parser.add_argument("--title", help="the page's title (made of its name)")


def _site_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("destination", help="the slug of a destination that has an overview")
    parser.add_argument("name", help="the site's name, as divers say it")
    for key, meaning in beginnings.SITE_OPTIONS.items():
        parser.add_argument(f"--{key.replace('_', '-')}", help=meaning)


def _destination_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", help="the name of its folder, in lower case with hyphens")
    for key, meaning in beginnings.DESTINATION_OPTIONS.items():
        parser.add_argument(f"--{key.replace('_', '-')}", help=meaning)


def _validate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="faults and report as JSON")


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--table", action="store_true", help="as a Markdown table")


def _clear_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="without asking")


_COMMANDS: dict[str, tuple[Command, Callable[[argparse.ArgumentParser], None]]] = {
    "validate": (_validate, _validate_arguments),
    "new-page": (_new_page, _page_arguments),
    "new-site": (_new_site, _site_arguments),
    "new-destination": (_new_destination, _destination_arguments),
    "schema": (_schema, _schema_arguments),
    "ingest": (_ingest, lambda _: None),
    "clear": (_clear, _clear_arguments),
}


if __name__ == "__main__":
    sys.exit(main())
