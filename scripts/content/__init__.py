"""Looks after the library: `python -m scripts.content --help`."""

from scripts.content.ingesting import ingest_folder

__all__ = ["ingest_folder"]
