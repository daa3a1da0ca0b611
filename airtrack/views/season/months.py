"""Month targets as a table: what was planned, what came, what is now asked of the rest."""

from __future__ import annotations

from decimal import Decimal

from airtrack.domain.season import MonthTarget, SeasonPath
from airtrack.views.table import Cell, Column, Table, Words

_COLUMNS = ("month_target", "month_actual", "month_again", "month_due", "month_to_date")


def table(found: SeasonPath, words: Words) -> Table:
    """A row a month, values at one decimal in the unit of the target."""
    unit = found.unit
    profit = "season_days_ahead" if found.is_share else "season_points_ahead"
    columns = (
        words.column("month"),
        *(Column(key, words.label(key), unit, 1) for key in _COLUMNS),
        Column(profit, words.label(profit), "" if found.is_share else f"{unit}·d", 1),
        words.column("month_origin"),
    )
    return Table(words.label("season_months"), columns, tuple(_row(m, words) for m in found.months))


def _row(month: MonthTarget, words: Words) -> tuple[Cell, ...]:
    origin = "month_issued" if month.is_issued else "month_decomposed"
    return (
        month.period,
        *(
            _shown(value)
            for value in (
                *(month.target, month.actual, month.rebalanced),
                *(month.due, month.value, month.profit_loss),
            )
        ),
        words.label(origin),
    )


def _shown(value: Decimal | None) -> Cell:
    return None if value is None else float(value)
