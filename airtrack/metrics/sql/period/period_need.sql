-- view:    period_need
-- what:    how many whole months a period has, and how many valid days it needs
-- source:  GB 3095 Table 4: 324 daily means a year, 27 a month, 25 in February; no minimum is known for other periods
-- needs:   period, period_month
-- grain:   period_key
-- keep:    view
-- column:  period_key      | VARCHAR | canonical key
-- column:  n_months        | BIGINT  | whole months in the period
-- column:  is_whole        | BOOLEAN | the period consists of whole months
-- column:  min_days        | INTEGER | valid days that a whole year needs beside its months, 0 for other periods
-- column:  months_min_days | BIGINT  | valid days that the whole months need, added up
select
    period.period_key,
    count(period_month.month_on) as n_months,
    coalesce(min(period_month.month_on) = period.first_on and max(period_month.last_on) = period.last_on, false)
        as is_whole,
    case when period.is_year then year_min_days() else 0 end as min_days,
    coalesce(sum(case when month_on is not null then month_min_days(month_on) end), 0)::bigint as months_min_days
from period
left join period_month using (period_key)
group by period.period_key, period.first_on, period.last_on, period.is_year
