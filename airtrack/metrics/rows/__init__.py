"""One frozen row per public view; fields are the columns of the view's header, in their order.

The modules follow the folders of the statements.
"""

from airtrack.metrics.rows.day import (
    CityDay,
    CityDayAqi,
    CityDayValue,
    CityHourAqi,
    CityMonthDelivered,
    DustSuspect,
    EventCurrent,
    EventDay,
    PlaceDays,
)
from airtrack.metrics.rows.official import OfficialRank, OfficialResult
from airtrack.metrics.rows.period import (
    CityPeriod,
    CityPeriodAttainment,
    CityPeriodChange,
    CityPeriodLimit,
    CityPeriodLimitIndex,
    CityPeriodPollutant,
    CityPeriodPolluted,
    CityPeriodRank,
    CityPeriodShare,
    CityPeriodSource,
    CityPeriodStatistic,
    CityPeriodYears,
)
from airtrack.metrics.rows.plan import (
    PlanRow,
    RuleRow,
    TargetIssued,
    TargetRow,
    TaskItemRow,
    TaskMeasureRow,
)
from airtrack.metrics.rows.quality import (
    CityPeriodDust,
    CityPeriodMeasured,
    CityPeriodValidity,
)
from airtrack.metrics.rows.record import (
    AmountCurrent,
    EmissionCumulative,
    EmissionCurrent,
    FollowUpCurrent,
    MonthTargetCurrent,
    ProgressCurrent,
)
from airtrack.metrics.rows.region import RegionPeriod
from airtrack.metrics.rows.report import (
    AssessedValue,
    CityPeriodDifference,
    EstimateMonth,
    ReportBasis,
    ReportSpan,
    ReportValue,
)
from airtrack.metrics.rows.station import (
    CityDayStations,
    Station,
    StationDay,
    StationSpan,
)

__all__ = [
    "AmountCurrent",
    "AssessedValue",
    "CityDay",
    "CityDayAqi",
    "CityDayStations",
    "CityDayValue",
    "CityHourAqi",
    "CityMonthDelivered",
    "CityPeriod",
    "CityPeriodAttainment",
    "CityPeriodChange",
    "CityPeriodDifference",
    "CityPeriodDust",
    "CityPeriodLimit",
    "CityPeriodLimitIndex",
    "CityPeriodMeasured",
    "CityPeriodPollutant",
    "CityPeriodPolluted",
    "CityPeriodRank",
    "CityPeriodShare",
    "CityPeriodSource",
    "CityPeriodStatistic",
    "CityPeriodValidity",
    "CityPeriodYears",
    "DustSuspect",
    "EmissionCumulative",
    "EmissionCurrent",
    "EstimateMonth",
    "EventCurrent",
    "EventDay",
    "FollowUpCurrent",
    "MonthTargetCurrent",
    "OfficialRank",
    "OfficialResult",
    "PlaceDays",
    "PlanRow",
    "ProgressCurrent",
    "RegionPeriod",
    "ReportBasis",
    "ReportSpan",
    "ReportValue",
    "RuleRow",
    "Station",
    "StationDay",
    "StationSpan",
    "TargetIssued",
    "TargetRow",
    "TaskItemRow",
    "TaskMeasureRow",
]
