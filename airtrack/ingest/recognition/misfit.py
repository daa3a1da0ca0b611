"""Why a sheet is of no form, in terms of what its user can mend."""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.domain.cells import CellRules
from airtrack.domain.column import Key
from airtrack.domain.form import Shape
from airtrack.domain.spelling import header_key, plain
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest.cells.cell import is_number
from airtrack.ingest.recognition import title
from airtrack.ingest.recognition.fit import Fit
from airtrack.ingest.sheets.sheet import Sheet

CODES = frozenset(
    {
        "unknown_form",
        "no_known_column",
        "no_month_column",
        "two_header_rows",
    }
)
"""What a sheet is told that has no form."""

_MOST_SHOWN = 20


def error(sheet: Sheet, fits: Sequence[Fit], *, rules: CellRules) -> SheetError:
    """What the sheet lacks by the nearest of the forms, none of which fits it."""
    for upper in fits:
        if goes_on(upper, fits, rules):
            return SheetError(
                "two_header_rows", file=sheet.name, row=upper.line + 1, first=upper.line
            )
    fit = nearest(sheet, fits)
    if fit is None:
        lines = [cells for cells in sheet.head if any(cell.strip() for cell in cells)]
        columns = _shown(next(iter(lines), ()))
        return SheetError("no_known_column", file=sheet.name, columns=columns)
    params = {
        "file": sheet.name,
        "columns": _shown(fit.cells),
        "nearest": fit.form.id,
        "misses": list(fit.missing),
    }
    if lacks_only_months(fit):
        return SheetError("no_month_column", **params)
    return SheetError("unknown_form", name=fit.form.name, name_en=fit.form.name_en, **params)


def nearest(sheet: Sheet, fits: Sequence[Fit]) -> Fit | None:
    """Of headers that lack something the nearest to its form, None where nothing is known."""
    near = [fit for fit in fits if fit.n_recognised]
    return min(near, key=lambda fit: _distance(sheet, fit)) if near else None


def two_header_rows(sheet: Sheet, line: int) -> Problem:
    """A blocker: the header in that line goes on in the next one."""
    second = line + 1
    return Problem(Level.BLOCKER, "two_header_rows", sheet.name, row=second, params={"first": line})


def goes_on(upper: Fit, fits: Sequence[Fit], rules: CellRules, *, line: int | None = None) -> bool:
    """Whether the header of `upper` goes on in the next line, as 浓度 and 同比 under PM2.5."""
    line = line or upper.line + upper.n_lines
    lower = next((fit for fit in fits if fit.form is upper.form and fit.line == line), None)
    if lower is None or upper.form.shape is not Shape.ROWS:
        return False
    if not _are_words(upper.cells, rules) or not _are_words(lower.cells, rules):
        return False
    if Key.PLACE not in upper.keys:
        # the columns of values may be told above, and those of keys below
        return bool(upper.columns) and Key.PLACE in lower.keys and not lower.columns
    at = upper.keys[Key.PLACE]
    below = header_key(_cell(lower, at))
    if below and below != header_key(upper.cells[at]) and not _is_known(lower, at):
        return False
    return bool(lower.columns) or any(_cell(lower, index) for index in upper.columns)


def _is_known(fit: Fit, index: int) -> bool:
    """True for the header of a key, or of what is known and not used: 省份 and 城市 under 地区."""
    return index in fit.keys.values() or index in fit.unused


def _cell(fit: Fit, index: int) -> str:
    return fit.cells[index].strip() if index < len(fit.cells) else ""


def _are_words(cells: Sequence[str], rules: CellRules) -> bool:
    """True for cells of which some are filled, and none with a value or a mark for none."""
    markers = {plain(text) for text in rules.missing}
    filled = [plain(cell) for cell in cells if cell.strip()]
    return bool(filled) and not any(
        text in markers or is_number(text.removesuffix("%")) for text in filled
    )


def _distance(sheet: Sheet, fit: Fit) -> tuple[int, bool, int, bool]:
    """How far the line is from its form; of equals the months are what is mostly missing."""
    lacks_months = lacks_only_months(fit)
    is_told = lacks_months and title.above(sheet, fit.line) is not None
    return len(fit.missing), not is_told, -fit.n_recognised, not lacks_months


def lacks_only_months(fit: Fit) -> bool:
    """True for the header of a report without a column that says of which months."""
    return fit.missing == (Key.PERIOD.value,)


def _shown(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells[:_MOST_SHOWN]]
