-- view:    rule_condition
-- what:    the conditions of each plan's rules as its newest batch has them; a rule without conditions has one row
-- source:  house rule: a newer text of a plan replaces the earlier one as a whole
-- needs:   plan, rule_reading
-- grain:   plan_id, rule_no, item_no
-- keep:    table
-- order:   plan_id, rule_no, item_no
-- column:  plan_id        | VARCHAR | id of the plan
-- column:  rule_no        | INTEGER | number of the rule in the plan
-- column:  item_no        | INTEGER | condition of the rule, counted from 1
-- column:  kind           | VARCHAR | consequence, reward, requirement, warning, assessment, rhythm, publication, compensation
-- column:  body           | VARCHAR | whom it concerns, in our words
-- column:  places         | VARCHAR | codes of the places that it concerns, joined by commas
-- column:  group_id       | VARCHAR | the set that these places are
-- column:  period_key     | VARCHAR | the days on which it speaks; empty without an end
-- column:  combine        | VARCHAR | all, any, or unclear
-- column:  condition      | VARCHAR | kind of the condition; empty without one
-- column:  indicator      | VARCHAR | key
-- column:  span           | VARCHAR | month, year (so far), full_year
-- column:  among          | VARCHAR | group or province that is ranked
-- column:  n_last         | INTEGER | so many of the last places of the ranking
-- column:  op             | VARCHAR | how the value must stand to the threshold; null without one
-- column:  value_milli    | BIGINT  | threshold, thousandths of the unit
-- column:  digits         | INTEGER | decimals that it is printed with
-- column:  unit           | VARCHAR | unit of the threshold
-- column:  tasks          | VARCHAR | numbers of tasks, joined by commas
-- column:  bindings       | VARCHAR | bindings of the targets that count, joined by commas
-- column:  text           | VARCHAR | what figures do not tell, in our words
-- column:  consequence    | VARCHAR | what follows, in our words
-- column:  rhythm         | VARCHAR | how often
-- column:  clause         | VARCHAR | where it stands in the document
-- column:  note           | VARCHAR | remark of ours
-- column:  batch_no       | INTEGER | batch that brought it
select
    counted.plan_id, counted.rule_no, counted.item_no,
    counted.kind, counted.body, counted.places, counted.group_id, counted.period_key, counted.combine,
    counted.condition, counted.indicator, counted.span, counted.among, counted.n_last,
    counted.op, counted.value_milli, cast(counted.digits as integer) as digits, counted.unit,
    counted.tasks, counted.bindings, counted.text,
    counted.consequence, counted.rhythm, counted.clause, counted.note,
    counted.batch_no
from rule_reading as counted
inner join plan on counted.plan_id = plan.plan_id and counted.batch_no = plan.batch_no
