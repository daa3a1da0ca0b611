-- view:    city_period_polluted
-- what:    polluted days of a period (超标天数) by primary pollutant (首要污染物)
-- source:  HJ 633: a day is polluted where its index is above the limit's; several pollutants are primary where they are equal, and each has the day
-- needs:   city_day_aqi, period
-- grain:   place_id, period_key
-- keep:    view
-- column:  place_id      | VARCHAR | GB/T 2260 code
-- column:  period_key    | VARCHAR | canonical key
-- column:  valid_days    | BIGINT  | days with an index
-- column:  polluted_days | BIGINT  | days whose index is above that of the daily limit
-- column:  shared_days   | BIGINT  | those of them with several primary pollutants
-- column:  so2_days      | BIGINT  | polluted days whose primary pollutant is SO2, alone or with others
-- column:  no2_days      | BIGINT  | the same for NO2
-- column:  pm10_days     | BIGINT  | the same for PM10
-- column:  pm25_days     | BIGINT  | the same for PM2.5
-- column:  co_days       | BIGINT  | the same for CO
-- column:  o3_days       | BIGINT  | the same for ozone
with named as (
    select
        place_id, period_key, aqi,
        case when is_exceeding(edition, aqi) then 1 else 0 end as polluted,
        case when iaqi_so2 = aqi then 1 else 0 end as so2,
        case when iaqi_no2 = aqi then 1 else 0 end as no2,
        case when iaqi_pm10 = aqi then 1 else 0 end as pm10,
        case when iaqi_pm25 = aqi then 1 else 0 end as pm25,
        case when iaqi_co = aqi then 1 else 0 end as co,
        case when iaqi_o3 = aqi then 1 else 0 end as o3
    from city_day_aqi
    join period on on_date between first_on and last_on
)

select
    place_id,
    period_key,
    count(aqi) as valid_days,
    sum(polluted)::bigint as polluted_days,
    sum(case when so2 + no2 + pm10 + pm25 + co + o3 > 1 then polluted else 0 end)::bigint as shared_days,
    sum(polluted * so2)::bigint as so2_days,
    sum(polluted * no2)::bigint as no2_days,
    sum(polluted * pm10)::bigint as pm10_days,
    sum(polluted * pm25)::bigint as pm25_days,
    sum(polluted * co)::bigint as co_days,
    sum(polluted * o3)::bigint as o3_days
from named
group by place_id, period_key
