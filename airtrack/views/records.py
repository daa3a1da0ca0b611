"""Projects, amounts, progress and follow-up as JSON documents and as tables for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.answers.emissions import Cut
from airtrack.assess.compare import plain, rounded
from airtrack.domain.record import ProjectState
from airtrack.domain.scale import MILLI
from airtrack.domain.task import MeasureName
from airtrack.metrics.rows import AmountCurrent, EmissionCurrent
from airtrack.registry.places import Gazetteer
from airtrack.views import words as spoken
from airtrack.views.document import Document
from airtrack.views.table import Cell, Table, Words
from airtrack.views.verdicts import number, unit

_TONNES = 1
_OF_CUT = ("name", "target_indicator", "emission_total", "path_due", "path_ahead", "next_milestone")
_OF_AMOUNT = (
    "name",
    "target_indicator",
    "target_period",
    "value",
    "unit",
    "reported_by",
    "evidence",
)


def place_name(code: str, gazetteer: Gazetteer, words: Words) -> str:
    """The name of a place or of a set of places; a code that the register lost for itself."""
    if code in gazetteer.places:
        return gazetteer.places[code].name
    if not gazetteer.is_group(code):
        return code
    group = gazetteer.find_group(code)
    return group.name if words.lang == "zh" else group.name_en or group.name


def emissions(found: Iterable[Cut], *, as_of: date, gazetteer: Gazetteer, words: Words) -> Document:
    """`emissions`: a row a place and pollutant, with its path, and every project once."""
    cuts = list(found)
    projects = {
        (row.project_id, row.place_id, row.pollutant): row for cut in cuts for row in cut.projects
    }
    return {
        "as_of": as_of.isoformat(),
        "rows": [_cut(cut, gazetteer, words) for cut in cuts],
        "projects": [_project(projects[key], gazetteer, words) for key in sorted(projects)],
    }


def _cut(cut: Cut, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "plan": cut.plan.id,
        "place": cut.place,
        "name": place_name(cut.place, gazetteer, words),
        "scope": cut.targets[0].scope.value,
        "indicator": cut.indicator,
        "pollutant": cut.pollutant,
        "actual": tonnes(cut.total),
        "due_now": tonnes(cut.due_now),
        "profit_loss": tonnes(cut.profit_loss) if cut.projects else None,
        "unit": cut.targets[0].unit,
        "from_on": cut.path.from_on.isoformat(),
        "start": cut.from_by,
        "milestones": [
            {
                "target": target.id,
                "on": target.span.last_on.isoformat(),
                "value": number(target.value),
                "clause": target.clause,
            }
            for target in cut.targets
        ],
        "by_state": {state.value: tonnes(amount) for state, amount in cut.by_state.items()},
        "steps": [
            {
                "on": step.on_date.isoformat(),
                "tonnes": number(plain(step.tonnes)),
                "total": number(plain(step.total)),
            }
            for step in cut.steps
        ],
        "lacking": list(cut.lacking),
    }


def tonnes(value: Fraction) -> int | float | None:
    """Tonnes at one decimal, as a JSON number."""
    return number(rounded(value, _TONNES))


def _project(row: EmissionCurrent, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "project": row.project_id,
        "title": row.project,
        "place": row.place_id,
        "name": place_name(row.place_id, gazetteer, words),
        "pollutant": row.pollutant,
        "tonnes": number(_milli(row.tonnes_milli)),
        "on": row.on_date.isoformat(),
        "state": row.state,
        "document_no": row.document_no or None,
        "note": row.note or None,
    }


def emissions_table(
    found: Iterable[Cut], gazetteer: Gazetteer, words: Words, *, title: str
) -> Table:
    """A row a place and pollutant: accepted tonnes, those due by the path, the next milestone."""
    columns = tuple(words.column(key) for key in _OF_CUT)
    return Table(title, columns, tuple(_cut_cells(cut, gazetteer, words) for cut in found))


def _cut_cells(cut: Cut, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    spoken_unit, following = unit(cut.targets[0].unit, words), cut.following
    ahead = f"{rounded(cut.profit_loss, _TONNES):+f} {spoken_unit}" if cut.projects else "–"
    return (
        place_name(cut.place, gazetteer, words),
        words.label(cut.indicator),
        f"{rounded(cut.total, _TONNES):f} {spoken_unit}" if cut.projects else "–",
        f"{rounded(cut.due_now, _TONNES):f} {spoken_unit}",
        ahead,
        "" if following is None else f"{following.span.last_on.isoformat()} ≥ {following.value:f}",
    )


def amounts(
    rows: Iterable[AmountCurrent],
    *,
    as_of: date,
    gazetteer: Gazetteer,
    measures: Mapping[str, MeasureName],
    words: Words,
) -> Document:
    """`amounts`: what was counted and reported by hand."""
    return {
        "as_of": as_of.isoformat(),
        "rows": [
            {
                "place": row.place_id,
                "name": place_name(row.place_id, gazetteer, words),
                "indicator": row.indicator,
                "label": measure_name(row.indicator, measures, words),
                "period": row.period_key,
                "value": number(amount(row)),
                "unit": row.unit or None,
                "reported_by": row.reported_by or None,
                "evidence": row.evidence or None,
                "note": row.note or None,
            }
            for row in rows
        ],
    }


def measure_name(key: str, measures: Mapping[str, MeasureName], words: Words) -> str:
    """What an indicator or a measure of tasks is called."""
    known = measures.get(key)
    if known is None:
        return words.label(key)
    return known.name if words.lang == "zh" else known.name_en


def amounts_table(
    rows: Iterable[AmountCurrent],
    gazetteer: Gazetteer,
    measures: Mapping[str, MeasureName],
    words: Words,
    *,
    title: str,
) -> Table:
    """A row a value."""
    columns = tuple(words.column(key) for key in _OF_AMOUNT)
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            place_name(row.place_id, gazetteer, words),
            measure_name(row.indicator, measures, words),
            spoken.period(row.period_key, words),
            f"{amount(row):f}",
            row.unit,
            row.reported_by,
            row.evidence,
        )
        for row in rows
    )
    return Table(title, columns, cells)


def amount(row: AmountCurrent) -> Decimal:
    """The value at the decimals it was reported with."""
    return round(_milli(row.value_milli), row.digits or 0)


def _milli(value: int) -> Decimal:
    exact = Decimal(value) / MILLI
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()


def project_state(state: ProjectState, words: Words) -> str:
    """What the state of a project is called."""
    return words.label(f"project_{state}")
