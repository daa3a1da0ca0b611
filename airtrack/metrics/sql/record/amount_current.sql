-- view:    amount_current
-- what:    each amount that is counted and reported by hand, as its newest row has it
-- source:  house rule: a later record of a register replaces an earlier one of the same key
-- needs:   amount_reading
-- grain:   place_id, indicator, period_key
-- keep:    table
-- order:   place_id, indicator, first_on, last_on
-- column:  place_id    | VARCHAR | code of the place, or id of the set of places
-- column:  indicator   | VARCHAR | key of an indicator or of a measure
-- column:  period_key  | VARCHAR | canonical key
-- column:  first_on    | DATE    | first day of the period
-- column:  last_on     | DATE    | last day of the period
-- column:  value_milli | BIGINT  | thousandths of the unit
-- column:  digits      | INTEGER | decimals delivered
-- column:  unit        | VARCHAR | unit as reported; empty for that of the plan
-- column:  evidence    | VARCHAR | what it rests on
-- column:  reported_by | VARCHAR | who reported it
-- column:  note        | VARCHAR | remark
-- column:  batch_no    | INTEGER | batch that brought the row
-- column:  source_row  | INTEGER | line of the register, from 1
with by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, indicator, period_key order by batch_no desc
        ) as precedence
    from amount_reading
)

select
    place_id, indicator, period_key, first_on, last_on, value_milli, digits::integer as digits,
    unit, evidence, reported_by, note, batch_no, source_row
from by_precedence
where precedence = 1
