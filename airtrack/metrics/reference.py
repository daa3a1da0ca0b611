"""Standards, places and groups as the small tables that the views join.

Concentrations are integer thousandths. Source: `data/standards`, `data/places`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from airtrack.domain.place import Group, Membership, Place, PlaceKind
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.standard import Indicator, Rounding, Statistic
from airtrack.domain.standards import Standards

_MEMBERSHIP = (
    ("group_id", "VARCHAR"),
    ("place_id", "VARCHAR"),
    ("from_on", "DATE"),
    ("to_on", "DATE"),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """The part of the registry that the statistics stand on.

    Facts about places that are `gone` stand aside: no view sees them.
    """

    standards: Standards
    places: tuple[Place, ...]
    groups: tuple[Group, ...]
    memberships: tuple[Membership, ...]
    gone: frozenset[str] = frozenset()


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


def tables(reference: Reference) -> list[Table]:
    """Every reference table that the views need."""
    return [
        edition_span(reference),
        replace(edition_span(reference), name="ref_edition"),
        _items(reference),
        _precisions(reference.standards.rounding),
        _divisors(reference),
        _attainment(reference),
        _limits(reference.standards),
        _states(reference.standards),
        _event_pollutants(reference.standards),
        _dust_lags(reference.standards),
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
    rows = [
        (edition.id, edition.from_on, edition.to_on) for edition in reference.standards.editions
    ]
    return Table("edition_span", columns, list(rows))


def _items(reference: Reference) -> Table:
    """The assessed statistic per edition and pollutant, the percentile as a reduced fraction."""
    assessed = {item.pollutant: item.statistic for item in reference.standards.composite.item}
    rows: list[tuple[object, ...]] = []
    for edition in reference.standards.editions:
        for item in reference.standards.statistics[edition.statistics].item:
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
    rounding: Rounding, quantity: str, pollutant: Pollutant, *, is_alternative: bool = False
) -> Iterable[tuple[date, date, int]]:
    """Days without gap or overlap, each with its number of decimals, or the alternative one."""
    starts = sorted(
        {
            row.from_on
            for row in rounding.precision
            if row.quantity == quantity and row.pollutant in (None, pollutant)
        }
    )
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = date.max if following is None else date.fromordinal(following.toordinal() - 1)
        row = rounding.find(quantity, pollutant, start)
        other = row.alternative if is_alternative else None
        yield start, end, row.digits if other is None else other


def _precisions(rounding: Rounding) -> Table:
    rows: list[tuple[object, ...]] = [
        (quantity, str(pollutant), start, end, digits, step_milli(digits))
        for quantity in ("period_value", "index_input", "attainment")
        for pollutant in Pollutant
        for start, end, digits in _spans(rounding, quantity, pollutant)
    ]
    rows += [
        ("index_alternative", str(pollutant), start, end, digits, step_milli(digits))
        for pollutant in Pollutant
        for start, end, digits in _spans(rounding, "index_input", pollutant, is_alternative=True)
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
            milli(reference.standards.limits[edition.limits].value(item.pollutant, item.limit)),
        )
        for edition in reference.standards.editions
        for item in reference.standards.composite.item
    ]
    columns = (("edition", "VARCHAR"), ("pollutant", "VARCHAR"), ("divisor_milli", "INTEGER"))
    return Table("ref_index", columns, rows)


def _attainment(reference: Reference) -> Table:
    """What each mode holds against which limit, per edition."""
    standards = reference.standards
    rows: list[tuple[object, ...]] = []
    for edition in standards.editions:
        limits = standards.limits[edition.limits]
        percentile = {
            item.pollutant: item.percentile_limit
            for item in standards.statistics[edition.statistics].item
        }
        for mode in standards.attainment.mode:
            for pollutant, wanted in mode.statistics.items():
                of = {"mean": Statistic.ANNUAL_MEAN, "percentile": percentile[pollutant]}
                held = {key: milli(limits.value(pollutant, of[key])) for key in wanted}
                about = (edition.id, mode.id, str(pollutant))
                rows += [(*about, key, limit) for key, limit in held.items()]
    return Table(
        "ref_attainment",
        (
            ("edition", "VARCHAR"),
            ("mode", "VARCHAR"),
            ("pollutant", "VARCHAR"),
            ("statistic", "VARCHAR"),
            ("limit_milli", "INTEGER"),
        ),
        rows,
    )


def _limits(standards: Standards) -> Table:
    """Limits of both levels in every edition, for the statistics that bulletins hold against them.

    A statistic that an edition has no limit of that level for has no row.
    """
    mode = next(
        item for item in standards.attainment.mode if item.id == standards.attainment.target_mode
    )
    rows: list[tuple[object, ...]] = []
    for edition in standards.editions:
        items = standards.statistics[edition.statistics].item
        percentile = {item.pollutant: item.percentile_limit for item in items}
        for limit in standards.limits[edition.limits].limit:
            of = {Statistic.ANNUAL_MEAN: "mean", percentile[limit.pollutant]: "percentile"}
            wanted = of.get(limit.statistic)
            if wanted in mode.statistics[limit.pollutant]:
                about = (edition.id, limit.grade, str(limit.pollutant), wanted)
                rows.append((*about, milli(limit.value)))
    return Table(
        "ref_limit",
        (
            ("edition", "VARCHAR"),
            ("grade", "INTEGER"),
            ("pollutant", "VARCHAR"),
            ("statistic", "VARCHAR"),
            ("limit_milli", "INTEGER"),
        ),
        rows,
    )


def _states(standards: Standards) -> Table:
    rows: list[tuple[object, ...]] = [
        (state.id, state.from_on, state.to_on) for state in standards.states.state
    ]
    columns = (("state", "VARCHAR"), ("from_on", "DATE"), ("to_on", "DATE"))
    return Table("ref_state", columns, rows)


def _event_pollutants(standards: Standards) -> Table:
    """What each kind of event takes out of means, percentiles and the index."""
    rows: list[tuple[object, ...]] = [
        (kind.id, str(pollutant)) for kind in standards.dust.kind for pollutant in kind.pollutants
    ]
    return Table("ref_event", (("kind", "VARCHAR"), ("pollutant", "VARCHAR")), rows)


def _dust_lags(standards: Standards) -> Table:
    """The hours before one that may be dust, counted back from it."""
    hours = range(1, standards.dust.suspicion.previous_hours + 1)
    return Table("ref_dust_lag", (("hours_before", "INTEGER"),), [(hour,) for hour in hours])


def _indicators(reference: Reference) -> Table:
    rows: list[tuple[object, ...]] = [
        (item.key, _direction(item), item.by_edition, item.tie_break, item.spares_attaining)
        for item in reference.standards.indicators.values()
    ]
    return Table(
        "ref_indicator",
        (
            ("indicator", "VARCHAR"),
            ("direction", "INTEGER"),
            ("by_edition", "BOOLEAN"),
            ("tie_break", "VARCHAR"),
            ("spares_attaining", "VARCHAR"),
        ),
        rows,
    )


def _direction(indicator: Indicator) -> int:
    """1 where lower is better, else -1."""
    return 1 if indicator.better == "lower" else -1


def _indicator_steps(reference: Reference) -> Table:
    """Printed step of a regional mean, per indicator and time."""
    rows: list[tuple[object, ...]] = []
    for item in reference.standards.indicators.values():
        if item.key in set(Pollutant):
            spans = _spans(reference.standards.rounding, "period_value", Pollutant(item.key))
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
    """Members of every group; a province's are its prefecture-level units on all their days."""
    rows: list[tuple[object, ...]] = [
        (item.group, item.place, item.from_on, item.to_on) for item in reference.memberships
    ]
    rows += [
        (place.province, place.code, place.from_on, place.to_on)
        for place in reference.places
        if place.kind is PlaceKind.PREFECTURE
    ]
    return Table("ref_membership", _MEMBERSHIP, rows)


def membership_table(members: Mapping[str, Iterable[str]]) -> Table:
    """Sets of places that somebody asks about, each a group at all times."""
    rows: list[tuple[object, ...]] = [
        (group, place, date.min, date.max)
        for group, places in members.items()
        for place in dict.fromkeys(places)
    ]
    return Table("ref_membership", _MEMBERSHIP, rows)


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
