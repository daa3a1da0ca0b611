-- view:    city_period_rank
-- what:    ranks inside a group, equal printed values share a rank and the next is skipped (1, 1, 3)
-- source:  环办监测〔2018〕19号; ties by SPEC 4.4; a city that worsened and meets all limits is in no list of deterioration (变化程度排名方案 2017); direction and tie break from the register of indicators
-- needs:   city_period_change, city_period_attainment, period_edition, ref_attainment, ref_membership, ref_indicator
-- grain:   group_id, period_key, by_key, place_id
-- keep:    view
-- column:  group_id        | VARCHAR | group or province
-- column:  period_key      | VARCHAR | canonical key
-- column:  by_key          | VARCHAR | what is ranked; change ranks the composite index's change
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  rank            | BIGINT  | 1 is best
-- column:  value_milli     | BIGINT  | printed value, thousandths
-- column:  previous_milli  | BIGINT  | a year before
-- column:  change_permille | BIGINT  | change in tenths of a percent
-- column:  difference_milli | BIGINT | value minus previous
-- column:  withheld        | VARCHAR | why a value a year before is no base, as in city_period_change
with member as (
    select ref_membership.group_id, period_edition.period_key, ref_membership.place_id
    from period_edition
    join ref_membership
        on period_edition.last_on between ref_membership.from_on and ref_membership.to_on
),

wanted as (
    select period_key, mode, count(*) as n_wanted
    from period_edition
    join ref_attainment using (edition)
    group by period_key, mode
),

attaining as (
    select place_id, period_key, mode
    from city_period_attainment
    join wanted using (period_key, mode)
    where is_met
    group by place_id, period_key, mode, n_wanted
    having count(*) = n_wanted
),

candidate as (
    select *, indicator as by_key, value_milli as rank_value from city_period_change
    union all
    select *, 'change' as by_key, change_permille as rank_value
    from city_period_change
    where indicator = 'composite' and change_permille is not null
)

select
    group_id, candidate.period_key, by_key, candidate.place_id,
    rank() over (
        partition by group_id, candidate.period_key, by_key
        order by rank_value * ref_indicator.direction, tie.value_milli * breaking.direction
    ) as rank,
    candidate.value_milli, candidate.previous_milli, candidate.change_permille, candidate.difference_milli,
    candidate.withheld
from candidate
join ref_indicator on ref_indicator.indicator = by_key
left join ref_indicator as breaking on breaking.indicator = ref_indicator.tie_break
left join city_period_change as tie
    on tie.place_id = candidate.place_id and tie.period_key = candidate.period_key
    and tie.indicator = ref_indicator.tie_break
join member on member.place_id = candidate.place_id and member.period_key = candidate.period_key
left join attaining
    on attaining.place_id = candidate.place_id and attaining.period_key = candidate.period_key
    and attaining.mode = ref_indicator.spares_attaining
where candidate.is_rankable and (attaining.mode is null or rank_value <= 0)
