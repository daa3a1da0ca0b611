"""Rows of a place and a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CityPeriodStatistic:
    """Mean and percentile of one pollutant over a period, exact and printed."""

    view: ClassVar[str] = "city_period_statistic"
    place_id: str
    period_key: str
    pollutant: str
    n_days: int
    sum_milli: int
    percentile_num: int
    percentile_den: int
    statistic: str
    value_milli: int
    digits: int
    index_milli: int


@dataclass(frozen=True, slots=True)
class CityPeriodPollutant:
    """The statistic of one pollutant from the period's one source: num_milli / den, and printed."""

    view: ClassVar[str] = "city_period_pollutant"
    place_id: str
    period_key: str
    pollutant: str
    source: str
    n_days: int | None
    num_milli: int
    den: int
    statistic: str
    value_milli: int
    digits: int
    index_milli: int
    alternative_milli: int
    is_valid: bool
    percentile_num: int | None
    percentile_den: int | None
    percentile_milli: int | None
    attained_milli: int
    attained_percentile_milli: int | None


@dataclass(frozen=True, slots=True)
class CityPeriodShare:
    """What one pollutant adds to the composite index, in hundredths."""

    view: ClassVar[str] = "city_period_share"
    place_id: str
    period_key: str
    pollutant: str
    share_centi: int
    alternative_centi: int


@dataclass(frozen=True, slots=True)
class CityPeriodAttainment:
    """One statistic of a pollutant against its limit, in one mode of judging."""

    view: ClassVar[str] = "city_period_attainment"
    place_id: str
    period_key: str
    mode: str
    pollutant: str
    statistic: str
    value_milli: int
    limit_milli: int
    is_met: bool
    multiple_centi: int | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class CityPeriodLimit:
    """One statistic against the limit of a level in one edition, whichever judges the period."""

    view: ClassVar[str] = "city_period_limit"
    place_id: str
    period_key: str
    pollutant: str
    edition: str
    grade: int
    statistic: str
    value_milli: int
    limit_milli: int
    is_met: bool
    multiple_centi: int | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class CityPeriodPolluted:
    """Polluted days by primary pollutant; a day with several of them counts for each."""

    view: ClassVar[str] = "city_period_polluted"
    place_id: str
    period_key: str
    valid_days: int
    polluted_days: int
    shared_days: int
    so2_days: int
    no2_days: int
    pm10_days: int
    pm25_days: int
    co_days: int
    o3_days: int


@dataclass(frozen=True, slots=True)
class CityPeriodLimitIndex:
    """Maximum and sum index of HJ 663 in hundredths, and of each pollutant what enters them."""

    view: ClassVar[str] = "city_period_limit_index"
    place_id: str
    period_key: str
    so2_centi: int | None
    no2_centi: int | None
    pm10_centi: int | None
    pm25_centi: int | None
    co_centi: int | None
    o3_centi: int | None
    max_centi: int | None
    sum_centi: int | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class CityPeriodChange:
    """A printed value beside that of the year before; `withheld` says why there is no base."""

    view: ClassVar[str] = "city_period_change"
    place_id: str
    period_key: str
    indicator: str
    value_milli: int
    previous_milli: int | None
    change_permille: int | None
    difference_milli: int | None
    is_rankable: bool
    withheld: str | None


@dataclass(frozen=True, slots=True)
class CityPeriodYears:
    """The mean of the printed values of several years that end with the period."""

    view: ClassVar[str] = "city_period_years"
    place_id: str
    period_key: str
    indicator: str
    sum_milli: int
    mean_milli: int | None
    withheld: str | None


@dataclass(frozen=True, slots=True)
class CityPeriod:
    """Everything printed of a city and a period; only computed ones know the days' levels."""

    view: ClassVar[str] = "city_period"
    place_id: str
    period_key: str
    edition: str
    is_crossing: bool
    source: str
    valid_days: int | None
    good_days: int | None
    heavy_days: int | None
    good_permille: int | None
    level_1_days: int | None
    level_2_days: int | None
    level_3_days: int | None
    level_4_days: int | None
    level_5_days: int | None
    level_6_days: int | None
    so2_exceed_days: int | None
    no2_exceed_days: int | None
    pm10_exceed_days: int | None
    pm25_exceed_days: int | None
    co_exceed_days: int | None
    o3_exceed_days: int | None
    so2_primary_days: int | None
    no2_primary_days: int | None
    pm10_primary_days: int | None
    pm25_primary_days: int | None
    co_primary_days: int | None
    o3_primary_days: int | None
    so2_milli: int | None
    no2_milli: int | None
    pm10_milli: int | None
    pm25_milli: int | None
    co_milli: int | None
    o3_milli: int | None
    composite_centi: int | None
    composite_computed_centi: int | None
    composite_other_centi: int | None
    main_pollutants: str | None
    is_rankable: bool
    enough_months: int
    n_months: int
    reported_months: int


@dataclass(frozen=True, slots=True)
class CityPeriodRank:
    """A place's rank in a group, with the year before beside it."""

    view: ClassVar[str] = "city_period_rank"
    group_id: str
    period_key: str
    by_key: str
    place_id: str
    rank: int
    value_milli: int
    previous_milli: int | None
    change_permille: int | None
    difference_milli: int | None
    withheld: str | None


@dataclass(frozen=True, slots=True)
class CityPeriodSource:
    """The source of a place's figures of a period, and the rule by which it counts."""

    view: ClassVar[str] = "city_period_source"
    place_id: str
    period_key: str
    source: str
    rule: str
