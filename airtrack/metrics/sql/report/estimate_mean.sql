-- view:    estimate_mean
-- what:    means of a period from its months, weighted by their valid days, kept exact; percentiles have none
-- source:  FORMULAS F1: sum of days times mean over sum of days; CO and ozone never come from months
-- needs:   estimate_month, city_month_report, report_current, city_day_value, city_month_count, period_edition, ref_item
-- grain:   place_id, period_key, pollutant
-- keep:    table
-- order:   period_key, place_id, pollutant
-- column:  place_id      | VARCHAR | GB/T 2260 code
-- column:  period_key    | VARCHAR | canonical key
-- column:  pollutant     | VARCHAR | key
-- column:  n_days        | BIGINT  | sum of the weights
-- column:  num_milli     | BIGINT  | sum of weight times thousandths; the mean is num_milli / n_days
-- column:  enough_months | BIGINT  | months with enough valid days
with summed as (
    select
        place_id, date_trunc('month', on_date)::date as month_on, pollutant,
        count(*) as n_days, sum(value_milli)::bigint as num_milli
    from city_day_value
    where place_id in (select place_id from estimate_month where not is_reported)
    group by place_id, date_trunc('month', on_date)::date, pollutant
),

part as (
    -- whether a month is complete is judged before event days are left out
    select
        estimate_month.place_id, period_key, estimate_month.month_on, pollutant,
        summed.n_days, num_milli, is_enough
    from estimate_month
    join summed using (place_id, month_on)
    join city_month_count as counted
        on counted.place_id = estimate_month.place_id and counted.month_on = estimate_month.month_on
        and item = pollutant
    where not is_reported

    union all

    select
        estimate_month.place_id, period_key, estimate_month.month_on, indicator as pollutant,
        n_days, value_milli * n_days as num_milli, n_days >= month_min_days(estimate_month.month_on) as is_enough
    from estimate_month
    join city_month_report using (place_id, month_on)
    join report_current
        on report_current.place_id = estimate_month.place_id
        and report_current.first_on = estimate_month.month_on
        and report_current.last_on = estimate_month.last_on
    where is_reported
)

select
    place_id, period_key, pollutant,
    sum(n_days)::bigint as n_days,
    sum(num_milli)::bigint as num_milli,
    sum(case when is_enough then 1 else 0 end)::bigint as enough_months
from part
join period_edition using (period_key)
join ref_item using (edition, pollutant)
where statistic = 'mean'
group by place_id, period_key, pollutant
having sum(n_days) > 0
