"""What the page of a region shows for one question; nothing is cached here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from airtrack.answers import positions
from airtrack.answers import rank as rank_answers
from airtrack.answers import region as region_answers
from airtrack.answers import spread as spread_answers
from airtrack.answers import stats as stats_answers
from airtrack.answers.digits import of as digits_of
from airtrack.answers.question import House, Question, edition_of
from airtrack.answers.rank import Ranking
from airtrack.answers.stats import CityStats
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period_kind import kinds
from airtrack.domain.standard import Measure
from airtrack.domain.standards import IN_FORCE
from airtrack.domain.verdict import Verdict
from airtrack.ui.asking import RegionAsk
from airtrack.ui.city import screen as city
from airtrack.ui.frame.picture import Picture
from airtrack.ui.origin import NO_EVENTS, of_rows
from airtrack.ui.ranking import screen as ranking
from airtrack.ui.region import shares
from airtrack.ui.region.shares import Shares
from airtrack.views import board, months, path, table, verdicts
from airtrack.views import words as words_of
from airtrack.views.ranking import listed, measured
from airtrack.views.region import effects, multiples, spread, waterfall
from airtrack.views.region.multiples import Panel
from airtrack.views.table import Table, Words

Line = tuple[Decimal | None, str]
"""Where a line is drawn, and what it says at its end."""

ENDS = 10
"""First and last of the ranking inside that are marked; a third of a small set at most."""

MOST_PANELS = 24
"""Members drawn side by side; of a larger set the worst placed."""


@dataclass(frozen=True, slots=True)
class RegionScreen:
    """Everything the page of a region shows; figures are None where there is nothing to draw.

    `verdicts` are the strictest on the region as a whole of which something is known, `judged`
    has all of them, `shares` what each member does to the strictest of them on the indicator;
    where there is none, `effects` are what each does to the mean. `waterfall` leads from the mean
    of the year before to that of now. `places` are the codes of the rows of `table`, which has
    the figures of every member.
    """

    sentence: str
    verdicts: tuple[Verdict, ...]
    judged: Table | None
    members: Picture | None
    waterfall: Picture | None
    shares: Picture | None
    effects: Picture | None
    ranked: Picture | None
    ranking_table: Table
    places: tuple[str, ...]
    table: Table
    edition: str
    sources: tuple[str, ...]
    n_members: int
    basis: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every part of the page is drawn from."""

    house: House
    ask: RegionAsk
    words: Words
    ranked: Ranking

    @property
    def said(self) -> dict[str, object]:
        """What the titles are filled with."""
        return {
            "by": self.words.label(self.ask.by),
            "group": words_of.group_name(self.ranked, self.words),
            "period": words_of.period(self.ranked.question.span.key, self.words),
        }

    @property
    def is_lower(self) -> bool:
        """True where less is better."""
        return self.house.standards.indicators[self.ask.by].better == "lower"

    def name(self, code: str) -> str:
        """The short name of a member."""
        return self.house.gazetteer.places[code].short_name

    def file(self, what: str) -> str:
        """The name of a file of this question."""
        return f"{what}_{self.ask.group}_{self.ask.year}_{self.ask.by}.csv"


def screen(house: House, ask: RegionAsk, spoken: Words, *, answer: Board | None) -> RegionScreen:
    """One region, indicator and year to a date; `answer` holds the verdicts of that date."""
    group = house.gazetteer.find_group(ask.group)
    question = Question(periods.of_year(ask.year), as_of=ask.as_of)
    stats = stats_answers.of_group(house, question, group)
    ranked = rank_answers.of_group(house, question, group, by=ask.by, known=stats.rows)
    mean = stats.region.values.get(ask.by) if stats.region else None
    asked = _Asked(house, ask, spoken, ranked)
    judged = regional(answer, ask)
    drawn = shares.of_region(judged, ask.by, house.gazetteer, spoken)
    moves = positions.moves(house, ranked, kind=kinds(question.span)[0])
    ends = positions.ends_of(ranked.rows, ENDS)
    return RegionScreen(
        sentence=effects.answer(ranked, mean, spoken, lower_is_better=asked.is_lower),
        verdicts=board.grid(judged).verdicts,
        judged=effects.judged(judged, house.gazetteer, spoken),
        members=_members(asked, answer=answer),
        waterfall=_waterfall(asked),
        shares=_shares(asked, drawn),
        effects=None if drawn else _effects(asked, stats.rows),
        ranked=ranking.ranked(ranked, spoken, moves=moves, ends=ends, picked=""),
        ranking_table=listed.ranked(ranked, spoken, moves=moves, ends=ends),
        places=ranking.codes(ranked),
        table=table.stats(stats, spoken),
        edition=stats.edition,
        sources=of_rows(house, stats.rows),
        n_members=len(stats.rows),
        basis=Basis.EXCL_DUST if house.statistics.has_events else NO_EVENTS,
    )


