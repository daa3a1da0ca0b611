-- view:    month_target_current
-- what:    each value that was officially issued for a month, as its newest row has it
-- source:  house rule: a later record of a register replaces an earlier one of the same key
-- needs:   month_target_reading
-- grain:   place_id, indicator, period_key, target_id
-- keep:    table
-- order:   place_id, indicator, first_on, target_id
-- column:  place_id    | VARCHAR | code of the place, or id of the set of places
-- column:  indicator   | VARCHAR | key of an indicator
-- column:  period_key  | VARCHAR | canonical key of the month
-- column:  target_id   | VARCHAR | target that it belongs to; empty where the row names none
-- column:  first_on    | DATE    | first day of the month
-- column:  last_on     | DATE    | last day of the month
-- column:  value_milli | BIGINT  | thousandths of the unit
-- column:  digits      | INTEGER | decimals of the printed number
-- column:  unit        | VARCHAR | unit as given; empty where it is that of the indicator
-- column:  document_no | VARCHAR | number of the document; empty without one
-- column:  note        | VARCHAR | a remark
-- column:  batch_no    | INTEGER | batch that brought the row
-- column:  source_row  | INTEGER | line of the register, from 1
with by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, indicator, period_key, coalesce(target_id, '')
            order by batch_no desc
        ) as precedence
    from month_target_reading
)

select
    place_id, indicator, period_key, coalesce(target_id, '') as target_id, first_on, last_on,
    value_milli, digits::integer as digits,
    coalesce(unit, '') as unit, coalesce(document_no, '') as document_no,
    coalesce(note, '') as note,
    batch_no, source_row
from by_precedence
where precedence = 1
