-- view:    region_period_spread
-- what:    the spread inside a group: its lowest, middle and highest printed value, beside the mean
-- source:  the members of region_period (SPEC 3.6); the middle of an even number is the mean of the two in the middle (house rule)
-- needs:   region_period, city_period_indicator, period_edition, ref_membership, ref_indicator_step
-- grain:   group_id, period_key, indicator
-- keep:    view
-- column:  group_id      | VARCHAR | group or province
-- column:  period_key    | VARCHAR | canonical key
-- column:  indicator     | VARCHAR | key
-- column:  n_cities      | BIGINT  | members with a value
-- column:  mean_milli    | BIGINT  | the regional row, thousandths
-- column:  lowest_milli  | BIGINT  | lowest printed value, thousandths
-- column:  lowest_place  | VARCHAR | who has it; of several the first code
-- column:  middle_milli  | BIGINT  | the middle value at the digits of the mean
-- column:  highest_milli | BIGINT  | highest printed value, thousandths
-- column:  highest_place | VARCHAR | who has it; of several the last code
-- literals: 2 halves
with member as (
    select ref_membership.group_id, period_edition.period_key, period_edition.last_on, ref_membership.place_id
    from period_edition
    join ref_membership
        on period_edition.last_on between ref_membership.from_on and ref_membership.to_on
),

placed as (
    select
        group_id, period_key, indicator, last_on, place_id, value_milli,
        row_number() over (
            partition by group_id, period_key, indicator order by value_milli, place_id
        ) as seat
    from member
    join city_period_indicator using (place_id, period_key)
),

-- an odd number has one seat in the middle, an even number two
seated as (
    select
        placed.group_id, placed.period_key, placed.indicator, placed.last_on, placed.place_id,
        placed.value_milli, placed.seat, region_period.n_cities,
        region_period.value_milli as mean_milli,
        2 * placed.seat between region_period.n_cities and region_period.n_cities + 2 as is_middle
    from placed
    join region_period
        on region_period.group_id = placed.group_id
        and region_period.period_key = placed.period_key
        and region_period.indicator = placed.indicator
),

ends as (
    select
        group_id, period_key, indicator, n_cities, mean_milli, max(last_on) as last_on,
        min(value_milli) as lowest_milli,
        min(case when seat = 1 then place_id end) as lowest_place,
        sum(case when is_middle then value_milli end)::bigint as middle_sum,
        count(case when is_middle then 1 end) as n_middle,
        max(value_milli) as highest_milli,
        min(case when seat = n_cities then place_id end) as highest_place
    from seated
    group by group_id, period_key, indicator, n_cities, mean_milli
)

select
    group_id, period_key, ends.indicator, n_cities, mean_milli, lowest_milli, lowest_place,
    rounded_to(middle_sum, n_middle, ref_indicator_step.step_milli) as middle_milli,
    highest_milli, highest_place
from ends
join ref_indicator_step
    on ref_indicator_step.indicator = ends.indicator
    and last_on between ref_indicator_step.from_on and ref_indicator_step.to_on
