-- view:    city_day
-- what:    the daily values that count: computed from hours of the city or of its stations, or delivered as days
-- source:  house rule: highest stage, then the more complete row, then the newest batch, then hours before days before stations
-- needs:   city_day_hours, day_current, city_day_stations
-- grain:   place_id, on_date
-- keep:    table
-- order:   place_id, on_date
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  on_date    | DATE    | day
-- column:  so2_milli  | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when missing or not valid
-- column:  no2_milli  | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when missing or not valid
-- column:  pm10_milli | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when missing or not valid
-- column:  pm25_milli | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when missing or not valid
-- column:  co_milli   | BIGINT  | thousandths of mg/m³ at the digits of a daily value, null when missing or not valid
-- column:  o3_milli   | BIGINT  | thousandths of µg/m³ at the digits of a daily value, null when missing or not valid
-- column:  so2_hours  | BIGINT  | valid hours of the city, null for a delivered day and for stations
-- column:  no2_hours  | BIGINT  | valid hours of the city, null for a delivered day and for stations
-- column:  pm10_hours | BIGINT  | valid hours of the city, null for a delivered day and for stations
-- column:  pm25_hours | BIGINT  | valid hours of the city, null for a delivered day and for stations
-- column:  co_hours   | BIGINT  | valid hours of the city, null for a delivered day and for stations
-- column:  o3_windows | BIGINT  | valid 8-hour windows, null for a delivered day and for stations
-- column:  n_valid    | INTEGER | pollutants with a value
-- column:  origin     | VARCHAR | hours, day or stations
-- column:  stage_rank | INTEGER | 1 provisional, 2 audited, 3 certified
-- column:  batch_no   | INTEGER | newest batch behind the row
with delivered as (
    select
        place_id,
        on_date,
        rounded_to(so2_milli::bigint, 1, day_step_milli('so2')) as so2_milli,
        rounded_to(no2_milli::bigint, 1, day_step_milli('no2')) as no2_milli,
        rounded_to(pm10_milli::bigint, 1, day_step_milli('pm10')) as pm10_milli,
        rounded_to(pm25_milli::bigint, 1, day_step_milli('pm25')) as pm25_milli,
        rounded_to(co_milli::bigint, 1, day_step_milli('co')) as co_milli,
        rounded_to(o3_milli::bigint, 1, day_step_milli('o3')) as o3_milli,
        null::bigint as so2_hours,
        null::bigint as no2_hours,
        null::bigint as pm10_hours,
        null::bigint as pm25_hours,
        null::bigint as co_hours,
        null::bigint as o3_windows,
        stage_rank,
        batch_no
    from day_current
),

offered as (
    select *, 'hours' as origin, 0 as turn from city_day_hours
    union all
    select *, 'day' as origin, 1 as turn from delivered
    union all
    select
        place_id, on_date, so2_milli, no2_milli, pm10_milli, pm25_milli, co_milli, o3_milli,
        null::bigint as so2_hours, null::bigint as no2_hours, null::bigint as pm10_hours,
        null::bigint as pm25_hours, null::bigint as co_hours, null::bigint as o3_windows,
        stage_rank, batch_no, 'stations' as origin, 2 as turn
    from city_day_stations
),

counted as (
    select
        *,
        case when so2_milli is null then 0 else 1 end
        + case when no2_milli is null then 0 else 1 end
        + case when pm10_milli is null then 0 else 1 end
        + case when pm25_milli is null then 0 else 1 end
        + case when co_milli is null then 0 else 1 end
        + case when o3_milli is null then 0 else 1 end as n_valid
    from offered
),

by_precedence as (
    select
        *,
        row_number() over (
            partition by place_id, on_date
            order by stage_rank desc, n_valid desc, batch_no desc, turn
        ) as precedence
    from counted
)

select
    place_id, on_date,
    so2_milli, no2_milli, pm10_milli, pm25_milli, co_milli, o3_milli,
    so2_hours, no2_hours, pm10_hours, pm25_hours, co_hours, o3_windows,
    n_valid, origin, stage_rank, batch_no
from by_precedence
where precedence = 1
