-- view:    city_period_estimate
-- what:    day counts and good-day ratio of a period from its months, one of them at least from a published table
-- source:  FORMULAS F1: counts add up, the ratio is weighted by days; a count that a month lacks has no sum
-- needs:   estimate_month_count, period_need
-- grain:   place_id, period_key
-- keep:    table
-- order:   period_key, place_id
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  valid_days      | BIGINT  | valid days, null where a table does not say
-- column:  n_days          | BIGINT  | valid days, calendar days of the months whose table does not say
-- column:  good_days       | BIGINT  | good days
-- column:  heavy_days      | BIGINT  | heavily polluted days
-- column:  good_permille   | BIGINT  | good-day ratio in tenths of a percent
-- column:  reported_months | BIGINT  | months from tables
-- column:  enough_months   | BIGINT  | months with enough valid days; unknown ones count as enough
-- column:  is_valid        | BOOLEAN | every month has enough, and a whole year its own minimum
with summed as (
    select
        place_id,
        period_key,
        case when count(valid_days) = count(*) then sum(valid_days)::bigint end as valid_days,
        sum(n_days)::bigint as n_days,
        case when count(good_days) = count(*) then sum(good_days)::bigint end as good_days,
        case when count(heavy_days) = count(*) then sum(heavy_days)::bigint end as heavy_days,
        case when count(good_num) = count(*) then sum(good_num)::bigint end as good_num,
        sum(case when is_reported then 1 else 0 end)::bigint as reported_months,
        sum(case when n_days >= month_min_days(month_on) then 1 else 0 end)::bigint as enough_months
    from estimate_month_count
    group by place_id, period_key
)

select
    place_id, period_key, valid_days, n_days, good_days, heavy_days,
    case when n_days > 0 then half_even(good_num, n_days) end as good_permille,
    reported_months, enough_months,
    enough_months = n_months and n_days >= min_days as is_valid
from summed
join period_need using (period_key)
