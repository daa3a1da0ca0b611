-- view:    city_period_index
-- what:    composite index (综合指数): the weighted sum of the six single indices
-- source:  环办监测〔2018〕19号; each statistic rounded, divided by its limit, rounded to 2 decimals, then summed; weights of composite_index.toml, all 1 unless chosen otherwise (SPEC 4.3, U)
-- needs:   city_period_share
-- grain:   place_id, period_key
-- keep:    view
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  n_shares        | BIGINT  | pollutants with a statistic; the index needs all six
-- column:  composite_centi | BIGINT  | composite index in hundredths, null unless all six are there
-- column:  alternative_centi | BIGINT | the index from the digits of the other reading, null unless all six are there
-- column:  main_pollutants | VARCHAR | pollutants with the largest share, joined by commas
with compared as (
    select *, max(share_centi) over (partition by place_id, period_key) as largest_centi
    from city_period_share
)

select
    place_id,
    period_key,
    count(*) as n_shares,
    case when count(*) = n_pollutants() then sum(share_centi * index_weight(pollutant))::bigint end as composite_centi,
    case when count(*) = n_pollutants() then sum(alternative_centi * index_weight(pollutant))::bigint end
        as alternative_centi,
    case when count(*) = n_pollutants() then trim(concat(
        max(case when pollutant = 'so2' and share_centi = largest_centi then 'so2,' else '' end),
        max(case when pollutant = 'no2' and share_centi = largest_centi then 'no2,' else '' end),
        max(case when pollutant = 'pm10' and share_centi = largest_centi then 'pm10,' else '' end),
        max(case when pollutant = 'pm25' and share_centi = largest_centi then 'pm25,' else '' end),
        max(case when pollutant = 'co' and share_centi = largest_centi then 'co,' else '' end),
        max(case when pollutant = 'o3' and share_centi = largest_centi then 'o3,' else '' end)
    ), ',') end as main_pollutants
from compared
group by place_id, period_key
