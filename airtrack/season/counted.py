"""How many days of a kind are still to come: beta-binomial by month, at this year's level.

Source: FORMULAS F12, "days: beta-binomial by month, not one p". The level of a year is a shift of
all months on the logit scale; where it is expected, how far from there it may lie, and how unevenly
the days of a month fall, is taken from the earlier years.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from airtrack.season.likely import HIGH, LOW, Forecast
from airtrack.season.pieces import PastYear, Seen

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
_HALF_A_DAY = 0.5
_LEAST_SPREAD = 0.2
_MOST_CLUMPING = 0.95
_KEPT_A_YEAR = 0.7
"""What a year says of the next but one, against what it says of the next."""
_NODES = 7
_STEPS = 25
_CLOSE = 1e-9
_RAREST = 1e-12


@dataclass(frozen=True, slots=True)
class Season:
    """What the earlier years say of days of a kind.

    `usual` is the usual share in each piece, on the logit scale; `level` how far the coming year
    is expected from it, `spread` how far it may lie from that; `clumping` the correlation of the
    days of one piece, 0 for none.
    """

    usual: Floats
    level: float
    spread: float
    clumping: float
    years: tuple[PastYear, ...]


def season(years: Sequence[PastYear], *, place: str | None = None) -> Season:
    """The season of at least one year; each of its pieces has days.

    Among years of several places `place` is the one that is forecast: its own last years tell its
    level. Without any of its own, or without `place`, that of all is expected.
    """
    amounts = np.array([_amounts(year.seen) for year in years])
    days = np.array([_days(year.seen) for year in years])
    when = [(year.place, year.year) for year in years]
    return replace(season_of(amounts, days, when, place=place), years=tuple(years))


def season_of(
    amounts: Floats, days: Floats, when: Sequence[tuple[str, int]], *, place: str | None = None
) -> Season:
    """The same from days of the kind and days in all, a row a year and a column a piece.

    `when` has the place and number of each of the years.
    """
    overall = (amounts.sum() + _HALF_A_DAY) / (days.sum() + 2 * _HALF_A_DAY)
    # one more day as all days are: a month without any of them is rare, not impossible
    shares = (amounts.sum(axis=0) + overall) / (days.sum(axis=0) + 1)
    usual = np.log(shares / (1 - shares))
    levels, _ = _level(usual, amounts, days, spread=1.0)
    level, spread = _expected(levels, when, place)
    expected = _share(usual + levels[:, None])
    excess = (amounts - days * expected) ** 2 / (days * expected * (1 - expected))
    clumping = float((excess.mean() - 1) / max(1.0, days.mean() - 1))
    return Season(usual, level, spread, min(_MOST_CLUMPING, max(0.0, clumping)), ())


def _expected(
    levels: Floats, when: Sequence[tuple[str, int]], place: str | None
) -> tuple[float, float]:
    """Where the next year of the place may lie: levels last, the newer years say more.

    How sure that is, is how well each year would have been foreseen in this way.
    """
    courses: dict[str, list[tuple[int, float]]] = {}
    for (name, year), level in sorted(zip(when, levels.tolist(), strict=True)):
        courses.setdefault(name, []).append((year, level))
    own = courses.get(place or "") if len(courses) > 1 else next(iter(courses.values()))
    errors = [
        course[number][1] - _carried(course[:number])
        for course in courses.values()
        for number in range(1, len(course))
    ]
    if own is None or len(errors) < 2:
        spread = float(np.std(levels, ddof=1)) if len(levels) > 1 else 0.0
    else:
        spread = math.sqrt(fmean(error**2 for error in errors))
    return 0.0 if own is None else _carried(own), max(_LEAST_SPREAD, spread)


def _carried(course: Sequence[tuple[int, float]]) -> float:
    """The mean level, each year less by what it is further back."""
    last = course[-1][0]
    weights = [_KEPT_A_YEAR ** (last - year) for year, _ in course]
    return sum(w * level for w, (_, level) in zip(weights, course, strict=True)) / sum(weights)


def coming(found: Season, so_far: Sequence[Seen], left: Sequence[int]) -> Floats:
    """How likely each number of days, from none to all of those to come, is.

    `so_far` are this year's pieces that are over, `left` the days of those to come.
    """
    return coming_of(found, _amounts(so_far), _days(so_far), np.array(left, dtype=np.int64))


def coming_of(found: Season, amounts: Floats, days: Floats, left: Counts) -> Floats:
    """The same from days of the kind and days in all of each piece that is over."""
    past = len(amounts)
    usual = found.usual + found.level
    level, doubt = _level(usual[:past], amounts, days, spread=found.spread)
    nodes, weights = _nodes()
    shares = _share(usual[past:] + level + nodes[:, None] * doubt)
    total = weights @ _sums(_of_pieces(left, shares, found.clumping), int(left.sum()))
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


def _amounts(seen: Sequence[Seen]) -> Floats:
    return np.array([float(item.amount) for item in seen])


def _days(seen: Sequence[Seen]) -> Floats:
    return np.array([float(item.n) for item in seen])


def _level(usual: Floats, amounts: Floats, days: Floats, *, spread: float) -> tuple[Floats, Floats]:
    """How far each year lies from the usual one, drawn towards it, and how sure that is."""
    level = np.zeros(amounts.shape[:-1])
    for _ in range(_STEPS):
        shares = _share(usual + level[..., None])
        slope = (amounts - days * shares).sum(axis=-1) - level / spread**2
        curve = (days * shares * (1 - shares)).sum(axis=-1) + 1 / spread**2
        step = np.clip(slope / curve, -1.0, 1.0)
        level = level + step
        if (np.abs(step) < _CLOSE).all():
            break
    return level, 1 / np.sqrt(curve)


@lru_cache(maxsize=1)
def _nodes() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return nodes, weights / weights.sum()


def _sums(pieces: Floats, most: int) -> Floats:
    """The distribution of the sum over pieces (the axis before the last), up to so many days."""
    length = 1 << most.bit_length()
    spectra = np.fft.rfft(pieces, length).prod(axis=-2)
    return np.asarray(np.fft.irfft(spectra, length)[..., : most + 1].clip(0.0))


def _of_pieces(left: Counts, shares: Floats, clumping: float) -> Floats:
    """Beta-binomial of the days of each piece with this mean share; binomial without clumping.

    Each number of days follows from the one before it, by the ratio of their chances.
    """
    k = np.arange(left.max(initial=0))
    open_days = np.maximum(0, left[:, None] - k)
    share = shares.clip(_RAREST, 1 - _RAREST)[..., None]
    if clumping:
        size = 1 / clumping - 1
        odds = (k + share * size) / (np.maximum(0, open_days - 1) + (1 - share) * size)
    else:
        odds = np.broadcast_to(share / (1 - share), (*shares.shape, len(k)))
    with np.errstate(divide="ignore"):
        steps = np.log(open_days / (k + 1) * odds).cumsum(axis=-1)
    logs = np.concatenate([np.zeros((*shares.shape, 1)), steps], axis=-1)
    chances = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))
