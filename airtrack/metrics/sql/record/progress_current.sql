-- view:    progress_current
-- what:    each report of a body on an item of a task, as its newest row has it
-- source:  house rule: a later record of a register replaces an earlier one of the same key
-- needs:   progress_reading
-- grain:   plan_id, task_no, item_no, body, on_date
-- keep:    table
-- order:   plan_id, task_no, item_no, on_date, body
-- column:  plan_id     | VARCHAR | id of the plan
-- column:  task_no     | INTEGER | number of the task in the document
-- column:  item_no     | INTEGER | part of the task, counted from 1
-- column:  body        | VARCHAR | whose progress it is; empty for a joint report
-- column:  on_date     | DATE    | day that the report speaks of
-- column:  state       | VARCHAR | not_started, under_way, delayed, done or dropped
-- column:  percent     | INTEGER | share done in percent; null where it is not said
-- column:  evidence    | VARCHAR | what it rests on
-- column:  reported_by | VARCHAR | who reported it
-- column:  note        | VARCHAR | remark
-- column:  batch_no    | INTEGER | batch that brought the row
-- column:  source_row  | INTEGER | line of the register, from 1
with by_precedence as (
    select
        *,
        row_number() over (
            partition by plan_id, task_no, item_no, body, on_date order by batch_no desc
        ) as precedence
    from progress_reading
)

select
    plan_id, task_no, item_no, body, on_date, state, percent::integer as percent,
    evidence, reported_by, note, batch_no, source_row
from by_precedence
where precedence = 1
