-- offered: rows of the live batches of one register, with what each is told as.
-- The truth about a subject is what the newest batch says of it, whatever its stage.
select * exclude (subject)
from offered
qualify rank() over (partition by subject order by batch_no desc) = 1
