"""Cumulative tonnes against the path (累计减排与进度线) as figures, one panel a place.

Accepted tonnes are a step line; what is not accepted is hatched beyond them, never added in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.views import theme, verdicts
from airtrack.views.emissions import Course, tonnes, written
from airtrack.views.table import Words
from airtrack.views.theme import Figure

_LARGE, _SMALL = 340, 210
_HEADROOM = 1.18
_PALE = theme.FAN
_GROUND = theme.VEIL


@dataclass(frozen=True, slots=True)
class Frame:
    """What panels side by side share: the days and the height of the axis in tonnes."""

    first: date
    last: date
    top: float

    @classmethod
    def of(cls, courses: Sequence[Course]) -> Frame:
        """Room for every path, step and project of these."""
        cuts = [course.cut for course in courses]
        days = [row.on_date for course in courses for row in course.pending]
        days += [item.on_date for cut in cuts for item in cut.path.milestones]
        days += [cut.as_of for cut in cuts]
        tonnes = [item.value for cut in cuts for item in cut.path.milestones]
        tonnes += [course.cut.total + course.pending_tonnes for course in courses]
        first = min(cut.path.from_on for cut in cuts)
        return cls(first, max(days), float(max(tonnes)) * _HEADROOM or 1.0)


def figure(course: Course, shared: Frame, words: Words, *, is_large: bool) -> Figure:
    """One panel: the steps of accepted tonnes, the path with its milestones, what is pending."""
    accepted = [_accepted(course, words)] if course.is_on_record else []
    data = [*_pending(course, shared, words), *accepted, _path(course, words)]
    layout = theme.layout(
        height=_LARGE if is_large else _SMALL,
        showlegend=is_large,
        legend={"orientation": "h", "x": 0, "y": 1.12, "font": {"size": theme.TEXT_SIZE}},
        xaxis=theme.axis(
            showgrid=False,
            range=[shared.first.isoformat(), shared.last.isoformat()],
            tickformat="%Y",
            dtick="M12",
            ticklabelmode="period",
        ),
        yaxis=theme.axis(
            range=[0, shared.top],
            tickformat=",d",
            nticks=5,
            title=theme.title(words.label("cut_axis")) if is_large else None,
        ),
        annotations=[
            *_labels(course, words, is_large=is_large),
            _total(course, words) if is_large else _heading(course, words),
        ],
    )
    return {"data": data, "layout": layout}


def _heading(course: Course, words: Words) -> dict[str, object]:
    """Sign, place, accepted and required tonnes above a small panel."""
    sign = "" if course.verdict is None else f"{verdicts.SIGNS[course.verdict.status]} "
    numbers = f"{course.total} / {written(course.required)}"
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{sign}{course.name}</b>  {numbers} {words.label('unit_t')}",
    }


def _accepted(course: Course, words: Words) -> dict[str, object]:
    """From nothing up by a step at every acceptance, to the day asked about."""
    cut = course.cut
    days = [cut.path.from_on, *(step.on_date for step in cut.steps), cut.as_of]
    totals = [Fraction(0), *(step.total for step in cut.steps), cut.total]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.label("cut_accepted"),
        "x": [day.isoformat() for day in days],
        "y": [float(total) for total in totals],
        "line": {"color": theme.CURRENT, "width": 2.5, "shape": "hv"},
        "fill": "tozeroy",
        "fillcolor": _PALE,
        "customdata": [written(total) for total in totals],
        "hovertemplate": _hover("cut_accepted", words),
    }


def _hover(key: str, words: Words) -> str:
    unit = words.label("unit_t")
    return f"%{{x|%Y-%m-%d}}<br>{words.label(key)} %{{customdata}} {unit}<extra></extra>"


def _path(course: Course, words: Words) -> dict[str, object]:
    path = course.cut.path
    days = [path.from_on, *(item.on_date for item in path.milestones)]
    values = [Fraction(0), *(item.value for item in path.milestones)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.label("cut_path"),
        "x": [day.isoformat() for day in days],
        "y": [float(value) for value in values],
        "line": {"color": theme.LIMIT, "width": 1.5},
        "marker": {"size": [0, *(7 for _ in path.milestones)], "opacity": 1},
        "cliponaxis": False,
        "customdata": [written(value) for value in values],
        "hovertemplate": _hover("cut_path", words),
    }


def _pending(course: Course, shared: Frame, words: Words) -> list[dict[str, object]]:
    """Hatched above the accepted tonnes, from the day asked about on; nothing without any."""
    if not course.pending:
        return []
    cut, total = course.cut, course.cut.total
    days, totals = [cut.as_of], [total]
    for row in sorted(course.pending, key=lambda row: row.on_date):
        total += tonnes(row)
        days.append(max(row.on_date, cut.as_of))
        totals.append(total)
    flat = {"x": [cut.as_of.isoformat(), shared.last.isoformat()], "y": [float(cut.total)] * 2}
    ground = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "showlegend": False}
    return [
        ground | flat | {"hoverinfo": "skip"},
        {
            "type": "scatter",
            "mode": "lines",
            "name": words.label("cut_pending"),
            "x": [day.isoformat() for day in [*days, shared.last]],
            "y": [float(item) for item in [*totals, total]],
            "line": {"color": theme.PALE, "width": 1.5, "dash": "dot", "shape": "hv"},
            "fill": "tonexty",
            "fillcolor": "rgba(0,0,0,0)",
            "fillpattern": {"shape": "/", "fgcolor": theme.PALE, "size": 7, "solidity": 0.2},
            "customdata": [written(item) for item in [*totals, total]],
            "hovertemplate": _hover("cut_with_pending", words),
        },
    ]


def _labels(course: Course, words: Words, *, is_large: bool) -> list[dict[str, object]]:
    """Each milestone at its point: the year and the tonnes."""
    key = "cut_label" if is_large else "cut_label_short"
    return [
        {
            "x": item.on_date.isoformat(),
            "y": float(item.value),
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
            "text": words.say(key, year=item.on_date.year, tonnes=written(item.value)),
            "font": {"color": theme.LIMIT, "size": theme.SMALL_SIZE},
            "bgcolor": _GROUND,
            "borderpad": 0,
        }
        for item in course.cut.path.milestones
    ]


def _total(course: Course, words: Words) -> dict[str, object]:
    """What is accepted, at the end of its line, on the side that is away from the path."""
    return {
        "x": course.cut.as_of.isoformat(),
        "y": float(course.cut.total),
        "xanchor": "right",
        "yanchor": "bottom" if course.cut.profit_loss > 0 else "top",
        "showarrow": False,
        "text": f"<b>{course.total}</b>",
        "font": {"color": theme.CURRENT},
    }
