-- view:    city_period_source
-- what:    the one source of a place's figures of a period: its days, the published table, or an estimate
-- source:  GB 3095 Table 4; days count where they are enough or no fewer than the rival's (house rule)
-- needs:   city_period_days, city_period_validity, city_period_report, city_period_estimate
-- grain:   place_id, period_key
-- keep:    table
-- order:   period_key, place_id
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  period_key | VARCHAR | canonical key
-- column:  source     | VARCHAR | computed (from days), reported (a table of these days) or estimated (from months)
with rival as (
    select place_id, period_key, 'reported' as source, n_days
    from city_period_report

    union all

    select estimate.place_id, estimate.period_key, 'estimated' as source, estimate.n_days
    from city_period_estimate as estimate
    left join city_period_report as report
        on report.place_id = estimate.place_id and report.period_key = estimate.period_key
    where report.place_id is null
),

offered as (
    select place_id, period_key from city_period_days
    union
    select place_id, period_key from rival
)

select
    offered.place_id, offered.period_key,
    case
        when rival.source is null or is_valid or valid_days >= rival.n_days then 'computed'
        else rival.source
    end as source
from offered
left join city_period_days using (place_id, period_key)
left join rival using (place_id, period_key)
left join city_period_validity as validity
    on validity.place_id = offered.place_id and validity.period_key = offered.period_key
    and item = ranking_item()
