"""Turns the standards into what SQL needs: generated macros and small reference tables.

A generated CASE is eight times as fast as a join to breakpoints. Concentrations are integer
thousandths. Source: `data/standards`, by way of `airtrack.domain.standard`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.domain.place import Group, Membership, Place, PlaceKind
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import (
    CompositeIndex,
    Edition,
    IndexScale,
    IndexTable,
    Indicator,
    LimitTable,
    Rounding,
    StatisticTable,
    Validity,
)

MILLI = 1000
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Reference:
    """The part of the registry that the statistics stand on."""

    editions: tuple[Edition, ...]
    limits: dict[str, LimitTable]
    index: dict[str, IndexTable]
    statistics: dict[str, StatisticTable]
    composite: CompositeIndex
    rounding: Rounding
    validity: Validity
    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    groups: tuple[Group, ...]
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: columns as name and type, and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[object, ...]]


def milli(value: Decimal) -> int:
    """Thousandths of a value that has at most three decimals; raises ValueError otherwise."""
    scaled = value * MILLI
    if scaled != int(scaled):
        raise ValueError(f"{value} has more than three decimals")
    return int(scaled)


def step_milli(digits: int) -> int:
    """The step between two printed values, in thousandths: 1000 for whole numbers."""
    return int(MILLI // 10**digits)


def macros(reference: Reference) -> list[str]:
    """Statements that create every generated macro."""
    return [
        *(_iaqi_macro(pollutant, reference) for pollutant in Pollutant),
        *_index_macros(reference),
        *_validity_macros(reference.validity),
        _day_step_macro(reference.rounding),
        f"create macro n_pollutants() as {len(Pollutant)}",
        f"create macro single_index_scale() as {10**reference.composite.single_index_digits}",
    ]


def _by_edition(reference: Reference, branches: dict[str, str]) -> str:
    """One expression for all editions where they agree, else a CASE over the edition."""
    different = {branches[edition.id] for edition in reference.editions}
    if len(different) == 1:
        return different.pop()
    cases = " ".join(f"when '{key}' then {value}" for key, value in branches.items())
    return f"case edition {cases} end"


def _per_edition(reference: Reference) -> list[tuple[str, IndexTable]]:
    return [(edition.id, reference.index[edition.index]) for edition in reference.editions]


def _iaqi_macro(pollutant: Pollutant, reference: Reference) -> str:
    branches = {}
    for edition_id, table in _per_edition(reference):
        scale = next(scale for scale in table.iaqi if scale.pollutant is pollutant)
        branches[edition_id] = _pieces(scale, table.scale)
    body = _by_edition(reference, branches)
    return f"create macro iaqi_{pollutant}(edition, value_milli) as {body}"


def _pieces(scale: IndexScale, steps: tuple[int, ...]) -> str:
    """Linear pieces, rounded up in integers: HJ 633 formula (1) and its rounding clause."""
    points = [milli(value) for value in scale.breakpoints]
    whens = [f"when value_milli <= {points[0]} then {steps[0]}"]
    for low, high, start, end in zip(points, points[1:], steps, steps[1:], strict=False):
        rise = f"({end - start} * (value_milli - {low}) + {high - low - 1}) // {high - low}"
        whens.append(f"when value_milli <= {high} then {start} + {rise}")
    above = "null" if scale.above == "none" else str(scale.above)
    return f"(case when value_milli is null then null {' '.join(whens)} else {above} end)::bigint"


def _index_macros(reference: Reference) -> list[str]:
    tables = _per_edition(reference)

    def made(name: str, expression: dict[str, str], argument: str = "aqi") -> str:
        return f"create macro {name}(edition, {argument}) as {_by_edition(reference, expression)}"

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
        "create macro needs_exceedance_when_partial(edition) as " + _by_edition(reference, partial),
    ]


def _levels(table: IndexTable) -> str:
    whens = " ".join(
        f"when aqi <= {level.upto} then {level.level}" for level in table.level if level.upto
    )
    return f"(case when aqi is null then null {whens} else {table.level[-1].level} end)::integer"


def _validity_macros(validity: Validity) -> list[str]:
    mda8 = validity.mda8
    scale = math.lcm(*range(mda8.min_window_hours, mda8.window_hours + 1))
    period = validity.period
    february = date(1, 2, 1).month
    return [
        f"create macro min_hours() as {validity.day.min_hours}",
        f"create macro min_window_hours() as {mda8.min_window_hours}",
        f"create macro min_windows() as {mda8.min_windows}",
        f"create macro window_scale() as {scale}::bigint",
        f"create macro mda8_valid_above_milli() as {milli(mda8.valid_above)}",
        f"create macro year_min_days() as {period.year_min_days}",
        f"create macro month_min_days(month_on) as case when month(month_on) = {february} "
        f"then {period.february_min_days} else {period.month_min_days} end",
    ]


def _day_step_macro(rounding: Rounding) -> str:
    cases = " ".join(
        f"when '{pollutant}' then {step_milli(rounding.digits('day_value', pollutant, date.max))}"
        for pollutant in Pollutant
    )
    return f"create macro day_step_milli(pollutant) as case pollutant {cases} end"


def tables(reference: Reference) -> list[Table]:
    """Every reference table that the views need."""
    return [
        edition_span(reference),
        _windows(reference.validity),
        _items(reference),
        _precisions(reference.rounding),
        _divisors(reference),
        _indicators(reference),
        _indicator_steps(reference),
        _memberships(reference),
        _places(reference.places),
    ]


def edition_span(
    reference: Reference,
    edition_id: str | None = None,
    *,
    days: tuple[date, date] = (date.min, date.max),
) -> Table:
    """Which edition judges which days: as in force, or one edition for the `days` that matter."""
    columns = (("edition", "VARCHAR"), ("from_on", "DATE"), ("to_on", "DATE"))
    if edition_id is not None:
        return Table("edition_span", columns, [(edition_id, *days)])
    rows = [(edition.id, edition.from_on, edition.to_on) for edition in reference.editions]
    return Table("edition_span", columns, list(rows))


def _windows(validity: Validity) -> Table:
    mda8 = validity.mda8
    ends = range(mda8.first_window_ends, mda8.last_window_ends + 1)
    return Table(
        "ref_window",
        (("starts_at", "TINYINT"), ("ends_at", "TINYINT")),
        [(end - mda8.window_hours + 1, end) for end in ends],
    )


def _items(reference: Reference) -> Table:
    """The assessed statistic per edition and pollutant, the percentile as a reduced fraction."""
    assessed = {item.pollutant: item.statistic for item in reference.composite.item}
    rows: list[tuple[object, ...]] = []
    for edition in reference.editions:
        for item in reference.statistics[edition.statistics].item:
            share = Fraction(item.percentile, PERCENT)
            statistic = assessed[item.pollutant]
            key = (edition.id, str(item.pollutant), statistic)
            rows.append((*key, share.numerator, share.denominator))
    return Table(
        "ref_item",
        (
            ("edition", "VARCHAR"),
            ("pollutant", "VARCHAR"),
            ("statistic", "VARCHAR"),
            ("percentile_num", "INTEGER"),
            ("percentile_den", "INTEGER"),
        ),
        rows,
    )


def _spans(
    rounding: Rounding, quantity: str, pollutant: Pollutant
) -> Iterable[tuple[date, date, int]]:
    """Days without gap or overlap, each with its number of decimals."""
    starts = sorted(
        {
            row.from_on
            for row in rounding.precision
            if row.quantity == quantity and row.pollutant in (None, pollutant)
        }
    )
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = date.max if following is None else date.fromordinal(following.toordinal() - 1)
        yield start, end, rounding.digits(quantity, pollutant, start)


def _precisions(rounding: Rounding) -> Table:
    rows: list[tuple[object, ...]] = [
        (quantity, str(pollutant), start, end, digits, step_milli(digits))
        for quantity in ("period_value", "index_input")
        for pollutant in Pollutant
        for start, end, digits in _spans(rounding, quantity, pollutant)
    ]
    return Table(
        "ref_precision",
        (
            ("quantity", "VARCHAR"),
            ("pollutant", "VARCHAR"),
            ("from_on", "DATE"),
            ("to_on", "DATE"),
            ("digits", "INTEGER"),
            ("step_milli", "INTEGER"),
        ),
        rows,
    )


def _divisors(reference: Reference) -> Table:
    rows: list[tuple[object, ...]] = [
        (
            edition.id,
            str(item.pollutant),
            milli(reference.limits[edition.limits].value(item.pollutant, item.limit)),
        )
        for edition in reference.editions
        for item in reference.composite.item
    ]
    columns = (("edition", "VARCHAR"), ("pollutant", "VARCHAR"), ("divisor_milli", "INTEGER"))
    return Table("ref_index", columns, rows)


def _indicators(reference: Reference) -> Table:
    rows: list[tuple[object, ...]] = [
        (item.key, 1 if item.better == "lower" else -1) for item in reference.indicators
    ]
    return Table("ref_indicator", (("indicator", "VARCHAR"), ("direction", "INTEGER")), rows)


def _indicator_steps(reference: Reference) -> Table:
    """Printed step of a regional mean, per indicator and time."""
    rows: list[tuple[object, ...]] = []
    for item in reference.indicators:
        if item.key in set(Pollutant):
            spans = _spans(reference.rounding, "period_value", Pollutant(item.key))
            rows += [(item.key, start, end, step_milli(digits)) for start, end, digits in spans]
        else:
            rows.append((item.key, date.min, date.max, step_milli(item.region_digits)))
    columns = (
        ("indicator", "VARCHAR"),
        ("from_on", "DATE"),
        ("to_on", "DATE"),
        ("step_milli", "INTEGER"),
    )
    return Table("ref_indicator_step", columns, rows)


def _memberships(reference: Reference) -> Table:
    """Members of every group; a province's are its prefecture-level units at all times."""
    rows: list[tuple[object, ...]] = [
        (item.group, item.place, item.from_on, item.to_on) for item in reference.memberships
    ]
    rows += [
        (place.province, place.code, date.min, date.max)
        for place in reference.places
        if place.kind is PlaceKind.PREFECTURE
    ]
    columns = (
        ("group_id", "VARCHAR"),
        ("place_id", "VARCHAR"),
        ("from_on", "DATE"),
        ("to_on", "DATE"),
    )
    return Table("ref_membership", columns, rows)


def _places(places: tuple[Place, ...]) -> Table:
    rows: list[tuple[object, ...]] = [
        (place.code, place.name, place.short_name, str(place.kind), place.province)
        for place in places
    ]
    columns = (
        ("place_id", "VARCHAR"),
        ("name", "VARCHAR"),
        ("short_name", "VARCHAR"),
        ("kind", "VARCHAR"),
        ("province", "VARCHAR"),
    )
    return Table("ref_place", columns, rows)
