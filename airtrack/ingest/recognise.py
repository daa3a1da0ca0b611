"""Which form a sheet has, and which of its columns says what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from airtrack.domain.batch import Grain
from airtrack.domain.form import (
    CellRules,
    Form,
    Key,
    Position,
    Shape,
    Unit,
    ValueColumn,
    header_key,
    plain,
)
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest import sheet as sheets
from airtrack.ingest.header import Header, Meaning, header, meanings, spellings
from airtrack.ingest.sheet import Sheet
from airtrack.ingest.span import Evidence, evidence
from airtrack.registry.forms import Forms

_MOST_SHOWN = 20
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class ValueAt:
    """A column of values: where it is, what it holds, in which unit."""

    index: int
    indicator: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet follows its form; `headers` name the columns for problems.

    `first_line` is the line of the first data row, `places` the columns that stand for a place.
    """

    form: Form
    first_line: int
    headers: tuple[str, ...]
    keys: dict[Key, int]
    values: tuple[ValueAt, ...]
    places: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Fit:
    """How well one line of a sheet serves as the header of a form."""

    form: Form
    line: int
    cells: tuple[str, ...]
    keys: dict[Key, int] = field(default_factory=dict)
    columns: dict[int, tuple[ValueColumn, Unit | None]] = field(default_factory=dict)
    unused: set[int] = field(default_factory=set)
    unknown: list[int] = field(default_factory=list)
    twice: list[tuple[int, int]] = field(default_factory=list)

    @property
    def missing(self) -> tuple[str, ...]:
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
        by_code = self.form.shape is Shape.BY_COLUMN and bool(self.form.code)
        heads_codes = by_code and bool(self.subjects)
        return len(self.keys) + len(self.columns) + len(self.unused) + heads_codes


def layout(sheet: Sheet, forms: Forms) -> Layout:
    """The layout of the form that fits best; raises SheetError `unknown_form` if none does."""
    fits: list[_Fit] = []
    headers = [[header(cell, forms.cells) for cell in cells] for cells in sheet.head]
    for form in forms.forms:
        if form.shape is Shape.POSITIONS:
            found = _by_position(sheet, form)
            if found is not None:
                return found
            continue
        meaning_of = meanings(form)
        for line, cells in enumerate(sheet.head, start=1):
            fit = _Fit(form, line, cells)
            if _fill(fit, headers[line - 1], meaning_of, rules=forms.cells):
                fits.append(fit)
    whole = [fit for fit in fits if not fit.missing]
    if not whole:
        raise _unknown_form(sheet, fits)
    best = max(_by_their_cells(sheet, whole), key=lambda fit: fit.n_recognised)
    return _headed(sheet, best)


def _by_their_cells(sheet: Sheet, fits: list[_Fit]) -> list[_Fit]:
    """The fits without those whose time column holds another grain: a day, or whole months."""
    if len({fit.form.grain for fit in fits}) == 1:
        return fits
    wrong = {
        Grain.DAY: Evidence.MONTHS,
        Grain.REPORT: Evidence.DAYS,
        Grain.ASSESSED: Evidence.DAYS,
    }
    left = [
        fit
        for fit in fits
        if fit.form.grain not in wrong or wrong[fit.form.grain] is not _evidence(sheet, fit)
    ]
    return left or fits


def _evidence(sheet: Sheet, fit: _Fit) -> Evidence:
    at = fit.keys[Key.PERIOD if fit.form.grain.is_table else Key.DATE]
    rows = sheets.rows(sheet, first_line=fit.line + 1, most=_SAMPLE)
    return evidence(cells[at] for cells in rows if at < len(cells))


def _by_position(sheet: Sheet, form: Form) -> Layout | None:
    for line, cells in enumerate(sheet.head, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(form.position) or not all(map(_matches, form.position, cells)):
            return None
        places = list(enumerate(form.position))
        values = tuple(
            ValueAt(index, place.indicator, place.unit)
            for index, place in places
            if place.indicator is not None
        )
        keys = {place.key: index for index, place in places if place.key is not None}
        headers = tuple(_numbered(index + 1, place) for index, place in places)
        return Layout(form, line, headers, keys, values)
    return None


def _numbered(number: int, place: Position) -> str:
    """What a column without a header is called: its number, and what it holds."""
    meaning = place.indicator or place.key
    return f"{number} ({meaning})" if meaning else str(number)


def _matches(position: Position, cell: str) -> bool:
    return re.fullmatch(position.pattern, plain(cell)) is not None


def _fill(
    fit: _Fit, headers: Sequence[Header], meaning_of: Mapping[str, Meaning], *, rules: CellRules
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


def _settle_values(fit: _Fit) -> None:
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


def _headed(sheet: Sheet, fit: _Fit) -> Layout:
    by_column = fit.form.shape is Shape.BY_COLUMN
    values = tuple(
        ValueAt(index, column.indicator, unit)
        for index, (column, unit) in sorted(fit.columns.items())
    )
    return Layout(
        form=fit.form,
        first_line=fit.line + 1,
        headers=tuple(cell.strip() for cell in fit.cells),
        keys=fit.keys,
        values=values,
        places=tuple(fit.subjects) if by_column else (),
        problems=tuple(_problems(sheet, fit)),
    )


def _problems(sheet: Sheet, fit: _Fit) -> Iterator[Problem]:
    repeated = list(fit.twice)
    subjects = fit.subjects if fit.form.shape is Shape.BY_COLUMN else []
    first: dict[str, int] = {}
    for index in subjects:
        before = first.setdefault(header_key(fit.cells[index]), index)
        if before != index:
            repeated.append((index, before))
    aliases = spellings(fit.form)
    for index in fit.unknown if not subjects else sorted(set(fit.unknown) - set(subjects)):
        near = get_close_matches(header_key(fit.cells[index]), aliases, n=1)
        yield _at(sheet, fit, index, "unknown_column", nearest=aliases[near[0]] if near else "")
    for index, before in repeated:
        yield _at(sheet, fit, index, "duplicate_column", other=fit.cells[before].strip())
    for index, (column, _) in sorted(fit.columns.items()):
        if column.warns is not None:
            yield _at(sheet, fit, index, column.warns)


def _at(sheet: Sheet, fit: _Fit, index: int, code: str, **params: object) -> Problem:
    level = Level.BLOCKER if code == "duplicate_column" else Level.WARNING
    header = fit.cells[index].strip()
    return Problem(level, code, sheet.name, row=fit.line, column=header, params=params)


def _unknown_form(sheet: Sheet, fits: list[_Fit]) -> SheetError:
    near = [fit for fit in fits if fit.n_recognised]
    if near:
        fit = min(near, key=lambda fit: (len(fit.missing), -fit.n_recognised))
        cells, nearest, misses = fit.cells, fit.form.id, fit.missing
    else:
        lines = [cells for cells in sheet.head if any(cell.strip() for cell in cells)]
        cells, nearest, misses = next(iter(lines), ()), "", ()
    columns = [cell.strip() for cell in cells[:_MOST_SHOWN]]
    return SheetError(
        "unknown_form", file=sheet.name, columns=columns, nearest=nearest, misses=list(misses)
    )
