"""What the page of a region shows for one question; nothing is cached here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from airtrack.answers import rank as rank_answers
from airtrack.answers import region as region_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers.question import House, Question
from airtrack.answers.rank import Ranking
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.standard import Measure
from airtrack.domain.standards import IN_FORCE
from airtrack.domain.verdict import Verdict
from airtrack.ui import city, shares
from airtrack.ui.asking import RegionAsk
from airtrack.ui.origin import NO_EVENTS, of_rows
from airtrack.ui.shares import Shares
from airtrack.views import (
    board,
    months,
    multiples,
    path,
    ranking,
    region,
    table,
    verdicts,
)
from airtrack.views import words as words_of
from airtrack.views.multiples import Panel
from airtrack.views.ranking import measured
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

Line = tuple[Decimal | None, str]
"""Where a line is drawn, and what it says at its end."""

MOST_PANELS = 24
"""Members drawn side by side; of a larger set the worst placed."""


@dataclass(frozen=True, slots=True)
class RegionScreen:
    """Everything the page of a region shows; figures are None where there is nothing to draw.

    `remark` says what the line of the small figures is and how many members are left out.
    `verdicts` are the strictest on the region as a whole of which something is known, `judged`
    has all of them, `shares` what each member does to the strictest of them on the indicator;
    where there is none, `contributions` are what each does to the mean. `places` are the codes
    of the ranking's rows.
    """

    sentence: str
    title: str
    members: Figure | None
    remark: str
    verdicts: tuple[Verdict, ...]
    judged: Table | None
    shares: Shares | None
    contributions: Figure | None
    contributions_table: Table | None
    ranking: Figure | None
    ranking_title: str
    ranking_table: Table
    places: tuple[str, ...]
    table: Table
    edition: str
    sources: tuple[str, ...]
    n_members: int
    basis: str


def screen(house: House, ask: RegionAsk, spoken: Words, *, answer: Board | None) -> RegionScreen:
    """One region, indicator and year to a date; `answer` holds the verdicts of that date."""
    group = house.gazetteer.find_group(ask.group)
    question = Question(periods.of_year(ask.year), as_of=ask.as_of)
    ranked = rank_answers.of_group(house, question, group, by=ask.by)
    stats = stats_answers.of_group(house, question, group)
    mean = stats.region.values.get(ask.by) if stats.region else None
    is_lower = house.standards.indicators[ask.by].better == "lower"
    judged = regional(answer, ask)
    members, remark = _members(house, ask, spoken, ranked=ranked, answer=answer)
    effects = region_answers.contributions(
        {row.place: months.value(row, ask.by) for row in stats.rows},
        digits=ranked.digits,
        names={row.place: house.gazetteer.places[row.place].short_name for row in stats.rows},
    )
    said = {
        "by": spoken.label(ask.by),
        "group": words_of.group_name(ranked, spoken),
        "period": words_of.period(question.span.key, spoken),
    }
    return RegionScreen(
        sentence=region.answer(ranked, mean, spoken, lower_is_better=is_lower),
        title=spoken.say("figure_members", **said),
        members=members,
        remark=remark,
        verdicts=board.grid(judged).verdicts,
        judged=region.judged(judged, house.gazetteer, spoken),
        shares=shares.of_region(judged, ask.by, house.gazetteer, spoken),
        contributions=region.contributions(
            effects,
            spoken,
            indicator=ask.by,
            digits=ranked.digits,
            lower_is_better=is_lower,
        )
        if effects
        else None,
        contributions_table=region.contributions_table(
            effects, spoken, indicator=ask.by, digits=ranked.digits
        )
        if effects
        else None,
        ranking=ranking.figure(ranked, spoken) if ranked.rows else None,
        ranking_title=spoken.say("figure_ranking", **said),
        ranking_table=table.rank(ranked, spoken),
        places=(*(row.place for row in ranked.rows), *(row.place for row in ranked.unranked)),
        table=table.stats(stats, spoken),
        edition=stats.edition,
        sources=of_rows(house, stats.rows),
        n_members=len(stats.rows),
        basis=Basis.EXCL_DUST if house.statistics.has_events else NO_EVENTS,
    )


def regional(answer: Board | None, ask: RegionAsk) -> list[Verdict]:
    """The verdicts on the region as a whole whose period ends in the year."""
    if answer is None:
        return []
    own = (item for item in answer.verdicts if item.is_region and item.place == ask.group)
    return list(board.of_year(own, ask.year))


def _members(
    house: House, ask: RegionAsk, spoken: Words, *, ranked: Ranking, answer: Board | None
) -> tuple[Figure | None, str]:
    """The members with months on record, the worst placed first, and what is to be said of them."""
    worst_first = [*reversed(ranked.rows)]
    codes = [row.place for row in worst_first] + [row.place for row in ranked.unranked]
    known = [code for code in codes if code in house.places_with_data]
    shown = known[:MOST_PANELS]
    years = (ask.year - 1, ask.year)
    found = region_answers.months(house, shown, years, edition=IN_FORCE, as_of=ask.as_of)
    cut = {place: own for place, own in found.items() if own}
    if not cut:
        return None, ""
    targets = _targets(answer, ask)
    values = {row.place: row.value for row in worst_first}
    lines = _lines(house, ask, spoken, targets=targets, edition=ranked.edition)
    panels = [
        Panel(
            place,
            _heading(house, ask, spoken, place=place, value=values.get(place), judged=targets),
            own,
            *lines.get(place, lines[""]),
        )
        for place, own in cut.items()
    ]
    figure = multiples.figure(panels, spoken, indicator=ask.by, year=ask.year)
    parts = [spoken.label(_line_word(lines))]
    if len(known) > MOST_PANELS:
        parts.append(spoken.say("members_left_out", shown=MOST_PANELS, n=len(known)))
    return figure, spoken.label("semicolon").join(parts)


def _lines(
    house: House,
    ask: RegionAsk,
    spoken: Words,
    *,
    targets: Mapping[str, Verdict],
    edition: str,
) -> dict[str, Line]:
    """The line of each member with a target, and under no name that of the others.

    Counts of days have none: a month's count says nothing beside a year's.
    """
    if house.standards.indicators[ask.by].measure is Measure.COUNT:
        return {"": (None, "")}
    limit = city.limit(house, edition, ask.by)
    others: Line = (None, "") if limit is None else (limit.value, f"{limit.value:f}")
    own: dict[str, Line] = {
        place: (path.required(judged), path.demand(judged, spoken))
        for place, judged in targets.items()
    }
    return own | {"": others}


def _line_word(lines: Mapping[str, Line]) -> str:
    """What the red line is."""
    if len(lines) > 1:
        return "line_is_target"
    return "line_is_none" if lines[""][0] is None else "line_is_limit"


def _heading(
    house: House,
    ask: RegionAsk,
    spoken: Words,
    *,
    place: str,
    value: float | None,
    judged: Mapping[str, Verdict],
) -> str:
    """Name and value of a member, with the sign of its status and what is asked of a count."""
    name = house.gazetteer.places[place].short_name
    said = f"<b>{name}</b> {measured(value, ask.by, spoken)}"
    verdict = judged.get(place)
    if verdict is None:
        return said
    sign = verdicts.SIGNS[verdict.status]
    is_count = house.standards.indicators[ask.by].measure is Measure.COUNT
    return f"{said} / {path.demand(verdict, spoken)} {sign}" if is_count else f"{said} {sign}"


def _targets(answer: Board | None, ask: RegionAsk) -> Mapping[str, Verdict]:
    """The strictest target of each member for the indicator and year, where it is a level."""
    if answer is None:
        return {}
    own = (
        item
        for item in answer.verdicts
        if not item.is_region and item.target.indicator == ask.by and item.required is not None
    )
    grid = board.grid(board.of_year(own, ask.year))
    return {
        item.place: item
        for item in grid.verdicts
        if item.actual is not None and path.is_level(item)
    }
