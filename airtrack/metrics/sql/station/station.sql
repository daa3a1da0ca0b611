-- view:    station
-- what:    the stations on record, each as the table that counts has it
-- source:  house rule: highest stage, then the newest batch, station by station
-- needs:   station_reading
-- grain:   station_id
-- keep:    table
-- order:   station_id
-- column:  station_id | VARCHAR | code of the national network
-- column:  name       | VARCHAR | in one width, without white space
-- column:  place_id   | VARCHAR | GB/T 2260 code of its place
-- column:  is_control | BOOLEAN | true of a control station (清洁对照点), which is not averaged
-- column:  from_on    | DATE    | first day on which it counts, null when not given
-- column:  to_on      | DATE    | last day on which it counts, null when not given
-- column:  lon        | DOUBLE  | degrees, null when not given
-- column:  lat        | DOUBLE  | degrees, null when not given
-- column:  batch_no   | INTEGER | batch that brought the row
with by_precedence as (
    select
        *,
        row_number() over (
            partition by station_id
            order by stage_rank desc, batch_no desc
        ) as precedence
    from station_reading
)

select station_id, name, place_id, is_control, from_on, to_on, lon, lat, batch_no
from by_precedence
where precedence = 1
