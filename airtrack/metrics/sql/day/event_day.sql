-- view:    event_day
-- what:    daily values that approved events take out of means, percentiles and the composite index
-- source:  data/standards/dust.toml says which pollutants; a question that includes dust replaces these rows by none
-- needs:   event_current, ref_event
-- grain:   place_id, on_date, pollutant
-- keep:    table
-- order:   place_id, on_date, pollutant
-- column:  place_id  | VARCHAR | GB/T 2260 code
-- column:  on_date   | DATE    | day
-- column:  pollutant | VARCHAR | key
-- column:  kind      | VARCHAR | kind of the event, the first by its name where there are two
select place_id, on_date, pollutant, min(kind) as kind
from event_current
join ref_event using (kind)
where state = 'approved'
group by place_id, on_date, pollutant
