-- staged: the draft's rows; offered: rows of the live batches that touch the same days.
-- A row of the truth is the one of the highest stage, then of the newest batch.
with truth as (
    select *
    from offered
    where place_id in (select place_id from staged)
    qualify row_number() over (
        partition by place_id, on_date, hour
        order by stage_rank desc, batch_no desc
    ) = 1
),

paired as (
    select
        staged.file_no is null as is_missing,
        truth.batch_no is null as is_new,
        row(
            staged.so2_milli, staged.no2_milli, staged.pm10_milli,
            staged.pm25_milli, staged.co_milli, staged.o3_milli
        ) is not distinct from row(
            truth.so2_milli, truth.no2_milli, truth.pm10_milli,
            truth.pm25_milli, truth.co_milli, truth.o3_milli
        ) as is_same
    from staged
    full join truth using (place_id, on_date, hour)
)

select
    count(*) filter (is_new) as n_new,
    count(*) filter (not is_new and not is_missing and not is_same) as n_changed,
    count(*) filter (not is_new and not is_missing and is_same) as n_same,
    count(*) filter (is_missing) as n_missing
from paired
