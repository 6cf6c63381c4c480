"""Joins contract, handlers, assistant and database into one running service."""
