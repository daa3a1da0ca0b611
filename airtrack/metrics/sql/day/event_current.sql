-- view:    event_current
-- what:    what the ledger says of a place, day and kind of event: the highest stage, then the newest batch
-- source:  house rule: a later ledger decides a day anew
-- needs:   event_reading
-- grain:   place_id, on_date, kind
-- keep:    table
-- order:   place_id, on_date, kind
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day of the event
-- column:  kind       | VARCHAR | dust or other
-- column:  state      | VARCHAR | proposed, approved or rejected; only approved ones count
-- column:  first_hour | INTEGER | first hour of the day that it covers
-- column:  last_hour  | INTEGER | last hour of the day that it covers
-- column:  percent    | INTEGER | share that the ledger gives, kept and not used
-- column:  evidence   | VARCHAR | what the decision rests on
-- column:  decided_by | VARCHAR | who decided
-- column:  decided_on | DATE    | when
-- column:  batch_no   | INTEGER | batch that brought the row
-- column:  source_row | INTEGER | line of the ledger, from 1
with by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, on_date, kind
            order by stage_rank desc, batch_no desc
        ) as precedence
    from event_reading
)

select
    place_id, on_date, kind, state, first_hour::integer as first_hour, last_hour::integer as last_hour,
    percent::integer as percent, evidence, decided_by, decided_on, batch_no, source_row
from by_precedence
where precedence = 1
