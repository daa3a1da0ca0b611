-- view:    city_hour_stations
-- what:    an hour of a city: the mean of its evaluation stations, for each pollutant where enough of them are valid
-- source:  SPEC 3.4 (M for the share of stations); the mean is kept to thousandths (ours, U)
-- needs:   station_hour_current, station_day, station_span, city_day_station_count
-- grain:   place_id, on_date, hour
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day of the hours 1 to 24
-- column:  hour       | INTEGER | the hour that ends at this o'clock
-- column:  pm10_milli | BIGINT  | thousandths of µg/m³, null where too few stations are valid
-- column:  pm25_milli | BIGINT  | thousandths of µg/m³, null where too few stations are valid
-- column:  o3_milli   | BIGINT  | thousandths of µg/m³, hourly mean, null where too few stations are valid
with summed as (
    select
        station_day.place_id,
        station_day.on_date,
        told.hour,
        count(told.pm10_milli) as pm10_stations, sum(told.pm10_milli)::bigint as pm10_sum,
        count(told.pm25_milli) as pm25_stations, sum(told.pm25_milli)::bigint as pm25_sum,
        count(told.o3_milli) as o3_stations, sum(told.o3_milli)::bigint as o3_sum
    from station_hour_current as told
    join station_day
        on station_day.delivered_id = told.station_id
        and station_day.on_date = told.on_date
    join station_span
        on station_span.station_id = station_day.station_id
        and station_span.place_id = station_day.place_id
        and station_day.on_date between first_on and last_on
    group by station_day.place_id, station_day.on_date, told.hour
)

select
    place_id,
    on_date,
    hour::integer as hour,
    case when has_enough_stations(pm10_stations, n_stations) then half_even(pm10_sum, pm10_stations) end as pm10_milli,
    case when has_enough_stations(pm25_stations, n_stations) then half_even(pm25_sum, pm25_stations) end as pm25_milli,
    case when has_enough_stations(o3_stations, n_stations) then half_even(o3_sum, o3_stations) end as o3_milli
from summed
join city_day_station_count using (place_id, on_date)
