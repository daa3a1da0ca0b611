-- view:    city_period_pollutant
-- what:    the statistic of a pollutant over a period from the period's one source, exact and printed
-- source:  city_period_statistic, the published table, or the estimate, whichever city_period_source names
-- needs:   city_period_source, city_period_statistic, city_period_validity, city_period_report_value, city_period_estimate_value, period_need
-- grain:   place_id, period_key, pollutant
-- keep:    table
-- order:   period_key, place_id, pollutant
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  pollutant   | VARCHAR | key
-- column:  source      | VARCHAR | computed, reported or estimated
-- column:  n_days      | BIGINT  | valid days, null where the table does not say; of an estimate the sum of its weights
-- column:  num_milli   | BIGINT  | numerator of the exact value in thousandths
-- column:  den         | BIGINT  | denominator of the exact value
-- column:  statistic   | VARCHAR | mean or percentile
-- column:  value_milli | BIGINT  | printed value in thousandths: a table's as it stands, others at the standard's digits
-- column:  digits      | INTEGER | printed decimals
-- column:  index_milli | BIGINT  | the value at the digits that enter the composite index
-- column:  is_valid    | BOOLEAN | enough valid days
with computed as (
    select
        place_id, period_key, pollutant, n_days,
        case when statistic = 'mean' then sum_milli else percentile_num end as num_milli,
        case when statistic = 'mean' then n_days else percentile_den end as den,
        statistic, value_milli, digits, index_milli
    from city_period_statistic
)

select
    computed.place_id, computed.period_key, pollutant, source, n_days, num_milli, den, statistic,
    value_milli, digits, index_milli, coalesce(is_valid, period_need.n_months = 0) as is_valid
from computed
join city_period_source using (place_id, period_key)
join period_need using (period_key)
left join city_period_validity as validity
    on validity.place_id = computed.place_id and validity.period_key = computed.period_key
    and validity.item = pollutant
where source = 'computed'

union all

select
    place_id, period_key, pollutant, source, n_days, num_milli, den, statistic,
    value_milli, digits, index_milli, is_valid
from city_period_report_value
join city_period_source using (place_id, period_key)
where source = 'reported'

union all

select
    place_id, period_key, pollutant, source, n_days, num_milli, den, statistic,
    value_milli, digits, index_milli, is_valid
from city_period_estimate_value
join city_period_source using (place_id, period_key)
where source = 'estimated'
