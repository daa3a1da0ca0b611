-- view:    assessed_value
-- what:    a figure as the authority assessed it, by its own deduction: the highest stage, then the newest batch
-- source:  imported with its document (form city_assessed), never computed; the basis `assessed` reads nothing else
-- needs:   assessed_reading
-- grain:   place_id, kind, period_key, indicator
-- keep:    table
-- order:   place_id, first_on, last_on, kind, indicator
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  kind        | VARCHAR | single (one month) or cumulative (several months, a year)
-- column:  period_key  | VARCHAR | canonical key of the table's days
-- column:  first_on    | DATE    | first day
-- column:  last_on     | DATE    | last day
-- column:  indicator   | VARCHAR | key
-- column:  value_milli | BIGINT  | printed value in thousandths of its unit
-- column:  digits      | INTEGER | decimals printed in the table's column
-- column:  stage_rank  | INTEGER | 1 provisional, 2 audited, 3 certified
-- column:  batch_no    | INTEGER | batch that brought the value
-- column:  file_no     | INTEGER | table inside the batch, from 0
-- column:  source_row  | INTEGER | line of the table, from 1
-- column:  document_no | VARCHAR | number of the document
with by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, kind, period_key, indicator
            order by stage_rank desc, batch_no desc
        ) as precedence
    from assessed_reading
)

select
    place_id, kind, period_key, first_on, last_on, indicator, value_milli, digits::integer as digits,
    stage_rank, batch_no, file_no::integer as file_no, source_row, document_no
from by_precedence
where precedence = 1
