"""Where a mean may end: the rests of earlier years at this year's level.

Source: FORMULAS F12: of each earlier year its rest against its part so far, both by this year's
days; a Student t distribution over these ratios.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from airtrack.season.pieces import PastYear, Seen

LOW, HIGH = 0.1, 0.9
"""Of ten years like these, eight end between low and high."""


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
    found = []
    for year in years:
        levels = [float(item.level) for item in year.seen]
        early = _mean(levels[: len(so_far)], so_far)
        late = _mean(levels[len(so_far) :], left)
        if early:
            found.append(late / early)
    return found


def of_mean(
    found: Sequence[float],
    *,
    mean: float,
    n: float,
    left: float,
    limit: float | None,
    wants_low: bool = True,
) -> Forecast | None:
    """The forecast from the ratios of at least two years; None with fewer.

    `limit` is what the whole period is held against, None for none.
    """
    if len(found) < 2:
        return None
    ends = [(mean * n + mean * ratio * left) / (n + left) for ratio in found]
    centre, spread = fmean(found), stdev(found) * math.sqrt(1 + 1 / len(found))
    df = len(found) - 1
    low, high = (
        (mean * n + mean * (centre + _quantile(part, df) * spread) * left) / (n + left)
        for part in (LOW, HIGH)
    )
    middle = median(ends)
    if limit is None:
        return Forecast(min(low, middle), middle, max(high, middle), None, 0, len(found))
    kept = sum(end <= limit if wants_low else end >= limit for end in ends)
    needed = (limit * (n + left) - mean * n) / left / mean
    below = _below((needed - centre) / spread, df) if spread else float(needed >= centre)
    probability = below if wants_low else 1 - below
    if wants_low and needed < 0:
        probability = 0.0
    return Forecast(
        max(0.0, min(low, middle)), middle, max(high, middle), probability, kept, len(found)
    )


def _mean(levels: Sequence[float], days: Sequence[float]) -> float:
    total = sum(days)
    return sum(a * b for a, b in zip(levels, days, strict=True)) / total if total else 0.0


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
