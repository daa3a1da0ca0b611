-- view:    day_suspect
-- what:    daily values that are possible and odd: PM2.5 above PM10, one value for days on end, a delivered day without any
-- source:  house rules of data/standards/validity.toml (U): a hint to look, never counted and nothing left out
-- needs:   city_day
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
with beside as (
    select
        later.place_id, later.on_date,
        case when later.so2_milli = earlier.so2_milli then later.so2_milli end as so2,
        case when later.no2_milli = earlier.no2_milli then later.no2_milli end as no2,
        case when later.pm10_milli = earlier.pm10_milli then later.pm10_milli end as pm10,
        case when later.pm25_milli = earlier.pm25_milli then later.pm25_milli end as pm25,
        case when later.co_milli = earlier.co_milli then later.co_milli end as co,
        case when later.o3_milli = earlier.o3_milli then later.o3_milli end as o3
    from city_day as later
    join city_day as earlier on earlier.place_id = later.place_id and earlier.on_date = later.on_date - 1
),

same as (
    -- days with the value of the day before
    select place_id, on_date, 'so2' as pollutant, so2 as value_milli from beside where so2 is not null
    union all
    select place_id, on_date, 'no2' as pollutant, no2 as value_milli from beside where no2 is not null
    union all
    select place_id, on_date, 'pm10' as pollutant, pm10 as value_milli from beside where pm10 is not null
    union all
    select place_id, on_date, 'pm25' as pollutant, pm25 as value_milli from beside where pm25 is not null
    union all
    select place_id, on_date, 'co' as pollutant, co as value_milli from beside where co is not null
    union all
    select place_id, on_date, 'o3' as pollutant, o3 as value_milli from beside where o3 is not null
),

placed as (
    -- days in a row keep their distance from their rank among the days of one value
    select
        *,
        on_date - row_number() over (
            partition by place_id, pollutant, value_milli
            order by on_date
        )::integer as run
    from same
),

repeated as (
    select
        place_id, pollutant, value_milli,
        min(on_date) - 1 as first_on, max(on_date) as last_on, count(*) + 1 as n_days
    from placed
    group by place_id, pollutant, value_milli, run
    having count(*) + 1 >= repeated_min_days(pollutant)
)

select
    place_id, first_on as on_date, pollutant, 'repeated' as cause, last_on, n_days, value_milli,
    null::bigint as other_milli, batch_no
from repeated
join (select place_id, on_date as last_on, batch_no from city_day) as of_last using (place_id, last_on)

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
where n_valid = 0 and origin = 'day'
