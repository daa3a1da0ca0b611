-- view:    city_period_limit
-- what:    statistics of a period against the limits of both levels of every edition on file
-- source:  GB 3095, HJ 663; rounded values against the limit (修约值比较法), by the statistics of the bulletins (attainment.toml, target_mode); multiple (超标倍数) = (C - S) / S, SPEC 3.5
-- needs:   city_period_pollutant, ref_limit
-- grain:   place_id, period_key, pollutant, edition, grade
-- keep:    view
-- column:  place_id       | VARCHAR | GB/T 2260 code
-- column:  period_key     | VARCHAR | canonical key
-- column:  pollutant      | VARCHAR | key
-- column:  edition        | VARCHAR | the edition that the limit stands in, not the one that judges the period
-- column:  grade          | INTEGER | 1 (一级) or 2 (二级)
-- column:  statistic      | VARCHAR | mean or percentile
-- column:  value_milli    | BIGINT  | the value that is compared, thousandths
-- column:  limit_milli    | INTEGER | limit of that level, thousandths
-- column:  is_met         | BOOLEAN | the value is not above the limit
-- column:  multiple_centi | BIGINT  | exceedance multiple in hundredths, null where the limit is met
-- column:  is_valid       | BOOLEAN | enough valid days
select
    place_id, period_key, pollutant, ref_limit.edition, grade, ref_limit.statistic,
    attained_milli as value_milli,
    limit_milli,
    attained_milli <= limit_milli as is_met,
    case when attained_milli > limit_milli then half_even((attained_milli - limit_milli) * 100, limit_milli) end
        as multiple_centi,
    is_valid
from city_period_pollutant
join ref_limit using (pollutant, statistic)
where attained_milli is not null
