-- view:    city_period_index
-- what:    composite index (综合指数) and its six shares
-- source:  环办监测〔2018〕19号; each statistic rounded, divided by its limit, rounded to 2 decimals, then summed
-- needs:   city_period_pollutant, period_edition, ref_index
-- grain:   place_id, period_key
-- keep:    view
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  n_shares        | BIGINT  | pollutants with a statistic; the index needs all six
-- column:  composite_centi | BIGINT  | composite index in hundredths, null unless all six are there
-- column:  main_pollutants | VARCHAR | pollutants with the largest share, joined by commas
with share as (
    select
        place_id, period_key, pollutant,
        half_even(index_milli * single_index_scale(), ref_index.divisor_milli) as share_centi
    from city_period_pollutant
    join period_edition using (period_key)
    join ref_index using (edition, pollutant)
),

compared as (
    select *, max(share_centi) over (partition by place_id, period_key) as largest_centi
    from share
)

select
    place_id,
    period_key,
    count(*) as n_shares,
    case when count(*) = n_pollutants() then sum(share_centi)::bigint end as composite_centi,
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
