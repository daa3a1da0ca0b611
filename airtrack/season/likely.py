"""Where a mean may end: the rests of earlier years at this year's level.

Source: FORMULAS F12: of each earlier year its rest against its part so far, both by this year's
days; a Student t distribution over these ratios.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from airtrack.season.pieces import PastYear, Seen

Floats = NDArray[np.float64]
LOW = 0.1
HIGH = 1 - LOW
"""Of ten years like these, eight end between low and high."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value at the end: low, middle, high, and how likely a limit is kept.

    `kept` of `n_years` earlier years would keep it with their rest at this year's level.
    """

    low: float
    middle: float
    high: float
    probability: float | None
    kept: int
    n_years: int


def ratios(
    years: Sequence[PastYear], so_far: Sequence[float], left: Sequence[float]
) -> list[float]:
    """Of each year the mean of its rest against that of its part so far.

    `so_far` and `left` are this year's days of each piece that is over and that is to come; the
    pieces of a year are all of them, in order.
    """
    levels = np.array([[float(item.level) for item in year.seen] for year in years])
    return ratios_of(levels, np.array(so_far), np.array(left)) if years else []


def ratios_of(levels: Floats, so_far: Floats, left: Floats) -> list[float]:
    """The same from the levels of each year's pieces, a row a year."""
    past = len(so_far)
    early, late = (
        part @ days / (days.sum() or 1.0)
        for part, days in ((levels[:, :past], so_far), (levels[:, past:], left))
    )
    known = early > 0
    return [float(ratio) for ratio in late[known] / early[known]]


@dataclass(frozen=True, slots=True)
class Rest:
    """What one more year's ratio may be: Student t about `centre`, `df` degrees of freedom."""

    centre: float
    spread: float
    df: int

    @classmethod
    def of(cls, found: Sequence[float], *, n_years: int | None = None) -> Rest:
        """From the ratios of at least two years.

        Cities of a province share their weather: `n_years` different years of them are no more
        than so many, however many cities there are.
        """
        n = min(len(found), n_years or len(found))
        spread = float(np.std(found, ddof=1)) * math.sqrt(1 + 1 / n)
        return cls(fmean(found), spread, n - 1)

    def at(self, part: float) -> float:
        """The ratio that this part of all years stays below."""
        return self.centre + _quantile(part, self.df) * self.spread

    def chance(self, needed: float, *, wants_low: bool = True) -> float:
        """How likely the ratio stays within what is needed; the mean of days is never negative."""
        if wants_low and needed < 0:
            return 0.0
        if self.spread < _SAME:
            ahead = needed - self.centre
            return float(ahead >= -_SAME if wants_low else ahead <= _SAME)
        below = _below((needed - self.centre) / self.spread, self.df)
        return below if wants_low else 1 - below


def ratio_needed(limit: float, *, mean: float, n: float, left: float) -> float:
    """The mean of the days to come against that of the days so far that ends on the limit."""
    return (limit * (n + left) - mean * n) / left / mean


def of_mean(
    found: Sequence[float],
    *,
    mean: float,
    n: float,
    left: float,
    limit: float | None,
    wants_low: bool = True,
    n_years: int | None = None,
) -> Forecast | None:
    """The forecast from the ratios of at least two years; None with fewer.

    `limit` is what the whole period is held against, None for none. Where several cities stand
    in, `n_years` is how many different years theirs are.
    """
    if len(found) < 2 or n_years == 1:
        return None
    ends = [(mean * n + mean * ratio * left) / (n + left) for ratio in found]
    rest = Rest.of(found, n_years=n_years)
    low, high = ((mean * n + mean * rest.at(part) * left) / (n + left) for part in (LOW, HIGH))
    middle = median(ends)
    if limit is None:
        return Forecast(min(low, middle), middle, max(high, middle), None, 0, len(found))
    kept = sum(end <= limit if wants_low else end >= limit for end in ends)
    needed = ratio_needed(limit, mean=mean, n=n, left=left)
    probability = rest.chance(needed, wants_low=wants_low)
    return Forecast(
        max(0.0, min(low, middle)), middle, max(high, middle), probability, kept, len(found)
    )


def _below(t: float, df: int) -> float:
    # most commands have no use for it, and it takes as long to load as they run
    from scipy.special import stdtr

    return float(stdtr(df, t))


def _quantile(part: float, df: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(df, part))


def so_far_of(seen: Sequence[Seen]) -> list[float]:
    """The valid days of each piece."""
    return [float(item.n) for item in seen]
