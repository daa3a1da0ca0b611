-- view:    city_day_station_count
-- what:    how many evaluation stations a city has on a day, whether they sent anything or not
-- source:  SPEC 3.4 (M): the share of valid stations is one of all stations
-- needs:   station_day, station_span
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day with hours of at least one of them
-- column:  n_stations | BIGINT  | evaluation stations
with told as (
    select place_id, on_date
    from station_day
    group by place_id, on_date
)

select place_id, on_date, count(*) as n_stations
from told
join station_span using (place_id)
where on_date between first_on and last_on
group by place_id, on_date
