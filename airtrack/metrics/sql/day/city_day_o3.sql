-- view:    city_day_o3
-- what:    daily maximum 8-hour mean of ozone (日最大8小时平均): windows that end at 8 to 24 o'clock
-- source:  GB 3095 Table 4 (hours of a window); HJ 663 (windows of a day, and its exception)
-- needs:   hour_current
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id     | VARCHAR | GB/T 2260 code
-- column:  on_date      | DATE    | day
-- column:  o3_windows   | BIGINT  | valid windows
-- column:  o3_milli     | BIGINT  | thousandths of µg/m³ at the digits of a daily value; null when the day is not valid
with highest as (
    select
        place_id,
        on_date,
        o3_window_count(hour, o3_milli) as o3_windows,
        o3_highest_scaled(hour, o3_milli) as o3_scaled
    from hour_current
    group by place_id, on_date
)

select
    place_id,
    on_date,
    o3_windows::bigint as o3_windows,
    case when is_mda8_valid(o3_windows, o3_day_milli(o3_scaled)) then o3_day_milli(o3_scaled) end as o3_milli
from highest
where o3_windows > 0
