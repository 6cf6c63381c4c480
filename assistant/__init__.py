"""Thinks: triage, routing, retrieval, answers. Knows neither SQL nor HTTP."""
