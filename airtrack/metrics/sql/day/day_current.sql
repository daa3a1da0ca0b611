-- view:    day_current
-- what:    the delivered day that counts: the highest stage, then the newest batch
-- source:  house rule: audited before provisional, a later batch replaces an earlier one
-- needs:   day_reading
-- grain:   place_id, on_date
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  so2_milli  | INTEGER | thousandths of µg/m³ as delivered
-- column:  no2_milli  | INTEGER | thousandths of µg/m³ as delivered
-- column:  pm10_milli | INTEGER | thousandths of µg/m³ as delivered
-- column:  pm25_milli | INTEGER | thousandths of µg/m³ as delivered
-- column:  co_milli   | INTEGER | thousandths of mg/m³ as delivered
-- column:  o3_milli   | INTEGER | thousandths of µg/m³ as delivered, daily maximum 8-hour mean
-- column:  stage_rank | INTEGER | 1 provisional, 2 audited, 3 certified
-- column:  batch_no   | INTEGER | batch that brought the row
with by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, on_date
            order by stage_rank desc, batch_no desc
        ) as precedence
    from day_reading
)

select
    place_id, on_date,
    so2_milli, no2_milli, pm10_milli, pm25_milli, co_milli, o3_milli,
    stage_rank, batch_no
from by_precedence
where precedence = 1
