-- view:    report_count
-- what:    what a published table says beside the concentrations: day counts, ratio, composite index
-- source:  report_current, turned; the ratio from the counts where the table prints none (SPEC 3.5)
-- needs:   report_current, edition_span, ref_edition
-- grain:   place_id, first_on, last_on
-- keep:    table
-- order:   place_id, first_on, last_on
-- column:  place_id        | VARCHAR | GB/T 2260 code
-- column:  first_on        | DATE    | first day
-- column:  last_on         | DATE    | last day
-- column:  valid_days      | BIGINT  | valid days, null where the table does not say
-- column:  good_days       | BIGINT  | good days, null where the table does not say, or was made under another edition than the one that judges
-- column:  heavy_days      | BIGINT  | heavily polluted days, null like good_days
-- column:  good_permille   | BIGINT  | good-day ratio in tenths of a percent, null like good_days
-- column:  composite_centi | BIGINT  | printed composite index in hundredths, null like good_days
-- column:  stage_rank      | INTEGER | the lowest stage of the table's values
-- literals: 10 thousandths in a hundredth; 1000 thousandths, and per mille
with turned as (
    select
        place_id,
        first_on,
        last_on,
        max(case when indicator = 'valid_days' then half_even(value_milli, 1000) end) as valid_days,
        max(case when indicator = 'good_days' then half_even(value_milli, 1000) end) as good_days,
        max(case when indicator = 'heavy_days' then half_even(value_milli, 1000) end) as heavy_days,
        max(case when indicator = 'good_pct' then half_even(value_milli, 100) end) as printed_permille,
        max(case when indicator = 'composite' then half_even(value_milli, 10) end) as composite_centi,
        min(stage_rank) as stage_rank
    from report_current
    group by place_id, first_on, last_on
),

judged as (
    -- a table was made under the edition in force on its last day: another one cannot judge its days
    select turned.*, edition_span.edition = ref_edition.edition as is_of_edition
    from turned
    join edition_span on turned.last_on between edition_span.from_on and edition_span.to_on
    join ref_edition on turned.last_on between ref_edition.from_on and ref_edition.to_on
)

select
    place_id, first_on, last_on, valid_days,
    case when is_of_edition then good_days end as good_days,
    case when is_of_edition then heavy_days end as heavy_days,
    case
        when not is_of_edition then null
        when printed_permille is not null then printed_permille
        when valid_days > 0 then half_even(good_days * 1000, valid_days)
    end as good_permille,
    case when is_of_edition then composite_centi end as composite_centi,
    stage_rank
from judged
