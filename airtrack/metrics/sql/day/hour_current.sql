-- view:    hour_current
-- what:    the hour that counts: the highest stage, then the newest batch
-- source:  house rule: audited before provisional, a later batch replaces an earlier one
-- needs:   hour_reading, contested_day
-- grain:   place_id, on_date, hour
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  on_date     | DATE    | day of the hours 1 to 24
-- column:  hour        | TINYINT | the hour that ends at this o'clock
-- column:  so2_milli   | INTEGER | thousandths of µg/m³, null when missing
-- column:  no2_milli   | INTEGER | thousandths of µg/m³
-- column:  pm10_milli  | INTEGER | thousandths of µg/m³
-- column:  pm25_milli  | INTEGER | thousandths of µg/m³
-- column:  co_milli    | INTEGER | thousandths of mg/m³
-- column:  o3_milli    | INTEGER | thousandths of µg/m³, hourly mean
-- column:  o3_8h_milli | INTEGER | thousandths of µg/m³, the 8-hour mean that the release states with the hour
-- column:  stage_rank  | INTEGER | 1 provisional, 2 audited, 3 certified
-- column:  batch_no    | INTEGER | batch that brought the row
with by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, on_date, hour
            order by stage_rank desc, batch_no desc
        ) as precedence
    from hour_reading
    where on_date in (select on_date from contested_day)
)

select
    place_id, on_date, hour,
    so2_milli, no2_milli, pm10_milli, pm25_milli, co_milli, o3_milli, o3_8h_milli,
    stage_rank, batch_no
from by_precedence
where precedence = 1

union all

-- on all other days one batch alone has hours, each of them once: nothing to decide, nothing to sort
select
    place_id, on_date, hour,
    so2_milli, no2_milli, pm10_milli, pm25_milli, co_milli, o3_milli, o3_8h_milli,
    stage_rank, batch_no
from hour_reading
where on_date not in (select on_date from contested_day)
