-- view:    city_day_hours
-- what:    daily values from hourly ones: the 24-hour mean of each pollutant, and ozone's 8-hour maximum
-- source:  GB 3095 Table 4: a daily mean needs at least 20 hourly means; HJ 663; rounding by GB/T 8170
-- needs:   hour_current, city_day_o3
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  so2_milli  | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  no2_milli  | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  pm10_milli | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  pm25_milli | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  co_milli   | BIGINT  | thousandths of mg/m³ at the digits of a daily value, null when not valid
-- column:  o3_milli   | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  so2_hours  | BIGINT  | valid hours
-- column:  no2_hours  | BIGINT  | valid hours
-- column:  pm10_hours | BIGINT  | valid hours
-- column:  pm25_hours | BIGINT  | valid hours
-- column:  co_hours   | BIGINT  | valid hours
-- column:  o3_windows | BIGINT  | valid 8-hour windows
-- column:  stage_rank | INTEGER | the lowest stage of its hours
-- column:  batch_no   | INTEGER | the newest batch of its hours
with summed as (
    select
        place_id,
        on_date,
        count(so2_milli) as so2_hours, sum(so2_milli)::bigint as so2_sum,
        count(no2_milli) as no2_hours, sum(no2_milli)::bigint as no2_sum,
        count(pm10_milli) as pm10_hours, sum(pm10_milli)::bigint as pm10_sum,
        count(pm25_milli) as pm25_hours, sum(pm25_milli)::bigint as pm25_sum,
        count(co_milli) as co_hours, sum(co_milli)::bigint as co_sum,
        count(case when is_window_end(hour) then o3_8h_milli end) as o3_stated,
        max(case when is_window_end(hour) then o3_8h_milli end) as o3_stated_milli,
        min(stage_rank) as stage_rank,
        max(batch_no) as batch_no
    from hour_current
    group by place_id, on_date
)

select
    place_id,
    on_date,
    case when so2_hours >= min_hours() then rounded_to(so2_sum, so2_hours, day_step_milli('so2')) end as so2_milli,
    case when no2_hours >= min_hours() then rounded_to(no2_sum, no2_hours, day_step_milli('no2')) end as no2_milli,
    case when pm10_hours >= min_hours() then rounded_to(pm10_sum, pm10_hours, day_step_milli('pm10')) end as pm10_milli,
    case when pm25_hours >= min_hours() then rounded_to(pm25_sum, pm25_hours, day_step_milli('pm25')) end as pm25_milli,
    case when co_hours >= min_hours() then rounded_to(co_sum, co_hours, day_step_milli('co')) end as co_milli,
    -- the release's own 8-hour means know hours and stations that its archive lacks
    case
        when has_stated_windows(o3_stated) then rounded_to(o3_stated_milli::bigint, 1, day_step_milli('o3'))
        else city_day_o3.o3_milli
    end as o3_milli,
    so2_hours,
    no2_hours,
    pm10_hours,
    pm25_hours,
    co_hours,
    case when has_stated_windows(o3_stated) then o3_stated else coalesce(city_day_o3.o3_windows, 0) end as o3_windows,
    stage_rank,
    batch_no
from summed
left join city_day_o3 using (place_id, on_date)
