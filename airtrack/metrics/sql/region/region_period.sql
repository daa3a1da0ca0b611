-- view:    region_period
-- what:    the regional row: the mean of the member cities' printed statistics, percentiles included
-- source:  SPEC 3.6 (reproduces the Ningxia table of 2022-11); members as of the period's last day
-- needs:   city_period_indicator, period_edition, ref_membership, ref_indicator_step
-- grain:   group_id, period_key, indicator
-- keep:    view
-- column:  group_id    | VARCHAR | group or province
-- column:  period_key  | VARCHAR | canonical key
-- column:  indicator   | VARCHAR | key
-- column:  n_cities    | BIGINT  | members with a value
-- column:  sum_milli   | BIGINT  | sum of the members' printed values, thousandths; the mean is sum_milli / n_cities
-- column:  value_milli | BIGINT  | mean at printed digits, thousandths
with member as (
    select ref_membership.group_id, period_edition.period_key, period_edition.last_on, ref_membership.place_id
    from period_edition
    join ref_membership
        on period_edition.last_on between ref_membership.from_on and ref_membership.to_on
),

summed as (
    select
        group_id, period_key, indicator, max(last_on) as last_on,
        count(*) as n_cities, sum(value_milli)::bigint as sum_milli
    from member
    join city_period_indicator using (place_id, period_key)
    group by group_id, period_key, indicator
)

select
    group_id, period_key, summed.indicator, n_cities, sum_milli,
    rounded_to(sum_milli, n_cities, ref_indicator_step.step_milli) as value_milli
from summed
join ref_indicator_step
    on ref_indicator_step.indicator = summed.indicator
    and last_on between ref_indicator_step.from_on and ref_indicator_step.to_on
