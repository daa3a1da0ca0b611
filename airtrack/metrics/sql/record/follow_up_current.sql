-- view:    follow_up_current
-- what:    each warning, interview, suspension or rectification, as its newest row has it
-- source:  house rule: a later record of a register replaces an earlier one of the same key
-- needs:   follow_up_reading
-- grain:   case_no
-- keep:    table
-- order:   case_no
-- column:  case_no      | VARCHAR | number of the case, as the register has it
-- column:  kind         | VARCHAR | warning, interview, permit_stop, rectification or inspection
-- column:  body         | VARCHAR | whom it is addressed to
-- column:  place_id     | VARCHAR | code of the place; empty without one
-- column:  plan_id      | VARCHAR | id of the plan; empty without one
-- column:  subject      | VARCHAR | what it is about
-- column:  issued_by    | VARCHAR | who issued it
-- column:  on_date      | DATE    | day of issue
-- column:  reply_due_on | DATE    | day by which a reply is asked for; null without one
-- column:  replied_on   | DATE    | day of the reply; null without one
-- column:  closed_on    | DATE    | day on which the case was closed; null while it is open
-- column:  note         | VARCHAR | remark
-- column:  batch_no     | INTEGER | batch that brought the row
-- column:  source_row   | INTEGER | line of the register, from 1
with by_precedence as (
    select
        *,
        row_number() over (partition by case_no order by batch_no desc) as precedence
    from follow_up_reading
)

select
    case_no, kind, body, place_id, plan_id, subject, issued_by,
    on_date, reply_due_on, replied_on, closed_on, note, batch_no, source_row
from by_precedence
where precedence = 1
