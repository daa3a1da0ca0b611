-- view:    city_period_dust
-- what:    event days of a period and the three good-day ratios: days kept, dropped, counted as good
-- source:  SPEC 5.3 (保留沙尘 is what bulletins print); the authority's own third ratio is imported, never computed
-- needs:   event_current, ref_event, city_day_aqi, city_period_days, period
-- grain:   place_id, period_key
-- keep:    view
-- column:  place_id         | VARCHAR | GB/T 2260 code
-- column:  period_key       | VARCHAR | canonical key
-- column:  event_days       | BIGINT  | days of approved events that have an index
-- column:  exceed_days      | BIGINT  | of these, days that are not good
-- column:  heavy_days       | BIGINT  | of these, heavily polluted days
-- column:  kept_permille    | BIGINT  | good-day ratio with all days, tenths of a percent
-- column:  dropped_permille | BIGINT  | the same without the days that exceed, in the denominator too
-- column:  added_permille   | BIGINT  | the same with these days counted as good
-- literals: 1000 per mille
with event as (
    select distinct place_id, on_date
    from event_current
    join ref_event using (kind)
    where state = 'approved'
),

counted as (
    select
        place_id, period_key,
        count(aqi) as event_days,
        sum(case when is_good then 0 else 1 end)::bigint as exceed_days,
        sum(case when is_heavy then 1 else 0 end)::bigint as heavy_days
    from event
    join city_day_aqi using (place_id, on_date)
    join period on on_date between first_on and last_on
    where aqi is not null
    group by place_id, period_key
)

select
    place_id, period_key, event_days, exceed_days, counted.heavy_days,
    case when valid_days > 0 then half_even(good_days * 1000, valid_days) end as kept_permille,
    case when valid_days > exceed_days then half_even(good_days * 1000, valid_days - exceed_days) end
        as dropped_permille,
    case when valid_days > 0 then half_even((good_days + exceed_days) * 1000, valid_days) end as added_permille
from counted
join city_period_days using (place_id, period_key)
