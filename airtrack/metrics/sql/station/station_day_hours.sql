-- view:    station_day_hours
-- what:    sums of a station's day as delivered: hours of each pollutant, windows of ozone
-- source:  GB 3095 Table 4 (hours of a window); HJ 663 (windows that end at 8 to 24 o'clock)
-- needs:   station_hour_current
-- grain:   delivered_id, on_date
-- keep:    view
-- column:  delivered_id | VARCHAR | code, or place and name, as the file has it
-- column:  place_id     | VARCHAR | GB/T 2260 code of the place that the file said
-- column:  on_date      | DATE    | day
-- column:  is_control   | BOOLEAN | true where its name says that it is a control station
-- column:  so2_sum      | BIGINT  | thousandths of µg/m³, sum of the valid hours
-- column:  so2_hours    | BIGINT  | valid hours
-- column:  no2_sum      | BIGINT  | thousandths of µg/m³, sum of the valid hours
-- column:  no2_hours    | BIGINT  | valid hours
-- column:  pm10_sum     | BIGINT  | thousandths of µg/m³, sum of the valid hours
-- column:  pm10_hours   | BIGINT  | valid hours
-- column:  pm25_sum     | BIGINT  | thousandths of µg/m³, sum of the valid hours
-- column:  pm25_hours   | BIGINT  | valid hours
-- column:  co_sum       | BIGINT  | thousandths of mg/m³, sum of the valid hours
-- column:  co_hours     | BIGINT  | valid hours
-- column:  o3_hours     | BIGINT  | valid hours
-- column:  o3_windows   | INTEGER | valid 8-hour windows
-- column:  o3_scaled    | BIGINT  | highest mean of a valid window: thousandths of µg/m³, times `window_scale()`
-- column:  stage_rank   | INTEGER | the lowest stage of its hours
-- column:  batch_no     | INTEGER | the newest batch of its hours
-- literals: 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 hours of a day
-- a column an hour instead of a frame of rows: 15 million station-hours a year pass here
with upright as (
    select
        station_id as delivered_id,
        max(place_id) as place_id,
        on_date,
        max(is_control) as is_control,
        sum(so2_milli)::bigint as so2_sum, count(so2_milli) as so2_hours,
        sum(no2_milli)::bigint as no2_sum, count(no2_milli) as no2_hours,
        sum(pm10_milli)::bigint as pm10_sum, count(pm10_milli) as pm10_hours,
        sum(pm25_milli)::bigint as pm25_sum, count(pm25_milli) as pm25_hours,
        sum(co_milli)::bigint as co_sum, count(co_milli) as co_hours,
        count(o3_milli) as o3_hours,
        max(case when hour = 1 then o3_milli end) as h1, max(case when hour = 2 then o3_milli end) as h2, max(case when hour = 3 then o3_milli end) as h3,
        max(case when hour = 4 then o3_milli end) as h4, max(case when hour = 5 then o3_milli end) as h5, max(case when hour = 6 then o3_milli end) as h6,
        max(case when hour = 7 then o3_milli end) as h7, max(case when hour = 8 then o3_milli end) as h8, max(case when hour = 9 then o3_milli end) as h9,
        max(case when hour = 10 then o3_milli end) as h10, max(case when hour = 11 then o3_milli end) as h11, max(case when hour = 12 then o3_milli end) as h12,
        max(case when hour = 13 then o3_milli end) as h13, max(case when hour = 14 then o3_milli end) as h14, max(case when hour = 15 then o3_milli end) as h15,
        max(case when hour = 16 then o3_milli end) as h16, max(case when hour = 17 then o3_milli end) as h17, max(case when hour = 18 then o3_milli end) as h18,
        max(case when hour = 19 then o3_milli end) as h19, max(case when hour = 20 then o3_milli end) as h20, max(case when hour = 21 then o3_milli end) as h21,
        max(case when hour = 22 then o3_milli end) as h22, max(case when hour = 23 then o3_milli end) as h23, max(case when hour = 24 then o3_milli end) as h24,
        min(stage_rank) as stage_rank,
        max(batch_no) as batch_no
    from station_hour_current
    group by station_id, on_date
)

select
    delivered_id, place_id, on_date, is_control,
    so2_sum, so2_hours,
    no2_sum, no2_hours,
    pm10_sum, pm10_hours,
    pm25_sum, pm25_hours,
    co_sum, co_hours,
    o3_hours,
    o3_window_count(
        h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12,
        h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24
    ) as o3_windows,
    o3_highest_scaled(
        h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12,
        h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24
    ) as o3_scaled,
    stage_rank, batch_no
from upright
