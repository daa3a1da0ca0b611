-- view:    city_day_aqi
-- what:    individual indices, index of the day, level and primary pollutants under the edition in force on the day
-- source:  HJ 633: IAQI linear between breakpoints and rounded up; AQI their maximum; primary where AQI > 50
-- needs:   city_day, city_day_o3_peak, edition_span
-- grain:   place_id, on_date
-- keep:    table
-- order:   place_id, on_date
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  edition    | VARCHAR | edition that judges the day
-- column:  iaqi_so2   | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_no2   | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_pm10  | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_pm25  | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_co    | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_o3    | BIGINT  | individual index, that of the 1-hour mean where the 8-hour one has none, null when the value is missing
-- column:  aqi        | BIGINT  | air quality index, null when the day has none
-- column:  level      | INTEGER | 1 to 6
-- column:  is_good    | BOOLEAN | good day (优良): level 1 or 2
-- column:  is_heavy   | BOOLEAN | heavily polluted day (重度及以上)
-- column:  primary_pollutants | VARCHAR | keys joined by commas, empty when none
with in_force as (
    select city_day.*, city_day_o3_peak.o3_1h_milli, edition_span.edition
    from city_day
    join edition_span on on_date between edition_span.from_on and edition_span.to_on
    left join city_day_o3_peak using (place_id, on_date)
),

indexed as (
    select
        *,
        iaqi_so2(edition, so2_milli) as iaqi_so2,
        iaqi_no2(edition, no2_milli) as iaqi_no2,
        iaqi_pm10(edition, pm10_milli) as iaqi_pm10,
        iaqi_pm25(edition, pm25_milli) as iaqi_pm25,
        iaqi_co(edition, co_milli) as iaqi_co,
        coalesce(iaqi_o3(edition, o3_milli), iaqi_hour_o3(edition, o3_1h_milli)) as iaqi_o3
    from in_force
),

highest as (
    select
        *,
        highest_iaqi(iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3) as iaqi_max,
        -- a value above the last breakpoint, and no hour to take its place: the day's index stays open
        o3_milli is not null and iaqi_o3 is null as is_above_scale
    from indexed
),

judged as (
    select
        *,
        case
            when n_valid = 0 or is_above_scale then null
            when n_valid < n_pollutants() and needs_exceedance_when_partial(edition)
                and not is_exceeding(edition, iaqi_max) then null
            else iaqi_max
        end as aqi
    from highest
)

select
    place_id,
    on_date,
    edition,
    iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3,
    aqi,
    aqi_level(edition, aqi) as level,
    is_good(edition, aqi) as is_good,
    is_heavy(edition, aqi) as is_heavy,
    primary_keys(edition, aqi, iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3) as primary_pollutants
from judged
