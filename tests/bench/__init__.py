"""Measurements, not tests: `python -m tests.bench` from the repository's root."""
