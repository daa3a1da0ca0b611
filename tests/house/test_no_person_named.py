"""The repository names no person and holds no telephone number or mail address of a document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("airtrack", "data", "docs", "pages", "tests")
TEXTS = {".py", ".toml", ".csv", ".md", ".sql", ".txt"}
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MOBILE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])")
LANDLINE = re.compile(r"(?<![\d-])0\d{2,3}[-－]\d{7,8}(?!\d)")
TITLED = re.compile(r"([\u4e00-\u9fff]{3})(?:总书记|主席)")
CONTACT = re.compile(r"联系人[:：]\s*([\u4e00-\u9fff]{2,4})")
REVIEWER = re.compile(r"Comment by ([^:：\n]+)")


def files() -> Iterator[Path]:
    """Every text of the repository; stores are no part of it."""
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            inside = file.relative_to(ROOT).parts
            if file.suffix in TEXTS and "store" not in inside[:2]:
                yield file
    yield from sorted(ROOT.glob("*.md"))


def contacts(text: str) -> set[str]:
    """Mail addresses and telephone numbers."""
    return {found for form in (MAIL, MOBILE, LANDLINE) for found in form.findall(text)}


def persons(text: str) -> set[str]:
    """Those whom a document names by their title, as its contact, or as its reviewer."""
    return {name.strip() for form in (TITLED, CONTACT, REVIEWER) for name in form.findall(text)}


def test_plans_and_documentation_have_no_address_and_no_number() -> None:
    told = {
        file.relative_to(ROOT).as_posix(): found
        for file in files()
        if file.relative_to(ROOT).parts[0] in ("data", "docs")
        if (found := contacts(file.read_text(encoding="utf-8")))
    }
    assert told == {}


def test_nobody_of_the_documents_is_named() -> None:
    folder = Path(os.environ.get("AIRTRACK_TEST_DATA", ""), "..", "seeds")
    seeds = sorted(folder.glob("*.txt")) if os.environ.get("AIRTRACK_TEST_DATA") else []
    if not seeds:
        pytest.skip(f"the documents are not in {folder}")
    texts = [file.read_text(encoding="utf-8") for file in seeds]
    wanted = set().union(*(persons(text) | contacts(text) for text in texts))
    assert wanted, "nobody was found in the documents: the scan is blind"
    told = [
        (file.relative_to(ROOT).as_posix(), name)
        for file in files()
        for name in wanted
        # files of the corpus are broken on purpose, some of them in their encoding
        if name in file.read_text(encoding="utf-8", errors="ignore")
    ]
    assert told == []
