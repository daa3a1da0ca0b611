-- view:    estimate_month_count
-- what:    day counts of the months behind an estimate, each from its days or from its table
-- source:  FORMULAS F1; good days of a month only where no pollutant lacks on too many of its days (house rule)
-- needs:   estimate_month, city_month_report, city_month_count, city_day_aqi
-- grain:   place_id, period_key, month_on
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  month_on    | DATE    | first day of the month
-- column:  is_reported | BOOLEAN | from the table
-- column:  valid_days  | BIGINT  | valid days, null where the table does not say
-- column:  n_days      | BIGINT  | valid days, calendar days where the table does not say
-- column:  good_days   | BIGINT  | good days
-- column:  heavy_days  | BIGINT  | heavily polluted days
-- column:  good_num    | BIGINT  | good-day ratio in tenths of a percent times n_days
-- literals: 1000 per mille
with scarcest as (
    select place_id, month_on, case when count(*) = n_pollutants() then min(n_days) end as n_days
    from city_month_count
    where item <> ranking_item()
    group by place_id, month_on
),

counted as (
    select
        place_id, date_trunc('month', on_date)::date as month_on,
        count(aqi) as valid_days,
        sum(case when is_good then 1 else 0 end)::bigint as good_days,
        sum(case when is_heavy then 1 else 0 end)::bigint as heavy_days
    from city_day_aqi
    where place_id in (select place_id from estimate_month where not is_reported)
    group by place_id, date_trunc('month', on_date)::date
),

judged as (
    select *, coalesce(scarcest.n_days * 100 >= complete_percent() * valid_days, false) as is_complete
    from counted
    left join scarcest using (place_id, month_on)
)

select
    place_id, period_key, month_on, is_reported, valid_days, valid_days as n_days,
    case when is_complete then good_days end as good_days,
    case when is_complete then heavy_days end as heavy_days,
    case when is_complete then good_days * 1000 end as good_num
from estimate_month
join judged using (place_id, month_on)
where not is_reported

union all

select place_id, period_key, month_on, is_reported, valid_days, n_days, good_days, heavy_days, good_num
from estimate_month
join city_month_report using (place_id, month_on)
where is_reported
