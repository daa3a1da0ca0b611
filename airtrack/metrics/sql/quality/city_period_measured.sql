-- view:    city_period_measured
-- what:    valid days of a period per pollutant before event days are left out, and how many are
-- source:  house rule: completeness is judged before any day is left out (SPEC 5.3 leaves it open, U)
-- needs:   city_period_pollutant, city_period_source, city_day_measured, event_day, period
-- grain:   place_id, period_key, pollutant
-- keep:    view
-- column:  place_id      | VARCHAR | GB/T 2260 code
-- column:  period_key    | VARCHAR | canonical key
-- column:  pollutant     | VARCHAR | key
-- column:  n_days        | BIGINT  | valid days, those of events among them; of figures from days alone
-- column:  left_out_days | BIGINT  | of these, days that approved events take out
with left_out as (
    select place_id, period_key, pollutant, count(*) as n_days
    from event_day
    join city_day_measured using (place_id, on_date, pollutant)
    join period on on_date between first_on and last_on
    join city_period_source using (place_id, period_key)
    where source = 'computed'
    group by place_id, period_key, pollutant
),

kept as (
    select place_id, period_key, pollutant, n_days
    from city_period_pollutant
    where source = 'computed'
)

select
    place_id, period_key, pollutant,
    coalesce(kept.n_days, 0) + coalesce(left_out.n_days, 0) as n_days,
    coalesce(left_out.n_days, 0) as left_out_days
from kept
full join left_out using (place_id, period_key, pollutant)
