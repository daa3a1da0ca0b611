"""How good the probabilities were: all past city-years forecast from the years before them.

Source: FORMULAS F12 (Brier score and a table of reliability over past city-years).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from airtrack.domain.evaluation import Assessment
from airtrack.domain.standard import Indicator
from airtrack.season.archive import Drawn, drawn
from airtrack.season.pieces import PastYear
from airtrack.season.trials import Course, Trial, trials

N_BINS = 10
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Bin:
    """The forecasts from `low` to `high`: how many, their mean, and how often it happened.

    With forecasts that are right the share lies from `band_low` to `band_high` in 95 of 100 such
    bins. Forecasts of the same city-year stand or fall together, so its `n_city_years` count
    there, not its forecasts. Mean, share and band are None in an empty bin.
    """

    low: float
    high: float
    n: int
    n_city_years: int
    mean_forecast: float | None = None
    share_happened: float | None = None
    band_low: float | None = None
    band_high: float | None = None

    @property
    def is_within(self) -> bool | None:
        """True where what happened is within the band; None in an empty bin."""
        if self.share_happened is None or self.band_low is None or self.band_high is None:
            return None
        return self.band_low <= self.share_happened <= self.band_high


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The backtest of an indicator; a Brier score is 0 where all was foreseen, lower is better.

    `brier_straight` is that of the value so far going on, `brier_last_year` that of last year's
    rest coming again, both of which say yes or no. `is_pooled` says that other cities stood in for
    some forecasts.
    """

    indicator: str
    n_cases: int
    n_city_years: int
    brier: float
    brier_straight: float
    brier_last_year: float
    bins: tuple[Bin, ...]
    bins_straight: tuple[Bin, ...]
    bins_last_year: tuple[Bin, ...]
    is_pooled: bool


def backtested(
    years: Sequence[PastYear],
    groups: Mapping[str, str],
    *,
    indicator: Indicator,
    rules: Assessment,
) -> TrackRecord | None:
    """Scores and bins of `every_trial`; None where no year can be forecast."""
    found, is_pooled = every_trial(years, groups, indicator=indicator, rules=rules)
    return told(indicator.key, found, is_pooled=is_pooled) if found else None


def every_trial(
    years: Sequence[PastYear],
    groups: Mapping[str, str],
    *,
    indicator: Indicator,
    rules: Assessment,
) -> tuple[list[Trial], bool]:
    """Every city-year that can be forecast from years before it, and whether any was pooled.

    `groups` names the province of each place, whose other places stand in; a place without one
    stands alone.
    """
    courses = {(item.place, item.year): Course.of(item) for item in years}
    by_group: dict[str, list[PastYear]] = defaultdict(list)
    for item in years:
        by_group[groups.get(item.place, item.place)].append(item)
    found, is_pooled, n_tried = [], False, 0
    for item in sorted(years, key=lambda year: (-year.year, year.place)):
        last = courses.get((item.place, item.year - 1))
        group = by_group[groups.get(item.place, item.place)]
        archive = drawn_before(item, group, rules)
        if last is None or archive is None or n_tried >= rules.backtest.max_city_years:
            continue
        n_tried, is_pooled = n_tried + 1, is_pooled or archive.is_pooled
        found += trials(
            courses[item.place, item.year],
            last=last,
            archive=[courses[year.place, year.year] for year in archive.years],
            indicator=indicator,
            rules=rules.backtest,
        )
    return found, is_pooled


def drawn_before(item: PastYear, group: Sequence[PastYear], rules: Assessment) -> Drawn | None:
    """What was on record of the place and its group when that year began."""
    first = item.year - rules.archive_years
    before = [year for year in group if first <= year.year < item.year]
    own = [year for year in before if year.place == item.place]
    return drawn(own, [year for year in before if year.place != item.place], rules)


def told(indicator: str, found: Sequence[Trial], *, is_pooled: bool) -> TrackRecord:
    """The scores and bins of at least one trial."""
    rules = (
        [item.forecast for item in found],
        [float(item.straight) for item in found],
        [float(item.last_year) for item in found],
    )
    ours, straight, last_year = (_brier(found, forecasts) for forecasts in rules)
    bins, bins_straight, bins_last_year = (_bins(found, forecasts) for forecasts in rules)
    return TrackRecord(
        indicator=indicator,
        n_cases=len(found),
        n_city_years=len({(item.place, item.year) for item in found}),
        brier=ours,
        brier_straight=straight,
        brier_last_year=last_year,
        bins=bins,
        bins_straight=bins_straight,
        bins_last_year=bins_last_year,
        is_pooled=is_pooled,
    )


def _brier(found: Sequence[Trial], forecasts: Sequence[float]) -> float:
    return fmean((x - item.happened) ** 2 for item, x in zip(found, forecasts, strict=True))


def _bins(found: Sequence[Trial], forecasts: Sequence[float]) -> tuple[Bin, ...]:
    inside: list[list[tuple[Trial, float]]] = [[] for _ in range(N_BINS)]
    for item, forecast in zip(found, forecasts, strict=True):
        inside[min(N_BINS - 1, int(forecast * N_BINS))].append((item, forecast))
    return tuple(_bin(number, cases) for number, cases in enumerate(inside))


def _bin(number: int, cases: Sequence[tuple[Trial, float]]) -> Bin:
    low, high = number / N_BINS, (number + 1) / N_BINS
    if not cases:
        return Bin(low, high, 0, 0)
    n_city_years = len({(item.place, item.year) for item, _ in cases})
    mean = fmean(forecast for _, forecast in cases)
    share = fmean(item.happened for item, _ in cases)
    return Bin(low, high, len(cases), n_city_years, mean, share, *band(mean, n_city_years))


def band(probability: float, n: int) -> tuple[float, float]:
    """The share that happens in 95 of 100 runs of n independent chances."""
    from scipy.special import bdtr

    upto = bdtr(np.arange(n + 1), n, probability)
    low = int(np.searchsorted(upto, _TAIL))
    high = int(np.searchsorted(upto, 1 - _TAIL))
    return low / n, min(n, high) / n
