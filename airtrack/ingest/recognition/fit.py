"""How well one line of a sheet serves as the header of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from airtrack.domain.batch import Grain
from airtrack.domain.cells import CellRules, Unit
from airtrack.domain.column import Key, ValueColumn
from airtrack.domain.form import Form, Shape
from airtrack.ingest.recognition.header import Header, Meaning


@dataclass(slots=True)
class Fit:
    """How well one line of a sheet, or several together, serve as the header of a form."""

    form: Form
    line: int
    cells: tuple[str, ...]
    keys: dict[Key, int] = field(default_factory=dict)
    columns: dict[int, tuple[ValueColumn, Unit | None]] = field(default_factory=dict)
    unused: set[int] = field(default_factory=set)
    unknown: list[int] = field(default_factory=list)
    twice: list[tuple[int, int]] = field(default_factory=list)
    n_lines: int = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys the line lacks, and `values` where it has none."""
        lacking = [key.value for key in self.form.needed if key not in self.keys]
        by_column = self.form.shape is Shape.BY_COLUMN
        is_list = self.form.grain in (Grain.EVENT, Grain.STATION)
        if not (is_list or (self.subjects if by_column else self.columns)):
            lacking.append("values")
        return tuple(lacking)

    @property
    def subjects(self) -> list[int]:
        """The columns that stand for a place, or for a station where most are headed by codes."""
        if not self.form.code:
            return self.unknown
        code = re.compile(self.form.code)
        found = [at for at in self.unknown if code.fullmatch(self.cells[at].strip())]
        return found if 2 * len(found) > len(self.unknown) else []

    @property
    def n_recognised(self) -> int:
        """How many of its headers the form knows."""
        by_code = self.form.shape is Shape.BY_COLUMN and bool(self.form.code)
        heads_codes = by_code and bool(self.subjects)
        return len(self.keys) + len(self.columns) + len(self.unused) + heads_codes


def fill(
    fit: Fit, headers: Sequence[Header], meaning_of: Mapping[str, Meaning], *, rules: CellRules
) -> bool:
    """The line as a header of the form; False when a header of it rules the form out."""
    for index, said in enumerate(headers):
        if not fit.cells[index].strip():
            continue
        unit, meaning = None, meaning_of.get(said.whole)
        if meaning is None:
            unit, meaning = said.unit, meaning_of.get(said.name)
        match meaning:
            case None:
                fit.unknown.append(index)
            case "refused":
                return False
            case Key.PLACE if _is_finer(fit, index):
                fit.unused.add(fit.keys[Key.PLACE])
                fit.keys[Key.PLACE] = index
            case Key.PLACE if _is_coarser(fit, index):
                fit.unused.add(index)
            case Key() as key if key in fit.keys:
                fit.twice.append((index, fit.keys[key]))
            case Key() as key:
                fit.keys[key] = index
            case ValueColumn() as column if fit.form.shape is Shape.ROWS:
                if unit is None or rules.measure_alike(unit, column.unit):
                    fit.columns[index] = (column, unit or column.unit)
                else:
                    # PM2.5(%) is a change, no concentration
                    fit.unknown.append(index)
            case _:
                fit.unused.add(index)
    if Key.PERIOD in fit.form.needed and Key.PERIOD not in fit.keys and Key.YEAR in fit.keys:
        fit.keys[Key.PERIOD] = fit.keys.pop(Key.YEAR)
    of_hours = fit.form.grain is Grain.STATION_HOUR
    if of_hours and Key.STATION not in fit.keys and Key.NAME in fit.keys:
        fit.keys[Key.STATION] = fit.keys.pop(Key.NAME)
    _settle_values(fit)
    return True


def _is_finer(fit: Fit, index: int) -> bool:
    """True for a column of smaller places than the one found before."""
    return Key.PLACE in fit.keys and _deeper(fit, index, fit.keys[Key.PLACE])


def _is_coarser(fit: Fit, index: int) -> bool:
    """True for a column of larger places than the one found before."""
    return Key.PLACE in fit.keys and _deeper(fit, fit.keys[Key.PLACE], index)


def _deeper(fit: Fit, index: int, other: int) -> bool:
    return fit.form.depth(fit.cells[index]) > fit.form.depth(fit.cells[other])


def _settle_values(fit: Fit) -> None:
    """Keeps one column an indicator: a fallback gives way, anything else is there twice."""
    chosen: dict[str, int] = {}
    for index, (column, _) in sorted(fit.columns.items(), key=lambda item: item[1][0].fallback):
        first = chosen.setdefault(column.indicator, index)
        if first == index:
            continue
        if column.fallback == fit.columns[first][0].fallback:
            fit.twice.append((index, first))
        fit.unused.add(index)
    for index in fit.unused & fit.columns.keys():
        del fit.columns[index]
