"""What a scheme gives for each place of a group over a period, from the figures on record.

Source: docs/consequences.md; targets and bases are those of the plans on file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.answers import plans as plan_answers
from airtrack.answers.question import House
from airtrack.assess import schemes
from airtrack.assess.completion import completion
from airtrack.assess.schemes import Amount, Values
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.scheme import Comparison, Grade, Length, Scheme, SchemeKind, Score, Step
from airtrack.domain.target import Scope, Target, TargetKind
from airtrack.domain.verdict import Why
from airtrack.errors import WrongUse
from airtrack.metrics.rows import CityPeriodChange, CityPeriodRank, RegionPeriod
from airtrack.registry.places import DatedGroup

_HIGHER, _RANKED_BY = "higher", "composite"


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut that a plan asks of a place: the base, the actual value, what was due; exact."""

    target: Target
    base: Fraction
    actual: Fraction
    due_percent: Fraction
    completion: Fraction | None


@dataclass(frozen=True, slots=True)
class Settled:
    """One place: amounts and their total, or points and grade, or a step; reasons for what lacks.

    `other_total` is the total where tiers count the other way.
    """

    place: str
    name: str
    amounts: tuple[Amount, ...] = ()
    points: Fraction | None = None
    total: Fraction | None = None
    other_total: Fraction | None = None
    factor: Fraction = Fraction(1)
    cuts: tuple[Cut, ...] = ()
    rose: bool | None = None
    rank: int | None = None
    worse: int | None = None
    grade: Grade | None = None
    step: Step | None = None
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeAnswer:
    """The scheme over a group and a period; never more than an example."""

    scheme: Scheme
    group: DatedGroup
    period: Period
    rows: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class _Figures:
    """Printed values of the group's places, of the group, and ranks by the composite index."""

    changes: Mapping[tuple[str, str, str], CityPeriodChange]
    means: Mapping[str, Fraction]
    ranks: Mapping[str, int]
    targets: Sequence[Target]
    higher: frozenset[str]


def settled(house: House, scheme: Scheme, *, group: DatedGroup, period: Period) -> SchemeAnswer:
    """Each member of the group on the period's last day.

    Raises WrongUse("scheme_period") for a period that the scheme does not settle.
    """
    length = length_of(period)
    if length not in scheme.lengths:
        known = ", ".join(item.value for item in scheme.lengths)
        raise WrongUse("scheme_period", id=scheme.id, period=period.key, known=known)
    members = group.members(period.last_on)
    figures = _figures(house, scheme, group=group, members=members, period=period)
    give = {
        SchemeKind.COMPENSATION: _compensation,
        SchemeKind.SCORE: _score,
        SchemeKind.ACCOUNTABILITY: _step,
    }[scheme.kind]
    rows = (give(house, scheme, figures, place=place, period=period) for place in members)
    return SchemeAnswer(scheme, group, period, tuple(rows))


def length_of(period: Period) -> Length:
    """The kind of period: a calendar month, quarter or year, else a season."""
    month = period.first_on.month
    if period == periods.of_month(period.first_on.year, month):
        return Length.MONTH
    if period == periods.of_year(period.first_on.year):
        return Length.YEAR
    return Length.QUARTER if "-Q" in period.key else Length.SEASON


def _figures(
    house: House, scheme: Scheme, *, group: DatedGroup, members: Sequence[str], period: Period
) -> _Figures:
    targets = [
        target
        for answer in plan_answers.all_plans(house)
        for target in answer.targets
        if target.is_judged and target.scope is Scope.EACH
    ]
    cuts = [target for target in targets if target.kind is TargetKind.REDUCTION]
    bases = {periods.parse(item.baseline.period) for item in cuts if item.baseline}
    spans = sorted({period, *(bases if scheme.kind is not SchemeKind.COMPENSATION else ())})
    views = (CityPeriodChange, CityPeriodRank, RegionPeriod)
    with house.statistics.asked(*views, periods=spans, only=members) as asked:
        changes = {
            (row.place_id, row.period_key, row.indicator): row
            for row in asked.rows(CityPeriodChange)
        }
        ranks = asked.rows(CityPeriodRank, group_id=group.id, by_key=_RANKED_BY)
        regions = asked.rows(RegionPeriod, group_id=group.id)
    return _Figures(
        changes=changes,
        means={
            row.indicator: Fraction(row.value_milli, MILLI)
            for row in regions
            if row.period_key == period.key and row.n_cities == len(members)
        },
        ranks={row.place_id: row.rank for row in ranks if row.period_key == period.key},
        targets=targets,
        higher=frozenset(
            key for key, item in house.standards.indicators.items() if item.better == _HIGHER
        ),
    )


def _compensation(
    house: House, scheme: Scheme, figures: _Figures, *, place: str, period: Period
) -> Settled:
    known = house.gazetteer.places[place]
    length = length_of(period)
    amounts = tuple(
        schemes.amount(
            row,
            _values(figures, place, row.indicator, period),
            is_higher_better=row.indicator in figures.higher,
        )
        for row in scheme.row
        if row.length in (None, length)
    )
    factor = schemes.factor(scheme, (known.name, known.short_name, known.code))
    total = schemes.total(amounts, factor=factor)
    other = schemes.total(amounts, factor=factor, other=True)
    missing = [item for item in amounts if item.is_missing]
    return Settled(
        place,
        known.name,
        amounts=amounts,
        points=schemes.points(amounts),
        total=total,
        other_total=None if other == total else other,
        factor=factor,
        reasons=_lacking(missing),
    )


