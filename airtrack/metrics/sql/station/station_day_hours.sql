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
    o3_window_count(hour, o3_milli) as o3_windows,
    o3_highest_scaled(hour, o3_milli) as o3_scaled,
    min(stage_rank) as stage_rank,
    max(batch_no) as batch_no
from station_hour_current
group by station_id, on_date
