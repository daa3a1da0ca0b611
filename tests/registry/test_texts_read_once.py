"""What the test run remembers of the texts is never older than the texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from airtrack.registry import catalogue
from tests.texts import content


@pytest.fixture
def texts(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of the texts that a test may change."""
    ignored = shutil.ignore_patterns("store")
    return Path(shutil.copytree(data_folder, tmp_path / "data", ignore=ignored))


def test_the_same_texts_are_read_once(texts: Path) -> None:
    assert catalogue.load(texts) is catalogue.load(texts)


def test_a_changed_text_is_read_again(texts: Path) -> None:
    before = catalogue.load(texts)
    file = texts / "glossary.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# \n", encoding="utf-8")
    assert catalogue.load(texts) is not before


def test_a_file_more_or_under_another_name_is_another_content(texts: Path) -> None:
    before = content(texts)
    new = texts / "plans" / "new.toml"
    new.write_text("", encoding="utf-8")
    more = content(texts)
    new.rename(texts / "plans" / "other.toml")
    assert len({before, more, content(texts)}) == 3
