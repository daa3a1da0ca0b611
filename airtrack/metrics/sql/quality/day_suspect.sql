-- view:    day_suspect
-- what:    daily values that are possible and odd: PM2.5 above PM10, one value for days on end, a day without any
-- source:  house rules of data/standards/validity.toml (U): a hint to look, never counted and nothing left out
-- needs:   city_day, city_day_measured
-- grain:   place_id, on_date, pollutant, cause
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  on_date     | DATE    | day, of several days the first
-- column:  pollutant   | VARCHAR | key; aqi where no pollutant has a value
-- column:  cause       | VARCHAR | above_pm10, repeated, without_value
-- column:  last_on     | DATE    | last day
-- column:  n_days      | BIGINT  | days that it lasts
-- column:  value_milli | BIGINT  | the value, thousandths of the pollutant's unit, null where there is none
-- column:  other_milli | BIGINT  | PM10 of the same day where PM2.5 is above it, else null
-- column:  batch_no    | INTEGER | newest batch behind the (last) day
with placed as (
    -- days in a row with one value keep their distance from the rank of the day among those with it
    select
        place_id, on_date, pollutant, value_milli,
        on_date - row_number() over (
            partition by place_id, pollutant, value_milli
            order by on_date
        )::integer as run
    from city_day_measured
),

repeated as (
    select
        place_id, pollutant, value_milli,
        min(on_date) as first_on, max(on_date) as last_on, count(*) as n_days
    from placed
    group by place_id, pollutant, value_milli, run
    having count(*) >= repeated_min_days(pollutant)
)

select
    repeated.place_id, first_on as on_date, pollutant, 'repeated' as cause, last_on, n_days, value_milli,
    null::bigint as other_milli, batch_no
from repeated
join city_day on city_day.place_id = repeated.place_id and city_day.on_date = last_on

union all

select
    place_id, on_date, 'pm25' as pollutant, 'above_pm10' as cause, on_date as last_on, 1::bigint as n_days,
    pm25_milli as value_milli, pm10_milli as other_milli, batch_no
from city_day
where pm25_milli > pm10_milli

union all

select
    place_id, on_date, 'aqi' as pollutant, 'without_value' as cause, on_date as last_on, 1::bigint as n_days,
    null::bigint as value_milli, null::bigint as other_milli, batch_no
from city_day
where n_valid = 0
