"""Values that a plan leaves to another document, and what they ask for once they are issued.

Source: docs/plans.md; the plan decides how such a target is judged, the document says how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from airtrack.domain.model import Unfit
from airtrack.domain.spelling import plain
from airtrack.domain.standard import Indicator, Measure
from airtrack.domain.target import Op, Scope, TargetKind

_OF_PERCENT = (TargetKind.REDUCTION, TargetKind.YEAR_ON_YEAR)
_SPOKEN = {"d": ("天", "日"), "t": ("吨",), "µg/m³": ("ug/m3", "微克/立方米")}
_CAPS = (Op.AT_MOST, Op.BELOW)


@dataclass(frozen=True, slots=True)
class Parent:
    """The target that refers to another document, as far as what is issued must fit it."""

    id: str
    kind: TargetKind
    places: tuple[str, ...]
    group: str
    scope: Scope
    indicator: str
    op: Op | None
    unit: str
    is_open: bool
    has_baseline: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """One row of such a document; what it leaves out is as the parent says, empty or None here."""

    place: str
    indicator: str = ""
    op: Op | None = None
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the issued value asks for; `is_general` where the parent names no single indicator."""

    kind: TargetKind
    places: tuple[str, ...]
    group: str
    scope: Scope
    indicator: str
    op: Op
    unit: str
    is_general: bool


def terms(parent: Parent, issued: Issued, indicators: Mapping[str, Indicator]) -> Terms:
    """What the two say together; raises Unfit where they do not go together.

    Unfit codes: issued_not_open, issued_other_place, issued_no_indicator, issued_other_indicator,
    issued_unit, issued_no_baseline.
    """
    if not parent.is_open:
        raise Unfit("issued_not_open", f"{parent.id} has its value", target=parent.id)
    is_whole = issued.place == parent.group
    if not is_whole and issued.place not in parent.places:
        raise Unfit("issued_other_place", f"{parent.id} does not speak of it", target=parent.id)
    own = indicators.get(parent.indicator)
    is_general = own is not None and own.general
    indicator = _indicator(parent, issued, indicators, is_general=is_general)
    kind = _kind(indicator, issued.op) if is_general else parent.kind
    if kind in _OF_PERCENT and not parent.has_baseline:
        raise Unfit("issued_no_baseline", f"{parent.id} has no base period", target=parent.id)
    return Terms(
        kind=kind,
        places=parent.places if is_whole else (issued.place,),
        group=parent.group if is_whole else "",
        scope=parent.scope if is_whole else Scope.EACH,
        indicator=indicator.key,
        op=issued.op or parent.op or _op(indicator),
        unit=_unit(kind, indicator, issued),
        is_general=is_general,
    )


def named(parent: str, issued: Issued, *, is_general: bool, period: str = "") -> str:
    """The id of the target that an issued value makes; `period` where it is not the parent's."""
    parts = (parent, issued.place, issued.indicator if is_general else "", period)
    return "/".join(part for part in parts if part)


def _indicator(
    parent: Parent, issued: Issued, indicators: Mapping[str, Indicator], *, is_general: bool
) -> Indicator:
    key = issued.indicator or ("" if is_general else parent.indicator)
    found = indicators.get(key)
    if found is None or found.general:
        raise Unfit("issued_no_indicator", f"{parent.id} names several", target=parent.id)
    if not is_general and key != parent.indicator:
        told = {"target": parent.id, "expected": parent.indicator}
        raise Unfit("issued_other_indicator", f"{parent.id} asks for another", **told)
    return found


def _kind(indicator: Indicator, op: Op | None) -> TargetKind:
    """What a number of the indicator asks for, where the plan says only that there are goals."""
    if indicator.measure is Measure.TONNES:
        return TargetKind.CUT
    if indicator.measure is Measure.REPORTED:
        return TargetKind.MEASURE
    return TargetKind.CAP if (op or _op(indicator)) in _CAPS else TargetKind.FLOOR


def _op(indicator: Indicator) -> Op:
    return Op.AT_MOST if indicator.better == "lower" else Op.AT_LEAST


def _unit(kind: TargetKind, indicator: Indicator, issued: Issued) -> str:
    unit = "%" if kind in _OF_PERCENT else "" if kind is TargetKind.RANK else indicator.unit
    if issued.unit and plain(issued.unit) not in unit_spellings(unit):
        told = {"unit": unit, "indicator": indicator.key}
        raise Unfit("issued_unit", f"{issued.unit} is not {unit}", **told)
    return unit


def unit_spellings(unit: str) -> tuple[str, ...]:
    """How tables write the unit, in one width and case."""
    return (plain(unit), *_SPOKEN.get(unit, ()))
