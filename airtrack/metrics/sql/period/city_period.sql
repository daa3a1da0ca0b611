-- view:    city_period
-- what:    everything printed of a city and a period, one row
-- source:  the statistics beside it, joined; what a published table prints stands as printed
-- needs:   city_period_count, city_period_days, city_period_measured, city_period_pollutant, city_period_index, period_edition, period_need
-- grain:   place_id, period_key
-- keep:    table
-- order:   period_key, place_id
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  period_key      | VARCHAR | canonical key
-- column:  edition         | VARCHAR | edition of the period's last day
-- column:  is_crossing     | BOOLEAN | the period spans two editions
-- column:  source          | VARCHAR | computed (from days), reported (a published table) or estimated (from months)
-- column:  valid_days      | BIGINT  | days with an index, null where a table does not say
-- column:  good_days       | BIGINT  | good days, null where a pollutant lacks on too many days or a table does not say
-- column:  heavy_days      | BIGINT  | heavily polluted days, null like good_days
-- column:  good_permille   | BIGINT  | good-day ratio in tenths of a percent, null like good_days
-- column:  level_1_days    | BIGINT  | days of level 1, null like all of these without days
-- column:  level_2_days    | BIGINT  | days of level 2
-- column:  level_3_days    | BIGINT  | days of level 3
-- column:  level_4_days    | BIGINT  | days of level 4
-- column:  level_5_days    | BIGINT  | days of level 5
-- column:  level_6_days    | BIGINT  | days of level 6
-- column:  so2_exceed_days | BIGINT  | days above the daily limit
-- column:  no2_exceed_days | BIGINT  | days above the daily limit
-- column:  pm10_exceed_days | BIGINT  | days above the daily limit
-- column:  pm25_exceed_days | BIGINT  | days above the daily limit
-- column:  co_exceed_days  | BIGINT  | days above the daily limit
-- column:  o3_exceed_days  | BIGINT  | days above the daily limit
-- column:  so2_primary_days | BIGINT  | days whose primary pollutant it is
-- column:  no2_primary_days | BIGINT  | days whose primary pollutant it is
-- column:  pm10_primary_days | BIGINT  | days whose primary pollutant it is
-- column:  pm25_primary_days | BIGINT  | days whose primary pollutant it is
-- column:  co_primary_days | BIGINT  | days whose primary pollutant it is
-- column:  o3_primary_days | BIGINT  | days whose primary pollutant it is
-- column:  so2_milli       | BIGINT  | assessed statistic at printed digits, thousandths of its unit
-- column:  no2_milli       | BIGINT  | assessed statistic at printed digits, thousandths of its unit
-- column:  pm10_milli      | BIGINT  | assessed statistic at printed digits, thousandths of its unit
-- column:  pm25_milli      | BIGINT  | assessed statistic at printed digits, thousandths of its unit
-- column:  co_milli        | BIGINT  | assessed statistic at printed digits, thousandths of its unit
-- column:  o3_milli        | BIGINT  | assessed statistic at printed digits, thousandths of its unit
-- column:  composite_centi | BIGINT  | composite index in hundredths, as printed where a table prints it, null like good_days
-- column:  composite_computed_centi | BIGINT | the index that the six statistics give
-- column:  composite_other_centi | BIGINT | the same by the other reading of the digits (SPEC 4.2, U), null where it is equal
-- column:  main_pollutants | VARCHAR | largest shares of the index
-- column:  is_rankable     | BOOLEAN | enough valid days
-- column:  enough_months   | BIGINT  | whole months with enough valid days; a table has all or none
-- column:  n_months        | BIGINT  | whole months of the period
-- column:  reported_months | BIGINT  | whole months that an estimate takes from tables, else 0
with printed as (
    select
        place_id,
        period_key,
        max(case when pollutant = 'so2' then value_milli end) as so2_milli,
        max(case when pollutant = 'no2' then value_milli end) as no2_milli,
        max(case when pollutant = 'pm10' then value_milli end) as pm10_milli,
        max(case when pollutant = 'pm25' then value_milli end) as pm25_milli,
        max(case when pollutant = 'co' then value_milli end) as co_milli,
        max(case when pollutant = 'o3' then value_milli end) as o3_milli
    from city_period_pollutant
    group by place_id, period_key
),

scarcest as (
    -- days of the scarcest pollutant, those of events among them; null where one has none at all
    select place_id, period_key, case when count(*) = n_pollutants() then min(n_days) end as scarcest_days
    from city_period_measured
    group by place_id, period_key
),

judged as (
    -- where a pollutant lacks on too many of the days nobody can say which of them were good
    select
        *,
        source <> 'computed'
        or coalesce(scarcest_days * 100 >= complete_percent() * valid_days, false) as is_complete
    from city_period_count
    left join printed using (place_id, period_key)
    left join scarcest using (place_id, period_key)
),

leveled as (
    select
        place_id, period_key, 'computed' as source,
        level_1_days, level_2_days, level_3_days, level_4_days, level_5_days, level_6_days,
        so2_exceed_days, no2_exceed_days, pm10_exceed_days, pm25_exceed_days, co_exceed_days, o3_exceed_days,
        so2_primary_days, no2_primary_days, pm10_primary_days, pm25_primary_days, co_primary_days, o3_primary_days
    from city_period_days
)

select
    place_id, period_key, edition, is_crossing, source,
    valid_days,
    case when is_complete then good_days end as good_days,
    case when is_complete then heavy_days end as heavy_days,
    case when is_complete then good_permille end as good_permille,
    level_1_days, level_2_days, level_3_days, level_4_days, level_5_days, level_6_days,
    so2_exceed_days, no2_exceed_days, pm10_exceed_days, pm25_exceed_days, co_exceed_days, o3_exceed_days,
    so2_primary_days, no2_primary_days, pm10_primary_days, pm25_primary_days, co_primary_days, o3_primary_days,
    so2_milli, no2_milli, pm10_milli, pm25_milli, co_milli, o3_milli,
    case when is_complete then coalesce(judged.composite_centi, city_period_index.composite_centi) end
        as composite_centi,
    case when is_complete then city_period_index.composite_centi end as composite_computed_centi,
    case when is_complete and alternative_centi <> city_period_index.composite_centi then alternative_centi end
        as composite_other_centi,
    case when is_complete then main_pollutants end as main_pollutants,
    is_valid as is_rankable,
    enough_months,
    period_need.n_months,
    reported_months
from judged
join period_edition using (period_key)
join period_need using (period_key)
left join leveled using (place_id, period_key, source)
left join city_period_index using (place_id, period_key)
