-- view:    city_month_delivered
-- what:    sums of a month's daily values as they were delivered, where delivered days are those that count
-- source:  daily values count at their own digits (HJ 633-2026 4.2.2); near the edge of a target the decimals of a file matter to who reads them
-- needs:   city_day, day_current
-- grain:   place_id, month_on, pollutant
-- keep:    table
-- order:   place_id, month_on, pollutant
-- column:  place_id  | VARCHAR | GB/T 2260 code
-- column:  month_on  | DATE    | first day of the month
-- column:  pollutant | VARCHAR | key
-- column:  n_days    | BIGINT  | delivered days with a value
-- column:  sum_milli | BIGINT  | sum of their values before they were rounded, thousandths of the pollutant's unit
with delivered as (
    select
        day_current.place_id, day_current.on_date,
        day_current.so2_milli, day_current.no2_milli, day_current.pm10_milli,
        day_current.pm25_milli, day_current.co_milli, day_current.o3_milli
    from day_current
    join city_day using (place_id, on_date)
    where city_day.origin = 'day'
),

turned as (
    select place_id, on_date, 'so2' as pollutant, so2_milli as value_milli from delivered where so2_milli is not null
    union all
    select place_id, on_date, 'no2' as pollutant, no2_milli as value_milli from delivered where no2_milli is not null
    union all
    select place_id, on_date, 'pm10' as pollutant, pm10_milli as value_milli from delivered where pm10_milli is not null
    union all
    select place_id, on_date, 'pm25' as pollutant, pm25_milli as value_milli from delivered where pm25_milli is not null
    union all
    select place_id, on_date, 'co' as pollutant, co_milli as value_milli from delivered where co_milli is not null
    union all
    select place_id, on_date, 'o3' as pollutant, o3_milli as value_milli from delivered where o3_milli is not null
)

select
    place_id, date_trunc('month', on_date)::date as month_on, pollutant,
    count(*) as n_days, sum(value_milli)::bigint as sum_milli
from turned
group by place_id, date_trunc('month', on_date)::date, pollutant
