"""What each city adds to its region, in words, as a table and as JSON.

Source: the contract of `status`; numbers are not rounded there beyond six decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.assess.compare import plain, rounded
from airtrack.domain.members import Members
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Verdict
from airtrack.outlook import contribution
from airtrack.outlook.contribution import TENTH, Part, SharedCap, Spent
from airtrack.registry.places import Gazetteer
from airtrack.views.document import Document
from airtrack.views.table import Column, Table, Words
from airtrack.views.verdicts import number, unit

_FINER = 2
"""A tenth of one city moves the mean of several by little: so many decimals more are shown."""

_KINDS = {Measure.MEAN: "mean", Measure.SHARE: "share", Measure.COUNT: "count"}


def members(verdict: Verdict) -> Members | None:
    """The members behind our own figure, where there are any."""
    return (verdict.computed or verdict).members


def document(verdict: Verdict, gazetteer: Gazetteer) -> list[Document] | None:
    """`contributions` of a verdict: a row a city; null where a place is judged by itself."""
    if not verdict.is_region:
        return None
    found = members(verdict)
    if found is None:
        return []
    if found.is_mean:
        return [_part(part, gazetteer) for part in contribution.parts(found)]
    if not found.wants_low:
        return []
    return [_spent(item, gazetteer) for item in contribution.shared(found).each]


def digits(verdict: Verdict) -> int:
    """Decimals that a value is shown with."""
    if verdict.actual is None:
        return 1
    exponent = verdict.actual.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 1


def signed(value: Fraction, places: int) -> str:
    """The value with its sign, a true minus; nothing has none."""
    shown = rounded(value, places)
    return f"{shown:+f}".replace("-", "−") if shown else f"{abs(shown):f}"


def measured(verdict: Verdict, words: Words) -> str:
    """The unit of differences: of shares percentage points."""
    found = members(verdict)
    if found is not None and found.measure is Measure.SHARE:
        return words.label("unit_points")
    return unit((verdict.computed or verdict).unit, words)


def of_mean(verdict: Verdict, found: Sequence[Part], gazetteer: Gazetteer, words: Words) -> str:
    """Which city moves the region most, and which is farthest from what is required."""
    places, said_unit = digits(verdict), measured(verdict, words)
    said, best = [], contribution.foremost(found)
    own = members(verdict)
    if best is not None and best.moves_per_tenth is not None and own is not None:
        key = f"contribution_best_{_KINDS[own.measure]}{'' if own.wants_low else '_floor'}"
        told: dict[str, object] = {
            "best": gazetteer.places[best.place].short_name,
            "percent": int(TENTH * PERCENT),
            "moved": f"{rounded(best.moves_per_tenth, places + _FINER - 1):f}",
            "unit": said_unit,
        }
        said.append(words.say(key, **told))
    if found[0].excess > 0:
        name = gazetteer.places[found[0].place].short_name
        excess = signed(found[0].excess, places)
        is_both = best is not None and best.place == found[0].place
        key = "contribution_farthest_too" if is_both else "contribution_farthest"
        said.append(words.say(key, name=name, excess=excess, unit=said_unit))
    else:
        said.append(words.label("contribution_all_within"))
    return words.label("semicolon").join(said)


def of_cap(found: SharedCap, gazetteer: Gazetteer, words: Words) -> str:
    """What is used and left of the cap, and the days that each city still has of it."""
    said: dict[str, object] = {
        "n": len(found.each),
        "cap": found.cap,
        "used": found.used,
        "left": found.left,
        "over": found.over,
    }
    if found.over:
        return words.say("shared_cap_over", **said)
    if not found.left:
        return words.say("shared_cap_ended" if found.unused else "shared_cap_spent", **said)
    each = words.label("list_separator").join(
        words.say("shared_cap_each", name=gazetteer.places[item.place].short_name, n=item.days_left)
        for item in found.each
    )
    is_usual = any(item.expected for item in found.each)
    key = "shared_cap_left" if is_usual else "shared_cap_left_evenly"
    return words.say(key, **said, each=each)


def parts_table(
    verdict: Verdict, found: Sequence[Part], gazetteer: Gazetteer, words: Words
) -> Table:
    """A row a city, the one farthest from the target first."""
    places = digits(verdict)
    columns = (
        words.column("name"),
        words.column(verdict.target.indicator, places),
        Column("part_excess", words.label("part_excess"), "", places),
        Column("part_of_gap", words.label("part_of_gap"), "", places + 1),
        Column("part_norm", words.label("part_norm"), "", places),
        Column("part_moves", words.label("part_moves"), "", places + _FINER - 1),
    )
    rows = tuple(
        (
            gazetteer.places[part.place].short_name,
            _cell(part.value, places),
            _cell(part.excess, places),
            _cell(part.share_of_gap, places + 1),
            _cell(part.norm, places),
            _cell(part.moves_per_tenth, places + _FINER - 1),
        )
        for part in found
    )
    return Table("", columns, rows)


def cap_table(found: SharedCap, gazetteer: Gazetteer, words: Words) -> Table:
    """A row a city and one for all together; without a cap of its own a city has a blank."""
    columns = (
        words.column("name"),
        Column("cap_used", words.label("cap_used"), "", 0),
        Column("cap_left", words.label("cap_left"), "", 0),
        Column("cap_expected", words.label("cap_expected"), "", 1),
        Column("cap_own", words.label("cap_own"), "", 0),
        Column("cap_own_left", words.label("cap_own_left"), "", 0),
    )
    usual = [item.expected for item in found.each if item.expected is not None]
    whole = sum(usual, Fraction(0)) if len(usual) == len(found.each) else None
    total = (
        words.label("region_whole"),
        *(found.used, found.left, _cell(whole, 1), found.cap, found.left + found.unused),
    )
    rows = tuple(
        (
            gazetteer.places[item.place].short_name,
            *(item.used, item.days_left, _cell(item.expected, 1)),
            *(item.own_cap, item.own_left),
        )
        for item in found.each
    )
    return Table("", columns, (*rows, total))


def _cell(value: Fraction | None, places: int) -> int | float | None:
    return None if value is None else number(rounded(value, places))


def _part(part: Part, gazetteer: Gazetteer) -> Document:
    return {
        "place": part.place,
        "name": gazetteer.places[part.place].name,
        "value": _exact(part.value),
        "part_of_mean": _exact(part.part),
        "excess": _exact(part.excess),
        "share_of_gap": _exact(part.share_of_gap),
        "seasonal_norm": _exact(part.norm),
        "moves_per_unit": _exact(part.moves_per_unit),
        "moves_per_10pct": _exact(part.moves_per_tenth),
        "days_used": None,
        "days_left": None,
        "own_cap": None,
        "own_left": None,
    }


def _spent(item: Spent, gazetteer: Gazetteer) -> Document:
    return {
        "place": item.place,
        "name": gazetteer.places[item.place].name,
        "value": item.used,
        "part_of_mean": None,
        "excess": None,
        "share_of_gap": None,
        "seasonal_norm": _exact(item.expected),
        "moves_per_unit": None,
        "moves_per_10pct": None,
        "days_used": item.used,
        "days_left": item.days_left,
        "own_cap": item.own_cap,
        "own_left": item.own_left,
    }


def _exact(value: Fraction | None) -> int | float | None:
    return None if value is None else number(plain(value))
