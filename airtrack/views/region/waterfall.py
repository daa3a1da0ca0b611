"""From last year's mean of a set to this year's, member by member."""

from __future__ import annotations

from airtrack.answers.region import Step, Waterfall
from airtrack.views import theme
from airtrack.views.ranking import measured
from airtrack.views.region.effects import signed
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

AT_EACH_END = 10
"""Members told one by one from each end of a large set."""

_ROW_HEIGHT, _FRAME, _ROOM = 28, 60, 0.22
_BEFORE, _AFTER, _REST = "before", "after", "rest"


def figure(
    found: Waterfall, words: Words, *, indicator: str, digits: int, lower_is_better: bool
) -> Figure:
    """Floating bars between two means that are points: a bar cut off above zero would mislead."""
    steps = found.steps
    keys = [step.place or _REST for step in steps]
    ends = [at for step in steps for at in (step.starts, step.ends)]
    spare = ((max(ends) - min(ends)) or 1) * _ROOM
    worse, better = theme.LIMIT, theme.CURRENT
    raises, lowers = (worse, better) if lower_is_better else (better, worse)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": keys,
        "base": [step.starts for step in steps],
        "x": [step.step for step in steps],
        "text": [signed(step.step, words, digits=digits + 1) for step in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [raises if step.step > 0 else lowers for step in steps]},
        "customdata": [_told(step, found, words, indicator, digits=digits) for step in steps],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * (len(steps) + 2),
        showlegend=False,
        xaxis=theme.axis(
            title=theme.title(_axis(indicator, words)),
            side="top",
            range=[min(ends) - spare, max(ends) + spare],
            nticks=6,
        ),
        yaxis=theme.axis(
            autorange="reversed",
            showgrid=False,
            type="category",
            categoryorder="array",
            categoryarray=[_BEFORE, *keys, _AFTER],
            tickmode="array",
            tickvals=[_BEFORE, *keys, _AFTER],
            ticktext=[
                f"<b>{words.label('mean_before')}</b>",
                *(_name(step, found, words) for step in steps),
                f"<b>{words.label('mean_now')}</b>",
            ],
        ),
        bargap=0.3,
        shapes=_connectors(found),
    )
    return {"data": [_means(found, indicator, words, digits=digits), bars], "layout": layout}


def _means(found: Waterfall, indicator: str, words: Words, *, digits: int) -> dict[str, object]:
    """Both means as points with their numbers."""
    values = [found.before, found.after]
    said = [f"{at:.{digits + 1}f}" for at in values]
    unit = words.glossary.unit(indicator)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "y": [_BEFORE, _AFTER],
        "x": values,
        "text": [f"<b>{one}</b>" for one in said],
        "textposition": "middle right",
        "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 11, "color": theme.INK},
        "customdata": [
            f"{words.label(key)} {one} {unit}".strip()
            for key, one in zip(("mean_before", "mean_now"), said, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _connectors(found: Waterfall) -> list[dict[str, object]]:
    """Thin upright lines that carry each mean to the next row."""
    levels = [found.before, *(step.ends for step in found.steps)]
    return [
        {
            "type": "line",
            **{"x0": at, "x1": at, "y0": row, "y1": row + 1},
            "line": {"color": theme.PALE, "width": 1},
            "layer": "below",
        }
        for row, at in enumerate(levels)
    ]


def _name(step: Step, found: Waterfall, words: Words) -> str:
    return step.name if step.place else words.say("rest_of_members", n=found.n_rest)


def _axis(indicator: str, words: Words) -> str:
    label, unit = words.label(indicator), words.glossary.unit(indicator)
    said = words.say("axis_mean_of", by=label)
    return f"{said} ({unit})" if unit else said


def _told(step: Step, found: Waterfall, words: Words, indicator: str, *, digits: int) -> str:
    lines = [_name(step, found, words)]
    if step.place:
        before = measured(step.before, indicator, words)
        lines.append(f"{before} → {measured(step.value, indicator, words)}")
    lines.append(words.say("contribution_told", share=signed(step.step, words, digits=digits + 1)))
    return "<br>".join(lines)


def told(
    found: Waterfall, words: Words, *, indicator: str, digits: int, lower_is_better: bool
) -> str:
    """The figure in a sentence: from which mean to which, and who did most on either side."""
    named = [step for step in found.steps if step.place]
    most, least = named[0], named[-1]
    parts = [
        words.say(
            "waterfall_answer",
            by=words.label(indicator),
            n=found.n,
            before=f"{found.before:.{digits + 1}f}",
            after=f"{found.after:.{digits + 1}f}",
            unit=words.glossary.unit(indicator),
        )
    ]
    worse, better = (most, least) if lower_is_better else (least, most)
    sides = (
        ("waterfall_better", better, lower_is_better),
        ("waterfall_worse", worse, not lower_is_better),
    )
    parts += [
        words.say(key, name=step.name, step=signed(step.step, words, digits=digits + 1))
        for key, step, falls in sides
        if step.step and (step.step < 0) is falls
    ]
    return words.label("semicolon").join(parts) + words.label("full_stop")


def remark(found: Waterfall, words: Words) -> str:
    """Who is left out because there is no value of the year before."""
    if not found.lacking:
        return ""
    return words.say(
        "waterfall_lacking",
        n=len(found.lacking),
        names=words.label("list_separator").join(found.lacking[:AT_EACH_END])
        + (" …" if len(found.lacking) > AT_EACH_END else ""),
    )


def table(found: Waterfall, words: Words, *, indicator: str, digits: int) -> Table:
    """A row a step, the two means around them."""
    columns = (
        words.column("name"),
        words.column("previous", digits),
        words.column(indicator, digits),
        Column("contribution", words.label("contribution"), "", None),
        Column("mean_after_step", words.label("mean_after_step"), "", digits + 1),
    )
    rows: list[tuple[Cell, ...]] = [(words.label("mean_before"), None, None, "", found.before)]
    rows += [
        (
            _name(step, found, words),
            step.before,
            step.value,
            signed(step.step, words, digits=digits + 1),
            step.ends,
        )
        for step in found.steps
    ]
    return Table("", columns, tuple(rows))
