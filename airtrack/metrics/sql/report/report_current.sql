-- view:    report_current
-- what:    the table that counts for a place and its days: of the single month before a cumulative one
-- source:  house rule: a January may stand in both; one of the two tables is taken as a whole
-- needs:   report_value
-- grain:   place_id, first_on, last_on, indicator
-- keep:    table
-- order:   place_id, first_on, last_on, indicator
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  first_on    | DATE    | first day
-- column:  last_on     | DATE    | last day
-- column:  indicator   | VARCHAR | key
-- column:  value_milli | BIGINT  | printed value in thousandths of its unit
-- column:  digits      | INTEGER | decimals printed in the table's column
-- column:  stage_rank  | INTEGER | 1 provisional, 2 audited, 3 certified
with by_precedence as (
    select
        *,
        rank() over (
            partition by place_id, first_on, last_on
            order by case when kind = 'single' then 0 else 1 end
        ) as precedence
    from report_value
)

select place_id, first_on, last_on, indicator, value_milli, digits, stage_rank
from by_precedence
where precedence = 1
