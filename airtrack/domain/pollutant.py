"""The six pollutants that are assessed.

Source: GB 3095 Table 1 (basic items, 基本项目).
"""

from enum import StrEnum


class Pollutant(StrEnum):
    """One spelling everywhere; `o3` of a day is the daily maximum 8-hour mean (MDA8)."""

    SO2 = "so2"
    NO2 = "no2"
    PM10 = "pm10"
    PM25 = "pm25"
    CO = "co"
    O3 = "o3"


O3_8H = "o3_8h"
"""The 8-hour mean of ozone that a release states with each hour, beside the hourly mean."""
