"""Target against actual (目标与现状): months, year to date, target line, what the rest allows."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from airtrack.answers.stats import CityStats
from airtrack.domain import period as periods
from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Verdict
from airtrack.views import sentences, theme, verdicts
from airtrack.views.months import MONTHS, value
from airtrack.views.ranking import number
from airtrack.views.season import drawn
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

_HEIGHT = 380
_DAYS = "d"
_MOST_LETTERS = 3
"""So many letters are as wide as a month's bar on a phone."""
_FIRST, _LAST = 0.5, MONTHS + 0.5


def figure(
    months: Mapping[int, CityStats],
    to_date: Mapping[int, CityStats],
    verdict: Verdict,
    words: Words,
) -> Figure:
    """Bars of the months, the line of the year to date, both by the number of the month.

    Bars have the colour of their month target, where there are any; the path that these make and
    the range in which the year may end are drawn with them. The target is a line that carries its
    label; what the days to come may average is dashed from
    the date of the verdict to the end of the year.
    """
    indicator = verdict.target.indicator
    limit = required(verdict)
    bars = _bars(months, words, indicator=indicator)
    # the axis has the months of one year
    is_of_year = verdict.target.span == periods.of_year(verdict.target.span.last_on.year)
    season, start = verdict.season if is_of_year else None, _position(verdict.as_of)
    data = [
        *([bars] if season is None else drawn.by_target(bars, season, words)),
        *(drawn.traces(verdict, words, start=start, end=_LAST) if is_of_year else ()),
        _line(to_date, words, indicator=indicator),
    ]
    said = words.say("path_target", demand=demand(verdict, words))
    allowed = _allowed(verdict)
    annotations = [_target_label(limit, said, is_below=allowed is not None and allowed > limit)]
    if allowed is not None:
        data.append(_dashes(start, allowed))
        key = "path_rest_cap" if _wants_low(verdict) else "path_rest_floor"
        said = words.say(key, value=allowed)
        annotations.append(_rest_label(allowed, said, start=start, limit=limit))
    unit = words.glossary.unit(indicator) or sentences.measured("", verdict.unit, words)
    layout = theme.layout(
        height=_HEIGHT,
        legend={
            "orientation": "h",
            **{"x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
            "font": {"size": theme.TEXT_SIZE},
        },
        bargap=0.35,
        barmode="overlay",
        yaxis=theme.axis(
            title=theme.title(f"{words.label(indicator)} ({unit})"), rangemode="tozero"
        ),
        xaxis=_month_axis(words),
        shapes=[_target(limit)],
        annotations=annotations,
    )
    return {"data": data, "layout": layout}


def table(
    months: Mapping[int, CityStats],
    to_date: Mapping[int, CityStats],
    verdict: Verdict,
    words: Words,
) -> Table:
    """A row a month: its own value, the year to date, valid days of both, the target."""
    indicator = verdict.target.indicator
    unit = words.glossary.unit(indicator)
    columns = (
        words.column("month"),
        Column("path_month", words.label("path_month"), unit),
        Column("path_to_date", words.label("path_to_date"), unit),
        words.column("valid_days", 0),
        Column("path_target_column", words.label("path_target_column"), unit),
    )
    rows: list[tuple[Cell, ...]] = []
    for month in range(1, MONTHS + 1):
        own, since = months.get(month), to_date.get(month)
        rows.append(
            (
                words.label(f"month_{month}"),
                _written(value(own, indicator), indicator),
                _written(value(since, indicator), indicator),
                None if own is None else own.valid_days,
                demand(verdict, words),
            )
        )
    return Table("", columns, tuple(rows))


def _written(found: float | None, indicator: str) -> str | None:
    return None if found is None else number(found, indicator)


def _month_axis(words: Words) -> dict[str, object]:
    """Months by their numbers, so that a line can begin within one."""
    numbers = list(range(1, MONTHS + 1))
    return theme.axis(
        showgrid=False,
        range=[_FIRST, _LAST],
        tickmode="array",
        tickvals=numbers,
        ticktext=[words.label(f"month_{month}") for month in numbers],
        tickangle=0,
        tickfont={"size": theme.SMALL_SIZE},
    )


def required(verdict: Verdict) -> Decimal:
    """The required value in the unit of the indicator: a cut's is its baseline less the cut.

    What is to be better than the year before must be better than all of it.
    """
    asked = verdict.required or Decimal(0)
    if verdict.target.kind is TargetKind.YEAR_ON_YEAR and verdict.baseline is not None:
        change = verdict.target.value or Decimal(0)
        return verdict.baseline * (100 + change) / 100
    if verdict.target.kind is not TargetKind.REDUCTION or verdict.baseline is None:
        return asked
    return verdict.baseline * (100 - asked) / 100


def is_level(verdict: Verdict) -> bool:
    """True where what is required is a level of the indicator, to be drawn as a line."""
    kind = verdict.target.kind
    if kind is TargetKind.REDUCTION:
        return verdict.baseline is not None
    return kind in (TargetKind.CAP, TargetKind.FLOOR)


def demand(verdict: Verdict, words: Words) -> str:
    """What is required as a level: a cut's is what is left of its baseline."""
    if verdict.target.kind is TargetKind.REDUCTION:
        return f"≤ {required(verdict).normalize():f}"
    if verdict.target.kind is TargetKind.YEAR_ON_YEAR:
        return f"{verdicts.sign(verdict.target)} {required(verdict).normalize():f}"
    return verdicts.demand(verdict.target, words)


def _wants_low(verdict: Verdict) -> bool:
    is_cut = verdict.target.kind is TargetKind.REDUCTION
    return is_cut or (verdict.target.op is not None and verdict.target.op.is_cap)


def _allowed(verdict: Verdict) -> Decimal | None:
    """What the rest may average, while that is still a question."""
    return None if verdict.decided else verdicts.control(verdict)


def _position(day: date) -> float:
    """Where the day ends on an axis on which a month is one wide and centred on its number."""
    return day.month - 0.5 + day.day / calendar.monthrange(day.year, day.month)[1]


def _numbers(found: Mapping[int, CityStats], indicator: str) -> list[int | float | None]:
    return [value(found.get(month), indicator) for month in range(1, MONTHS + 1)]


def _told(found: Mapping[int, CityStats], words: Words, *, indicator: str) -> list[str]:
    """Month by month: value with unit, valid days."""
    unit = words.glossary.unit(indicator) or verdicts.unit(_DAYS, words)
    said = []
    for month in range(1, MONTHS + 1):
        shown = value(found.get(month), indicator)
        if shown is None:
            said.append("")
            continue
        valid = found[month].valid_days
        days = "–" if valid is None else str(valid)
        said.append(f"{number(shown, indicator)} {unit}<br>{words.label('valid_days')} {days}")
    return said


def _bars(found: Mapping[int, CityStats], words: Words, *, indicator: str) -> dict[str, object]:
    values = _numbers(found, indicator)
    return {
        "type": "bar",
        "name": words.label("path_month"),
        "x": list(range(1, MONTHS + 1)),
        "y": values,
        "text": ["" if item is None else number(item, indicator) for item in values],
        **_at_the_foot(values, indicator),
        "marker": {"color": theme.EARLIER},
        "customdata": _told(found, words, indicator=indicator),
        "hovertemplate": f"%{{x}} {words.label('path_month')}<br>%{{customdata}}<extra></extra>",
    }


def _at_the_foot(values: Sequence[int | float | None], indicator: str) -> dict[str, object]:
    """Labels inside the bars, where the line of the year to date does not cover them.

    Long ones stand upright, so that twelve fit a phone; a bar of no height has no inside.
    """
    longest = max((len(number(item, indicator)) for item in values if item is not None), default=0)
    return {
        "textposition": ["inside" if item else "outside" for item in values],
        "insidetextanchor": "start",
        "textangle": 0 if longest <= _MOST_LETTERS else -90,
        "textfont": {"size": theme.SMALL_SIZE, "color": theme.INK},
        "constraintext": "none",
        "cliponaxis": False,
    }


def _line(found: Mapping[int, CityStats], words: Words, *, indicator: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.label("path_to_date"),
        "x": list(range(1, MONTHS + 1)),
        "y": _numbers(found, indicator),
        "line": {"color": theme.CURRENT, "width": 2.5},
        "marker": {"size": 7},
        "customdata": _told(found, words, indicator=indicator),
        "hovertemplate": f"{words.label('path_to_date')}<br>%{{customdata}}<extra></extra>",
    }


def _dashes(start: float, allowed: Decimal) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start, _LAST],
        "y": [float(allowed), float(allowed)],
        "line": {"color": theme.CURRENT, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _target(limit: Decimal) -> dict[str, object]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": float(limit),
        "y1": float(limit),
        "line": {"color": theme.LIMIT, "width": 1.5},
    }


def _target_label(limit: Decimal, said: str, *, is_below: bool) -> dict[str, object]:
    """At the right end of the target's line: above it, or below where the rest is told above."""
    side = "top" if is_below else "bottom"
    place = {"xref": "paper", "x": 1, "xanchor": "right", "yanchor": side}
    return _label(said, limit, theme.LIMIT) | place


def _rest_label(allowed: Decimal, said: str, *, start: float, limit: Decimal) -> dict[str, object]:
    """Beside the dashes, on the side that is away from the target's line."""
    side = "bottom" if allowed > limit else "top"
    place = {"x": (start + _LAST) / 2, "xanchor": "center", "yanchor": side}
    return _label(said, allowed, theme.CURRENT) | place


def _label(said: str, at_value: Decimal, colour: str) -> dict[str, object]:
    return {
        "y": float(at_value),
        "showarrow": False,
        "text": said,
        "font": {"color": colour},
        "bgcolor": theme.VEIL,
    }
