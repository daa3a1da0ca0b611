-- view:    city_period_report_value
-- what:    concentrations of the published table of exactly this period, as printed
-- source:  house rule: nothing printed is rounded again, but for the digits that enter the composite index
-- needs:   report_current, city_period_report, period_edition, ref_item, ref_precision
-- grain:   place_id, period_key, pollutant
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  pollutant   | VARCHAR | key
-- column:  n_days      | BIGINT  | valid days of the table, null where it does not say
-- column:  num_milli   | BIGINT  | printed value in thousandths
-- column:  den         | BIGINT  | 1
-- column:  statistic   | VARCHAR | mean or percentile
-- column:  value_milli | BIGINT  | printed value in thousandths
-- column:  digits      | INTEGER | printed decimals
-- column:  index_milli | BIGINT  | the value at the digits that enter the composite index
-- column:  is_valid    | BOOLEAN | the table has enough valid days
select
    place_id, period_key, ref_item.pollutant, valid_days as n_days,
    value_milli as num_milli, 1::bigint as den, statistic,
    value_milli, report_current.digits,
    rounded_to(value_milli, 1, entering.step_milli) as index_milli,
    is_valid
from report_current
join period_edition using (first_on, last_on)
join city_period_report using (place_id, period_key)
join ref_item on ref_item.edition = period_edition.edition and ref_item.pollutant = indicator
join ref_precision as entering
    on entering.quantity = 'index_input' and entering.pollutant = indicator
    and last_on between entering.from_on and entering.to_on
