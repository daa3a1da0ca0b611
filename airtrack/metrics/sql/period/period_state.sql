-- view:    period_state
-- what:    the state of a period's values (标况 or 实况): that of its last day
-- source:  GB 3095-2012, amendment of 2018; values are taken to be in the state of their day
-- needs:   period, ref_state
-- grain:   period_key
-- keep:    view
-- column:  period_key  | VARCHAR | canonical key
-- column:  state       | VARCHAR | state of the last day
-- column:  is_crossing | BOOLEAN | the first day has another state
select
    period.period_key,
    ref_state.state,
    period.first_on < ref_state.from_on as is_crossing
from period
join ref_state on period.last_on between ref_state.from_on and ref_state.to_on
