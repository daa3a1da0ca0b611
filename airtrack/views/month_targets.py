"""Values that were issued for months, as a JSON document and as a table for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from airtrack.answers.month_targets import value
from airtrack.domain.standard import Indicator
from airtrack.metrics.rows import MonthTargetCurrent
from airtrack.registry.places import Gazetteer
from airtrack.views import words as spoken
from airtrack.views.document import Document
from airtrack.views.records import place_name
from airtrack.views.table import Cell, Table, Words
from airtrack.views.verdicts import number, unit

_COLUMNS = (
    *("name", "target_indicator", "month", "issued_month_value", "unit"),
    *("target_id", "document_no"),
)


def document(
    rows: Sequence[MonthTargetCurrent],
    gazetteer: Gazetteer,
    indicators: Mapping[str, Indicator],
    words: Words,
) -> Document:
    """`month-targets`: every issued value of a month that counts."""
    return {
        "rows": [
            {
                "place": row.place_id,
                "name": place_name(row.place_id, gazetteer, words),
                "indicator": row.indicator,
                "label": words.label(row.indicator),
                "period": row.period_key,
                "value": number(value(row)),
                "unit": _unit(row, indicators) or None,
                "target": row.target_id or None,
                "document_no": row.document_no or None,
                "note": row.note or None,
                "batch_no": row.batch_no,
                "source_row": row.source_row,
            }
            for row in rows
        ]
    }


def table(
    rows: Sequence[MonthTargetCurrent],
    gazetteer: Gazetteer,
    indicators: Mapping[str, Indicator],
    words: Words,
) -> Table:
    """A row a value."""
    columns = tuple(words.column(key) for key in _COLUMNS)
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            place_name(row.place_id, gazetteer, words),
            words.label(row.indicator),
            spoken.period(row.period_key, words),
            f"{value(row):f}",
            unit(_unit(row, indicators), words),
            row.target_id,
            row.document_no,
        )
        for row in rows
    )
    return Table(words.label("table_month_targets"), columns, cells)


def _unit(row: MonthTargetCurrent, indicators: Mapping[str, Indicator]) -> str:
    """The unit of the indicator; what is no indicator has that of its row."""
    known = indicators.get(row.indicator)
    return row.unit if known is None else known.unit
