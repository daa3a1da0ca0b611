-- view:    city_period_count
-- what:    day counts, ratio and validity of a period from the period's one source
-- source:  city_period_days, the published table, or the estimate, whichever city_period_source names
-- needs:   city_period_source, city_period_days, city_period_validity, city_period_report, city_period_estimate, period_need
-- grain:   place_id, period_key
-- keep:    view
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  source          | VARCHAR | computed, reported or estimated
-- column:  valid_days      | BIGINT  | days with an index, null where a table does not say
-- column:  good_days       | BIGINT  | good days
-- column:  heavy_days      | BIGINT  | heavily polluted days
-- column:  good_permille   | BIGINT  | good-day ratio in tenths of a percent
-- column:  composite_centi | BIGINT  | composite index that a table prints, in hundredths
-- column:  is_valid        | BOOLEAN | enough valid days; without a whole month there is no minimum
-- column:  enough_months   | BIGINT  | whole months with enough valid days
-- column:  reported_months | BIGINT  | whole months that an estimate takes from tables, else 0
select
    place_id, period_key, source, valid_days, good_days, heavy_days, good_permille,
    null::bigint as composite_centi,
    coalesce(is_valid, period_need.n_months = 0) as is_valid,
    coalesce(enough_months, 0) as enough_months,
    0::bigint as reported_months
from city_period_days
join city_period_source using (place_id, period_key)
join period_need using (period_key)
left join (
    select place_id, period_key, is_valid, enough_months
    from city_period_validity
    where item = ranking_item()
) as validity using (place_id, period_key)
where source = 'computed'

union all

select
    place_id, period_key, source, valid_days, good_days, heavy_days, good_permille,
    composite_centi, is_valid, enough_months, 0::bigint as reported_months
from city_period_report
join city_period_source using (place_id, period_key)
where source = 'reported'

union all

select
    place_id, period_key, source, valid_days, good_days, heavy_days, good_permille,
    null::bigint as composite_centi, is_valid, enough_months, reported_months
from city_period_estimate
join city_period_source using (place_id, period_key)
where source = 'estimated'
