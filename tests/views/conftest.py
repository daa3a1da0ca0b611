"""The words of the house, which every view speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from by_hand import Speak

from airtrack.registry import glossary, places
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings
from airtrack.views.table import Words


@pytest.fixture(scope="session")
def speak(data_folder: Path) -> Speak:
    """The glossary of the house in a language."""
    loaded = glossary.load(data_folder, Findings(data_folder))
    assert loaded is not None
    return lambda lang: Words(loaded, lang)


@pytest.fixture
def zh(speak: Speak) -> Words:
    """The glossary in Chinese."""
    return speak("zh")


@pytest.fixture
def en(speak: Speak) -> Words:
    """The glossary in English."""
    return speak("en")


@pytest.fixture(scope="session")
def gazetteer(data_folder: Path) -> Gazetteer:
    """The places of the house."""
    return places.load(data_folder / "places", Findings(data_folder))
