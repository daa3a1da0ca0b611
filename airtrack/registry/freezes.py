"""Reads the freeze dates of `data/freeze.toml`; without the file nothing is frozen."""

from __future__ import annotations

from pathlib import Path

from airtrack.domain.freeze import Freeze
from airtrack.domain.model import Word
from airtrack.registry import text
from airtrack.registry.text import Findings

FILE = "freeze.toml"


class _Freezes(Word):
    freeze: tuple[Freeze, ...] = ()


def load(folder: Path, findings: Findings) -> tuple[Freeze, ...]:
    """The frozen periods in the order of the file; what is wrong stands in `findings`."""
    if not (folder / FILE).exists():
        return ()
    found = text.toml(_Freezes, folder / FILE, findings)
    return () if found is None else found.freeze
