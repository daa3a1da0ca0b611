"""Which place a file is named after: its Chinese name, or the same in Latin letters.

Source: `data/places/pinyin.csv`, Hanyu Pinyin without tones, and customary spellings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from airtrack.domain.model import Word
from airtrack.registry.text import Findings, table

_LETTERS = re.compile(r"[a-z']+")
_HAN = re.compile(r"[一-鿿]+")


class Spelled(Word):
    """The code of a place, and how it is written in Latin letters."""

    code: str
    spellings: tuple[str, ...]


def load(file: Path, findings: Findings, *, codes: Collection[str]) -> dict[str, str]:
    """Codes by spelling; a spelling of two places (suzhou: 苏州, 宿州) leads to neither."""
    meant: dict[str, set[str]] = {}
    for row, word in table(Spelled, file, findings):
        if word.code not in codes:
            findings.add(file, "registry_unknown_member", where="code", value=word.code, row=row)
        for spelling in word.spellings:
            meant.setdefault(spelling, set()).add(word.code)
    return {spelling: next(iter(found)) for spelling, found in meant.items() if len(found) == 1}


def named_after(
    name: str, *, latin: Mapping[str, str], units: Mapping[str, str], provinces: Collection[str]
) -> str | None:
    """The code of the one place that a file or a folder around it is named after, else None.

    The innermost name that says anything decides; names of provinces say nothing about cities.
    """
    for part in reversed(name.casefold().split("/")):
        found = {
            *_in_letters(part, latin),
            *(code for run in _HAN.findall(part) for code in _in_han(run, units, provinces)),
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _in_letters(text: str, latin: Mapping[str, str]) -> Iterator[str]:
    for word in _LETTERS.findall(text):
        code = latin.get(word.replace("'", ""))
        if code is not None:
            yield code


def _in_han(run: str, units: Mapping[str, str], provinces: Collection[str]) -> Iterator[str]:
    """Codes of the places named in the run, from its start on, each by its longest name."""
    start = 0
    while start < len(run):
        ends = range(len(run), start + 1, -1)
        names = (run[start:end] for end in ends)
        name = next((name for name in names if name in units or name in provinces), run[start])
        # 吉林省长春市 begins with the province, which is longer than the city 吉林
        if name in units:
            yield units[name]
        start += len(name)
