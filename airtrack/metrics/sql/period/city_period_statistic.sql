-- view:    city_period_statistic
-- what:    mean and percentile of a pollutant's valid daily values over a period, and the one that is assessed
-- source:  HJ 663 annual items; percentile by HJ 663-2013 Annex A, linear between ranks; GB/T 8170
-- needs:   city_day_value, period_edition, ref_item, ref_precision
-- grain:   place_id, period_key, pollutant
-- keep:    view
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  pollutant       | VARCHAR | key
-- column:  n_days          | BIGINT  | valid days
-- column:  sum_milli       | BIGINT  | sum of the daily values in thousandths; the mean is sum_milli / n_days
-- column:  percentile_num  | BIGINT  | percentile in thousandths times percentile_den
-- column:  percentile_den  | INTEGER | grid of the percentile
-- column:  statistic       | VARCHAR | mean or percentile: what is printed and assessed
-- column:  value_milli     | BIGINT  | the assessed statistic at printed digits, thousandths
-- column:  digits          | INTEGER | printed decimals
-- column:  index_milli     | BIGINT  | the assessed statistic at the digits that enter the composite index
with within as (
    select
        place_id, period_key, pollutant, value_milli,
        ref_item.statistic, ref_item.percentile_num as p_num, ref_item.percentile_den as p_den,
        row_number() over (partition by place_id, period_key, pollutant order by value_milli) - 1 as position,
        count(*) over (partition by place_id, period_key, pollutant) - 1 as last_position
    from city_day_value
    join period_edition on on_date between first_on and last_on
    join ref_item using (edition, pollutant)
),

placed as (
    -- the rank (n-1)·p falls between two positions: weight them by the distance on an integer grid
    select
        *,
        (last_position * p_num) // p_den as below,
        (last_position * p_num) % p_den as beyond
    from within
),

summed as (
    select
        place_id, period_key, pollutant, statistic, p_den as percentile_den,
        count(*) as n_days,
        sum(value_milli)::bigint as sum_milli,
        sum(case
            when position = below then value_milli * (p_den - beyond)
            when position = below + 1 then value_milli * beyond
            else 0
        end)::bigint as percentile_num
    from placed
    group by place_id, period_key, pollutant, statistic, p_den
),

assessed as (
    select
        *,
        case when statistic = 'mean' then sum_milli else percentile_num end as num,
        case when statistic = 'mean' then n_days else percentile_den end as den
    from summed
)

select
    place_id, period_key, assessed.pollutant, n_days, sum_milli, percentile_num, percentile_den, statistic,
    rounded_to(num, den, printed.step_milli) as value_milli,
    printed.digits,
    rounded_to(num, den, entering.step_milli) as index_milli
from assessed
join period_edition using (period_key)
join ref_precision as printed
    on printed.quantity = 'period_value' and printed.pollutant = assessed.pollutant
    and last_on between printed.from_on and printed.to_on
join ref_precision as entering
    on entering.quantity = 'index_input' and entering.pollutant = assessed.pollutant
    and last_on between entering.from_on and entering.to_on
