-- view:    city_period_indicator
-- what:    everything that can be ranked, in long form and whole units of its printed digits
-- source:  city_period, turned
-- needs:   city_period
-- grain:   place_id, period_key, indicator
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  indicator   | VARCHAR | key
-- column:  value_milli | BIGINT  | printed value in thousandths of its unit
-- column:  is_rankable | BOOLEAN | enough valid days
-- column:  edition     | VARCHAR | edition of the period's last day
-- column:  is_crossing | BOOLEAN | the period spans two editions
-- literals: 10 thousandths in a hundredth; 1000 thousandths
select place_id, period_key, 'composite' as indicator, composite_centi * 10 as value_milli, is_rankable, edition, is_crossing from city_period where composite_centi is not null
union all
select place_id, period_key, 'good_pct' as indicator, good_permille * 100 as value_milli, is_rankable, edition, is_crossing from city_period where good_permille is not null
union all
select place_id, period_key, 'good_days' as indicator, good_days * 1000 as value_milli, is_rankable, edition, is_crossing from city_period where good_days is not null
union all
select place_id, period_key, 'heavy_days' as indicator, heavy_days * 1000 as value_milli, is_rankable, edition, is_crossing from city_period where heavy_days is not null
union all
select place_id, period_key, 'so2' as indicator, so2_milli as value_milli, is_rankable, edition, is_crossing from city_period where so2_milli is not null
union all
select place_id, period_key, 'no2' as indicator, no2_milli as value_milli, is_rankable, edition, is_crossing from city_period where no2_milli is not null
union all
select place_id, period_key, 'pm10' as indicator, pm10_milli as value_milli, is_rankable, edition, is_crossing from city_period where pm10_milli is not null
union all
select place_id, period_key, 'pm25' as indicator, pm25_milli as value_milli, is_rankable, edition, is_crossing from city_period where pm25_milli is not null
union all
select place_id, period_key, 'co' as indicator, co_milli as value_milli, is_rankable, edition, is_crossing from city_period where co_milli is not null
union all
select place_id, period_key, 'o3' as indicator, o3_milli as value_milli, is_rankable, edition, is_crossing from city_period where o3_milli is not null
