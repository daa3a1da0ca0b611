-- view:    report_span
-- what:    the days that published tables speak of, place by place
-- source:  report_value, each table's days once
-- needs:   report_value
-- grain:   place_id, kind, first_on, last_on
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  kind       | VARCHAR | single or cumulative
-- column:  period_key | VARCHAR | canonical key
-- column:  first_on   | DATE    | first day
-- column:  last_on    | DATE    | last day
select distinct place_id, kind, period_key, first_on, last_on
from report_value
