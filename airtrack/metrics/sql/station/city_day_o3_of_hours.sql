-- view:    city_day_o3_of_hours
-- what:    ozone of a city's day the other way: the highest 8-hour mean of the hours of its stations' mean
-- source:  SPEC 3.4: some systems do so, and it is not the mean of the stations' maxima; `[city] o3` of validity.toml chooses. An hour's mean is kept to thousandths (ours, U)
-- needs:   station_hour_current, station_day, station_span, city_day_station_count
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  o3_windows | INTEGER | valid 8-hour windows
-- column:  o3_milli   | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- literals: 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 hours of a day
with summed as (
    select
        station_day.place_id,
        station_day.on_date,
        told.hour,
        count(*) as n_valid,
        sum(told.o3_milli)::bigint as total
    from station_hour_current as told
    join station_day
        on station_day.delivered_id = told.station_id
        and station_day.on_date = told.on_date
    join station_span
        on station_span.station_id = station_day.station_id
        and station_span.place_id = station_day.place_id
        and station_day.on_date between first_on and last_on
    where told.o3_milli is not null
    group by station_day.place_id, station_day.on_date, told.hour
),

hourly as (
    select place_id, on_date, hour, half_even(total, n_valid) as o3_milli
    from summed
    join city_day_station_count using (place_id, on_date)
    where has_enough_stations(n_valid, n_stations)
),

upright as (
    select
        place_id,
        on_date,
        max(case when hour = 1 then o3_milli end) as h1, max(case when hour = 2 then o3_milli end) as h2, max(case when hour = 3 then o3_milli end) as h3,
        max(case when hour = 4 then o3_milli end) as h4, max(case when hour = 5 then o3_milli end) as h5, max(case when hour = 6 then o3_milli end) as h6,
        max(case when hour = 7 then o3_milli end) as h7, max(case when hour = 8 then o3_milli end) as h8, max(case when hour = 9 then o3_milli end) as h9,
        max(case when hour = 10 then o3_milli end) as h10, max(case when hour = 11 then o3_milli end) as h11, max(case when hour = 12 then o3_milli end) as h12,
        max(case when hour = 13 then o3_milli end) as h13, max(case when hour = 14 then o3_milli end) as h14, max(case when hour = 15 then o3_milli end) as h15,
        max(case when hour = 16 then o3_milli end) as h16, max(case when hour = 17 then o3_milli end) as h17, max(case when hour = 18 then o3_milli end) as h18,
        max(case when hour = 19 then o3_milli end) as h19, max(case when hour = 20 then o3_milli end) as h20, max(case when hour = 21 then o3_milli end) as h21,
        max(case when hour = 22 then o3_milli end) as h22, max(case when hour = 23 then o3_milli end) as h23, max(case when hour = 24 then o3_milli end) as h24
    from hourly
    group by place_id, on_date
),

highest as (
    select
        place_id,
        on_date,
        o3_window_count(
            h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12,
            h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24
        ) as o3_windows,
        o3_highest_scaled(
            h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12,
            h13, h14, h15, h16, h17, h18, h19, h20, h21, h22, h23, h24
        ) as o3_scaled
    from upright
)

select
    place_id,
    on_date,
    o3_windows,
    case
        when o3_windows >= min_windows()
            or rounded_to(o3_scaled, window_scale(), day_step_milli('o3')) > mda8_valid_above_milli()
            then rounded_to(o3_scaled, window_scale(), day_step_milli('o3'))
    end as o3_milli
from highest
