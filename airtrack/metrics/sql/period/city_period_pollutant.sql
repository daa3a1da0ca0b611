-- view:    city_period_pollutant
-- what:    the statistic of a pollutant over a period from the period's one source, exact and printed
-- source:  city_period_statistic, the published table, or the estimate, whichever city_period_source names
-- needs:   city_period_source, city_period_statistic, city_period_validity, city_period_report_value, city_period_estimate_value, period_need, period_edition, ref_precision
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
-- column:  alternative_milli | BIGINT | the same at the digits of the other reading (rounding.toml)
-- column:  is_valid    | BOOLEAN | enough valid days
-- column:  percentile_num   | BIGINT | numerator of the exact percentile in thousandths, null where only a mean is known
-- column:  percentile_den   | BIGINT | denominator of the exact percentile
-- column:  percentile_milli | BIGINT | printed percentile in thousandths
-- column:  attained_milli   | BIGINT | the value at the digits that are held against a limit
-- column:  attained_percentile_milli | BIGINT | the percentile at these digits
with computed as (
    select
        place_id, period_key, pollutant, n_days,
        case when statistic = 'mean' then sum_milli else percentile_num end as num_milli,
        case when statistic = 'mean' then n_days else percentile_den end as den,
        statistic, value_milli, digits, index_milli, percentile_num, percentile_den
    from city_period_statistic
),

known as (
    select
        computed.place_id, computed.period_key, pollutant, source, n_days, num_milli, den, statistic,
        value_milli, digits, index_milli, coalesce(is_valid, period_need.n_months = 0) as is_valid,
        percentile_num, percentile_den::bigint as percentile_den
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
        value_milli, digits, index_milli, is_valid,
        case when statistic = 'percentile' then num_milli end as percentile_num,
        case when statistic = 'percentile' then den end as percentile_den
    from city_period_report_value
    join city_period_source using (place_id, period_key)
    where source = 'reported'

    union all

    select
        place_id, period_key, pollutant, source, n_days, num_milli, den, statistic,
        value_milli, digits, index_milli, is_valid,
        null::bigint as percentile_num, null::bigint as percentile_den
    from city_period_estimate_value
    join city_period_source using (place_id, period_key)
    where source = 'estimated'
)

select
    place_id, period_key, known.pollutant, source, n_days, num_milli, den, statistic,
    value_milli, known.digits, index_milli,
    rounded_to(num_milli, den, entering.step_milli) as alternative_milli,
    is_valid, percentile_num, percentile_den,
    case
        when statistic = 'percentile' then value_milli
        when percentile_den > 0 then rounded_to(percentile_num, percentile_den, printed.step_milli)
    end as percentile_milli,
    rounded_to(num_milli, den, attaining.step_milli) as attained_milli,
    case when percentile_den > 0 then rounded_to(percentile_num, percentile_den, attaining.step_milli) end
        as attained_percentile_milli
from known
join period_edition using (period_key)
join ref_precision as printed
    on printed.quantity = 'period_value' and printed.pollutant = known.pollutant
    and last_on between printed.from_on and printed.to_on
join ref_precision as entering
    on entering.quantity = 'index_alternative' and entering.pollutant = known.pollutant
    and last_on between entering.from_on and entering.to_on
join ref_precision as attaining
    on attaining.quantity = 'attainment' and attaining.pollutant = known.pollutant
    and last_on between attaining.from_on and attaining.to_on
