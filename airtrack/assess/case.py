"""A target that can be judged, and what is on record for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.assess.compare import Yardstick
from airtrack.assess.course import Count, Course, Mean, Sample, Share, Single
from airtrack.domain.evaluation import Assessment
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import CompareRule, Op, Target
from airtrack.domain.verdict import Why

COURSES: dict[Measure, type[Course]] = {
    Measure.MEAN: Mean,
    Measure.SHARE: Share,
    Measure.COUNT: Count,
    Measure.PERCENTILE: Single,
    Measure.INDEX: Single,
}


@dataclass(frozen=True, slots=True)
class Past:
    """The days that are still to come, as they were in an earlier year."""

    year: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record for one target: a sample per place, empty where nothing is.

    `printed` is the statistic as it is printed, at `digits` decimals (a region's: the mean or sum
    of its cities' printed ones). `is_enough` says that the minima of valid days are met by all.
    `step` is the step of estimated inputs, None where nothing was estimated.
    """

    samples: tuple[Sample, ...] = ()
    printed: Fraction | None = None
    digits: int = 0
    is_enough: bool = False
    source: str | None = None
    data_to: date | None = None
    baseline: Fraction | None = None
    past: tuple[Past, ...] = ()
    step: Fraction | None = None
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True)
class Case:
    """A target that can be judged: its yardstick, its course, and where the course stands."""

    target: Target
    indicator: Indicator
    evidence: Evidence
    course: Course
    yard: Yardstick
    margin: int
    baseline: Fraction | None = None

    def of(self, value: Fraction) -> Fraction:
        """A value of the indicator as the target counts it: a cut in percent of its baseline."""
        if self.baseline is None:
            return value
        return (self.baseline - value) * PERCENT / self.baseline

    @property
    def limit(self) -> Fraction:
        """The required value in the unit of the indicator."""
        if self.baseline is None:
            return self.yard.value
        return self.baseline * (1 - self.yard.value / PERCENT)

    def meets(self, value: Fraction, yard: Yardstick | None = None) -> bool:
        """True when a value of the indicator satisfies the target."""
        return (yard or self.yard).meets(self.of(value))

    @property
    def wants_low(self) -> bool:
        """True where lower values are better: caps, and cuts whatever their operator."""
        return self.yard.op.is_cap or self.baseline is not None

    @property
    def is_strict(self) -> bool:
        """True where reaching the required value is not enough."""
        return self.yard.op in (Op.BELOW, Op.ABOVE)

    @property
    def divisor(self) -> int:
        """What a total of days of all places is divided by to be compared."""
        return self.course.divisor if isinstance(self.course, Count) else 1

    def is_near(self, value: Fraction, yard: Yardstick) -> bool:
        """True when a value of the indicator misses the target by little."""
        if self.baseline is None:
            return yard.nearly(value, percent=self.margin)
        limit = Yardstick(Op.AT_MOST, self.limit, 0, CompareRule.FULL)
        return limit.nearly(value, percent=self.margin)


def is_complete(samples: Sequence[Sample], *, days: int, rules: Assessment) -> bool:
    """True when every place has values on enough of the days."""
    return all(sample.n * PERCENT >= rules.archive_min_percent * days for sample in samples)
