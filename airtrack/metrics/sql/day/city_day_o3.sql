-- view:    city_day_o3
-- what:    daily maximum 8-hour mean of ozone (日最大8小时平均): windows that end at 8 to 24 o'clock
-- source:  GB 3095 Table 4 (hours of a window); HJ 663 (windows of a day, and its exception)
-- needs:   hour_current, ref_window
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id     | VARCHAR | GB/T 2260 code
-- column:  on_date      | DATE    | day
-- column:  o3_windows   | BIGINT  | valid windows
-- column:  o3_milli     | BIGINT  | thousandths of µg/m³ at the digits of a daily value; null when the day is not valid
with running as (
    select place_id, on_date, ref_window.ends_at, count(o3_milli) as n_hours, sum(o3_milli)::bigint as total
    from hour_current
    join ref_window on hour between ref_window.starts_at and ref_window.ends_at
    group by place_id, on_date, ref_window.ends_at
),

valid_window as (
    -- scaled so that every mean is a whole number: sums of 6, 7 or 8 hours compare exactly
    select place_id, on_date, total * window_scale() // n_hours as mean_scaled
    from running
    where n_hours >= min_window_hours()
),

highest as (
    select
        place_id,
        on_date,
        count(*) as o3_windows,
        rounded_to(max(mean_scaled), window_scale(), day_step_milli('o3')) as o3_milli
    from valid_window
    group by place_id, on_date
)

select
    place_id,
    on_date,
    o3_windows,
    case when o3_windows >= min_windows() or o3_milli > mda8_valid_above_milli() then o3_milli end as o3_milli
from highest
