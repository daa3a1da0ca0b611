-- view:    period_edition
-- what:    the edition that judges a period: the one in force on its last day
-- source:  house rule; SPEC 1.3 leaves periods that cross an edition open, hence is_crossing
-- needs:   period, edition_span
-- grain:   period_key
-- keep:    view
-- column:  period_key  | VARCHAR | canonical key
-- column:  first_on    | DATE    | first day
-- column:  last_on     | DATE    | last day
-- column:  edition     | VARCHAR | edition of the last day
-- column:  is_crossing | BOOLEAN | the first day falls under another edition
select
    period.period_key,
    period.first_on,
    period.last_on,
    edition_span.edition,
    period.first_on < edition_span.from_on as is_crossing
from period
join edition_span on period.last_on between edition_span.from_on and edition_span.to_on
