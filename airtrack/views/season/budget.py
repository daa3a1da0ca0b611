"""Days as a budget: won, needed, used, left; bars and squares with words, no gauges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import Any

from airtrack.domain.season import SeasonPath
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Status, Verdict
from airtrack.views import theme, verdicts
from airtrack.views.table import Cell, Table, Words

_ROW, _STEP = 56, 0.06
_DAYS = "d"
_HOLLOW = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Spent:
    """Days of one target: those of the wanted or unwanted kind so far, and what is left.

    `won` and `needed` are good days, `lost` days that are not good; of a cap on days only `lost`
    and `left` are known. `over` are days beyond the cap.
    """

    verdict: Verdict
    won: int | None
    needed: int | None
    lost: int
    left: int
    over: int

    @property
    def cap(self) -> int:
        """All that may be lost."""
        return self.lost - self.over + self.left


def spent(verdict: Verdict, measure: Measure) -> Spent | None:
    """The budget of days behind a verdict; None where it is not about days, or unknown."""
    budget, actual, n = verdict.budget, verdict.actual, verdict.valid_days
    if actual is None or verdict.required is None:
        return None
    if measure is Measure.COUNT and verdict.target.op is not None and verdict.target.op.is_cap:
        used, cap = int(actual), floor(verdict.required)
        return Spent(verdict, None, None, used, max(0, cap - used), max(0, used - cap))
    if budget is None or budget.days_needed is None or budget.days_left_to_lose is None:
        return None
    if verdict.is_region or n is None or verdict.raw is None:
        return None
    good = round(verdict.raw * n / 100) if measure is Measure.SHARE else int(actual)
    return Spent(verdict, good, budget.days_needed, n - good, budget.days_left_to_lose, 0)


def said(item: Spent, words: Words) -> str:
    """The budget in words."""
    label = words.label(item.verdict.target.indicator)
    if item.won is not None:
        return words.say(
            "budget_days_good", indicator=label, won=item.won, needed=item.needed, left=item.left
        )
    key = "budget_days_over" if item.over else "budget_days_cap"
    return words.say(
        key, indicator=label, used=item.lost, left=item.left, over=item.over, cap=item.cap
    )


def figure(found: Sequence[Spent], words: Words) -> theme.Figure:
    """A row a target: good days as one bar in segments, capped days as squares."""
    data: list[dict[str, Any]] = []
    notes = []
    for row, item in enumerate(found):
        y = -row
        data += _bar(item, words, y=y) if item.won is not None else _squares(item, words, y=y)
        notes.append(_note(words.label(item.verdict.target.indicator), y))
    layout = theme.layout(
        height=8 + _ROW * len(found),
        barmode="stack",
        bargap=0.55,
        xaxis=theme.axis(visible=False, range=[0, 1]),
        yaxis=theme.axis(visible=False, range=[0.75 - len(found), 0.75]),
        annotations=notes,
        showlegend=False,
    )
    layout["margin"] |= {"t": 4, "b": 4}
    return {"data": data, "layout": layout}


def _note(text: str, y: int) -> dict[str, Any]:
    place = {"x": 0, "y": y + 0.22, "xanchor": "left", "yanchor": "bottom"}
    return {"text": text, "showarrow": False, "align": "left", **place}


def _bar(item: Spent, words: Words, *, y: int) -> list[dict[str, Any]]:
    """Good days won, good days needed, days left to lose, days lost: together the period."""
    needed, won = item.needed or 0, item.won or 0
    total = won + needed + item.left + item.lost
    good, rest, lost = (
        theme.STATUS[status] for status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
    )
    parts = (
        ("budget_won", won, good.colour, good.ink, False),
        ("budget_needed", needed, good.colour, theme.INK, True),
        ("budget_left", item.left, rest.colour, theme.INK, True),
        ("budget_lost", item.lost, lost.colour, lost.ink, False),
    )
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": [y],
            "x": [n / total],
            "width": 0.36,
            "text": [str(n)],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "constraintext": "none",
            "textangle": 0,
            "textfont": {"color": ink, "size": theme.SMALL_SIZE},
            "marker": {
                "color": _HOLLOW if is_hollow else colour,
                "line": {"color": colour, "width": 2},
            },
            "hovertemplate": f"{words.label(key)} {n}<extra></extra>",
        }
        for key, n, colour, ink, is_hollow in parts
        if n
    ]


def _squares(item: Spent, words: Words, *, y: int) -> list[dict[str, Any]]:
    """A square a day: used ones filled, those left hollow, those beyond the cap crossed."""
    kept = item.lost - item.over
    rows = [
        *(("budget_used", "square", theme.STATUS[Status.OFF_TRACK].colour),) * kept,
        *(("budget_over", "x", theme.STATUS[Status.MISSED].colour),) * item.over,
        *(("budget_left", "square-open", theme.STATUS[Status.ON_TRACK].colour),) * item.left,
    ]
    step = min(_STEP, 1 / max(1, len(rows)))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [step * (number + 0.5) for number in range(len(rows))],
            "y": [y] * len(rows),
            "marker": {
                "symbol": [symbol for _, symbol, _ in rows],
                "size": 15 if step == _STEP else 8,
                "color": [colour for *_, colour in rows],
                "line": {"width": 2, "color": [colour for *_, colour in rows]},
            },
            "customdata": [words.label(key) for key, *_ in rows],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def by_month(found: SeasonPath, left: int) -> dict[str, int]:
    """The days that may be lost in each month to come: they add up to `left` exactly.

    Largest remainders, so that no month is given more than its share by more than a day.
    """
    coming = [month for month in found.months if month.left and month.rebalanced is not None]
    exact = [(100 - (month.rebalanced or Decimal(0))) / 100 * month.left for month in coming]
    total = sum(exact, Decimal(0))
    if not coming or total <= 0:
        return {month.period: 0 for month in coming}
    shares = [value * left / total for value in exact]
    given = [floor(value) for value in shares]
    rest = sorted(range(len(shares)), key=lambda n: (given[n] - shares[n], n))
    for number in rest[: left - sum(given)]:
        given[number] += 1
    return {month.period: n for month, n in zip(coming, given, strict=True)}


def calendar(item: Spent, found: SeasonPath, words: Words) -> theme.Figure:
    """Month by month: the days lost so far, and those that may still be lost in the months left."""
    names, used, left = _by_month(item, found, words)
    inks = theme.STATUS[Status.OFF_TRACK], theme.STATUS[Status.AT_RISK]
    data = [
        _columns(names, used, words.label("budget_lost"), inks[0].colour, is_hollow=False),
        _columns(names, left, words.label("budget_left"), inks[1].colour, is_hollow=True),
    ]
    layout = theme.layout(
        height=240,
        barmode="stack",
        bargap=0.35,
        legend={"orientation": "h", "x": 0, "y": 1.18, "font": {"size": theme.TEXT_SIZE}},
        yaxis=theme.axis(title=theme.title(verdicts.unit(_DAYS, words)), rangemode="tozero"),
        xaxis=theme.axis(showgrid=False, tickangle=0, tickfont={"size": theme.SMALL_SIZE}),
    )
    return {"data": data, "layout": layout}


def calendar_table(item: Spent, found: SeasonPath, words: Words) -> Table:
    """The same: a row a month."""
    columns = (
        words.column("month"),
        words.column("budget_lost", 0),
        words.column("budget_left", 0),
    )
    rows: list[tuple[Cell, ...]] = list(zip(*_by_month(item, found, words), strict=True))
    return Table("", columns, tuple(rows))


def table(found: Sequence[Spent], words: Words) -> Table:
    """A row a target: days won, needed, lost, and what may still be lost."""
    columns = (
        words.column("indicator"),
        *(words.column(f"budget_{key}", 0) for key in ("won", "needed", "lost", "left", "over")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            words.label(item.verdict.target.indicator),
            *(item.won, item.needed, item.lost, item.left, item.over),
        )
        for item in found
    ]
    return Table("", columns, tuple(rows))


def _by_month(
    item: Spent, found: SeasonPath, words: Words
) -> tuple[list[str], list[int], list[int]]:
    """Names of the months, days lost in each, days that may still be lost in each."""
    coming = by_month(found, item.left)
    lost = {
        month.period: round((100 - month.actual) / 100 * month.n)
        for month in found.months
        if month.actual is not None
    }
    names = [words.label(f"month_{int(month.period[-2:])}") for month in found.months]
    used = [lost.get(month.period, 0) for month in found.months]
    left = [coming.get(month.period, 0) for month in found.months]
    return names, used, left


def _columns(
    names: list[str], values: list[int], label: str, colour: str, *, is_hollow: bool
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": label,
        "x": names,
        "y": values,
        "text": [str(value) if value else "" for value in values],
        "textposition": "inside",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {
            "color": theme.INK if is_hollow else theme.STATUS[Status.OFF_TRACK].ink,
            "size": theme.SMALL_SIZE,
        },
        "marker": {
            "color": _HOLLOW if is_hollow else colour,
            "line": {"color": colour, "width": 2},
        },
        "hovertemplate": f"%{{x}} {label} %{{y}}<extra></extra>",
    }
