-- view:    task_item
-- what:    the items of each plan's tasks as its newest batch has them
-- source:  house rule: a newer text of a plan replaces the earlier one as a whole
-- needs:   plan, task_reading
-- grain:   plan_id, task_no, item_no
-- keep:    table
-- order:   plan_id, task_no, item_no
-- column:  plan_id        | VARCHAR | id of the plan
-- column:  task_no        | INTEGER | number of the task in the document
-- column:  item_no        | INTEGER | part of the task, counted from 1
-- column:  section        | VARCHAR | heading that the task stands under
-- column:  title          | VARCHAR | what the task is called, in our words
-- column:  text           | VARCHAR | what is to be done, in our words
-- column:  due_on         | DATE    | day by which; null without one
-- column:  due_kind       | VARCHAR | date, year_end, per_node, monthly, ten_days, yearly, ongoing, unstated
-- column:  lead           | VARCHAR | leading bodies, joined by bars
-- column:  responsible    | VARCHAR | responsible bodies, joined by bars
-- column:  support        | VARCHAR | supporting bodies, joined by bars
-- column:  is_implied     | BOOLEAN | the bodies that carry every task of the plan carry it
-- column:  clause         | VARCHAR | where it stands in the document
-- column:  reasons        | VARCHAR | column:reason, joined by semicolons
-- column:  batch_no       | INTEGER | batch that brought it
select
    counted.plan_id, counted.task_no, counted.item_no,
    counted.section, counted.title, counted.text,
    counted.due_on, counted.due_kind,
    counted.lead, counted.responsible, counted.support, counted.is_implied,
    counted.clause, counted.reasons,
    counted.batch_no
from task_reading as counted
inner join plan on counted.plan_id = plan.plan_id and counted.batch_no = plan.batch_no
