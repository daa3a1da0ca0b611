-- view:    city_hour_particles
-- what:    hourly particles of a city: its own hours, and those of its stations on days without any of its own
-- source:  house rule: the two are not mixed within a day, whose rise would be a change of source
-- needs:   hour_current, city_hour_stations, city_day_station_count
-- grain:   place_id, on_date, hour
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day of the hours 1 to 24
-- column:  hour       | INTEGER | the hour that ends at this o'clock
-- column:  pm10_milli | BIGINT  | thousandths of µg/m³, null when missing
-- column:  pm25_milli | BIGINT  | thousandths of µg/m³, null when missing
with own_day as (
    select distinct place_id, on_date
    from hour_current
    join city_day_station_count using (place_id, on_date)
)

select
    place_id,
    on_date,
    hour::integer as hour,
    pm10_milli::bigint as pm10_milli,
    pm25_milli::bigint as pm25_milli
from hour_current

union all

select city_hour_stations.place_id, city_hour_stations.on_date, hour, pm10_milli, pm25_milli
from city_hour_stations
left join own_day using (place_id, on_date)
where own_day.place_id is null
