"""Standards as words: limits, index scales, statistics, rounding, each with a clause.

Source: GB 3095, HJ 633, HJ 663, 环办监测〔2018〕19号, GB/T 8170, as text under `data/standards`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from airtrack.domain.model import Word
from airtrack.domain.pollutant import Pollutant

OPEN_START, OPEN_END = date.min, date.max


class Statistic(StrEnum):
    """What a limit or an index scale speaks about."""

    ANNUAL_MEAN = "annual_mean"
    DAY_MEAN = "day_mean"
    MDA8 = "mda8"
    HOUR = "hour"


class Confidence(StrEnum):
    """How sure the number is: two texts, one text, reproduces bulletins, from memory, unsettled."""

    TWO_TEXTS = "C2"
    ONE_TEXT = "C"
    EMPIRICAL = "E"
    MEMORY = "M"
    UNSETTLED = "U"


def _each_once(keys: Sequence[object]) -> None:
    """Raises ValueError, naming the first key that stands twice."""
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise ValueError(f"{key} stands twice")


def each_pollutant(keys: Sequence[Pollutant]) -> None:
    """Raises ValueError unless the six pollutants stand once each."""
    _each_once(keys)
    if missing := sorted(set(Pollutant) - set(keys)):
        raise ValueError(f"missing: {', '.join(missing)}")


class Limit(Word):
    """A concentration limit of one grade (1 一级, 2 二级)."""

    pollutant: Pollutant
    statistic: Statistic
    grade: Literal[1, 2]
    value: Decimal = Field(gt=0)
    unit: str
    clause: str
    confidence: Confidence


class LimitTable(Word):
    """The limits of one edition of GB 3095."""

    id: str
    title: str
    from_on: date
    to_on: date
    clause: str
    limit: tuple[Limit, ...]

    @model_validator(mode="after")
    def _no_row_twice(self) -> LimitTable:
        _each_once([(row.pollutant, row.statistic, row.grade) for row in self.limit])
        return self

    def find(self, pollutant: Pollutant, statistic: Statistic, *, grade: int = 2) -> Limit:
        """The limit of that grade; raises KeyError where the standard has none."""
        for limit in self.limit:
            key = (limit.pollutant, limit.statistic, limit.grade)
            if key == (pollutant, statistic, grade):
                return limit
        raise KeyError((self.id, pollutant, statistic, grade))

    def value(self, pollutant: Pollutant, statistic: Statistic, *, grade: int = 2) -> Decimal:
        """The limit's concentration in the pollutant's unit; raises KeyError like `find`."""
        return self.find(pollutant, statistic, grade=grade).value


class IndexScale(Word):
    """Concentrations at the steps of the index; `above` is the index past the last of them."""

    pollutant: Pollutant
    statistic: Statistic
    breakpoints: tuple[Decimal, ...]
    above: int | Literal["none"]
    unit: str
    clause: str
    confidence: Confidence


class AqiLevel(Word):
    """One level of the index (空气质量指数级别) and its colour; the last one has no upper end."""

    level: int
    upto: int | None = None
    colour: str
    clause: str


class MissingRule(Word):
    """When a day with some pollutants missing still has an index."""

    rule: Literal["use_available", "publish_if_exceeding"]
    clause: str
    confidence: Confidence


class IndexTable(Word):
    """One edition of HJ 633: `iaqi` are the scales of a day, `hour` those of one-hour means."""

    id: str
    title: str
    scale: tuple[int, ...]
    primary_above: int
    exceeding_above: int
    good_upto: int
    heavy_above: int
    clause: str
    missing: MissingRule
    iaqi: tuple[IndexScale, ...]
    hour: tuple[IndexScale, ...]
    level: tuple[AqiLevel, ...]

    @model_validator(mode="after")
    def _scales_fit(self) -> IndexTable:
        each_pollutant([scale.pollutant for scale in self.iaqi])
        each_pollutant([scale.pollutant for scale in self.hour])
        for scale in (*self.iaqi, *self.hour):
            steps = scale.breakpoints
            if len(steps) > len(self.scale) or list(steps) != sorted(set(steps)):
                raise ValueError(f"{scale.pollutant}: breakpoints do not fit the scale")
        return self


class PeriodItem(Word):
    """The statistics of one pollutant over a period; `percentile` in whole percent."""

    pollutant: Pollutant
    has_mean: bool
    percentile: int
    percentile_limit: Statistic
    clause: str
    confidence: Confidence


class StatisticTable(Word):
    """One edition of HJ 663."""

    id: str
    title: str
    clause: str
    item: tuple[PeriodItem, ...]

    @model_validator(mode="after")
    def _all_pollutants(self) -> StatisticTable:
        each_pollutant([item.pollutant for item in self.item])
        return self


class Edition(Word):
    """The standards that judge a day together, and the days on which they are in force."""

    id: str
    from_on: date
    to_on: date
    limits: str
    index: str
    statistics: str
    clause: str
    confidence: Confidence


class Editions(Word):
    """All editions on file."""

    edition: tuple[Edition, ...]

    @model_validator(mode="after")
    def _no_edition_twice(self) -> Editions:
        _each_once([edition.id for edition in self.edition])
        return self


class CompositeItem(Word):
    """Which statistic of a pollutant enters the composite index, over which limit."""

    pollutant: Pollutant
    statistic: Literal["mean", "percentile"]
    limit: Statistic


class Weighting(Word):
    """How often a pollutant's single index counts in the sum: once, where nothing is said."""

    id: str
    clause: str
    confidence: Confidence
    weight: dict[Pollutant, int] = Field(default_factory=dict)


