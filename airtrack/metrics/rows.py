"""One frozen row per public view; fields are the columns of the view's header, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Station:
    """A station on record and its place; its days and position are None where not given."""

    view: ClassVar[str] = "station"
    station_id: str
    name: str
    place_id: str
    is_control: bool
    from_on: date | None
    to_on: date | None
    lon: float | None
    lat: float | None
    batch_no: int


@dataclass(frozen=True, slots=True)
class StationDay:
    """The day of a station: exact means, scaled to whole numbers, None where not valid."""

    view: ClassVar[str] = "station_day"
    station_id: str
    place_id: str
    on_date: date
    is_control: bool
    delivered_id: str
    so2_scaled: int | None
    no2_scaled: int | None
    pm10_scaled: int | None
    pm25_scaled: int | None
    co_scaled: int | None
    o3_scaled: int | None
    so2_hours: int
    no2_hours: int
    pm10_hours: int
    pm25_hours: int
    co_hours: int
    o3_hours: int
    o3_windows: int
    stage_rank: int
    batch_no: int


@dataclass(frozen=True, slots=True)
class CityDayStations:
    """Daily values of a place from its stations, and how many of them were valid."""

    view: ClassVar[str] = "city_day_stations"
    place_id: str
    on_date: date
    so2_milli: int | None
    no2_milli: int | None
    pm10_milli: int | None
    pm25_milli: int | None
    co_milli: int | None
    o3_milli: int | None
    n_stations: int
    so2_stations: int
    no2_stations: int
    pm10_stations: int
    pm25_stations: int
    co_stations: int
    o3_stations: int
    stage_rank: int
    batch_no: int


@dataclass(frozen=True, slots=True)
class CityDay:
    """Daily values of a place; thousandths of the unit, null when missing or not valid."""

    view: ClassVar[str] = "city_day"
    place_id: str
    on_date: date
    so2_milli: int | None
    no2_milli: int | None
    pm10_milli: int | None
    pm25_milli: int | None
    co_milli: int | None
    o3_milli: int | None
    so2_hours: int | None
    no2_hours: int | None
    pm10_hours: int | None
    pm25_hours: int | None
    co_hours: int | None
    o3_windows: int | None
    n_valid: int
    origin: str
    stage_rank: int
    batch_no: int


@dataclass(frozen=True, slots=True)
class CityDayValue:
    """One valid daily value as it enters the statistics of a period."""

    view: ClassVar[str] = "city_day_value"
    place_id: str
    on_date: date
    pollutant: str
    value_milli: int


@dataclass(frozen=True, slots=True)
class CityDayAqi:
    """Indices of a place and day under the edition that judges the day."""

    view: ClassVar[str] = "city_day_aqi"
    place_id: str
    on_date: date
    edition: str
    iaqi_so2: int | None
    iaqi_no2: int | None
    iaqi_pm10: int | None
    iaqi_pm25: int | None
    iaqi_co: int | None
    iaqi_o3: int | None
    aqi: int | None
    level: int | None
    is_good: bool | None
    is_heavy: bool | None
    primary_pollutants: str


@dataclass(frozen=True, slots=True)
class CityHourAqi:
    """Indices of a place and hour; of values that nobody keeps too, see `metrics.trial`."""

    view: ClassVar[str] = "city_hour_aqi"
    place_id: str
    on_date: date
    hour: int
    edition: str
    iaqi_so2: int | None
    iaqi_no2: int | None
    iaqi_pm10: int | None
    iaqi_pm25: int | None
    iaqi_co: int | None
    iaqi_o3: int | None
    aqi: int | None
    level: int | None
    primary_pollutants: str


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """How far a place's daily values reach in one year."""

    view: ClassVar[str] = "place_days"
    place_id: str
    year: int
    first_on: date
    last_on: date
    n_days: int


@dataclass(frozen=True, slots=True)
class ReportValue:
    """One value of a published table as it counts, in thousandths of its unit."""

    view: ClassVar[str] = "report_value"
    place_id: str
    kind: str
    period_key: str
    first_on: date
    last_on: date
    indicator: str
    value_milli: int
    digits: int
    stage_rank: int
    batch_no: int
    file_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """Days that a published table on record speaks of."""

    view: ClassVar[str] = "report_span"
    place_id: str
    kind: str
    period_key: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class EstimateMonth:
    """A month behind an estimate, from a published table or from days."""

    view: ClassVar[str] = "estimate_month"
    place_id: str
    period_key: str
    month_on: date
    last_on: date
    is_reported: bool


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
class CityPeriodValidity:
    """Whether the whole months of a period have the days that they need, per item."""

    view: ClassVar[str] = "city_period_validity"
    place_id: str
    period_key: str
    item: str
    n_months: int
    enough_months: int
    whole_days: int
    is_valid: bool


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
    main_pollutants: str | None
    is_rankable: bool
    enough_months: int
    n_months: int
    reported_months: int


