-- view:    city_period_validity
-- what:    whether a period has the valid days that its whole months, and a whole year, need
-- source:  GB 3095 Table 4 (27 a month, 25 in February, 324 a year); other periods by their whole months (house rule)
-- needs:   city_month_count, period_month, period_need
-- grain:   place_id, period_key, item
-- keep:    view
-- column:  place_id       | VARCHAR | GB/T 2260 code
-- column:  period_key     | VARCHAR | canonical key
-- column:  item           | VARCHAR | pollutant key, or aqi
-- column:  n_months       | BIGINT  | whole months in the period
-- column:  enough_months  | BIGINT  | of these, months with enough days
-- column:  whole_days     | BIGINT  | valid days in the whole months
-- column:  is_valid       | BOOLEAN | the minima are met
with counted as (
    select
        place_id,
        period_key,
        item,
        sum(case when is_enough then 1 else 0 end)::bigint as enough_months,
        sum(n_days)::bigint as whole_days
    from city_month_count
    join period_month using (month_on)
    group by place_id, period_key, item
)

select
    place_id, period_key, item, n_months, enough_months, whole_days,
    enough_months = n_months and whole_days >= min_days as is_valid
from counted
join period_need using (period_key)
