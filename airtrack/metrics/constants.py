"""Turns the standards into generated macros, so that no SQL file holds a number of theirs.

A generated CASE is eight times as fast as a join to breakpoints. Concentrations are integer
thousandths. Source: `data/standards`, by way of `airtrack.domain.standard`.
"""

from __future__ import annotations

import math
from datetime import date

from airtrack.domain.batch import Stage
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.precedence import Precedence, Suspicion
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import CompositeIndex, IndexScale, IndexTable, Rounding
from airtrack.domain.standards import Standards
from airtrack.domain.validity import SuspectRule, Validity
from airtrack.metrics.reference import milli, step_milli


def macros(standards: Standards) -> list[str]:
    """Statements that create every generated macro."""
    return [
        *(_iaqi_macro(pollutant, standards) for pollutant in Pollutant),
        *(_iaqi_macro(pollutant, standards, of_hours=True) for pollutant in Pollutant),
        *_index_macros(standards),
        *_highest_macros(),
        *_validity_macros(standards.validity),
        *_stated_macros(standards.validity),
        _repeated_macro(standards.validity.suspect),
        _day_step_macro(standards.rounding),
        *_ozone_macros(standards.validity),
        *_station_macros(standards.validity),
        _ozone_top_macro(standards),
        f"create macro compares_states() as {str(standards.states.compares_across).lower()}",
        f"create macro n_years_of_mean() as {standards.trend.mean_of_years.years}",
        *_precedence_macros(standards.precedence),
        *_dust_macros(standards.dust.suspicion),
        f"create macro n_pollutants() as {len(Pollutant)}",
        f"create macro single_index_scale() as {10**standards.composite.single_index_digits}",
        _weight_macro(standards.composite),
        f"create macro limit_index_mode() as '{standards.attainment.index.mode}'",
        f"create macro limit_index_scale() as {10**standards.attainment.index.digits}",
    ]


def _by_edition(standards: Standards, branches: dict[str, str]) -> str:
    """One expression for all editions where they agree, else a CASE over the edition."""
    different = {branches[edition.id] for edition in standards.editions}
    if len(different) == 1:
        return different.pop()
    cases = " ".join(f"when '{key}' then {value}" for key, value in branches.items())
    return f"case edition {cases} end"


def _per_edition(standards: Standards) -> list[tuple[str, IndexTable]]:
    return [(edition.id, standards.index[edition.index]) for edition in standards.editions]


def _iaqi_macro(pollutant: Pollutant, standards: Standards, *, of_hours: bool = False) -> str:
    branches = {}
    for edition_id, table in _per_edition(standards):
        scale = _scale(table, pollutant, of_hours=of_hours)
        branches[edition_id] = _pieces(scale, table.scale)
    body = _by_edition(standards, branches)
    name = f"iaqi_hour_{pollutant}" if of_hours else f"iaqi_{pollutant}"
    return f"create macro {name}(edition, value_milli) as {body}"


def _scale(table: IndexTable, pollutant: Pollutant, *, of_hours: bool = False) -> IndexScale:
    scales = table.hour if of_hours else table.iaqi
    return next(scale for scale in scales if scale.pollutant is pollutant)


def _ozone_top_macro(standards: Standards) -> str:
    """Up to here every edition has an index of the daily ozone value."""
    scales = [_scale(table, Pollutant.O3) for _, table in _per_edition(standards)]
    top = min(milli(scale.breakpoints[-1]) for scale in scales)
    return f"create macro o3_day_top_milli() as {top}"


def _pieces(scale: IndexScale, steps: tuple[int, ...]) -> str:
    """Linear pieces, rounded up in integers: HJ 633 formula (1) and its rounding clause."""
    points = [milli(value) for value in scale.breakpoints]
    whens = [f"when value_milli <= {points[0]} then {steps[0]}"]
    for low, high, start, end in zip(points, points[1:], steps, steps[1:], strict=False):
        rise = f"({end - start} * (value_milli - {low}) + {high - low - 1}) // {high - low}"
        whens.append(f"when value_milli <= {high} then {start} + {rise}")
    above = "null" if scale.above == "none" else str(scale.above)
    return f"(case when value_milli is null then null {' '.join(whens)} else {above} end)::bigint"