@dataclass(frozen=True, slots=True)
class RegionPeriod:
    """The mean of the member cities' printed statistics."""

    view: ClassVar[str] = "region_period"
    group_id: str
    period_key: str
    indicator: str
    n_cities: int
    sum_milli: int
    value_milli: int


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
class PlanRow:
    """A plan as its newest batch has it."""

    view: ClassVar[str] = "plan"
    plan_id: str
    title: str
    title_en: str
    short_title: str
    short_title_en: str
    issuer: str
    document_no: str
    issued_on: date | None
    state: str
    group_id: str
    sha256: str
    note: str
    note_en: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of a plan; `position` is its place in the plan's table."""

    view: ClassVar[str] = "target"
    plan_id: str
    target_id: str
    position: int
    kind: str
    places: str
    group_id: str
    scope: str
    indicator: str
    period_key: str
    op: str | None
    value_milli: int | None
    value_state: str
    unit: str
    digits: int | None
    compare_rule: str
    basis: str
    edition: str
    baseline_key: str | None
    baseline_milli: int | None
    binding: str
    clause: str
    reference: str
    parent: str
    note: str
    batch_no: int


@dataclass(frozen=True, slots=True)
class EventCurrent:
    """What the ledger of events says of a place and day; only approved events count."""

    view: ClassVar[str] = "event_current"
    place_id: str
    on_date: date
    kind: str
    state: str
    first_hour: int
    last_hour: int
    percent: int | None
    evidence: str
    decided_by: str
    decided_on: date | None
    batch_no: int
    source_row: int


@dataclass(frozen=True, slots=True)
class EventDay:
    """A daily value that an approved event takes out of means, percentiles and the index."""

    view: ClassVar[str] = "event_day"
    place_id: str
    on_date: date
    pollutant: str
    kind: str


@dataclass(frozen=True, slots=True)
class DustSuspect:
    """A day with hours suspicious of dust: unofficial, never counted."""

    view: ClassVar[str] = "dust_suspect"
    place_id: str
    on_date: date
    first_hour: int
    last_hour: int
    n_hours: int
    pm10_milli: int


@dataclass(frozen=True, slots=True)
class CityPeriodMeasured:
    """Valid days of a pollutant before event days are left out, and how many of them are."""

    view: ClassVar[str] = "city_period_measured"
    place_id: str
    period_key: str
    pollutant: str
    n_days: int
    left_out_days: int


@dataclass(frozen=True, slots=True)
class CityPeriodDust:
    """Event days of a period, and the good-day ratio with, without and in spite of them."""

    view: ClassVar[str] = "city_period_dust"
    place_id: str
    period_key: str
    event_days: int
    exceed_days: int
    heavy_days: int
    kept_permille: int
    dropped_permille: int | None
    added_permille: int


@dataclass(frozen=True, slots=True)
class CityPeriodSource:
    """The source of a place's figures of a period, and the rule by which it counts."""

    view: ClassVar[str] = "city_period_source"
    place_id: str
    period_key: str
    source: str
    rule: str


@dataclass(frozen=True, slots=True)
class CityPeriodDifference:
    """A printed value beside ours, in thousandths, and what the difference comes from."""

    view: ClassVar[str] = "city_period_difference"
    place_id: str
    period_key: str
    indicator: str
    against: str
    printed_milli: int
    digits: int
    computed_milli: int
    difference_milli: int
    cause: str


@dataclass(frozen=True, slots=True)
class AssessedValue:
    """One figure as the authority assessed it, in thousandths of its unit, with its document."""

    view: ClassVar[str] = "assessed_value"
    place_id: str
    kind: str
    period_key: str
    first_on: date
    last_on: date
    indicator: str
    value_milli: int
    digits: int
    stage_rank: int
    batch_no: int
    file_no: int
    source_row: int
    document_no: str
