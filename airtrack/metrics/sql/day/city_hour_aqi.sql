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
-- column:  aqi        | BIGINT  | the largest of them, null without any
-- column:  level      | INTEGER | 1 to 6
-- column:  primary_pollutants | VARCHAR | keys joined by commas, empty when none
with indexed as (
    select
        place_id, on_date, hour::integer as hour, edition,
        iaqi_hour_so2(edition, rounded_to(so2_milli::bigint, 1, day_step_milli('so2'))) as iaqi_so2,
        iaqi_hour_no2(edition, rounded_to(no2_milli::bigint, 1, day_step_milli('no2'))) as iaqi_no2,
        iaqi_hour_pm10(edition, rounded_to(pm10_milli::bigint, 1, day_step_milli('pm10'))) as iaqi_pm10,
        iaqi_hour_pm25(edition, rounded_to(pm25_milli::bigint, 1, day_step_milli('pm25'))) as iaqi_pm25,
        iaqi_hour_co(edition, rounded_to(co_milli::bigint, 1, day_step_milli('co'))) as iaqi_co,
        iaqi_hour_o3(edition, rounded_to(o3_milli::bigint, 1, day_step_milli('o3'))) as iaqi_o3
    from hour_current
    join edition_span on on_date between edition_span.from_on and edition_span.to_on
),

highest as (
    -- the largest of those that are there
    select
        *,
        case when coalesce(iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3) is not null then greatest(
            coalesce(iaqi_so2, 0),
            coalesce(iaqi_no2, 0),
            coalesce(iaqi_pm10, 0),
            coalesce(iaqi_pm25, 0),
            coalesce(iaqi_co, 0),
            coalesce(iaqi_o3, 0)
        ) end as aqi
    from indexed
)

select
    place_id, on_date, hour, edition,
    iaqi_so2, iaqi_no2, iaqi_pm10, iaqi_pm25, iaqi_co, iaqi_o3,
    aqi,
    aqi_level(edition, aqi) as level,
    case when has_primary(edition, aqi) then trim(concat(
        case when iaqi_so2 = aqi then 'so2,' else '' end,
        case when iaqi_no2 = aqi then 'no2,' else '' end,
        case when iaqi_pm10 = aqi then 'pm10,' else '' end,
        case when iaqi_pm25 = aqi then 'pm25,' else '' end,
        case when iaqi_co = aqi then 'co,' else '' end,
        case when iaqi_o3 = aqi then 'o3,' else '' end
    ), ',') else '' end as primary_pollutants
from highest
