-- view:    city_period_rank
-- what:    ranks inside a group, equal printed values share a rank and the next is skipped (1, 1, 3)
-- source:  环办监测〔2018〕19号; ties by SPEC 4.4; direction from the register of indicators
-- needs:   city_period_change, period_edition, ref_membership, ref_indicator
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
with member as (
    select ref_membership.group_id, period_edition.period_key, ref_membership.place_id
    from period_edition
    join ref_membership
        on period_edition.last_on between ref_membership.from_on and ref_membership.to_on
),

candidate as (
    select *, indicator as by_key, value_milli as rank_value from city_period_change
    union all
    select *, 'change' as by_key, change_permille as rank_value
    from city_period_change
    where indicator = 'composite' and change_permille is not null
)

select
    group_id, period_key, by_key, place_id,
    rank() over (
        partition by group_id, period_key, by_key
        order by rank_value * ref_indicator.direction
    ) as rank,
    value_milli, previous_milli, change_permille, difference_milli
from candidate
join ref_indicator on ref_indicator.indicator = by_key
join member using (place_id, period_key)
where is_rankable
