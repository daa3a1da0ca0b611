"""The verdict board: a cell for each city and indicator of a year, coloured by its status.

Every cell says sign, word, actual and required value, so that nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import bases, sentences, theme, verdicts
from airtrack.views.table import Words
from airtrack.views.theme import Figure
from airtrack.views.verdicts import written

_ROW_HEIGHT, _FRAME = 50, 56
_HALF, _FILLED, _GAP = 0.5, 0.94, 0.02
"""Of a row: its half, how much of it a cell fills; of a column: what is between two cells."""

_HOVER_WIDTH = {"zh": 26, "en": 48}
_BREAKS = "；，,;（("
_APART = (
    *(TargetKind.REDUCTION, TargetKind.YEAR_ON_YEAR),
    *(TargetKind.RANK, TargetKind.RELATIVE),
)
"""Kinds whose numbers are no levels of the indicator, so that they have a column of their own."""


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """An indicator as a level, or as targets of the kind read it: a cut, a change, a rank."""

    indicator: str
    kind: TargetKind

    @property
    def key(self) -> str:
        """What the figure's axis knows it by."""
        return f"{self.indicator}_{self.kind}" if self.kind in _APART else self.indicator

    def label(self, words: Words) -> str:
        """The full term."""
        return sentences.form(words.label(self.indicator), self.kind, words)

    def name(self, words: Words) -> str:
        """The short term."""
        label = words.glossary.short(self.indicator, words.lang)
        return sentences.form(label, self.kind, words)


@dataclass(frozen=True, slots=True)
class Cell:
    """The strictest target of a place and indicator, and how many more ask for something else."""

    verdict: Verdict
    n_more: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A year's verdicts in rows of places, worst first and the set of places last.

    `without` are the columns of which nothing is on record, with the number of their targets.
    """

    places: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: dict[tuple[str, Column], Cell]
    without: dict[Column, int]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is drawn."""
        return tuple(cell.verdict for cell in self.cells.values())


_LONG = 12
"""Letters of `9902 / 14054`: texts of so many are set smaller."""


def of_year(found: Iterable[Verdict], year: int) -> tuple[Verdict, ...]:
    """The verdicts on targets whose period ends in that year."""
    return tuple(item for item in found if item.target.span.last_on.year == year)


def grid(found: Iterable[Verdict]) -> Grid:
    """The board of these verdicts; columns in the order in which the targets name them."""
    by_cell: dict[tuple[str, Column], list[Verdict]] = {}
    for verdict in found:
        kind = verdict.target.kind
        column = Column(verdict.target.indicator, kind if kind in _APART else TargetKind.CAP)
        by_cell.setdefault((verdict.place, column), []).append(verdict)
    listed = list(dict.fromkeys(column for _, column in by_cell))
    known = {
        column: any(
            item.actual is not None or item.official or item.status is Status.NOT_DUE
            for (_, own), items in by_cell.items()
            if own == column
            for item in items
        )
        for column in listed
    }
    cells = {key: _cell(items) for key, items in by_cell.items() if known[key[1]]}
    return Grid(
        places=_rows(cells),
        columns=tuple(column for column in listed if known[column]),
        cells=cells,
        without={
            column: sum(len(items) for (_, own), items in by_cell.items() if own == column)
            for column in listed
            if not known[column]
        },
    )


def panels(whole: Grid, is_air: Callable[[str], bool]) -> tuple[Grid, ...]:
    """The board in two, the air above what people report, each with its places; none is empty.

    Columns that few fit a phone.
    """
    found = []
    for of_air in (True, False):
        columns = tuple(item for item in whole.columns if is_air(item.indicator) is of_air)
        cells = {key: cell for key, cell in whole.cells.items() if key[1] in columns}
        there = {place for place, _ in cells}
        places = tuple(place for place in whole.places if place in there)
        found.append(Grid(places, columns, cells, {}))
    return tuple(panel for panel in found if panel.cells)


def _cell(found: Sequence[Verdict]) -> Cell:
    strictest = min(found, key=_strictness)
    others = {(item.required, item.status) for item in found}
    return Cell(strictest, len(others) - 1)


def _strictness(verdict: Verdict) -> tuple[Decimal, int]:
    """The strictest first; equal ones by how grave they are."""
    required = verdict.required or Decimal(0)
    is_cap = verdict.target.op is not None and verdict.target.op.is_cap
    return required if is_cap else -required, verdict.status.severity


