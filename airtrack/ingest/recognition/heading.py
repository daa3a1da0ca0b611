"""Headers of two or three rows as one: groups above, what of them below, units in a row of theirs.

Merged cells are delivered as a text and blanks behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from airtrack.domain.cells import CellRules
from airtrack.domain.column import Key, UnusedColumn, ValueColumn
from airtrack.domain.spelling import header_key, plain
from airtrack.ingest.recognition.fit import Fit, fill
from airtrack.ingest.recognition.header import Header, Meaning, header
from airtrack.ingest.recognition.misfit import goes_on
from airtrack.ingest.sheets.sheet import Sheet

MOST_ROWS = 3
_NO_UNIT = {"", "-", "--", "/", "—", "无量纲", "单位", "无", "unit", "units"}


@dataclass(frozen=True, slots=True)
class _Meanings:
    """What texts mean to one form."""

    meaning_of: Mapping[str, Meaning]
    rules: CellRules

    def of(self, text: str) -> Meaning | None:
        """What a header means, by its whole text or else without its unit."""
        said = header(text, self.rules)
        return self.meaning_of.get(said.whole) or self.meaning_of.get(said.name)

    def is_key(self, text: str) -> bool:
        """True for the header of a key or of what is known and not used."""
        return isinstance(self.of(text), Key | UnusedColumn)

    def is_one_of(self, text: str, words: Sequence[str]) -> bool:
        """True for a text that is one of the words, whatever unit stands behind it."""
        said = header(text, self.rules)
        return bool({said.whole, said.name} & set(map(header_key, words)))


def joined(
    sheet: Sheet, fits: Sequence[Fit], *, meaning_of: Mapping[str, Meaning], rules: CellRules
) -> list[Fit]:
    """The headers of several rows that `fits`, those of single rows of one form, begin."""
    known = _Meanings(meaning_of, rules)
    found: list[Fit] = []
    by_line = {fit.line: fit for fit in fits}
    for upper in fits:
        whole = upper
        for line in range(upper.line + 1, upper.line + MOST_ROWS):
            below = sheet.head[line - 1] if line <= len(sheet.head) else ()
            lower = by_line.get(line)
            is_units = _is_units(below, rules)
            if not is_units and (lower is None or not goes_on(whole, [lower], rules, line=line)):
                break
            cells, meant = _joined(whole.cells, below, known, is_units=is_units)
            whole = Fit(upper.form, upper.line, cells, n_lines=line - upper.line + 1)
            if not fill(whole, meant, meaning_of, rules=rules):
                break
            found.append(whole)
    return found


def _is_units(cells: Sequence[str], rules: CellRules) -> bool:
    """True for a row that holds units and nothing else."""
    units = {plain(text) for word in rules.units for text in word.spellings}
    texts = [plain(cell).strip("()[]【】 ") for cell in cells]
    texts = [text.removeprefix("单位").lstrip(": ") for text in texts]
    return any(text in units for text in texts) and all(
        text in units or text in _NO_UNIT for text in texts
    )


def _joined(
    above: Sequence[str], below: Sequence[str], known: _Meanings, *, is_units: bool
) -> tuple[tuple[str, ...], list[Header]]:
    """The headers of both rows as they are shown, and as they are compared."""
    shown: list[str] = []
    meant: list[Header] = []
    group = ""
    for upper, lower in zip_longest(map(str.strip, above), map(str.strip, below), fillvalue=""):
        if is_units:
            unit = plain(lower).strip("()[]【】 ")
            text = f"{upper}({lower.strip('()（）[]【】 ')})" if unit not in _NO_UNIT else upper
            shown.append(text)
            meant.append(header(text, known.rules))
            continue
        if upper:
            group = "" if known.is_key(upper) and not lower else upper
        text, as_one = _one(upper, group, lower, known)
        shown.append(text)
        meant.append(header(as_one, known.rules))
    return tuple(shown), meant


def _one(upper: str, group: str, lower: str, known: _Meanings) -> tuple[str, str]:
    """One header of a group and what stands below it, as it is shown and as it is understood."""
    if not lower or not group or header_key(group) == header_key(lower):
        return (upper or lower), (upper or lower)
    text = f"{group} {lower}"
    as_one = _inserted(group, lower, known.rules)
    if known.of(as_one) is not None:
        return text, as_one
    below, over = known.of(lower), known.of(group)
    if isinstance(below, Key) or (isinstance(below, UnusedColumn) and over is not below):
        return text if upper else lower, lower
    if known.is_one_of(lower, known.rules.value_heads) and over is not None:
        return text, _with_unit(group, lower, known.rules)
    if isinstance(over, UnusedColumn):
        return text, group
    if isinstance(below, ValueColumn) and known.is_one_of(group, known.rules.group_heads):
        return text, _with_unit(lower, group, known.rules)
    return text, text


def _inserted(group: str, lower: str, rules: CellRules) -> str:
    """The two as one word, the unit of either behind it: PM2.5(ug/m3) 浓度 is PM2.5浓度(ug/m3)."""
    first, second = header(group, rules), header(lower, rules)
    unit = second.unit or first.unit
    return f"{first.name}{second.name}" + (f"({unit.value})" if unit else "")


def _with_unit(meant: str, beside: str, rules: CellRules) -> str:
    """The header that is meant, in the unit that the one beside it names where it names none."""
    unit = header(beside, rules).unit
    is_told = header(meant, rules).unit is not None
    return meant if is_told or unit is None else f"{meant}({unit.value})"