class CompositeIndex(Word):
    """The composite index (综合指数) of 环办监测〔2018〕19号; `weights` names what counts."""

    id: str
    title: str
    single_index_digits: int
    clause: str
    confidence: Confidence
    weights: str
    weighting: tuple[Weighting, ...]
    item: tuple[CompositeItem, ...]

    @model_validator(mode="after")
    def _all_pollutants(self) -> CompositeIndex:
        each_pollutant([item.pollutant for item in self.item])
        return self

    @model_validator(mode="after")
    def _weights_on_file(self) -> CompositeIndex:
        if self.weights not in [item.id for item in self.weighting]:
            raise ValueError(f"no weighting is called {self.weights}")
        return self

    @property
    def weighed(self) -> Weighting:
        """The weights that count."""
        return next(item for item in self.weighting if item.id == self.weights)

    def weight(self, pollutant: Pollutant) -> int:
        """How often its single index counts."""
        return self.weighed.weight.get(pollutant, 1)


class Precision(Word):
    """Decimals of a printed quantity, for periods (or days) that end within the dates.

    `alternative` are those of the other reading where two are in use.
    """

    quantity: Literal["day_value", "period_value", "index_input", "attainment"]
    pollutant: Pollutant | None = None
    digits: int
    alternative: int | None = None
    from_on: date = OPEN_START
    to_on: date = OPEN_END
    clause: str
    confidence: Confidence


class Rounding(Word):
    """All precisions; the most particular row wins."""

    clause: str
    precision: tuple[Precision, ...]

    def digits(self, quantity: str, pollutant: Pollutant, on: date) -> int:
        """Decimals of `quantity` on that day; raises KeyError where nothing is declared."""
        return self.find(quantity, pollutant, on).digits

    def find(self, quantity: str, pollutant: Pollutant, on: date) -> Precision:
        """The row that gives these decimals; raises KeyError where nothing is declared."""
        fitting = [
            row
            for row in self.precision
            if row.quantity == quantity
            and row.pollutant in (None, pollutant)
            and row.from_on <= on <= row.to_on
        ]
        if not fitting:
            raise KeyError((quantity, pollutant, on))
        return max(fitting, key=lambda row: (row.pollutant is not None, row.from_on))


class Measure(StrEnum):
    """How the figure of a period comes about from its days, or that it does not."""

    MEAN = "mean"
    PERCENTILE = "percentile"
    SHARE = "share"
    COUNT = "count"
    INDEX = "index"
    TONNES = "tonnes"
    REPORTED = "reported"
    ATTAINMENT = "attainment"

    @property
    def is_of_days(self) -> bool:
        """True where readings of the air give it as one figure."""
        return self not in (Measure.TONNES, Measure.REPORTED, Measure.ATTAINMENT)


class Indicator(Word):
    """What can be targeted, and ranked where `rankable`: unit and direction are never guessed.

    `digits` is None where the rounding of the pollutant's period value decides; `region_digits`
    are those of a mean over cities. `by_edition` says that the figure depends on the edition that
    judges, so that two editions are never compared. Equal values rank by `tie_break`, if any. Of a
    change, `spares_attaining` is the mode of attainment that keeps a city which worsened out of
    the ranking. What people report either `accumulates` over a period, or, where `mean_of_months`
    says so, a period is the mean of its months. A `general` one stands for several that another
    document names.
    """

    key: str
    measure: Measure
    unit: str
    better: Literal["lower", "higher"]
    rankable: bool = True
    targetable: bool = True
    digits: int | None = None
    region_digits: int = 1
    by_edition: bool = False
    tie_break: str | None = None
    general: bool = False
    spares_attaining: str | None = None
    accumulates: bool = False
    mean_of_months: bool = False


class Indicators(Word):
    """All indicators, in the order in which they are offered."""

    indicator: tuple[Indicator, ...]
