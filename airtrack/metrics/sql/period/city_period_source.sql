-- view:    city_period_source
-- what:    the one source of a place's figures of a period: its days, the published table, or an estimate
-- source:  data/standards/precedence.toml: certified, audited table, days that are enough (GB 3095 Table 4) or no fewer than the rival's, provisional table, estimate
-- needs:   city_period_days, city_period_validity, city_period_report, city_period_estimate
-- grain:   place_id, period_key
-- keep:    table
-- order:   period_key, place_id
-- column:  place_id   | VARCHAR | GB/T 2260 code
-- column:  period_key | VARCHAR | canonical key
-- column:  source     | VARCHAR | computed (from days), reported (a table of these days) or estimated (from months)
-- column:  rule       | VARCHAR | the rule by which it counts, an id of precedence.toml
with other as (
    select place_id, period_key, 'reported' as source, table_rule(stage_rank) as rule, n_days
    from city_period_report
    union all
    select place_id, period_key, 'estimated' as source, 'estimated' as rule, n_days
    from city_period_estimate
),

ordered as (
    select *, row_number() over (partition by place_id, period_key order by precedence(rule)) as place
    from other
),

rival as (
    select place_id, period_key, source, rule, n_days
    from ordered
    where place = 1
),

day_rule as (
    select
        days.place_id, days.period_key,
        case when rival.rule is null or is_valid or valid_days >= rival.n_days then 'computed' else 'short' end as rule
    from city_period_days as days
    left join rival using (place_id, period_key)
    left join city_period_validity as validity
        on validity.place_id = days.place_id and validity.period_key = days.period_key
        and item = ranking_item()
)

select
    place_id, period_key,
    case when rival.rule is null or precedence(day_rule.rule) < precedence(rival.rule) then 'computed'
        else rival.source
    end as source,
    case when rival.rule is null or precedence(day_rule.rule) < precedence(rival.rule) then day_rule.rule
        else rival.rule
    end as rule
from day_rule
full join rival using (place_id, period_key)
