-- staged: the draft's rows; offered: rows of the live batches that touch the same days.
-- A row of the truth is the one of the highest stage, then of the newest batch.
with truth as (
    select *
    from offered
    where subject in (select subject from staged)
    qualify row_number() over (partition by key order by stage_rank desc, batch_no desc) = 1
),

paired as (
    select
        staged.key is null as is_missing,
        truth.key is null as is_new,
        staged.content is not distinct from truth.content as is_same
    from staged
    full join truth on staged.key = truth.key
)

select
    count(*) filter (is_new) as n_new,
    count(*) filter (not is_new and not is_missing and not is_same) as n_changed,
    count(*) filter (not is_new and not is_missing and is_same) as n_same,
    count(*) filter (is_missing) as n_missing
from paired