def _waterfall(asked: _Asked) -> Picture | None:
    """From last year's mean to this year's; None where no two members have both."""
    words, digits, by = asked.words, asked.ranked.digits, asked.ask.by
    found = region_answers.waterfall(
        {row.place: (row.previous, row.value) for row in asked.ranked.rows},
        digits=digits,
        names={row.place: row.short_name for row in asked.ranked.rows},
        at_each_end=waterfall.AT_EACH_END,
    )
    if found is None:
        return None
    return Picture(
        title=words.say("figure_waterfall", **asked.said),
        figure=waterfall.figure(
            found, words, indicator=by, digits=digits, lower_is_better=asked.is_lower
        ),
        said=waterfall.told(
            found, words, indicator=by, digits=digits, lower_is_better=asked.is_lower
        ),
        table=waterfall.table(found, words, indicator=by, digits=digits),
        file=asked.file("waterfall"),
        note=waterfall.remark(found, words),
    )


def _shares(asked: _Asked, found: Shares | None) -> Picture | None:
    """How far each member is from what is required of the region."""
    if found is None:
        return None
    return Picture(
        title=found.title,
        figure=found.figure,
        said=found.sentence,
        table=found.table,
        file=asked.file("shares"),
        note="\n".join(part for part in (found.sentence, found.note) if part),
    )


def _effects(asked: _Asked, rows: Sequence[CityStats]) -> Picture | None:
    """What each member does to the mean of now; None where there is nothing to add up."""
    words, digits, by = asked.words, asked.ranked.digits, asked.ask.by
    found = region_answers.contributions(
        {row.place: months.value(row, by) for row in rows},
        digits=digits,
        names={row.place: asked.name(row.place) for row in rows},
    )
    if not found:
        return None
    is_lower = asked.is_lower
    return Picture(
        title=words.say("figure_contributions", **asked.said),
        figure=effects.contributions(
            found, words, indicator=by, digits=digits, lower_is_better=is_lower
        ),
        said=effects.told(found, words, digits=digits),
        table=effects.contributions_table(found, words, indicator=by, digits=digits),
        file=asked.file("contributions"),
        note=words.label("contribution_note"),
    )


def spread_of(house: House, ask: RegionAsk, words: Words) -> Picture | None:
    """How far the members lie apart in each year on record; None where no year has a value.

    Apart from the screen: every year is cut to the same days, which takes its time of a large set.
    """
    group, by = house.gazetteer.find_group(ask.group), ask.by
    question = Question(periods.of_year(ask.year), as_of=ask.as_of)
    found = spread_answers.of_years(house, question, group, by=by)
    if not found:
        return None
    ends = {code for item in found for code in (item.lowest_place, item.highest_place)}
    names = {code: house.gazetteer.places[code].short_name for code in ends}
    limit = _limit(house, edition_of(house, question), by)
    digits = digits_of(house, by, question.span)
    remarks = (words.label("spread_mean_mark"), spread.remark(found, words))
    named = group.name if words.lang == "zh" else group.name_en or group.name
    return Picture(
        title=words.say("figure_spread", by=words.label(by), group=named),
        figure=spread.figure(found, words, indicator=by, names=names, limit=limit),
        said=spread.told(found, words, indicator=by, names=names),
        table=spread.table(found, words, indicator=by, names=names, digits=digits),
        file=f"spread_{ask.group}_{ask.year}_{by}.csv",
        note=words_of.together(remarks, words),
    )


def _limit(house: House, edition: str, by: str) -> Decimal | None:
    """The annual limit; a count of days has none."""
    if house.standards.indicators[by].measure is Measure.COUNT:
        return None
    found = city.limit(house, edition, by)
    return None if found is None else found.value


def regional(answer: Board | None, ask: RegionAsk) -> list[Verdict]:
    """The verdicts on the region as a whole whose period ends in the year."""
    if answer is None:
        return []
    own = (item for item in answer.verdicts if item.is_region and item.place == ask.group)
    return list(board.of_year(own, ask.year))


def _members(asked: _Asked, *, answer: Board | None) -> Picture | None:
    """The members with months on record, the worst placed first, and what is to be said of them."""
    house, ask, spoken, ranked = asked.house, asked.ask, asked.words, asked.ranked
    worst_first = [*reversed(ranked.rows)]
    codes = [row.place for row in worst_first] + [row.place for row in ranked.unranked]
    known = [code for code in codes if code in house.places_with_data]
    shown = known[:MOST_PANELS]
    years = (ask.year - 1, ask.year)
    found = region_answers.months(house, shown, years, edition=IN_FORCE, as_of=ask.as_of)
    cut = {place: own for place, own in found.items() if own}
    if not cut:
        return None
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
    parts = [spoken.label(_line_word(lines))]
    if len(known) > MOST_PANELS:
        parts.append(spoken.say("members_left_out", shown=MOST_PANELS, n=len(known)))
    names = {place: asked.name(place) for place in cut}
    return Picture(
        title=spoken.say("figure_members", **asked.said),
        figure=multiples.figure(panels, spoken, indicator=ask.by, year=ask.year),
        said=multiples.told(panels, spoken, names=names, indicator=ask.by, year=ask.year),
        table=multiples.table(
            panels,
            spoken,
            names=names,
            indicator=ask.by,
            year=ask.year,
            digits=ranked.digits,
        ),
        file=asked.file("months"),
        note=spoken.label("semicolon").join(parts),
    )


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
