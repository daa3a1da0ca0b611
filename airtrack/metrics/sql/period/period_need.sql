-- view:    period_need
-- what:    how many whole months a period has, and how many valid days it needs beside theirs
-- source:  GB 3095 Table 4: 324 daily means a year; no minimum is known for other periods
-- needs:   period, period_month
-- grain:   period_key
-- keep:    view
-- column:  period_key | VARCHAR | canonical key
-- column:  n_months   | BIGINT  | whole months in the period
-- column:  min_days   | INTEGER | valid days that a whole year needs, 0 for other periods
select
    period.period_key,
    count(period_month.month_on) as n_months,
    case when period.is_year then year_min_days() else 0 end as min_days
from period
left join period_month using (period_key)
group by period.period_key, period.is_year
