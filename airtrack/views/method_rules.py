"""Every number of the standards on file, one by one, with its clause and how sure it is.

It reads the registry's own words, so that a standard that is added shows itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from airtrack.domain.model import Word
from airtrack.domain.standard import OPEN_END, OPEN_START, Confidence
from airtrack.domain.standards import Standards

_ABOUT = ("clause", "confidence", "title", "id", "colour", "unit")
_OPEN = (OPEN_START, OPEN_END)
_NAMES = ("id", "key", "quantity", "pollutant", "statistic", "level", "grade", "years")


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting: where it stands on file, its value, the clause and mark that are nearest."""

    path: str
    value: str
    clause: str
    confidence: Confidence | None


def all_rules(standards: Standards) -> list[Rule]:
    """Every setting of every standard on file, in the order of the registry."""
    return [rule for field in fields(standards) for rule in of_field(standards, field.name)]


def of_field(standards: Standards, name: str) -> Iterator[Rule]:
    """The settings of one part of the standards."""
    yield from _walk(getattr(standards, name), name, "", None)


def _walk(value: object, path: str, clause: str, mark: Confidence | None) -> Iterator[Rule]:
    if isinstance(value, Word):
        yield from _of_word(value, path, clause, mark)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{path}.{key}", clause, mark)
    elif isinstance(value, tuple) and any(isinstance(item, Word) for item in value):
        for item in value:
            yield from _walk(item, f"{path}[{_name(item)}]", clause, mark)
    elif value is not None and value not in _OPEN:
        yield Rule(path, written(value), clause, mark)


def _of_word(word: Word, path: str, clause: str, mark: Confidence | None) -> Iterator[Rule]:
    own = str(getattr(word, "clause", "") or clause)
    sure = getattr(word, "confidence", mark)
    named = {str(getattr(word, name, "")) for name in _NAMES} if path.endswith("]") else set()
    for name in type(word).model_fields:
        value = getattr(word, name)
        if name in _ABOUT or (name in _NAMES and str(value) in named):
            continue
        for rule in _walk(value, f"{path}.{name}", own, sure):
            yield replace(rule, value=_measured(rule.value, value, getattr(word, "unit", "")))


def _measured(text: str, value: object, unit: str) -> str:
    """A concentration with its unit; counts and keys have none."""
    first = value[0] if isinstance(value, tuple) and value else value
    return f"{text} {unit}" if unit and isinstance(first, Decimal) else text


def _name(item: object) -> str:
    """What tells an entry of a list from the others."""
    found = [str(getattr(item, name)) for name in _NAMES if getattr(item, name, None) is not None]
    return " ".join(found)


def written(value: object) -> str:
    """A setting as it is printed; days that are open on one side are a dash."""
    if isinstance(value, tuple):
        return ", ".join(written(item) for item in value)
    if isinstance(value, date):
        return "–" if value in _OPEN else value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
