-- view:    city_period_limit_index
-- what:    maximum and sum index of HJ 663 (最大指数, 求和指数): each pollutant's larger quotient of statistic and limit
-- source:  HJ 663: I = max(mean / S, percentile / S), the largest and the sum of the six; SPEC 3.9, `[index]` of attainment.toml (C; the decimals ours). Not the composite index of the rankings
-- needs:   city_period_pollutant, period_edition, ref_attainment, city_period_attainment
-- grain:   place_id, period_key
-- keep:    view
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  period_key | VARCHAR | canonical key
-- column:  so2_centi  | BIGINT  | index of the pollutant in hundredths, null where one of its statistics is missing
-- column:  no2_centi  | BIGINT  | the same
-- column:  pm10_centi | BIGINT  | the same
-- column:  pm25_centi | BIGINT  | the same
-- column:  co_centi   | BIGINT  | the same
-- column:  o3_centi   | BIGINT  | the same
-- column:  max_centi  | BIGINT  | maximum index in hundredths, null unless all six are there
-- column:  sum_centi  | BIGINT  | sum index in hundredths, null unless all six are there
-- column:  is_valid   | BOOLEAN | enough valid days of every pollutant
with wanted as (
    select place_id, period_key, mode, pollutant, ref_attainment.statistic, is_valid
    from city_period_pollutant
    join period_edition using (period_key)
    join ref_attainment using (edition, pollutant)
    where mode = limit_index_mode()
),

single as (
    -- the larger of two quotients is not known where one of them is missing
    select
        place_id, period_key, pollutant,
        case when count(value_milli) = count(*)
            then max(half_even(value_milli * limit_index_scale(), limit_milli))
        end as index_centi,
        min(case when wanted.is_valid then 1 else 0 end) as is_enough
    from wanted
    left join city_period_attainment using (place_id, period_key, mode, pollutant, statistic)
    group by place_id, period_key, pollutant
)

select
    place_id,
    period_key,
    max(case when pollutant = 'so2' then index_centi end) as so2_centi,
    max(case when pollutant = 'no2' then index_centi end) as no2_centi,
    max(case when pollutant = 'pm10' then index_centi end) as pm10_centi,
    max(case when pollutant = 'pm25' then index_centi end) as pm25_centi,
    max(case when pollutant = 'co' then index_centi end) as co_centi,
    max(case when pollutant = 'o3' then index_centi end) as o3_centi,
    case when count(index_centi) = n_pollutants() then max(index_centi) end as max_centi,
    case when count(index_centi) = n_pollutants() then sum(index_centi)::bigint end as sum_centi,
    min(is_enough) = 1 as is_valid
from single
group by place_id, period_key
