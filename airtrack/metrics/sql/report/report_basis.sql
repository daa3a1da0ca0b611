-- view:    report_basis
-- what:    the basis that the published tables of a place and its days state: without dust, or unstated
-- source:  house rule: no basis is claimed that title, header or footnote do not state; of several values all must
-- needs:   report_value, report_reading
-- grain:   place_id, first_on, last_on
-- keep:    table
-- order:   place_id, first_on, last_on
-- column:  place_id | VARCHAR | GB/T 2260 code
-- column:  first_on | DATE    | first day
-- column:  last_on  | DATE    | last day
-- column:  basis    | VARCHAR | excl_dust, or unstated
select
    place_id, first_on, last_on,
    case when count(basis) = count(*) then min(basis) else 'unstated' end as basis
from report_value
join report_reading using (batch_no, file_no, source_row, place_id, kind, period_key, first_on, last_on, indicator)
group by place_id, first_on, last_on
