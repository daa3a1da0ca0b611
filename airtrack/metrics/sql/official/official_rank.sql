-- view:    official_rank
-- what:    published rankings and lists of the first or last places, each list as its newest batch has it
-- source:  house rule: a list is told as a whole; the highest stage, then the newest batch
-- needs:   ranking_reading
-- grain:   group_id, indicator, period_key, listed, place_id
-- keep:    table
-- order:   group_id, indicator, period_key, listed, position
-- column:  group_id    | VARCHAR | group or province that is ranked
-- column:  indicator   | VARCHAR | what it is ranked by
-- column:  period_key  | VARCHAR | canonical key
-- column:  first_on    | DATE    | first day of the period
-- column:  last_on     | DATE    | last day of the period
-- column:  listed      | VARCHAR | all, first or last: whether the list is whole
-- column:  place_id    | VARCHAR | code of the place
-- column:  position    | BIGINT  | line of the list, from 1
-- column:  rank        | INTEGER | as printed; of a list of the last places it counts from the worst
-- column:  value_milli | BIGINT  | the printed value in thousandths, null where none is given
-- column:  document_no | VARCHAR | number of the document
-- column:  decided_by  | VARCHAR | who published it; empty where it is not said
-- column:  decided_on  | DATE    | when
-- column:  batch_no    | INTEGER | batch that brought the list
with by_precedence as (
    select
        *,
        rank() over (
            partition by group_id, indicator, period_key, listed
            order by stage_rank desc, batch_no desc
        ) as precedence
    from ranking_reading
)

select
    group_id, indicator, period_key, first_on, last_on, listed, place_id,
    row_number() over (
        partition by group_id, indicator, period_key, listed
        order by file_no, source_row
    ) as position,
    rank, value_milli, document_no, coalesce(decided_by, '') as decided_by, decided_on, batch_no
from by_precedence
where precedence = 1
