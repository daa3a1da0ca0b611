"""How many days of a kind are still to come: beta-binomial by month, at this year's level.

Source: FORMULAS F12, "days: beta-binomial by month, not one p". The level of a year is a shift of
all months on the logit scale; how far years lie apart, and how unevenly the days of a month fall,
is taken from the earlier years.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from airtrack.season.likely import HIGH, LOW, Forecast
from airtrack.season.pieces import PastYear, Seen

Floats = NDArray[np.float64]
_HALF_A_DAY = 0.5
_LEAST_SPREAD = 0.2
_NODES = 7
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Season:
    """What the earlier years say of days of a kind.

    `usual` is the usual share in each piece, on the logit scale; `spread` how far the levels of
    years lie apart on it; `clumping` the correlation of the days of one piece, 0 for none.
    """

    usual: Floats
    spread: float
    clumping: float
    years: tuple[PastYear, ...]


def season(years: Sequence[PastYear]) -> Season:
    """The season of at least one year; each of its pieces has days."""
    amounts = np.array([[float(item.amount) for item in year.seen] for year in years])
    days = np.array([[float(item.n) for item in year.seen] for year in years])
    shares = (amounts.sum(axis=0) + _HALF_A_DAY) / (days.sum(axis=0) + 2 * _HALF_A_DAY)
    usual = np.log(shares / (1 - shares))
    levels = [_level(usual, a, n, spread=1.0)[0] for a, n in zip(amounts, days, strict=True)]
    spread = max(_LEAST_SPREAD, float(np.std(levels, ddof=1)) if len(levels) > 1 else 0.0)
    expected = _share(usual + np.array(levels)[:, None])
    excess = (amounts - days * expected) ** 2 / (days * expected * (1 - expected))
    clumping = float((excess.mean() - 1) / max(1.0, days.mean() - 1))
    return Season(usual, spread, min(0.9, max(0.0, clumping)), tuple(years))


def coming(found: Season, so_far: Sequence[Seen], left: Sequence[int]) -> Floats:
    """How likely each number of days, from none to all of those to come, is.

    `so_far` are this year's pieces that are over, `left` the days of those to come.
    """
    past = len(so_far)
    amounts = np.array([float(item.amount) for item in so_far])
    days = np.array([float(item.n) for item in so_far])
    level, doubt = _level(found.usual[:past], amounts, days, spread=found.spread)
    total = np.zeros(sum(left) + 1)
    for node, weight in _nodes():
        shares = _share(found.usual[past:] + level + node * doubt)
        total += weight * _sum_of(shares, left, clumping=found.clumping)
    return np.asarray(total / total.sum(), dtype=np.float64)


def of_days(
    found: Season,
    so_far: Sequence[Seen],
    left: Sequence[int],
    *,
    least: int | None = None,
    most: int | None = None,
) -> Forecast:
    """Days of the kind still to come: low, middle, high.

    The probability is that of `least` days or more, or of `most` or fewer; without either there is
    none. `kept` counts the earlier years whose own days would do.
    """
    chances = coming(found, so_far, left)
    upto = np.cumsum(chances)
    low, middle, high = (float(np.searchsorted(upto, part)) for part in (LOW, 0.5, HIGH))
    probability = None
    if least is not None:
        probability = float(chances[max(0, least) :].sum())
    elif most is not None:
        probability = float(chances[: most + 1].sum()) if most >= 0 else 0.0
    kept = sum(_keeps(year, len(so_far), left, least=least, most=most) for year in found.years)
    return Forecast(low, middle, high, probability, kept, len(found.years))


def _keeps(
    year: PastYear, past: int, left: Sequence[int], *, least: int | None, most: int | None
) -> bool:
    # a year with missing days is read as if they had been like the others
    days = round(sum(float(item.level) * n for item, n in zip(year.seen[past:], left, strict=True)))
    if least is not None:
        return days >= least
    return most is not None and days <= most


def _share(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float64)


def _level(usual: Floats, amounts: Floats, days: Floats, *, spread: float) -> tuple[float, float]:
    """How far a year lies from the usual one, drawn towards it, and how sure that is."""
    level = 0.0
    for _ in range(_STEPS):
        shares = _share(usual + level)
        slope = float((amounts - days * shares).sum()) - level / spread**2
        curve = float((days * shares * (1 - shares)).sum()) + 1 / spread**2
        step = max(-1.0, min(1.0, slope / curve))
        level += step
        if abs(step) < 1e-9:
            break
    return level, 1 / math.sqrt(curve)


@lru_cache(maxsize=1)
def _nodes() -> tuple[tuple[float, float], ...]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return tuple(zip(nodes.tolist(), (weights / weights.sum()).tolist(), strict=True))


def _sum_of(shares: Floats, left: Sequence[int], *, clumping: float) -> Floats:
    """The distribution of the sum of the pieces."""
    total = np.ones(1)
    for share, n in zip(shares.tolist(), left, strict=True):
        total = np.convolve(total, _of_piece(n, share, clumping))
    return total


def _of_piece(n: int, share: float, clumping: float) -> Floats:
    """Beta-binomial of so many days with this mean share; binomial without clumping."""
    # loaded only where it is needed: it takes as long as most commands run
    from scipy.special import betaln, gammaln, xlog1py, xlogy

    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    if not clumping:
        return np.asarray(np.exp(ways + xlogy(k, share) + xlog1py(n - k, -share)))
    size = 1 / clumping - 1
    a, b = share * size, (1 - share) * size
    return np.asarray(np.exp(ways + betaln(k + a, n - k + b) - betaln(a, b)))
