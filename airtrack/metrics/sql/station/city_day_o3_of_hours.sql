-- view:    city_day_o3_of_hours
-- what:    ozone of a city's day the other way: the highest 8-hour mean of the hours of its stations' mean
-- source:  SPEC 3.4: some systems do so, and it is not the mean of the stations' maxima; `[city] o3` of validity.toml chooses. An hour's mean is kept to thousandths (ours, U)
-- needs:   city_hour_stations
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  o3_windows | INTEGER | valid 8-hour windows
-- column:  o3_milli   | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
with highest as (
    select
        place_id,
        on_date,
        o3_window_count(hour, o3_milli) as o3_windows,
        o3_highest_scaled(hour, o3_milli) as o3_scaled
    from city_hour_stations
    where o3_milli is not null
    group by place_id, on_date
)

select
    place_id,
    on_date,
    o3_windows,
    case when is_mda8_valid(o3_windows, o3_day_milli(o3_scaled)) then o3_day_milli(o3_scaled) end as o3_milli
from highest
