"""A target that can be judged, and what is on record for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from airtrack.assess.compare import Yardstick
from airtrack.assess.course import Count, Course, Mean, Sample, Share, Single
from airtrack.domain.evaluation import Assessment
from airtrack.domain.scale import PERCENT
from airtrack.domain.season import Trust
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import CompareRule, Op, Target
from airtrack.domain.verdict import Why
from airtrack.season.months import Months

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
class Mark:
    """A figure that another is held against: printed at `digits` decimals, and exact."""

    printed: Fraction
    exact: Fraction
    digits: int
    period: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record for one target: a sample per place, empty where nothing is.

    `printed` is the statistic as it is printed, at `digits` decimals (a region's: the mean or sum
    of its cities' printed ones, which are `each`). `is_enough` says that the minima of valid days
    are met by all. `step` is that of rounded inputs or of our own printed means, None for what
    others printed. `baseline` is the printed figure that a reduction is measured from. `mark` is
    the figure that the whole period is held against (the year before, the mean beside it),
    `to_date` that of the part so far while the period runs. `months` has the same days and those of
    the archive month by month, `trust` what past years say of a probability. `input_step` is that
    of printed figures which the sums were made from; `filled` the lowest and the highest mean that
    the days which are missing could make, the lowest and highest of their quarter put in their
    place.
    """

    samples: tuple[Sample, ...] = ()
    printed: Fraction | None = None
    each: tuple[Fraction | None, ...] = ()
    digits: int = 0
    is_enough: bool = False
    source: str | None = None
    data_to: date | None = None
    baseline: Fraction | None = None
    past: tuple[Past, ...] = ()
    step: Fraction | None = None
    reasons: tuple[Why, ...] = ()
    mark: Mark | None = None
    to_date: Mark | None = None
    months: Months | None = None
    trust: Trust = Trust.UNTESTED
    input_step: Fraction | None = None
    filled: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How a target reads a figure: as it is, as a change in percent, as a distance."""

    origin: Fraction = Fraction(0)
    slope: Fraction = Fraction(1)

    def of(self, value: Fraction) -> Fraction:
        """The figure as the target counts it."""
        return (value - self.origin) * self.slope

    def back(self, read: Fraction) -> Fraction:
        """The figure that reads so."""
        return read / self.slope + self.origin

    @classmethod
    def of_cut(cls, base: Fraction) -> Scale:
        """Percent below the base."""
        return cls(base, -PERCENT / base)

    @classmethod
    def of_change(cls, base: Fraction) -> Scale:
        """Percent against the base, a fall negative."""
        return cls(base, PERCENT / base)


AS_IS = Scale()


@dataclass(frozen=True)
class Held:
    """A requirement, and the scale on which a figure is held against it."""

    yard: Yardstick
    scale: Scale = AS_IS

    def meets(self, value: Fraction) -> bool:
        """True when a value of the indicator satisfies the requirement."""
        return self.yard.meets(self.scale.of(value))

    @property
    def limit(self) -> Fraction:
        """The required value in the unit of the indicator."""
        return self.scale.back(self.yard.value)

    @property
    def is_strict(self) -> bool:
        """True where reaching the required value is not enough."""
        return self.yard.op in (Op.BELOW, Op.ABOVE)

    @property
    def wants_low(self) -> bool:
        """True where lower values are better: caps, and cuts whatever their operator."""
        return self.yard.op.is_cap is (self.scale.slope > 0)

    def is_near(self, value: Fraction, *, percent: int) -> bool:
        """True when a value of the indicator misses the target by little."""
        if self.scale is AS_IS:
            return self.yard.nearly(value, percent=percent)
        op = Op.AT_MOST if self.wants_low else Op.AT_LEAST
        return Yardstick(op, self.limit, 0, CompareRule.FULL).nearly(value, percent=percent)

    def by_other_rule(self) -> Held:
        """The same under the other comparison rule."""
        return replace(self, yard=self.yard.by_other_rule())


@dataclass(frozen=True)
class Case:
    """A target that can be judged: what its figure is held against, and where the course stands.

    `held` is what the whole period is held against, None where that is not known before it is
    over; `now` what its part so far is held against, where that is another figure. `due` is what
    the path of month targets asks of the part so far, in the unit of the indicator; so many years
    of the archive tell how hard a budget is (`min_years`).
    """

    target: Target
    indicator: Indicator
    evidence: Evidence
    course: Course
    held: Held | None
    margin: int
    now: Held | None = None
    due: Fraction | None = None
    min_years: int = 1

    @property
    def is_read(self) -> bool:
        """True where printed values make a change or distance, which is what is required."""
        return self.either.scale is not AS_IS

    @property
    def either(self) -> Held:
        """What the whole period is held against, else its part so far."""
        found = self.held or self.now
        if found is None:
            raise ValueError("a case is held against something")
        return found

    @property
    def divisor(self) -> int:
        """What a total of days of all places is divided by to be compared."""
        return self.course.divisor if isinstance(self.course, Count) else 1

    def by_other_rule(self) -> Case:
        """The same case under the other comparison rule."""
        held = None if self.held is None else self.held.by_other_rule()
        now = None if self.now is None else self.now.by_other_rule()
        return replace(self, held=held, now=now)


def is_complete(samples: Sequence[Sample], *, days: int, rules: Assessment) -> bool:
    """True when every place has values on enough of the days."""
    return all(sample.n * PERCENT >= rules.archive_min_percent * days for sample in samples)
