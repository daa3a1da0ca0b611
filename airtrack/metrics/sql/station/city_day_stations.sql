-- view:    city_day_stations
-- what:    daily values of a city: the mean of its evaluation stations that are valid, where these are enough
-- source:  SPEC 3.4 (C2 for the mean; M for the share of stations and the exclusion of control stations)
-- needs:   station_day, station_span, city_day_station_count, city_day_o3_of_hours
-- grain:   place_id, on_date
-- keep:    table
-- order:   place_id, on_date
-- column:  place_id      | VARCHAR | GB/T 2260 code
-- column:  on_date       | DATE    | day
-- column:  so2_milli     | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  no2_milli     | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  pm10_milli    | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  pm25_milli    | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  co_milli      | BIGINT  | thousandths of mg/m³ at the digits of a daily value, null when not valid
-- column:  o3_milli      | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when not valid
-- column:  n_stations    | BIGINT  | evaluation stations of the city on the day
-- column:  so2_stations  | BIGINT  | of these, stations with a valid value
-- column:  no2_stations  | BIGINT  | of these, stations with a valid value
-- column:  pm10_stations | BIGINT  | of these, stations with a valid value
-- column:  pm25_stations | BIGINT  | of these, stations with a valid value
-- column:  co_stations   | BIGINT  | of these, stations with a valid value
-- column:  o3_stations   | BIGINT  | of these, stations with a valid value
-- column:  stage_rank    | INTEGER | the lowest stage of its hours
-- column:  batch_no      | INTEGER | the newest batch of its hours
with summed as (
    select
        station_day.place_id,
        on_date,
        count(so2_scaled) as so2_stations, sum(so2_scaled)::bigint as so2_sum,
        count(no2_scaled) as no2_stations, sum(no2_scaled)::bigint as no2_sum,
        count(pm10_scaled) as pm10_stations, sum(pm10_scaled)::bigint as pm10_sum,
        count(pm25_scaled) as pm25_stations, sum(pm25_scaled)::bigint as pm25_sum,
        count(co_scaled) as co_stations, sum(co_scaled)::bigint as co_sum,
        count(o3_scaled) as o3_stations, sum(o3_scaled)::bigint as o3_sum,
        min(stage_rank) as stage_rank,
        max(batch_no) as batch_no
    from station_day
    join station_span
        on station_span.station_id = station_day.station_id
        and station_span.place_id = station_day.place_id
        and on_date between first_on and last_on
    group by station_day.place_id, on_date
),

-- the other way to ozone, where the standards choose it; else nothing of it is computed
of_hours as (
    select place_id, on_date, o3_milli
    from city_day_o3_of_hours
    where city_o3_of() = 'city_hours'
)

select
    place_id,
    on_date,
    case
        when has_enough_stations(so2_stations, n_stations)
            then rounded_to(so2_sum, so2_stations * mean_scale(), day_step_milli('so2'))
    end as so2_milli,
    case
        when has_enough_stations(no2_stations, n_stations)
            then rounded_to(no2_sum, no2_stations * mean_scale(), day_step_milli('no2'))
    end as no2_milli,
    case
        when has_enough_stations(pm10_stations, n_stations)
            then rounded_to(pm10_sum, pm10_stations * mean_scale(), day_step_milli('pm10'))
    end as pm10_milli,
    case
        when has_enough_stations(pm25_stations, n_stations)
            then rounded_to(pm25_sum, pm25_stations * mean_scale(), day_step_milli('pm25'))
    end as pm25_milli,
    case
        when has_enough_stations(co_stations, n_stations)
            then rounded_to(co_sum, co_stations * mean_scale(), day_step_milli('co'))
    end as co_milli,
    case
        when city_o3_of() = 'city_hours' then of_hours.o3_milli
        when has_enough_stations(o3_stations, n_stations)
            then rounded_to(o3_sum, o3_stations * window_scale(), day_step_milli('o3'))
    end as o3_milli,
    n_stations,
    so2_stations, no2_stations, pm10_stations, pm25_stations, co_stations, o3_stations,
    stage_rank,
    batch_no
from summed
join city_day_station_count using (place_id, on_date)
left join of_hours using (place_id, on_date)
