-- view:    target_issued
-- what:    values that were issued for targets by reference: the highest stage, then the newest batch
-- source:  house rule: a value is issued anew by a later document
-- needs:   issued_reading
-- grain:   target_id, place_id, indicator, period_key
-- keep:    table
-- order:   target_id, place_id, indicator, period_key
-- column:  target_id   | VARCHAR | target whose value stands elsewhere
-- column:  place_id    | VARCHAR | code of the place, or of the province for all of it
-- column:  indicator   | VARCHAR | key; empty where it is that of the target
-- column:  period_key  | VARCHAR | canonical key; empty where it is that of the target
-- column:  op          | VARCHAR | how the actual value must stand to it; empty where it is that of the target
-- column:  value_milli | BIGINT  | thousandths of the unit
-- column:  digits      | INTEGER | decimals of the printed number
-- column:  unit        | VARCHAR | unit as given; empty where it is that of the target
-- column:  document_no | VARCHAR | number of the document; empty without one
-- column:  note        | VARCHAR | a remark
-- column:  batch_no    | INTEGER | batch that brought it
with by_precedence as (
    select
        *,
        row_number() over (
            partition by target_id, place_id, coalesce(indicator, ''), coalesce(period_key, '')
            order by stage_rank desc, batch_no desc
        ) as precedence
    from issued_reading
)

select
    target_id, place_id,
    coalesce(indicator, '') as indicator, coalesce(period_key, '') as period_key,
    coalesce(op, '') as op,
    value_milli,
    cast(digits as integer) as digits,
    coalesce(unit, '') as unit, coalesce(document_no, '') as document_no,
    coalesce(note, '') as note,
    batch_no
from by_precedence
where precedence = 1
