-- view:    dust_suspect
-- what:    days with hours suspicious of dust: unofficial, a hint to look, never counted
-- source:  SPEC 5.2 (M): PM10 rises sharply while the share of PM2.5 falls; over once PM10 is back
-- needs:   city_hour_particles, ref_dust_lag
-- grain:   place_id, on_date
-- keep:    table
-- order:   place_id, on_date
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  first_hour | INTEGER | first suspicious hour
-- column:  last_hour  | INTEGER | last one
-- column:  n_hours    | BIGINT  | suspicious hours
-- column:  pm10_milli | INTEGER | highest of them, thousandths of µg/m³
-- literals: 24 hours per day
with high as (
    select place_id, on_date, hour, pm10_milli, pm25_milli
    from city_hour_particles
    where pm10_milli > dust_above_milli()
),

begun as (
    select
        high.place_id, high.on_date, high.hour,
        count(earlier.pm10_milli * earlier.pm25_milli::bigint) as n_hours,
        max(high.pm10_milli)::bigint as pm10_milli,
        max(high.pm25_milli)::bigint as pm25_milli,
        sum(earlier.pm10_milli)::bigint as pm10_sum,
        sum(earlier.pm25_milli)::bigint as pm25_sum
    from high
    cross join ref_dust_lag
    join city_hour_particles as earlier
        on earlier.place_id = high.place_id
        and earlier.on_date = case when high.hour > hours_before then high.on_date else high.on_date - 1 end
        and earlier.hour = case
            when high.hour > hours_before then high.hour - hours_before
            else high.hour + 24 - hours_before
        end
    group by high.place_id, high.on_date, high.hour
),

episode as (
    select place_id, on_date, hour, n_hours, pm10_sum
    from begun
    where n_hours = dust_previous_hours()
        and pm10_milli * n_hours >= dust_rise() * pm10_sum
        and pm25_milli * pm10_sum * 100 <= dust_ratio_percent() * pm25_sum * pm10_milli
),

followed as (
    select
        place_id, episode.on_date as begun_on, episode.hour as begun_at, later.on_date, later.hour, later.pm10_milli,
        max(case when later.pm10_milli * n_hours * 100 <= (100 + dust_back_percent()) * pm10_sum then 1 else 0 end)
            over (
                partition by place_id, episode.on_date, episode.hour
                order by later.on_date, later.hour
            ) as is_over
    from episode
    cross join (select 0 as n_days union all select 1 union all select 2) as ahead
    join city_hour_particles as later using (place_id)
    where later.on_date = episode.on_date + n_days
        and (n_days > 0 or later.hour >= episode.hour)
),

suspected as (
    select distinct place_id, on_date, hour, pm10_milli
    from followed
    where is_over = 0
)

select
    place_id,
    on_date,
    min(hour)::integer as first_hour,
    max(hour)::integer as last_hour,
    count(*) as n_hours,
    max(pm10_milli)::integer as pm10_milli
from suspected
group by place_id, on_date
