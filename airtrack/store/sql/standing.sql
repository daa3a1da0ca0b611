-- offered: rows of the live batches of one register, with what each is told as.
-- The truth about a subject is what the highest stage, then the newest batch says of it.
select * exclude (subject)
from offered
qualify rank() over (partition by subject order by stage_rank desc, batch_no desc) = 1
