-- view:    city_day_o3_peak
-- what:    the highest hourly mean of ozone on days whose 8-hour value is beyond its breakpoints
-- source:  HJ 633-2012 Table 1, note: above 800 the 8-hour mean has no index, the 1-hour mean has one
-- needs:   city_day, hour_current
-- grain:   place_id, on_date
-- keep:    table
-- order:   place_id, on_date
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  on_date     | DATE    | day
-- column:  o3_1h_milli | BIGINT  | thousandths of µg/m³ at the digits of a daily value
select
    place_id,
    on_date,
    rounded_to(max(hour_current.o3_milli)::bigint, 1, day_step_milli('o3')) as o3_1h_milli
from hour_current
join city_day using (place_id, on_date)
where city_day.o3_milli > o3_day_top_milli() and city_day.origin = 'hours'
group by place_id, on_date
