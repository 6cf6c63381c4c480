"""Looks after the library: `python -m scripts.content --help`."""

from scripts.content.ingesting import ingest_folder, ingest_library

__all__ = ["ingest_folder", "ingest_library"]
