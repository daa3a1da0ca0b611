"""Small files written by the tests, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.errors import Problem
from airtrack.ingest import draft as drafts
from airtrack.registry import forms as form_texts
from airtrack.registry import places
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings
from airtrack.store.draft import Draft

DATA = Path(__file__).parents[2] / "data"

ReadPath = Callable[[Path], Draft]
Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]


@pytest.fixture(scope="session")
def forms() -> Forms:
    """The forms of the house."""
    findings = Findings(DATA)
    loaded = form_texts.load(DATA / "forms", findings)
    assert loaded is not None, findings.problems
    return loaded


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The places of the house."""
    return places.load(DATA / "places", Findings(DATA))


@pytest.fixture
def read_path(forms: Forms, gazetteer: Gazetteer) -> ReadPath:
    """Reads a path with the forms and places of the house."""
    return lambda path: drafts.read(path, forms=forms, gazetteer=gazetteer)


@pytest.fixture
def read(tmp_path: Path, read_path: ReadPath) -> Read:
    """Writes one file and reads it."""

    def write_and_read(content: str | bytes, name: str = "file.csv") -> Draft:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_path(path)

    return write_and_read


@pytest.fixture
def found() -> Found:
    """The problems of one code."""
    return lambda draft, code: [problem for problem in draft.problems if problem.code == code]
