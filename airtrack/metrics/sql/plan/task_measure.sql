-- view:    task_measure
-- what:    the numbers printed with the items of each plan's tasks, as its newest batch has them
-- source:  house rule: a newer text of a plan replaces the earlier one as a whole
-- needs:   plan, task_measure_reading
-- grain:   plan_id, task_no, item_no, position
-- keep:    table
-- order:   plan_id, task_no, item_no, position
-- column:  plan_id        | VARCHAR | id of the plan
-- column:  task_no        | INTEGER | number of the task in the document
-- column:  item_no        | INTEGER | part of the task
-- column:  position       | INTEGER | place among the numbers of the item, counted from 1
-- column:  indicator      | VARCHAR | key of data/plans/measures.csv
-- column:  op             | VARCHAR | how the actual value must stand to the required one
-- column:  value_milli    | BIGINT  | thousandths of the unit; null where it is left open
-- column:  value_state    | VARCHAR | set or placeholder
-- column:  unit           | VARCHAR | unit as printed
-- column:  digits         | INTEGER | decimals of the printed number; null where it is left open
-- column:  by_key         | VARCHAR | period by whose end; null where the document does not say
-- column:  batch_no       | INTEGER | batch that brought it
select
    counted.plan_id, counted.task_no, counted.item_no, counted.position,
    counted.indicator, counted.op, counted.value_milli, counted.value_state, counted.unit,
    cast(counted.digits as integer) as digits,
    counted.by_key,
    counted.batch_no
from task_measure_reading as counted
inner join plan on counted.plan_id = plan.plan_id and counted.batch_no = plan.batch_no