def _index_macros(standards: Standards) -> list[str]:
    tables = _per_edition(standards)

    def made(name: str, expression: dict[str, str], argument: str = "aqi") -> str:
        return f"create macro {name}(edition, {argument}) as {_by_edition(standards, expression)}"

    partial = {
        key: str(table.missing.rule == "publish_if_exceeding").lower() for key, table in tables
    }
    return [
        made("aqi_level", {key: _levels(table) for key, table in tables}),
        made("is_good", {key: f"aqi <= {table.good_upto}" for key, table in tables}),
        made("is_heavy", {key: f"aqi > {table.heavy_above}" for key, table in tables}),
        made("has_primary", {key: f"aqi > {table.primary_above}" for key, table in tables}),
        made(
            "is_exceeding",
            {key: f"iaqi > {table.exceeding_above}" for key, table in tables},
            "iaqi",
        ),
        "create macro needs_exceedance_when_partial(edition) as " + _by_edition(standards, partial),
    ]


def _highest_macros() -> list[str]:
    """The largest of the individual indices, and the pollutants that have it."""
    columns = [f"iaqi_{pollutant}" for pollutant in Pollutant]
    listed = ", ".join(columns)
    highest = ", ".join(f"coalesce({column}, 0)" for column in columns)
    keys = ", ".join(
        f"case when iaqi_{pollutant} = aqi then '{pollutant},' else '' end"
        for pollutant in Pollutant
    )
    return [
        f"create macro highest_iaqi({listed}) as greatest({highest})",
        f"create macro primary_keys(edition, aqi, {listed}) as "
        f"case when has_primary(edition, aqi) then trim(concat({keys}), ',') else '' end",
    ]


def _levels(table: IndexTable) -> str:
    whens = " ".join(
        f"when aqi <= {level.upto} then {level.level}" for level in table.level if level.upto
    )
    return f"(case when aqi is null then null {whens} else {table.level[-1].level} end)::integer"


def _validity_macros(validity: Validity) -> list[str]:
    period = validity.period
    february = date(1, 2, 1).month
    return [
        f"create macro min_hours() as {validity.day.min_hours}",
        f"create macro ranking_item() as '{validity.ranking.counts}'",
        f"create macro complete_percent() as {validity.ranking.pollutant_min_percent}",
        f"create macro year_min_days() as {period.year_min_days}",
        f"create macro month_min_days(month_on) as case when month(month_on) = {february} "
        f"then {period.february_min_days} else {period.month_min_days} end",
    ]


def _ozone_macros(validity: Validity) -> list[str]:
    """Windows of ozone of a day's hours: how many are valid, and the highest mean of them.

    Both are aggregates, so that a row passes once: several times as fast as a frame over rows. The
    mean is times `window_scale()`, a whole number: sums of 6, 7 or 8 hours compare exactly.
    """
    mda8 = validity.mda8
    scale = math.lcm(*range(mda8.min_window_hours, mda8.window_hours + 1))
    within = [
        f"case when hour between {end - mda8.window_hours + 1} and {end} then value_milli end"
        for end in range(mda8.first_window_ends, mda8.last_window_ends + 1)
    ]
    counted = [f"(count({value}) >= {mda8.min_window_hours})" for value in within]
    means = [
        f"case when {is_valid} then sum({value})::bigint * window_scale() // count({value}) end"
        for is_valid, value in zip(counted, within, strict=True)
    ]
    return [
        f"create macro window_scale() as {scale}::bigint",
        "create macro o3_window_count(hour, value_milli) as "
        + " + ".join(f"{is_valid}::integer" for is_valid in counted),
        f"create macro o3_highest_scaled(hour, value_milli) as greatest({', '.join(means)})",
        "create macro o3_day_milli(scaled) as "
        "rounded_to(scaled, window_scale(), day_step_milli('o3'))",
        "create macro is_mda8_valid(n_windows, value_milli) as "
        f"(n_windows >= {mda8.min_windows} or value_milli > {milli(mda8.valid_above)})",
    ]


