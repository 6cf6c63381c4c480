"""Joins contract, handlers, assistant and database into one running service."""

import warnings

# connexion imports starlette's test client, which warns of httpx at every start; nothing of ours uses it.
warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
