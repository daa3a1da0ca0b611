-- view:    city_day_measured
-- what:    valid daily values in long form, one row a pollutant, days of events among them
-- source:  city_day, turned; completeness is judged by these, before any day is left out
-- needs:   city_day
-- grain:   place_id, on_date, pollutant
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  on_date     | DATE    | day
-- column:  pollutant   | VARCHAR | key
-- column:  value_milli | BIGINT  | thousandths of the pollutant's unit
select place_id, on_date, 'so2' as pollutant, so2_milli as value_milli from city_day where so2_milli is not null
union all
select place_id, on_date, 'no2' as pollutant, no2_milli as value_milli from city_day where no2_milli is not null
union all
select place_id, on_date, 'pm10' as pollutant, pm10_milli as value_milli from city_day where pm10_milli is not null
union all
select place_id, on_date, 'pm25' as pollutant, pm25_milli as value_milli from city_day where pm25_milli is not null
union all
select place_id, on_date, 'co' as pollutant, co_milli as value_milli from city_day where co_milli is not null
union all
select place_id, on_date, 'o3' as pollutant, o3_milli as value_milli from city_day where o3_milli is not null