def _rows(cells: dict[tuple[str, Column], Cell]) -> tuple[str, ...]:
    """Places by their gravest status, then the next; the set of places last."""
    found: dict[str, list[Verdict]] = {}
    for (place, _), cell in cells.items():
        found.setdefault(place, []).append(cell.verdict)

    def gravity(place: str) -> tuple[bool, list[int], str]:
        own = found[place]
        return own[0].is_region, sorted(item.status.severity for item in own), place

    return tuple(sorted(found, key=gravity))


def figure(grid: Grid, gazetteer: Gazetteer, words: Words) -> Figure:
    """Rows of places, columns of indicators; hover says what the rest of the period allows.

    Every cell knows its place and column: `customdata` holds their keys, then the hover's text.
    """
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(grid.places),
        xaxis=_axis([head(column, grid, words) for column in grid.columns], side="top"),
        yaxis=_axis(
            [row_name(place, grid, gazetteer, words) for place in grid.places], is_down=True
        ),
        bargap=0,
    )
    layout["margin"] |= {"l": 4, "r": 4, "t": 44, "b": 4}
    return {"data": [_cells(grid, gazetteer, words)], "layout": layout}


def _axis(names: list[str], *, is_down: bool = False, **more: object) -> dict[str, object]:
    """Numbered places under names for people."""
    edges = [-_HALF, len(names) - _HALF]
    return theme.axis(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=names,
        tickangle=0,
        range=edges[::-1] if is_down else edges,
        showgrid=False,
        **more,
    )


def _cells(grid: Grid, gazetteer: Gazetteer, words: Words) -> dict[str, object]:
    """Bars, which can be clicked all over; a place without a target for an indicator is blank."""
    found = [(place, column, cell) for (place, column), cell in grid.cells.items()]
    marks = [theme.STATUS[cell.verdict.status] for _, _, cell in found]
    return {
        "type": "bar",
        "x": [grid.columns.index(column) for _, column, _ in found],
        "base": [grid.places.index(place) - _FILLED / 2 for place, _, _ in found],
        "y": [_FILLED] * len(found),
        "width": 1 - _GAP,
        "marker": {"color": [mark.colour for mark in marks], "line": {"width": 0}},
        "customdata": [
            [place, column.key, _hover(cell.verdict, gazetteer, words)]
            for place, column, cell in found
        ],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        "text": [text(cell, words) for _, _, cell in found],
        "textfont": {
            "size": [_size(cell) for _, _, cell in found],
            "color": [mark.ink for mark in marks],
        },
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        # what is clicked leads on; the others need not step back
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "showlegend": False,
    }


def text(cell: Cell, words: Words) -> str:
    """Two lines: sign and short word; actual and required value, and a mark for further targets."""
    verdict = cell.verdict
    word = words.glossary.short(f"status_{verdict.status}", words.lang)
    more = f" <sup>+{cell.n_more}</sup>" if cell.n_more else ""
    return f"{verdicts.SIGNS[verdict.status]} {word}<br>{_numbers(cell)}{more}"


def _numbers(cell: Cell) -> str:
    return f"{written(cell.verdict.actual)} / {written(cell.verdict.required)}"


def _size(cell: Cell) -> int:
    """Tonnes of a region are long numbers: smaller, they fit the cell on a phone."""
    return theme.TEXT_SIZE - (3 if len(_numbers(cell)) >= _LONG else 1)


def head(column: Column, grid: Grid, words: Words) -> str:
    """The column's short term over its unit."""
    unit = next(cell.verdict.unit for (_, own), cell in grid.cells.items() if own == column)
    return f"{column.name(words)}<br>{sentences.measured('', unit, words)}"


def row_name(place: str, grid: Grid, gazetteer: Gazetteer, words: Words) -> str:
    """The place's short name, or the word for all places together."""
    is_region = any(cell.verdict.is_region for (own, _), cell in grid.cells.items() if own == place)
    return words.label("region_whole") if is_region else gazetteer.places[place].short_name


def _hover(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """Status, numbers, what is left, reasons."""
    said = [
        verdicts.told(verdict, words),
        sentences.state(verdict, gazetteer, words),
        bases.other(verdict, words),
        bases.computed(verdict, words),
        sentences.rest(verdict, words),
        verdicts.reasons(verdict, gazetteer, words),
    ]
    return "<br>".join(_broken(part, _HOVER_WIDTH[words.lang]) for part in said if part)


def _broken(said: str, most: int) -> str:
    """Lines short enough for a phone, broken after punctuation."""
    lines, line = [], ""
    for part in _parts(said):
        if line and len(line) + len(part) > most:
            lines.append(line)
            line = ""
        line += part
    return "<br>".join([*lines, line])


def _parts(said: str) -> Iterable[str]:
    part = ""
    for letter in said:
        part += letter
        if letter in _BREAKS:
            yield part
            part = ""
    yield part
