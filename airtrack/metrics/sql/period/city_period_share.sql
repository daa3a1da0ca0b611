-- view:    city_period_share
-- what:    single indices of a period: what each pollutant adds to the composite index (综合指数)
-- source:  环办监测〔2018〕19号; each statistic rounded, divided by its limit, rounded to 2 decimals
-- needs:   city_period_pollutant, period_edition, ref_index
-- grain:   place_id, period_key, pollutant
-- keep:    view
-- column:  place_id    | VARCHAR | GB/T 2260 code
-- column:  period_key  | VARCHAR | canonical key
-- column:  pollutant   | VARCHAR | key
-- column:  share_centi | BIGINT  | single index in hundredths
-- column:  alternative_centi | BIGINT | the same from the digits of the other reading
select
    place_id, period_key, pollutant,
    half_even(index_milli * single_index_scale(), ref_index.divisor_milli) as share_centi,
    half_even(alternative_milli * single_index_scale(), ref_index.divisor_milli) as alternative_centi
from city_period_pollutant
join period_edition using (period_key)
join ref_index using (edition, pollutant)
