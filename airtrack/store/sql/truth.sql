-- offered: rows of the live batches that touch the same days; staged: the rows of a draft.
-- A row of the truth is the one of the highest stage, then of the newest batch.
create temp view truth as
select *
from offered
where subject in (select subject from staged)
qualify row_number() over (partition by key order by stage_rank desc, batch_no desc) = 1
