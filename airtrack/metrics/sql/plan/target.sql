-- view:    target
-- what:    the targets of each plan as its newest batch has them; one that it dropped is gone
-- source:  house rule: a newer text of a plan replaces the earlier one as a whole
-- needs:   plan, target_reading
-- grain:   plan_id, target_id
-- keep:    table
-- order:   plan_id, position
-- column:  plan_id        | VARCHAR | id of the plan
-- column:  target_id      | VARCHAR | id of the target
-- column:  position       | INTEGER | place in the plan's table, counted from 1
-- column:  kind           | VARCHAR | cap, floor, reduction, cut, year_on_year, rank, …
-- column:  places         | VARCHAR | codes, joined by commas
-- column:  group_id       | VARCHAR | id of the set of places; empty where the plan names each
-- column:  scope          | VARCHAR | each, mean or sum
-- column:  indicator      | VARCHAR | key
-- column:  period_key     | VARCHAR | canonical key
-- column:  op             | VARCHAR | how the actual value must stand to the required one
-- column:  value_milli    | BIGINT  | thousandths of the unit; null unless the state is set
-- column:  value_state    | VARCHAR | set, placeholder, by_reference or qualitative
-- column:  unit           | VARCHAR | unit of the value
-- column:  digits         | INTEGER | decimals of the plan's own number; negative for tens, hundreds
-- column:  compare_rule   | VARCHAR | rounded or full
-- column:  basis          | VARCHAR | incl_dust, excl_dust or assessed; empty for emissions
-- column:  edition        | VARCHAR | edition that judges; empty for emissions
-- column:  baseline_key   | VARCHAR | period that a cut is measured from
-- column:  baseline_milli | BIGINT  | its value where the plan prints one, in thousandths
-- column:  binding        | VARCHAR | binding, expected or striving
-- column:  clause         | VARCHAR | where it stands in the document
-- column:  reference      | VARCHAR | where a value by reference stands
-- column:  parent         | VARCHAR | target that this one is a part of; empty without one
-- column:  among          | VARCHAR | set that a rank or a mean is taken of; empty without one
-- column:  pollutants     | VARCHAR | those that must attain, joined by commas; empty without any
-- column:  note           | VARCHAR | a remark of ours
-- column:  batch_no       | INTEGER | batch that brought it
select
    counted.plan_id, counted.target_id, counted.position, counted.kind, counted.places,
    counted.group_id, counted.scope, counted.indicator, counted.period_key, counted.op,
    counted.value_milli, counted.value_state, counted.unit,
    cast(counted.digits as integer) as digits,
    counted.compare_rule, counted.basis, counted.edition,
    counted.baseline_key, counted.baseline_milli, counted.binding,
    counted.clause, counted.reference, counted.parent,
    coalesce(counted.among, '') as among, coalesce(counted.pollutants, '') as pollutants,
    counted.note,
    counted.batch_no
from target_reading as counted
inner join plan on counted.plan_id = plan.plan_id and counted.batch_no = plan.batch_no
