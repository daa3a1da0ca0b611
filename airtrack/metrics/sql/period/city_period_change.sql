-- view:    city_period_change
-- what:    change against the same period of the year before (同比), from printed values
-- source:  SPEC 3.7: same edition and same state on both sides; percent from the rounded values, 1 decimal; ratios differ in percentage points (个百分点); a computed base has the decimals of the period compared with it, as the releases of 2025 (28.0 against 29.3: -4.4 %)
-- needs:   city_period_indicator, city_period_pollutant, period_before, period_state, ref_indicator
-- grain:   place_id, period_key, indicator
-- keep:    view
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  indicator       | VARCHAR | key
-- column:  value_milli     | BIGINT  | printed value, thousandths
-- column:  previous_milli  | BIGINT  | value a year before at the same decimals, a table's as printed; null when there is none that can be compared
-- column:  change_permille | BIGINT  | change in tenths of a percent, null without a base
-- column:  difference_milli | BIGINT | value minus previous, thousandths of the unit
-- column:  is_rankable     | BOOLEAN | enough valid days
-- column:  withheld        | VARCHAR | why a value a year before is no base: days (too few), edition or state; null where it is one, or there is none
-- literals: 10 100 1000 thousandths of a printed step; 1000 per mille
with paired as (
    select
        present.place_id, present.period_key, present.indicator, present.value_milli, present.is_rankable,
        -- a mean of 29.3 that its own year printed as 29 is 29.3 beside a 28.0
        case
            when past_exact.den > 0 and past_exact.source <> 'reported' then rounded_to(
                past_exact.num_milli, past_exact.den,
                case now_exact.digits when 0 then 1000 when 1 then 100 when 2 then 10 else 1 end
            )
            else past.value_milli
        end as past_milli,
        -- a base with too few days, judged by another edition, or in another state, is no base
        case
            when past.value_milli is null then null
            when not coalesce(past.is_rankable, false) then 'days'
            when ref_indicator.by_edition and not coalesce(
                present.edition = past.edition and not present.is_crossing and not past.is_crossing, false
            ) then 'edition'
            when not compares_states() and (
                state_now.state <> state_then.state or state_now.is_crossing or state_then.is_crossing
            ) then 'state'
        end as withheld
    from city_period_indicator as present
    join ref_indicator on ref_indicator.indicator = present.indicator
    left join period_before using (period_key)
    left join city_period_indicator as past
        on past.place_id = present.place_id
        and past.period_key = period_before.previous_key
        and past.indicator = present.indicator
    left join city_period_pollutant as now_exact
        on now_exact.place_id = present.place_id
        and now_exact.period_key = present.period_key
        and now_exact.pollutant = present.indicator
    left join city_period_pollutant as past_exact
        on past_exact.place_id = present.place_id
        and past_exact.period_key = period_before.previous_key
        and past_exact.pollutant = present.indicator
    left join period_state as state_now on state_now.period_key = present.period_key
    left join period_state as state_then on state_then.period_key = period_before.previous_key
),

based as (
    select *, case when withheld is null then past_milli end as previous_milli
    from paired
)

select
    place_id, period_key, indicator, value_milli, previous_milli,
    case when previous_milli > 0
        then half_even((value_milli - previous_milli) * 1000, previous_milli)
    end as change_permille,
    value_milli - previous_milli as difference_milli,
    is_rankable,
    withheld
from based
