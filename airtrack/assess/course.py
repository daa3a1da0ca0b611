"""The course of an indicator over a period: where it stands, and where it can still end.

Source: decided rules for budgets: the period's days are the valid ones so far and those to come;
missing days are no zeros.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.domain.scale import PERCENT


@dataclass(frozen=True, slots=True)
class Sample:
    """What is on record of one place: valid days `n`, missing days of the past, days to come.

    `amount` is the sum of the daily values (a mean times `n`), or the number of days counted.
    """

    place: str
    amount: Fraction
    n: int
    missing: int
    left: int


class Course(ABC):
    """One place, or several as a mean (`is_mean`) or sum; all in the unit of the indicator.

    A region's value so far is `printed`: the mean of its cities' printed statistics, as bulletins
    give it. `with_missing` asks for the bounds that hold even if every missing day were found.
    """

    def __init__(
        self, samples: Sequence[Sample], *, printed: Fraction | None = None, is_mean: bool = True
    ) -> None:
        self.samples = tuple(samples)
        self.is_mean = is_mean
        self._printed = printed

    @property
    def left(self) -> int:
        """Days to come, of one place."""
        return max(sample.left for sample in self.samples)

    def is_open(self, *, with_missing: bool) -> bool:
        """True while days are unknown."""
        return any(_open(sample, with_missing=with_missing) for sample in self.samples)

    @property
    def so_far(self) -> Fraction:
        """The value on record."""
        return self._exact() if self._printed is None else self._printed

    def lowest(self, *, with_missing: bool) -> Fraction:
        """The lowest value at which the period can end."""
        if not self.is_open(with_missing=with_missing):
            return self.so_far
        return self._lowest(with_missing=with_missing)

    def highest(self, *, with_missing: bool) -> Fraction | None:
        """The highest value at which it can end, or None where nothing bounds it."""
        if not self.is_open(with_missing=with_missing):
            return self.so_far
        return self._highest(with_missing=with_missing)

    @property
    def ahead(self) -> Fraction:
        """The value at the period's end if the days to come are like those so far."""
        return self.so_far

    @abstractmethod
    def _exact(self) -> Fraction: ...

    @abstractmethod
    def _lowest(self, *, with_missing: bool) -> Fraction: ...

    @abstractmethod
    def _highest(self, *, with_missing: bool) -> Fraction | None: ...


def _open(sample: Sample, *, with_missing: bool) -> int:
    """Days about which nothing is known."""
    return sample.left + (sample.missing if with_missing else 0)


class Mean(Course):
    """Means of places, averaged: the rest can bring any concentration from zero up."""

    def _exact(self) -> Fraction:
        return _average([sample.amount / sample.n for sample in self.samples])

    def _lowest(self, *, with_missing: bool) -> Fraction:
        return _average(
            [
                sample.amount / (sample.n + _open(sample, with_missing=with_missing))
                for sample in self.samples
            ]
        )

    def _highest(self, *, with_missing: bool) -> Fraction | None:
        return None


class Share(Course):
    """Shares of days in percent, averaged; `amount` counts the days of the kind."""

    def _exact(self) -> Fraction:
        return PERCENT * _average([sample.amount / sample.n for sample in self.samples])

    def _lowest(self, *, with_missing: bool) -> Fraction:
        return PERCENT * _average(
            [
                sample.amount / (sample.n + _open(sample, with_missing=with_missing))
                for sample in self.samples
            ]
        )

    def _highest(self, *, with_missing: bool) -> Fraction | None:
        ends = []
        for sample in self.samples:
            unknown = _open(sample, with_missing=with_missing)
            ends.append((sample.amount + unknown) / (sample.n + unknown))
        return PERCENT * _average(ends)


class Count(Course):
    """Days of a kind, summed over the places or averaged; their number can only grow."""

    @property
    def divisor(self) -> int:
        """What a total of all places is divided by."""
        return len(self.samples) if self.is_mean else 1

    def _exact(self) -> Fraction:
        return self._of_all([sample.amount for sample in self.samples])

    def _lowest(self, *, with_missing: bool) -> Fraction:
        return self.so_far

    def _highest(self, *, with_missing: bool) -> Fraction | None:
        unknown = [_open(sample, with_missing=with_missing) for sample in self.samples]
        return self.so_far + self._of_all([Fraction(days) for days in unknown])

    @property
    def ahead(self) -> Fraction:
        """The same pace to the end."""
        return self._of_all(
            [sample.amount / sample.n * (sample.n + sample.left) for sample in self.samples]
        )

    def _of_all(self, values: Sequence[Fraction]) -> Fraction:
        return sum(values, Fraction(0)) / self.divisor


class Single(Course):
    """A figure that days to come can turn either way, such as a percentile or an index.

    Its `printed` value is all that is known of it; nothing bounds it before the period is over.
    """

    def _exact(self) -> Fraction:
        raise ValueError("a percentile or an index is given, not made of days")

    def _lowest(self, *, with_missing: bool) -> Fraction:
        return Fraction(0)

    def _highest(self, *, with_missing: bool) -> Fraction | None:
        return None


def _average(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
