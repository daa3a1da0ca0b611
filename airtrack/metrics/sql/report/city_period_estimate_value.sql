-- view:    city_period_estimate_value
-- what:    estimated means at the digits of the standard
-- source:  FORMULAS F1; GB/T 8170
-- needs:   estimate_mean, period_edition, period_need, ref_precision
-- grain:   place_id, period_key, pollutant
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  pollutant   | VARCHAR | key
-- column:  n_days      | BIGINT  | sum of the weights
-- column:  num_milli   | BIGINT  | sum of weight times thousandths
-- column:  den         | BIGINT  | sum of the weights
-- column:  statistic   | VARCHAR | mean
-- column:  value_milli | BIGINT  | printed value in thousandths
-- column:  digits      | INTEGER | printed decimals
-- column:  index_milli | BIGINT  | the mean at the digits that would enter a composite index
-- column:  is_valid    | BOOLEAN | every month has enough days of the pollutant, and a whole year its own minimum
select
    place_id, period_key, estimate_mean.pollutant, n_days, num_milli, n_days as den, 'mean' as statistic,
    rounded_to(num_milli, n_days, printed.step_milli) as value_milli,
    printed.digits,
    rounded_to(num_milli, n_days, entering.step_milli) as index_milli,
    enough_months = n_months and n_days >= min_days as is_valid
from estimate_mean
join period_edition using (period_key)
join period_need using (period_key)
join ref_precision as printed
    on printed.quantity = 'period_value' and printed.pollutant = estimate_mean.pollutant
    and last_on between printed.from_on and printed.to_on
join ref_precision as entering
    on entering.quantity = 'index_input' and entering.pollutant = estimate_mean.pollutant
    and last_on between entering.from_on and entering.to_on
