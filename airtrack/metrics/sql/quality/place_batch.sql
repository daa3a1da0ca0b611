-- view:    place_batch
-- what:    the daily values of a place that count, by the newest batch behind them: which days came with it, how many values
-- source:  city_day, counted
-- needs:   city_day
-- grain:   place_id, batch_no
-- keep:    table
-- order:   place_id, batch_no
-- column:  place_id | VARCHAR | GB/T 2260 code
-- column:  batch_no | INTEGER | batch
-- column:  first_on | DATE    | first day with a value
-- column:  last_on  | DATE    | last day with a value
-- column:  n_days   | BIGINT  | days with a value
-- column:  n_values | BIGINT  | values, up to six a day
select
    place_id,
    batch_no,
    min(on_date) as first_on,
    max(on_date) as last_on,
    count(*) as n_days,
    sum(n_valid)::bigint as n_values
from city_day
where n_valid > 0
group by place_id, batch_no
