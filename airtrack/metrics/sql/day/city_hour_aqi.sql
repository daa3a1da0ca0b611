-- view:    city_hour_aqi
-- what:    individual indices of one-hour means, index of the hour and primary pollutants (实时报)
-- source:  HJ 633: the 1-hour columns, of particles the 24-hour column; rounded up; the largest is the index
-- needs:   hour_current, edition_span
-- grain:   place_id, on_date, hour
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day of the hours 1 to 24
-- column:  hour       | INTEGER | the hour that ends at this o'clock
-- column:  edition    | VARCHAR | edition that judges the day
-- column:  iaqi_so2   | BIGINT  | individual index, null when the value is missing or has none
-- column:  iaqi_no2   | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_pm10  | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_pm25  | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_co    | BIGINT  | individual index, null when the value is missing
-- column:  iaqi_o3    | BIGINT  | individual index, null when the value is missing
-- column:  aqi        | BIGINT  | the largest of them, null without any, and where SO2 is beyond its column
-- column:  level      | INTEGER | 1 to 6
-- column:  primary_pollutants | VARCHAR | keys joined by commas, empty when none
-- rounded apart from the indices: inside them every breakpoint would round anew
with rounded as (
    select
        place_id, on_date, hour::integer as hour, edition,
        rounded_to(so2_milli::bigint, 1, day_step_milli('so2')) as so2_milli,
        rounded_to(no2_milli::bigint, 1, day_step_milli('no2')) as no2_milli,
        rounded_to(pm10_milli::bigint, 1, day_step_milli('pm10')) as pm10_milli,
        rounded_to(pm25_milli::bigint, 1, day_step_milli('pm25')) as pm25_milli,
        rounded_to(co_milli::bigint, 1, day_step_milli('co')) as co_milli,
        rounded_to(o3_milli::bigint, 1, day_step_milli('o3')) as o3_milli
    from hour_current
    join edition_span on on_date between edition_span.from_on and edition_span.to_on
),

indexed as (
    select
        place_id, on_date, hour, edition, so2_milli,
        iaqi_hour_so2(edition, so2_milli) as iaqi_so2,
        iaqi_hour_no2(edition, no2_milli) as iaqi_no2,
        iaqi_hour_pm10(edition, pm10_milli) as iaqi_pm10,
        iaqi_hour_pm25(edition, pm25_milli) as iaqi_pm25,
        iaqi_hour_co(edition, co_milli) as iaqi_co,
        iaqi_hour_o3(edition, o3_milli) as iaqi_o3
    from rounded
),

highest as (
    -- the largest of those that are there; SO2 beyond its column would need its 24-hour mean (HJ 633-2012)
    select
        *,
        case
            when so2_milli is not null and iaqi_so2 is null then null
            when coalesce(iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3) is not null
                then highest_iaqi(iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3)
        end as aqi
    from indexed
)

select
    place_id, on_date, hour, edition,
    iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3,
    aqi,
    aqi_level(edition, aqi) as level,
    primary_keys(edition, aqi, iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3) as primary_pollutants
from highest