def _lacking(missing: Sequence[Amount]) -> tuple[Why, ...]:
    codes = {
        Comparison.PREV: "scheme_no_previous",
        Comparison.TARGET: "scheme_no_target",
        Comparison.PROVINCE_MEAN: "scheme_no_mean",
    }
    found = {
        (
            item.row.indicator,
            "scheme_no_value" if item.value is None else codes[item.row.comparison],
        )
        for item in missing
    }
    return tuple(Why(code, {"indicator": key}) for key, code in sorted(found))


def _values(figures: _Figures, place: str, indicator: str, period: Period) -> Values:
    """Printed values; one with too few valid days counts as none."""
    row = figures.changes.get((place, period.key, indicator))
    if row is None or not row.is_rankable:
        return Values()
    return Values(
        value=Fraction(row.value_milli, MILLI),
        previous=None if row.previous_milli is None else Fraction(row.previous_milli, MILLI),
        target=_target(figures.targets, place, indicator, period),
        province_mean=figures.means.get(indicator),
    )


def _target(
    targets: Sequence[Target], place: str, indicator: str, period: Period
) -> Fraction | None:
    """The number that a plan sets the place for that period; None where two plans differ."""
    found = {
        target.value
        for target in targets
        if target.kind in (TargetKind.CAP, TargetKind.FLOOR)
        and (target.indicator, target.period) == (indicator, period.key)
        and place in target.places
        and target.value is not None
    }
    return Fraction(found.pop()) if len(found) == 1 else None


def _cuts(
    figures: _Figures, place: str, indicator: str, *, period: Period, score: Score | None
) -> tuple[Cut, ...]:
    """The cuts asked of the place that have a base and a value; only what is due by that year."""
    is_phased = score is not None and score.phase_indicator == indicator
    phases = [phase.year for phase in score.phase] if score and is_phased else []
    actual = _printed(figures, place, period.key, indicator)
    found = []
    for target in figures.targets:
        of_place = place in target.places and target.indicator == indicator
        is_due = target.period == period.key or period.last_on.year in phases
        if target.kind is not TargetKind.REDUCTION or not (of_place and is_due):
            continue
        base = _base(figures, place, target)
        if base is None or actual is None or target.value is None:
            continue
        percent = Fraction(target.value)
        if score is not None and target.period != period.key:
            percent = schemes.due(score, percent=percent, year=period.last_on.year)
        rate = completion(base, actual=actual, target=base * (1 - percent / PERCENT))
        found.append(Cut(target, base, actual, percent, rate))
    return tuple(found)


def _base(figures: _Figures, place: str, target: Target) -> Fraction | None:
    """The printed base, else the value of its period."""
    if target.baseline is None:
        return None
    if target.baseline.value is not None:
        return Fraction(target.baseline.value)
    return _printed(figures, place, target.baseline.period, target.indicator)


def _printed(figures: _Figures, place: str, key: str, indicator: str) -> Fraction | None:
    """The printed value of a period with enough valid days."""
    row = figures.changes.get((place, key, indicator))
    return Fraction(row.value_milli, MILLI) if row is not None and row.is_rankable else None


def _rose(figures: _Figures, place: str, indicator: str, period: Period) -> bool | None:
    row = figures.changes.get((place, period.key, indicator))
    if row is None or row.previous_milli is None or not row.is_rankable:
        return None
    return row.value_milli > row.previous_milli


def _score(
    house: House, scheme: Scheme, figures: _Figures, *, place: str, period: Period
) -> Settled:
    """Points of the air alone: tasks are assessed by people."""
    score = scheme.score
    if score is None:
        raise ValueError(f"{scheme.id} has no score")
    by_indicator = {
        key: _cuts(figures, place, key, period=period, score=score) for key in score.indicators
    }
    indicator = next((key for key, found in by_indicator.items() if found), score.indicators[0])
    rose, cuts = _rose(figures, place, indicator, period), by_indicator[indicator]
    rates = [cut.completion for cut in cuts if cut.completion is not None]
    reached = schemes.air_points(score, completion=min(rates, default=None), rose=bool(rose))
    reasons = [] if rates or rose else [Why("scheme_no_cut", {"indicator": indicator})]
    if rose is None:
        reasons.append(Why("scheme_no_previous", {"indicator": indicator}))
        # without the year before nobody knows whether it rose
        reached = None
    return Settled(
        place,
        house.gazetteer.places[place].name,
        points=reached,
        total=reached,
        cuts=cuts,
        rose=rose,
        grade=None if reached is None else schemes.grade(score, reached),
        reasons=tuple(reasons),
    )


def _step(
    house: House, scheme: Scheme, figures: _Figures, *, place: str, period: Period
) -> Settled:
    rose = _rose(figures, place, scheme.indicator, period)
    cuts = _cuts(figures, place, scheme.indicator, period=period, score=None)
    rates = [cut.completion for cut in cuts if cut.completion is not None]
    rank = figures.ranks.get(place)
    worse = None if rank is None else sum(other > rank for other in figures.ranks.values())
    found, reasons = None, []
    if rank is None:
        reasons.append(Why("scheme_no_rank"))
    if not rates:
        reasons.append(Why("scheme_no_cut", {"indicator": scheme.indicator}))
    elif rank is not None:
        found = schemes.step(scheme, completion=min(rates), rose=bool(rose), worse=worse)
    return Settled(
        place,
        house.gazetteer.places[place].name,
        cuts=cuts,
        rose=rose,
        rank=rank,
        worse=worse,
        step=found,
        reasons=tuple(reasons),
    )
