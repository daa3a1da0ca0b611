-- view:    emission_cumulative
-- what:    accepted tonnes of a place and pollutant, on each day that adds some and in all up to it
-- source:  house rule: only accepted projects count toward a cut
-- needs:   emission_current
-- grain:   place_id, pollutant, on_date
-- keep:    table
-- order:   place_id, pollutant, on_date
-- column:  place_id     | VARCHAR | code of the place that the projects are in
-- column:  pollutant    | VARCHAR | nox, voc, so2 or pm
-- column:  on_date      | DATE    | day of acceptance
-- column:  n_projects   | INTEGER | projects of that day
-- column:  tonnes_milli | BIGINT  | thousandths of a tonne of that day
-- column:  total_milli  | BIGINT  | thousandths of a tonne up to that day
with by_day as (
    select
        place_id, pollutant, on_date,
        count(*)::integer as n_projects,
        sum(tonnes_milli)::bigint as tonnes_milli
    from emission_current
    where state = 'accepted'
    group by place_id, pollutant, on_date
)

select
    place_id, pollutant, on_date, n_projects, tonnes_milli,
    (sum(tonnes_milli) over (partition by place_id, pollutant order by on_date))::bigint as total_milli
from by_day
