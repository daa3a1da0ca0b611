"""A set of places in words and figures: who stands where, what each one does to the mean."""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.answers.rank import Ranking
from airtrack.answers.region import Contribution
from airtrack.domain.verdict import Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import theme
from airtrack.views import words as spoken
from airtrack.views.overview import words as overview
from airtrack.views.ranking import ENDS, measured, number
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.theme import Figure

_ROW_HEIGHT, _FRAME, _ROOM = 28, 56, 1.5


def answer(found: Ranking, mean: int | float | None, words: Words, *, lower_is_better: bool) -> str:
    """The mean of the members, the best and the worst of them."""
    said: dict[str, object] = {
        "period": spoken.period(found.question.span.key, words),
        "group": spoken.group_name(found, words),
        "by": words.label(found.by),
        "who": _who(found, words),
    }
    if not found.rows or mean is None:
        return words.say("answer_region_none", **said)
    said |= {
        "mean": measured(mean, found.by, words),
        "best": found.rows[0].short_name,
        "best_value": number(found.rows[0].value, found.by),
        "worst": found.rows[-1].short_name,
        "worst_value": number(found.rows[-1].value, found.by),
        "low": words.label("region_lowest" if lower_is_better else "region_highest"),
        "high": words.label("region_highest" if lower_is_better else "region_lowest"),
    }
    return words.say("answer_region", **said)


def _who(found: Ranking, words: Words) -> str:
    """How many members there are, and of how many of them anything is known."""
    n, known = len(found.rows) + len(found.unranked), len(found.rows)
    return words.say("members_all" if n == known else "members_some", n=n, known=known)


def judged(found: Sequence[Verdict], gazetteer: Gazetteer, words: Words) -> Table | None:
    """A row a verdict on the set as a whole, without its name; None where there is none."""
    if not found:
        return None
    whole = overview.listed(found, gazetteer, words)
    return Table(whole.title, whole.columns[1:], tuple(row[1:] for row in whole.rows))


def contributions(
    found: Sequence[Contribution],
    words: Words,
    *,
    indicator: str,
    digits: int,
    lower_is_better: bool,
) -> Figure:
    """Bars with signs: what raises the mean to the right, what lowers it to the left.

    Of a large set both ends are drawn.
    """
    shown = found if len(found) <= 2 * ENDS else (*found[:ENDS], *found[-ENDS:])
    worse, better = (theme.LIMIT, theme.CURRENT)
    raises, lowers = (worse, better) if lower_is_better else (better, worse)
    most = max((abs(item.share) for item in shown), default=0) * _ROOM or 1
    unit = words.glossary.unit(indicator)
    heading = words.label("axis_contribution")
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [item.place for item in shown],
        "x": [item.share for item in shown],
        "text": [signed(item.share, words, digits=digits + 1) for item in shown],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [raises if item.share > 0 else lowers for item in shown]},
        "customdata": [_told(item, indicator, words, digits=digits + 1) for item in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = theme.layout(
        height=_FRAME + _ROW_HEIGHT * len(shown),
        xaxis=theme.axis(
            title=theme.title(f"{heading} ({unit})" if unit else heading),
            side="top",
            range=[-most, most],
            nticks=5,
            zeroline=True,
            zerolinecolor=theme.QUIET,
        ),
        yaxis=theme.axis(
            autorange="reversed",
            showgrid=False,
            type="category",
            tickmode="array",
            tickvals=[item.place for item in shown],
            ticktext=[f"{item.name} {number(item.value, indicator)}" for item in shown],
        ),
        bargap=0.3,
    )
    return {"data": [bars], "layout": layout}


def signed(share: int | float, words: Words, *, digits: int) -> str:
    """The share with its sign; nothing is said in words."""
    return f"{share:+.{digits}f}" if share else words.label("persistent_share")


def _told(item: Contribution, indicator: str, words: Words, *, digits: int) -> str:
    parts = [
        f"{item.name} {measured(item.value, indicator, words)}",
        words.say("contribution_told", share=signed(item.share, words, digits=digits)),
    ]
    if item.without is not None:
        parts.append(words.say("contribution_without", mean=f"{item.without:.{digits}f}"))
    return "<br>".join(parts)


def contributions_table(
    found: Sequence[Contribution], words: Words, *, indicator: str, digits: int
) -> Table:
    """A row a member: its value, its share, the mean without it."""
    columns = (
        words.column("name"),
        words.column(indicator, digits),
        Column("contribution", words.label("contribution"), "", None),
        Column("mean_without", words.label("mean_without"), "", digits + 1),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (item.name, item.value, signed(item.share, words, digits=digits + 1), item.without)
        for item in found
    )
    return Table("", columns, rows)


def told(found: Sequence[Contribution], words: Words, *, digits: int) -> str:
    """The figure in a sentence: who raises the mean most, and who lowers it most."""
    return words.say(
        "alt_contributions",
        n=len(found),
        most=found[0].name,
        most_share=signed(found[0].share, words, digits=digits + 1),
        least=found[-1].name,
        least_share=signed(found[-1].share, words, digits=digits + 1),
    )
