-- view:    city_month_count
-- what:    valid days of each calendar month, per pollutant and for the index
-- source:  GB 3095 Table 4 counts days per month; days of events are counted (SPEC 5.3 leaves it open, U)
-- needs:   city_day_measured, city_day_aqi
-- grain:   place_id, month_on, item
-- keep:    table
-- order:   place_id, month_on, item
-- column:  place_id | VARCHAR | GB/T 2260 code
-- column:  month_on | DATE    | first day of the month
-- column:  item     | VARCHAR | pollutant key, or aqi
-- column:  n_days   | BIGINT  | valid days
-- column:  is_enough | BOOLEAN | as many as the month needs
with counted as (
    select place_id, date_trunc('month', on_date)::date as month_on, pollutant as item, count(*) as n_days
    from city_day_measured
    group by place_id, date_trunc('month', on_date)::date, pollutant

    union all

    select place_id, date_trunc('month', on_date)::date as month_on, 'aqi' as item, count(aqi) as n_days
    from city_day_aqi
    group by place_id, date_trunc('month', on_date)::date
)

select place_id, month_on, item, n_days, n_days >= month_min_days(month_on) as is_enough
from counted
