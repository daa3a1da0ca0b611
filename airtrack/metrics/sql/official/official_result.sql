-- view:    official_result
-- what:    what the level above certified (认定) of a target and a place: the highest stage, then the newest batch
-- source:  house rule: a later result of the same target and place replaces the earlier one
-- needs:   result_reading
-- grain:   target_id, place_id
-- keep:    table
-- order:   target_id, place_id
-- column:  target_id   | VARCHAR | id of the target
-- column:  place_id    | VARCHAR | code of the place, or id of the set that is judged as a whole
-- column:  status      | VARCHAR | met or missed
-- column:  value_milli | BIGINT  | the certified value in thousandths of the target's unit, null where none is given
-- column:  digits      | INTEGER | decimals of the value as delivered
-- column:  document_no | VARCHAR | number of the document
-- column:  decided_by  | VARCHAR | who certified it; empty where it is not said
-- column:  decided_on  | DATE    | when
-- column:  note        | VARCHAR | a remark
-- column:  batch_no    | INTEGER | batch that brought the row
with by_precedence as (
    select
        *,
        row_number() over (
            partition by target_id, place_id
            order by stage_rank desc, batch_no desc
        ) as precedence
    from result_reading
)

select
    target_id, place_id, status, value_milli, digits::integer as digits, document_no,
    coalesce(decided_by, '') as decided_by, decided_on, coalesce(note, '') as note, batch_no
from by_precedence
where precedence = 1
