"""Remembers: models, the engine, one repository per collection."""