def _station_macros(validity: Validity) -> list[str]:
    """Days of stations: the common denominator of daily means, and how many must be valid."""
    city = validity.city
    needed = (
        f"case when n_all < {city.few_stations} then {city.few_min_percent} "
        f"else {city.min_percent} end"
    )
    scale = math.lcm(*range(validity.day.min_hours, validity.day.hours + 1))
    return [
        f"create macro mean_scale() as {scale}::bigint",
        "create macro has_enough_stations(n_valid, n_all) as "
        f"n_valid > 0 and n_valid * {PERCENT} >= ({needed}) * n_all",
        f"create macro city_o3_of() as '{city.o3}'",
        f"create macro counts_silent_at_end() as {str(city.silent_at_end == 'counts').lower()}",
    ]


def _stated_macros(validity: Validity) -> list[str]:
    """Which of the 8-hour means that a release states end a window, and when they are enough."""
    mda8, stated = validity.mda8, validity.stated
    enough = f"n_stated >= {mda8.min_windows}" if stated.o3_8h else "n_stated < 0"
    return [
        "create macro is_window_end(hour) as "
        f"hour between {mda8.first_window_ends} and {mda8.last_window_ends}",
        f"create macro has_stated_windows(n_stated) as {enough}",
    ]


def _repeated_macro(rule: SuspectRule) -> str:
    """How many days in a row one value of a pollutant is odd."""
    cases = " ".join(f"when '{key}' then {rule.low_repeated_days}" for key in rule.low)
    body = f"case pollutant {cases} else {rule.repeated_days} end"
    return f"create macro repeated_min_days(pollutant) as {body}"


def _day_step_macro(rounding: Rounding) -> str:
    cases = " ".join(
        f"when '{pollutant}' then {step_milli(rounding.digits('day_value', pollutant, date.max))}"
        for pollutant in Pollutant
    )
    return f"create macro day_step_milli(pollutant) as case pollutant {cases} end"


def _weight_macro(composite: CompositeIndex) -> str:
    """How often a single index counts in the composite index."""
    cases = " ".join(f"when '{key}' then {composite.weight(key)}" for key in Pollutant)
    return f"create macro index_weight(pollutant) as case pollutant {cases} end"


def _precedence_macros(rules: Precedence) -> list[str]:
    """Which source counts first, and the rule that a table of some stage counts by."""
    order = " ".join(f"when '{rule.id}' then {at}" for at, rule in enumerate(rules.rule, start=1))
    called = {Stage.CERTIFIED: "certified", Stage.AUDITED: "audited"}
    stages = " ".join(
        f"when {rank} then '{called[stage]}'"
        for rank, stage in enumerate(Stage, start=1)
        if stage in called
    )
    tolerance = milli(rules.reconciliation.composite_tolerance)
    return [
        f"create macro precedence(rule) as case rule {order} end",
        f"create macro table_rule(stage_rank) as case stage_rank {stages} else 'reported' end",
        f"create macro composite_tolerance_milli() as {tolerance}",
    ]


def _dust_macros(rule: Suspicion) -> list[str]:
    return [
        f"create macro dust_above_milli() as {milli(rule.above)}",
        f"create macro dust_previous_hours() as {rule.previous_hours}",
        f"create macro dust_rise() as {rule.rise}",
        f"create macro dust_ratio_percent() as {rule.ratio_percent}",
        f"create macro dust_back_percent() as {rule.back_percent}",
    ]
