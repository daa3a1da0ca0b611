-- view:    city_period_days
-- what:    days of a period by level, good and heavy days, the good-day ratio
-- source:  HJ 633 levels; ratio over valid days (有效天数), SPEC 3.5
-- needs:   city_day_aqi, period
-- grain:   place_id, period_key
-- keep:    table
-- order:   period_key, place_id
-- column:  place_id      | VARCHAR | GB/T 2260 code
-- column:  period_key    | VARCHAR | canonical key
-- column:  valid_days    | BIGINT  | days with an index
-- column:  good_days     | BIGINT  | good days (优良天数)
-- column:  heavy_days    | BIGINT  | heavily polluted days (重度及以上)
-- column:  good_permille | BIGINT  | good-day ratio (优良天数比例) in tenths of a percent
-- column:  level_1_days  | BIGINT  | 优
-- column:  level_2_days  | BIGINT  | 良
-- column:  level_3_days  | BIGINT  | 轻度污染
-- column:  level_4_days  | BIGINT  | 中度污染
-- column:  level_5_days  | BIGINT  | 重度污染
-- column:  level_6_days  | BIGINT  | 严重污染
-- column:  so2_exceed_days  | BIGINT | days above the daily limit of the index
-- column:  no2_exceed_days  | BIGINT | the same for NO2
-- column:  pm10_exceed_days | BIGINT | the same for PM10
-- column:  pm25_exceed_days | BIGINT | the same for PM2.5
-- column:  co_exceed_days   | BIGINT | the same for CO
-- column:  o3_exceed_days   | BIGINT | the same for ozone
-- column:  so2_primary_days    | BIGINT | days whose primary pollutant (首要污染物) is SO2, alone or with others
-- column:  no2_primary_days    | BIGINT | days whose primary pollutant (首要污染物) is NO2, alone or with others
-- column:  pm10_primary_days   | BIGINT | days whose primary pollutant (首要污染物) is PM10, alone or with others
-- column:  pm25_primary_days   | BIGINT | days whose primary pollutant (首要污染物) is PM2.5, alone or with others
-- column:  co_primary_days     | BIGINT | days whose primary pollutant (首要污染物) is CO, alone or with others
-- column:  o3_primary_days     | BIGINT | days whose primary pollutant (首要污染物) is ozone, alone or with others
-- literals: 3 level; 4 level; 5 level; 6 level; 1000 per mille
with counted as (
    select
        place_id,
        period_key,
        count(aqi) as valid_days,
        sum(case when is_good then 1 else 0 end)::bigint as good_days,
        sum(case when is_heavy then 1 else 0 end)::bigint as heavy_days,
        sum(case when level = 1 then 1 else 0 end)::bigint as level_1_days,
        sum(case when level = 2 then 1 else 0 end)::bigint as level_2_days,
        sum(case when level = 3 then 1 else 0 end)::bigint as level_3_days,
        sum(case when level = 4 then 1 else 0 end)::bigint as level_4_days,
        sum(case when level = 5 then 1 else 0 end)::bigint as level_5_days,
        sum(case when level = 6 then 1 else 0 end)::bigint as level_6_days,
        sum(case when is_exceeding(edition, iaqi_so2) then 1 else 0 end)::bigint as so2_exceed_days,
        sum(case when is_exceeding(edition, iaqi_no2) then 1 else 0 end)::bigint as no2_exceed_days,
        sum(case when is_exceeding(edition, iaqi_pm10) then 1 else 0 end)::bigint as pm10_exceed_days,
        sum(case when is_exceeding(edition, iaqi_pm25) then 1 else 0 end)::bigint as pm25_exceed_days,
        sum(case when is_exceeding(edition, iaqi_co) then 1 else 0 end)::bigint as co_exceed_days,
        sum(case when is_exceeding(edition, iaqi_o3) then 1 else 0 end)::bigint as o3_exceed_days,
        sum(case when has_primary(edition, aqi) and iaqi_so2 = aqi then 1 else 0 end)::bigint as so2_primary_days,
        sum(case when has_primary(edition, aqi) and iaqi_no2 = aqi then 1 else 0 end)::bigint as no2_primary_days,
        sum(case when has_primary(edition, aqi) and iaqi_pm10 = aqi then 1 else 0 end)::bigint as pm10_primary_days,
        sum(case when has_primary(edition, aqi) and iaqi_pm25 = aqi then 1 else 0 end)::bigint as pm25_primary_days,
        sum(case when has_primary(edition, aqi) and iaqi_co = aqi then 1 else 0 end)::bigint as co_primary_days,
        sum(case when has_primary(edition, aqi) and iaqi_o3 = aqi then 1 else 0 end)::bigint as o3_primary_days
    from city_day_aqi
    join period on on_date between first_on and last_on
    group by place_id, period_key
)

select
    place_id, period_key, valid_days, good_days, heavy_days,
    case when valid_days > 0 then half_even(good_days * 1000, valid_days) end as good_permille,
    level_1_days, level_2_days, level_3_days, level_4_days, level_5_days, level_6_days,
    so2_exceed_days, no2_exceed_days, pm10_exceed_days, pm25_exceed_days, co_exceed_days, o3_exceed_days,
    so2_primary_days, no2_primary_days, pm10_primary_days, pm25_primary_days, co_primary_days, o3_primary_days
from counted
