-- view:    estimate_month
-- what:    the months behind an estimate: of a period of several whole months, one of them from a published table
-- source:  FORMULAS F1; each month has one source, its days or its table
-- needs:   city_month_report, period_month, period_need
-- grain:   place_id, period_key, month_on
-- keep:    table
-- order:   place_id, period_key, month_on
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  month_on    | DATE    | first day of the month
-- column:  last_on     | DATE    | last day of the month
-- column:  is_reported | BOOLEAN | from the table; else from days, where there are any
with estimated as (
    select distinct place_id, period_key
    from city_month_report
    join period_month using (month_on)
    join period_need using (period_key)
    where is_whole and n_months > 1
)

select
    estimated.place_id, period_key, period_month.month_on, period_month.last_on,
    city_month_report.place_id is not null as is_reported
from estimated
join period_month using (period_key)
left join city_month_report
    on city_month_report.place_id = estimated.place_id and city_month_report.month_on = period_month.month_on
