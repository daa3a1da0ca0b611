"""Which form a sheet has, and which of its columns says what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from airtrack.domain.batch import Grain
from airtrack.domain.cells import CellRules, Unit
from airtrack.domain.column import Key, Position
from airtrack.domain.form import Form, Shape
from airtrack.domain.spelling import header_key, plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.span import Evidence, evidence
from airtrack.ingest.recognition import heading, misfit, title
from airtrack.ingest.recognition.fit import Fit, fill
from airtrack.ingest.recognition.header import header, meanings, spellings
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.registry.forms import Forms

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
    `period` is what the whole table speaks of, where a profile, its title or name says so and no
    column does.
    """

    form: Form
    first_line: int
    headers: tuple[str, ...]
    keys: dict[Key, int]
    values: tuple[ValueAt, ...]
    places: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    period: str = ""


def layout(sheet: Sheet, forms: Forms) -> Layout:
    """The layout of the form that fits best; raises SheetError if none does (misfit.CODES)."""
    fits: list[Fit] = []
    several: list[Fit] = []
    headers = [[header(cell, forms.cells) for cell in cells] for cells in sheet.head]
    for form in forms.forms:
        if form.shape is Shape.POSITIONS:
            found = _by_position(sheet, form)
            if found is not None:
                return found
            continue
        meaning_of = meanings(form)
        of_form: list[Fit] = []
        for line, cells in enumerate(sheet.head, start=1):
            fit = Fit(form, line, cells)
            if fill(fit, headers[line - 1], meaning_of, rules=forms.cells):
                of_form.append(fit)
        fits.extend(of_form)
        if form.shape is Shape.ROWS:
            several.extend(heading.joined(sheet, of_form, meaning_of=meaning_of, rules=forms.cells))
    whole = _whole(fits, several)
    if not whole:
        nearly = [fit for fit in several if misfit.lacks_only_months(fit)]
        found = _told_elsewhere(sheet, nearly or fits, rules=forms.cells)
        if found is None:
            raise misfit.error(sheet, nearly or fits, rules=forms.cells)
        return found
    best = max(_by_their_cells(sheet, whole), key=lambda fit: fit.n_recognised)
    goes_on = best.n_lines == 1 and misfit.goes_on(best, fits, forms.cells)
    return _headed(sheet, best, goes_on=goes_on)


def _told_elsewhere(sheet: Sheet, fits: list[Fit], *, rules: CellRules) -> Layout | None:
    """The layout of a report whose months stand in its title or the file's name, with a warning."""
    fit = misfit.nearest(sheet, fits)
    if fit is None or not misfit.lacks_only_months(fit):
        return None
    if any(misfit.goes_on(upper, fits, rules) for upper in fits):
        return None
    told = title.above(sheet, fit.line)
    if told is None:
        return None
    found = _headed(sheet, fit, goes_on=False)
    return replace(found, period=str(told.value), problems=(told, *found.problems))


def _whole(single: list[Fit], several: list[Fit]) -> list[Fit]:
    """The headers that have all they need; rows that make one together are none each."""
    longest = {(fit.form.id, fit.line): fit for fit in several if not fit.missing}
    in_part = {
        (form, line + at) for (form, line), fit in longest.items() for at in range(fit.n_lines)
    }
    alone = [fit for fit in single if not fit.missing and (fit.form.id, fit.line) not in in_part]
    return [*alone, *longest.values()]


def _by_their_cells(sheet: Sheet, fits: list[Fit]) -> list[Fit]:
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


def _evidence(sheet: Sheet, fit: Fit) -> Evidence:
    at = fit.keys[Key.PERIOD if fit.form.grain.is_table else Key.DATE]
    rows = sheets.rows(sheet, first_line=fit.line + fit.n_lines, most=_SAMPLE)
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


def _headed(sheet: Sheet, fit: Fit, *, goes_on: bool) -> Layout:
    """The layout below the header; one that goes on and cannot be joined is a blocker."""
    by_column = fit.form.shape is Shape.BY_COLUMN
    values = tuple(
        ValueAt(index, column.indicator, unit)
        for index, (column, unit) in sorted(fit.columns.items())
    )
    return Layout(
        form=fit.form,
        first_line=fit.line + fit.n_lines + goes_on,
        headers=tuple(cell.strip() for cell in fit.cells),
        keys=fit.keys,
        values=values,
        places=tuple(fit.subjects) if by_column else (),
        problems=(*_two_lines(sheet, fit, goes_on), *_problems(sheet, fit)),
    )


def _two_lines(sheet: Sheet, fit: Fit, goes_on: bool) -> Iterator[Problem]:
    if goes_on:
        yield misfit.two_header_rows(sheet, fit.line)


def _problems(sheet: Sheet, fit: Fit) -> Iterator[Problem]:
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
        if near:
            yield _at(sheet, fit, index, "unknown_column", nearest=aliases[near[0]])
        else:
            yield _at(sheet, fit, index, "column_unlike_any")
    for index, before in repeated:
        yield _at(sheet, fit, index, "duplicate_column", other=fit.cells[before].strip())
    for index, (column, _) in sorted(fit.columns.items()):
        if column.warns is not None:
            yield _at(sheet, fit, index, column.warns)


def _at(sheet: Sheet, fit: Fit, index: int, code: str, **params: object) -> Problem:
    level = Level.BLOCKER if code == "duplicate_column" else Level.WARNING
    header = fit.cells[index].strip()
    return Problem(level, code, sheet.name, row=fit.line, column=header, params=params)
