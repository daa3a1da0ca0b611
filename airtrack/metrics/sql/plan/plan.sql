-- view:    plan
-- what:    each plan as its newest batch has it
-- source:  house rule: a newer text of a plan replaces the earlier one as a whole
-- needs:   plan_reading
-- grain:   plan_id
-- keep:    table
-- order:   plan_id
-- column:  plan_id        | VARCHAR | id of the plan
-- column:  title          | VARCHAR | title of the document
-- column:  title_en       | VARCHAR | the title in English
-- column:  short_title    | VARCHAR | what it is called for short
-- column:  short_title_en | VARCHAR | the same in English
-- column:  issuer         | VARCHAR | who issued it; empty where the document does not say
-- column:  document_no    | VARCHAR | number of the document; empty where it has none
-- column:  issued_on      | DATE    | day of issue; null where the document does not say
-- column:  state          | VARCHAR | draft, in_force, expired, superseded or repealed, as its own text says
-- column:  group_id       | VARCHAR | region that it speaks of
-- column:  sha256         | VARCHAR | checksum of the text that it was read from
-- column:  note           | VARCHAR | a remark of ours
-- column:  note_en        | VARCHAR | the same in English
-- column:  implied        | VARCHAR | bodies that carry every task, joined by bars; empty without any
-- column:  mentioned      | VARCHAR | places that it names besides, joined by bars; empty without any
-- column:  succeeds       | VARCHAR | id of the plan that it replaces; empty without one
-- column:  batch_no       | INTEGER | batch that brought it
with by_precedence as (
    select
        *,
        row_number() over (partition by plan_id order by batch_no desc) as precedence
    from plan_reading
)

select
    plan_id, title, title_en, short_title, short_title_en,
    issuer, document_no, issued_on, state, group_id, sha256, note, note_en,
    coalesce(implied, '') as implied, coalesce(mentioned, '') as mentioned,
    coalesce(succeeds, '') as succeeds,
    batch_no
from by_precedence
where precedence = 1
