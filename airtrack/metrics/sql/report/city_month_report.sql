-- view:    city_month_report
-- what:    months whose published table counts before the days: audited, or the days are too few and fewer
-- source:  GB 3095 Table 4 (27 a month, 25 in February); which of the two counts stands in data/standards/precedence.toml
-- needs:   report_count, calendar_month, city_month_count
-- grain:   place_id, month_on
-- keep:    table
-- order:   place_id, month_on
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  month_on   | DATE    | first day of the month
-- column:  valid_days | BIGINT  | valid days, null where the table does not say
-- column:  n_days     | BIGINT  | valid days, calendar days where the table does not say: the month's weight
-- column:  good_days  | BIGINT  | good days
-- column:  heavy_days | BIGINT  | heavily polluted days
-- column:  good_num   | BIGINT  | good-day ratio in tenths of a percent times n_days
-- literals: 1000 per mille
select
    report_count.place_id,
    calendar_month.month_on,
    valid_days,
    coalesce(valid_days, calendar_month.n_days) as n_days,
    good_days,
    heavy_days,
    case
        when valid_days is not null and good_days is not null then good_days * 1000
        else good_permille * coalesce(valid_days, calendar_month.n_days)
    end as good_num
from report_count
join calendar_month
    on calendar_month.month_on = report_count.first_on and calendar_month.last_on = report_count.last_on
left join city_month_count as of_days
    on of_days.place_id = report_count.place_id
    and of_days.month_on = calendar_month.month_on
    and of_days.item = ranking_item()
where precedence(table_rule(stage_rank)) < precedence(
    case
        when of_days.is_enough or of_days.n_days >= coalesce(valid_days, calendar_month.n_days) then 'computed'
        else 'short'
    end
)
