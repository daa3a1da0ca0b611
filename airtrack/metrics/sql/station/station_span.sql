-- view:    station_span
-- what:    from when to when an evaluation station is one of its city's
-- source:  house rule (U): the days of the table of stations where it gives them, else from the first day with a value to the last day of the city's stations; `[city] silent_at_end` of validity.toml chooses
-- needs:   station_day, station
-- grain:   station_id, place_id
-- keep:    view
-- column:  station_id | VARCHAR | code, or place and name
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  first_on   | DATE    | first day
-- column:  last_on    | DATE    | last day
with reporting as (
    select station_id, place_id, min(on_date) as first_on, max(on_date) as last_on
    from station_day
    where not is_control
        and so2_hours + no2_hours + pm10_hours + pm25_hours + co_hours + o3_hours > 0
    group by station_id, place_id
),

recorded as (
    select place_id, max(on_date) as last_on
    from station_day
    group by place_id
)

select
    reporting.station_id,
    reporting.place_id,
    coalesce(station.from_on, reporting.first_on) as first_on,
    coalesce(
        station.to_on,
        case when counts_silent_at_end() then recorded.last_on else reporting.last_on end
    ) as last_on
from reporting
join recorded using (place_id)
left join station using (station_id)
