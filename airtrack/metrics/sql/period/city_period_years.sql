-- view:    city_period_years
-- what:    the mean of a period's printed values and those of the years before it (三年滑动平均)
-- source:  HJ 663-2026 is said to assess a three-year mean; its window is not confirmed: trend.toml, confidence U
-- needs:   city_period_indicator, period_before, period_state, period_edition, ref_indicator, ref_indicator_step
-- grain:   place_id, period_key, indicator
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key of the last of the years
-- column:  indicator   | VARCHAR | key
-- column:  sum_milli   | BIGINT  | sum of the printed values, thousandths
-- column:  mean_milli  | BIGINT  | mean at printed digits, null where withheld
-- column:  withheld    | VARCHAR | days (one of the years has too few), edition or state (the years have several); else null
with recursive back as (
    select period_key, last_on, period_key as year_key, 1 as n_years
    from period_edition

    union all

    select back.period_key, back.last_on, period_before.previous_key as year_key, back.n_years + 1 as n_years
    from back
    join period_before on period_before.period_key = back.year_key
    where back.n_years < n_years_of_mean()
),

summed as (
    select
        place_id, back.period_key, back.last_on, city_period_indicator.indicator,
        count(*) as n_years,
        sum(value_milli)::bigint as sum_milli,
        max(case when is_rankable then 0 else 1 end) as is_short,
        max(case when city_period_indicator.is_crossing then 1 else 0 end) as crosses_edition,
        min(edition) as one_edition, max(edition) as other_edition,
        max(case when period_state.is_crossing then 1 else 0 end) as crosses_state,
        min(state) as one_state, max(state) as other_state
    from back
    join city_period_indicator on city_period_indicator.period_key = back.year_key
    left join period_state on period_state.period_key = back.year_key
    group by place_id, back.period_key, back.last_on, city_period_indicator.indicator
),

judged as (
    select
        summed.*,
        case
            when is_short = 1 then 'days'
            when by_edition and (crosses_edition = 1 or one_edition <> other_edition) then 'edition'
            when not compares_states() and (crosses_state = 1 or one_state <> other_state) then 'state'
        end as withheld
    from summed
    join ref_indicator on ref_indicator.indicator = summed.indicator
    where n_years = n_years_of_mean()
)

select
    place_id, period_key, judged.indicator, sum_milli,
    case when withheld is null
        then rounded_to(sum_milli, n_years_of_mean(), ref_indicator_step.step_milli)
    end as mean_milli,
    withheld
from judged
join ref_indicator_step
    on ref_indicator_step.indicator = judged.indicator
    and last_on between ref_indicator_step.from_on and ref_indicator_step.to_on
