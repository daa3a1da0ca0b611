-- staged: the draft's rows with its stage; truth: what counts now of the same subjects.
-- Rows of a lower stage than what counts change nothing: they are outranked.
with paired as (
    select
        staged.key is null as is_missing,
        truth.key is null as is_new,
        truth.stage_rank > staged.stage_rank as is_outranked,
        truth.stage_rank < staged.stage_rank as is_raised,
        staged.content is not distinct from truth.content as is_same
    from staged
    full join truth on staged.key = truth.key
)

select
    count(*) filter (is_new) as n_new,
    count(*) filter (not is_new and not is_missing and not is_same and not is_outranked)
        as n_changed,
    count(*) filter (not is_new and not is_missing and is_same) as n_same,
    count(*) filter (is_missing) as n_missing,
    count(*) filter (not is_new and not is_missing and not is_same and is_outranked)
        as n_outranked,
    count(*) filter (not is_new and not is_missing and is_raised) as n_raised
from paired
