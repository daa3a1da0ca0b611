-- view:    city_day_value
-- what:    daily values that enter statistics, one row a pollutant: particles of event days are left out
-- source:  环办监测〔2016〕120号; SPEC 5.3: means, percentiles and index without them, gases kept
-- needs:   city_day_measured, event_day
-- grain:   place_id, on_date, pollutant
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  on_date     | DATE    | day
-- column:  pollutant   | VARCHAR | key
-- column:  value_milli | BIGINT  | thousandths of the pollutant's unit
select place_id, on_date, pollutant, value_milli
from city_day_measured
left join event_day using (place_id, on_date, pollutant)
where event_day.kind is null
