"""How figures of periods are held against limits, targets and one another, as words.

Source: HJ 663, GB 3095-2012 amendment of 2018, house rules, as text under `data/standards`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import OPEN_END, OPEN_START, Confidence, each_pollutant

PeriodStatistic = Literal["mean", "percentile"]


class AttainmentMode(Word):
    """One way to judge attainment (达标): the statistics of each pollutant that count."""

    id: str
    clause: str
    confidence: Confidence
    statistics: dict[Pollutant, tuple[PeriodStatistic, ...]]

    @model_validator(mode="after")
    def _all_pollutants(self) -> AttainmentMode:
        each_pollutant(list(self.statistics))
        return self


class LimitIndex(Word):
    """The maximum and the sum index of HJ 663: over the statistics of one mode of judging."""

    mode: str
    digits: int
    clause: str
    confidence: Confidence


class Attainment(Word):
    """The modes on file, the one that judges targets, and the indices over the limits of one."""

    title: str
    clause: str
    target_mode: str
    index: LimitIndex
    mode: tuple[AttainmentMode, ...]

    @model_validator(mode="after")
    def _mode_on_file(self) -> Attainment:
        for named in (self.index.mode, self.target_mode):
            if named not in [mode.id for mode in self.mode]:
                raise ValueError(f"no mode is called {named}")
        return self


class State(Word):
    """The state of values (标况, 实况) of the days between the dates."""

    id: str
    from_on: date = OPEN_START
    to_on: date = OPEN_END
    gases: str
    particles: str


class States(Word):
    """All states, in the order of their days, without gap or overlap."""

    clause: str
    confidence: Confidence
    compares_across: bool
    state: tuple[State, ...]

    @model_validator(mode="after")
    def _one_state_a_day(self) -> States:
        for before, after in pairwise(self.state):
            if (after.from_on - before.to_on).days != 1:
                raise ValueError(f"{after.id} does not follow {before.id}")
        return self


class CriticalValue(Word):
    """What the absolute rank correlation of so many years must exceed."""

    years: int
    value: Decimal = Field(gt=0)


class MeanOfYears(Word):
    """The mean of the printed values of several years in a row."""

    years: int = Field(gt=1)
    clause: str
    confidence: Confidence


class TrendRule(Word):
    """Spearman's rank correlation with time, and when it tells of a trend."""

    title: str
    clause: str
    confidence: Confidence
    min_years: int = Field(gt=2)
    significance: Decimal
    mean_of_years: MeanOfYears
    critical: tuple[CriticalValue, ...]

    @model_validator(mode="after")
    def _starts_at_the_minimum(self) -> TrendRule:
        years = [line.years for line in self.critical]
        if not years or years != sorted(set(years)) or years[0] > self.min_years:
            raise ValueError("critical values must rise from the least number of years")
        return self

    def critical_value(self, years: int) -> Decimal | None:
        """That of the longest series on file that is not longer; None below `min_years`."""
        if years < self.min_years:
            return None
        return max((x for x in self.critical if x.years <= years), key=lambda x: x.years).value


class Backtest(Word):
    """Where the probability is tried: limits about last year's figure, which are met or not.

    A mean may change by `changes_percent`, a share of good days by `changes_points`, a number of
    bad days by `changes_days`. Fewer cases than `min_cases`, or fewer city-years than
    `min_city_years`, show nothing; the newest `max_city_years` are tried.
    """

    changes_percent: tuple[Decimal, ...]
    changes_points: tuple[Decimal, ...]
    changes_days: tuple[int, ...]
    min_cases: int = Field(ge=1)
    min_city_years: int = Field(ge=1)
    max_city_years: int = Field(ge=1)


class Assessment(Word):
    """How a status follows from the figures while a period is running.

    `at_risk_percent` of the target is the band in which a value beyond it is only at risk; the
    archive has `archive_years` at most, each complete to `archive_min_percent`. A probability
    is shown from `probability_min_years` on, as indicative from `indicative_min_years`; those of a
    province count together where they are of `pooled_min_years` at least. Before the first
    month is over, `start_min_percent` of the days so far must have values. Days follow the newest
    table where `followed_min_percent` of them are there; `months_late` whole months may lack
    while the period runs. An item of a task is due soon in its last `due_soon_days`.
    """

    clause: str
    start_min_percent: int = Field(ge=0, le=100)
    at_risk_percent: int = Field(ge=0, le=100)
    archive_years: int = Field(ge=0)
    archive_min_percent: int = Field(ge=0, le=100)
    probability_min_years: int = Field(ge=2)
    indicative_min_years: int = Field(ge=2)
    pooled_min_years: int = Field(ge=2)
    followed_min_percent: int = Field(ge=0, le=100)
    months_late: int = Field(ge=0)
    due_soon_days: int = Field(ge=0)
    confidence: Confidence
    backtest: Backtest
