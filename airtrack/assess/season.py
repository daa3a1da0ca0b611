"""Month targets, the path and the projection of a target that is followed day by day.

Source: FORMULAS F9 to F12. Shares are decomposed by the days that are not good, so that no month
is asked for more days than it has; caps on single days have no month targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import stdev

from airtrack.assess import budget as budgets
from airtrack.assess.case import Case, Held
from airtrack.assess.compare import plain
from airtrack.domain.evaluation import Assessment
from airtrack.domain.scale import PERCENT
from airtrack.domain.season import (
    MonthTarget,
    Projection,
    Ratios,
    SeasonPath,
    Trust,
    YearRatio,
)
from airtrack.domain.standard import Measure
from airtrack.season import counted, course, likely, shape
from airtrack.season.likely import Forecast
from airtrack.season.months import Months
from airtrack.season.pieces import PastYear, Seen, joined


def path(case: Case, rules: Assessment) -> SeasonPath | None:
    """The path, where enough years tell the season or the authority set every month."""
    months, held = case.evidence.months, case.held
    if months is None or held is None or case.indicator.measure is Measure.COUNT:
        return None
    numbers = months.by_month
    is_shaped = months.is_enough(rules, least=rules.indicative_min_years)
    if not is_shaped and len(months.issued) < len(numbers):
        return None
    return _Decomposed(case, months, held, is_shaped=is_shaped).path()


def due(case: Case, path: SeasonPath | None, rules: Assessment) -> Fraction | None:
    """What the part so far must keep to be on course, None where no path is sure enough.

    The same part of the year before, where a target is about it, says more than any season.
    """
    months = case.evidence.months
    if path is None or months is None or case.now is not None:
        return None
    is_sure = path.is_issued or months.n_different >= rules.probability_min_years
    return Fraction(path.due_now) if is_sure else None


class _Decomposed:
    """A target in months; of shares the days that are lost, which are what a path is about."""

    def __init__(self, case: Case, months: Months, held: Held, *, is_shaped: bool) -> None:
        self.is_share = case.indicator.measure is Measure.SHARE
        self.months, self.held, self.case = months, held, case
        self.numbers = months.by_month
        self.limit = self._turned(held.limit)
        self.seen = [self._of_days(item) for item in months.seen]
        self.left = [Fraction(0)] * len(months.seen) + [Fraction(n) for n in months.left]
        self.years = months.years if is_shaped else ()

    def path(self) -> SeasonPath | None:
        """None where no year has a shape."""
        weights = [self._n(numbers) + self._left(numbers) for numbers in self.numbers]
        issued = {number: self._turned(value) for number, value in self.months.issued.items()}
        usual = shape.usual([self._lost(year) for year in self.years], self.numbers)
        if usual is None:
            usual = (Fraction(1),) * len(self.numbers)
        targets = shape.decomposed(self.limit, usual, weights, issued=issued)
        seen = [self._joined(numbers) for numbers in self.numbers]
        due = course.due(targets, seen)
        if due is None:
            return None
        left = [self._left(numbers) for numbers in self.numbers]
        budget = self._budget()
        factor = None if budget is None else shape.tightening(budget, targets, left)
        months = self._table(targets, seen, left, factor=factor)
        mean = shape.mean_of(targets, weights)
        own = {year.year for year in self.years}
        return SeasonPath(
            due_now=self._shown(due),
            profit_loss=plain(self._sign * course.profit_loss(targets, seen)),
            tightening=None if factor is None else plain(factor),
            months=months,
            unit=self.case.indicator.unit,
            is_share=self.is_share,
            wants_low=self.held.wants_low,
            years=tuple(sorted(own, reverse=True)),
            pooled=self.months.pooled if self.years else (),
            adds_up=mean is not None and plain(mean) == plain(self.limit),
        )

    def _table(
        self,
        targets: Sequence[Fraction],
        seen: Sequence[Seen],
        left: Sequence[Fraction],
        *,
        factor: Fraction | None,
    ) -> tuple[MonthTarget, ...]:
        found = []
        for number, numbers in enumerate(self.numbers):
            to_come = int(left[number])
            month = MonthTarget(
                period=self.months.pieces[numbers[0]].first_on.strftime("%Y-%m"),
                target=self._shown(targets[number]),
                n=int(seen[number].n),
                left=to_come,
                rebalanced=self._shown(targets[number] * factor) if factor and to_come else None,
                is_issued=number in self.months.issued,
            )
            upto = slice(0, number + 1)
            found.append(self._known(month, targets[upto], seen[upto]))
        return tuple(found)

    def _known(
        self, month: MonthTarget, targets: Sequence[Fraction], seen: Sequence[Seen]
    ) -> MonthTarget:
        """The month with its value and where the year stood after it, if it has a valid day."""
        due = course.due(targets, seen)
        if not seen[-1].n or due is None:
            return month
        return replace(
            month,
            actual=self._shown(seen[-1].level),
            due=self._shown(due),
            value=self._shown(joined(seen).level),
            profit_loss=plain(self._sign * course.profit_loss(targets, seen)),
        )

    def _budget(self) -> Fraction | None:
        """The mean that the days to come may have, of shares the share that may be lost."""
        if not any(self.left):
            return None
        limit = self.held.limit / (PERCENT if self.is_share else 1)
        exact = budgets.remaining_mean(self.case.evidence.samples, limit)
        if exact is None:
            return None
        return 1 - exact if self.is_share else exact

    def _turned(self, value: Fraction) -> Fraction:
        return 1 - value / PERCENT if self.is_share else value

    def _shown(self, value: Fraction) -> Decimal:
        return plain(PERCENT * (1 - value) if self.is_share else value)

    @property
    def _sign(self) -> int:
        # the days that are lost must be few
        return 1 if self.is_share or self.held.wants_low else -1

    def _of_days(self, item: Seen) -> Seen:
        return Seen(item.n - item.amount, item.n) if self.is_share else item

    def _lost(self, year: PastYear) -> PastYear:
        return replace(year, seen=tuple(self._of_days(item) for item in year.seen))

    def _joined(self, numbers: Sequence[int]) -> Seen:
        return joined([self.seen[n] for n in numbers if n < len(self.seen)])

    def _n(self, numbers: Sequence[int]) -> Fraction:
        return self._joined(numbers).n

    def _left(self, numbers: Sequence[int]) -> Fraction:
        return sum((self.left[n] for n in numbers), Fraction(0))


def projection(case: Case, rules: Assessment) -> Projection | None:
    """Where the period may end, while days of it are to come and the archive is not too short."""
    months, held, trust = case.evidence.months, case.held, case.evidence.trust
    if months is None or held is None or not any(months.left):
        return None
    if not months.is_enough(rules, least=rules.indicative_min_years):
        return None
    is_mean = case.indicator.measure is Measure.MEAN
    forecast = _of_mean(case, months, held) if is_mean else _of_days(case, months, held)
    if forecast is None:
        return None
    found, made_of = forecast
    chance = None if trust is Trust.FAILS else found.probability
    # cities of a province share their weather
    is_few = months.n_different < rules.probability_min_years
    return Projection(
        low=_decimal(found.low),
        middle=_decimal(found.middle),
        high=_decimal(found.high),
        probability=None if chance is None else _decimal(chance),
        kept=found.kept if is_mean else None,
        n_years=found.n_years,
        is_indicative=is_few or trust is Trust.UNTESTED,
        trust=trust,
        unit=case.indicator.unit,
        pooled=months.pooled,
        n_different=months.n_different,
        made_of=made_of,
    )


def _of_mean(case: Case, months: Months, held: Held) -> tuple[Forecast, Ratios] | None:
    samples = case.evidence.samples
    n = sum(sample.n for sample in samples) / len(samples)
    left = sum(sample.left for sample in samples) / len(samples)
    if not left or not n:
        return None
    so_far, coming = likely.so_far_of(months.seen), [float(days) for days in months.left]
    each = [(year, likely.ratios([year], so_far, coming)) for year in months.years]
    found = [(year, ratio) for year, ratios in each for ratio in ratios]
    mean, limit = float(case.course.so_far), float(held.limit)
    ratios = [ratio for _, ratio in found]
    forecast = likely.of_mean(
        ratios,
        mean=mean,
        n=n,
        left=left,
        limit=limit,
        wants_low=held.wants_low,
        n_years=months.n_different,
    )
    if forecast is None:
        return None
    return forecast, Ratios(
        tuple(YearRatio(year.year, year.place, _decimal(ratio)) for year, ratio in found),
        _decimal(likely.ratio_needed(limit, mean=mean, n=n, left=left)),
        _decimal(stdev(ratios)),
    )


def _of_days(case: Case, months: Months, held: Held) -> tuple[Forecast, Ratios] | None:
    """The forecast of the days of the kind, turned into the unit of the target."""
    samples = case.evidence.samples
    so_far, left = budgets.total(samples), sum(sample.left for sample in samples)
    n = sum(sample.n for sample in samples)
    if not left:
        return None
    least, most = _wanted(case, held)
    coming = counted.of_days(
        counted.season(months.years, place=months.place),
        months.seen,
        months.left,
        least=least,
        most=most,
    )

    def ends(days: float) -> float:
        total = float(so_far) + days
        if case.indicator.measure is Measure.SHARE:
            return PERCENT * total / (n + left)
        return total / case.divisor

    low, middle, high = (ends(days) for days in (coming.low, coming.middle, coming.high))
    return replace(coming, low=low, middle=middle, high=high), Ratios()


def _wanted(case: Case, held: Held) -> tuple[int | None, int | None]:
    """The days of the kind that must at least come, or may at most."""
    samples, strict = case.evidence.samples, held.is_strict
    if case.indicator.measure is Measure.SHARE:
        return budgets.days_to_win(samples, held.limit, strict=strict), None
    limit = held.limit * case.divisor - budgets.total(samples)
    if held.wants_low:
        return None, budgets.whole_below(limit, strict=strict)
    return max(0, budgets.whole_above(limit, strict=strict)), None


def _decimal(value: float) -> Decimal:
    return plain(Fraction(value))
