-- view:    city_period_difference
-- what:    what a published table prints beside what the days, and its own six values, give
-- source:  SPEC 8: an index may differ by 0.02 for single indices rounded half up; concentrations are compared at the printed digits, an index and a ratio at no fewer than their own (SPEC 3.8)
-- needs:   report_current, period_edition, city_period_statistic, city_period_days, ref_index, ref_precision
-- grain:   place_id, period_key, indicator, against
-- keep:    view
-- column:  place_id         | VARCHAR | GB/T 2260 code
-- column:  period_key       | VARCHAR | canonical key
-- column:  indicator        | VARCHAR | key
-- column:  against          | VARCHAR | days: computed from days; table: the index from the table's own six values
-- column:  printed_milli    | BIGINT  | printed value, thousandths
-- column:  digits           | INTEGER | decimals compared: those printed, of an index at least 2, of a ratio at least 1 (zeros at the end do not show)
-- column:  computed_milli   | BIGINT  | ours at these digits, thousandths
-- column:  difference_milli | BIGINT  | printed minus computed
-- column:  cause            | VARCHAR | equal, half_up (rounding half up gives it), rounding (an index within the tolerance, a ratio in a column without decimals), different
-- literals: 10 thousandths in a hundredth; 100 in a tenth; 1000 thousandths; 100000 thousandths of a percent in one
with printed as (
    select
        place_id, period_key, edition, last_on, indicator, value_milli as printed_milli,
        greatest(
            report_current.digits, case indicator when 'composite' then 2 when 'good_pct' then 1 else 0 end
        ) as digits,
        case report_current.digits when 0 then 1000 when 1 then 100 when 2 then 10 else 1 end as shown_step
    from report_current
    join period_edition using (first_on, last_on)
),

indexed as (
    select place_id, period_key, pollutant, index_milli, 'days' as against
    from city_period_statistic

    union all

    select place_id, period_key, indicator as pollutant, rounded_to(printed_milli, 1, step_milli) as index_milli,
        'table' as against
    from printed
    join ref_precision as entering
        on entering.quantity = 'index_input' and entering.pollutant = indicator
        and last_on between entering.from_on and entering.to_on
),

composite as (
    select
        place_id, period_key, against,
        sum(half_even(index_milli * single_index_scale(), divisor_milli) * index_weight(pollutant))::bigint
            as index_centi,
        sum(
            (2 * index_milli * single_index_scale() + divisor_milli) // (2 * divisor_milli) * index_weight(pollutant)
        )::bigint as half_up_centi
    from indexed
    join period_edition using (period_key)
    join ref_index using (edition, pollutant)
    group by place_id, period_key, against
    having count(*) = n_pollutants()
),

ours as (
    select place_id, period_key, pollutant as indicator, 'days' as against,
        case when statistic = 'mean' then sum_milli else percentile_num end as num,
        case when statistic = 'mean' then n_days else percentile_den end as den,
        null::bigint as half_up_milli
    from city_period_statistic
    union all
    select place_id, period_key, 'valid_days', 'days', valid_days * 1000, 1, null from city_period_days
    union all
    select place_id, period_key, 'good_days', 'days', good_days * 1000, 1, null from city_period_days
    union all
    select place_id, period_key, 'heavy_days', 'days', heavy_days * 1000, 1, null from city_period_days
    union all
    select place_id, period_key, 'good_pct', 'days', good_days * 100000, valid_days, null from city_period_days
    where valid_days > 0
    union all
    select place_id, period_key, 'composite', against, index_centi * 10, 1, half_up_centi * 10 from composite
),

stepped as (
    -- in a column of few rows 3.90 looks like one decimal: 3.94 would be equal to it
    select *, case digits when 0 then 1000 when 1 then 100 when 2 then 10 else 1 end as step
    from printed
),

compared as (
    select
        place_id, period_key, indicator, against, printed_milli, digits,
        rounded_to(num, den, step)::bigint as computed_milli,
        rounded_to(num, den, shown_step)::bigint as shown_milli,
        coalesce(half_up_milli, (2 * num + den * step) // (2 * den * step) * step) as half_up_milli
    from stepped
    join ours using (place_id, period_key, indicator)
)

select
    place_id, period_key, indicator, against, printed_milli, digits, computed_milli,
    printed_milli - computed_milli as difference_milli,
    case
        when printed_milli = computed_milli then 'equal'
        when printed_milli = half_up_milli then 'half_up'
        when indicator = 'composite'
            and printed_milli - computed_milli between -composite_tolerance_milli() and composite_tolerance_milli()
            then 'rounding'
        when indicator <> 'composite' and printed_milli = shown_milli then 'rounding'
        else 'different'
    end as cause
from compared
