"""Measures the service against its peers; `python -m scripts.benchmark --help` tells how."""
