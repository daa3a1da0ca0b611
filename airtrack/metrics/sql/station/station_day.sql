-- view:    station_day
-- what:    the day of a station: exact 24-hour means and ozone's 8-hour maximum where they are valid
-- source:  GB 3095 Table 4: at least 20 hourly means; HJ 663: 14 windows, or a maximum above the limit
-- needs:   station_day_hours, station
-- grain:   station_id, on_date
-- keep:    table
-- order:   place_id, station_id, on_date
-- column:  station_id  | VARCHAR | code where a table of stations knows it, else place and name
-- column:  place_id    | VARCHAR | GB/T 2260 code: of the table of stations, else of the file
-- column:  on_date     | DATE    | day
-- column:  is_control  | BOOLEAN | true of a control station, which is not averaged
-- column:  delivered_id | VARCHAR | code, or place and name, under which its hours are kept
-- column:  so2_scaled  | BIGINT  | thousandths of µg/m³, times `mean_scale()`; null when not valid
-- column:  no2_scaled  | BIGINT  | thousandths of µg/m³, times `mean_scale()`; null when not valid
-- column:  pm10_scaled | BIGINT  | thousandths of µg/m³, times `mean_scale()`; null when not valid
-- column:  pm25_scaled | BIGINT  | thousandths of µg/m³, times `mean_scale()`; null when not valid
-- column:  co_scaled   | BIGINT  | thousandths of mg/m³, times `mean_scale()`; null when not valid
-- column:  o3_scaled   | BIGINT  | thousandths of µg/m³, times `window_scale()`; null when not valid
-- column:  so2_hours   | BIGINT  | valid hours
-- column:  no2_hours   | BIGINT  | valid hours
-- column:  pm10_hours  | BIGINT  | valid hours
-- column:  pm25_hours  | BIGINT  | valid hours
-- column:  co_hours    | BIGINT  | valid hours
-- column:  o3_hours    | BIGINT  | valid hours
-- column:  o3_windows  | INTEGER | valid 8-hour windows
-- column:  stage_rank  | INTEGER | the lowest stage of its hours
-- column:  batch_no    | INTEGER | the newest batch of its hours
with known as (
    select station_id as delivered_id, station_id, place_id, is_control
    from station

    union all

    -- archives without codes name the station within its place; a name of two stations is neither's
    select concat(place_id, '/', name) as delivered_id, min(station_id), place_id, max(is_control)
    from station
    group by place_id, name
    having count(*) = 1
),

told as (
    select
        coalesce(known.station_id, day.delivered_id) as station_id,
        coalesce(known.place_id, day.place_id) as place_id,
        coalesce(known.is_control, false) or day.is_control as is_control,
        day.* exclude (place_id, is_control)
    from station_day_hours as day
    left join known on known.delivered_id = day.delivered_id
),

-- the same station by its code and by its name: one of the two counts for the whole day
by_precedence as (
    select
        *,
        row_number() over (
            partition by station_id, on_date
            order by stage_rank desc, so2_hours + no2_hours + pm10_hours + pm25_hours + co_hours + o3_hours desc,
                batch_no desc, delivered_id
        ) as precedence
    from told
)

select
    station_id, place_id, on_date, is_control, delivered_id,
    case when so2_hours >= min_hours() then so2_sum * mean_scale() // so2_hours end as so2_scaled,
    case when no2_hours >= min_hours() then no2_sum * mean_scale() // no2_hours end as no2_scaled,
    case when pm10_hours >= min_hours() then pm10_sum * mean_scale() // pm10_hours end as pm10_scaled,
    case when pm25_hours >= min_hours() then pm25_sum * mean_scale() // pm25_hours end as pm25_scaled,
    case when co_hours >= min_hours() then co_sum * mean_scale() // co_hours end as co_scaled,
    case when is_mda8_valid(o3_windows, o3_day_milli(o3_scaled)) then o3_scaled end as o3_scaled,
    so2_hours, no2_hours, pm10_hours, pm25_hours, co_hours, o3_hours, o3_windows,
    stage_rank, batch_no
from by_precedence
where precedence = 1
