-- Rows of the truth that the draft replaces by others, by their keys.
select
    staged.key as key,
    truth.content as old,
    staged.content as new,
    truth.stage_rank as old_rank
from staged
join truth on staged.key = truth.key
where truth.stage_rank <= staged.stage_rank
    and staged.content is distinct from truth.content
order by staged.key
limit $most
