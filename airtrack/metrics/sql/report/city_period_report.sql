-- view:    city_period_report
-- what:    what the published table of exactly this period says beside the concentrations
-- source:  GB 3095 Table 4 (27 a month, 25 in February, 324 a year); unknown valid days count as enough (house rule)
-- needs:   report_count, period, period_need
-- grain:   place_id, period_key
-- keep:    table
-- order:   period_key, place_id
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  valid_days      | BIGINT  | valid days, null where the table does not say
-- column:  n_days          | BIGINT  | valid days, calendar days where the table does not say
-- column:  good_days       | BIGINT  | good days
-- column:  heavy_days      | BIGINT  | heavily polluted days
-- column:  good_permille   | BIGINT  | good-day ratio in tenths of a percent
-- column:  composite_centi | BIGINT  | printed composite index in hundredths
-- column:  is_valid        | BOOLEAN | as many valid days as the months together, and a whole year, need
-- column:  enough_months   | BIGINT  | whole months of a valid period, else 0: a table does not tell them apart
-- column:  stage_rank      | INTEGER | the lowest stage of the table's values
select
    place_id, period_key, valid_days,
    coalesce(valid_days, period.n_days) as n_days,
    good_days, heavy_days, good_permille, composite_centi,
    coalesce(valid_days >= greatest(months_min_days, min_days), true) as is_valid,
    case when coalesce(valid_days >= greatest(months_min_days, min_days), true) then n_months else 0 end
        as enough_months,
    stage_rank
from report_count
join period using (first_on, last_on)
join period_need using (period_key)
