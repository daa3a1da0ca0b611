-- view:    period_month
-- what:    the whole calendar months inside each period
-- source:  GB 3095 Table 4 counts days per month
-- needs:   period, calendar_month
-- grain:   period_key, month_on
-- keep:    view
-- column:  period_key | VARCHAR | canonical key
-- column:  month_on   | DATE    | first day of the month
-- column:  last_on    | DATE    | last day of the month
select period.period_key, calendar_month.month_on, calendar_month.last_on
from period
join calendar_month
    on calendar_month.month_on >= period.first_on and calendar_month.last_on <= period.last_on
