-- view:    city_period_attainment
-- what:    statistics of a period against the Level II limits, per mode of judging (达标评价)
-- source:  HJ 663; rounded values against the limit (修约值比较法); multiple (超标倍数) = (C - S) / S, SPEC 3.5 and 3.9
-- needs:   city_period_pollutant, period_edition, ref_attainment
-- grain:   place_id, period_key, mode, pollutant, statistic
-- keep:    view
-- column:  place_id       | VARCHAR | GB/T 2260 code
-- column:  period_key     | VARCHAR | canonical key
-- column:  mode           | VARCHAR | bulletin or hj663
-- column:  pollutant      | VARCHAR | key
-- column:  statistic      | VARCHAR | mean or percentile
-- column:  value_milli    | BIGINT  | the value that is compared, thousandths
-- column:  limit_milli    | INTEGER | limit of Level II, thousandths
-- column:  is_met         | BOOLEAN | the value is not above the limit
-- column:  multiple_centi | BIGINT  | exceedance multiple in hundredths, null where the limit is met
-- column:  is_valid       | BOOLEAN | enough valid days
with judged as (
    select
        place_id, period_key, mode, pollutant, ref_attainment.statistic, limit_milli, is_valid,
        case
            when ref_attainment.statistic = city_period_pollutant.statistic then attained_milli
            else attained_percentile_milli
        end as value_milli
    from city_period_pollutant
    join period_edition using (period_key)
    join ref_attainment using (edition, pollutant)
)

select
    place_id, period_key, mode, pollutant, statistic, value_milli, limit_milli,
    value_milli <= limit_milli as is_met,
    case when value_milli > limit_milli then half_even((value_milli - limit_milli) * 100, limit_milli) end
        as multiple_centi,
    is_valid
from judged
where value_milli is not null
