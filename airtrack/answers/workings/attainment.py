"""How attainment (达标) and the main pollutants came about, from the statistics of a period.

Source: HJ 663, 环办监测〔2018〕19号; `data/standards/attainment.toml`, `composite_index.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.answers import detail, stats
from airtrack.answers import explain as figures
from airtrack.answers.attainment import Attained, Item
from airtrack.answers.explain import Explanation
from airtrack.answers.question import House, Question
from airtrack.answers.rank import COMPOSITE
from airtrack.answers.reason import Reason
from airtrack.answers.trail import Trail
from airtrack.answers.working import Clause, Formula, Listing, Part, Verified
from airtrack.answers.workings import rules
from airtrack.domain.standard import Limit

ATTAINMENT, MAIN = "attainment", "main_pollutants"
COLUMNS = ("judging_mode", "pollutant", "statistic", "value", "limit", "attains", "exceed_multiple")


def of_city(house: House, question: Question, place: str) -> Verified:
    """Whether the place attains in each mode, by mode: True, False, or None where it is open."""
    (row,) = stats.of_places(house, question, [place]).rows
    modes = detail.of_places(house, question, [place])[place].attainment
    items = [(mode.mode, item) for mode in modes for item in mode.items]
    exceeding = {(item.pollutant, item.statistic): item for _, item in items if not item.is_met}
    return Verified(
        of=ATTAINMENT,
        value={mode.mode: mode.is_met for mode in modes} if items else None,
        recomputed={mode.mode: _again(mode) for mode in modes} if items else None,
        formulas=tuple(_multiple(item) for item in exceeding.values()),
        listing=Listing(COLUMNS, tuple(_row(mode, item) for mode, item in items)),
        clauses=_clauses(house, question),
        views=("city_period_pollutant", "city_period_attainment"),
        reasons=row.reasons,
        limits=_limits(house, question),
    )


def _again(mode: Attained) -> bool | None:
    """From the listed values alone: one above its limit decides, one that lacks leaves it open."""
    if any(_exact(item.value) > _exact(item.limit) for item in mode.items):
        return False
    return None if mode.lacks else True


def _exact(value: object) -> Fraction:
    return Fraction(str(value))


def _multiple(item: Item) -> Formula:
    value, limit = _exact(item.value), _exact(item.limit)
    numbers = {"item": item.pollutant, "value": value, "limit": limit}
    return Formula("formula_multiple", numbers, (value - limit) / limit)


def _row(mode: str, item: Item) -> tuple[object, ...]:
    return (
        f"mode_{mode}",
        item.pollutant,
        f"of_{item.statistic}",
        item.value,
        item.limit,
        "attained_yes" if item.is_met else "attained_no",
        item.multiple,
    )


def _clauses(house: House, question: Question) -> tuple[Clause, ...]:
    rule, edition = house.standards.attainment, rules.edition(house, question)
    return (
        Clause("rule_edition", edition.id, edition.clause, edition.confidence),
        *(
            Clause("rule_attainment", f"mode_{mode.id}", mode.clause, mode.confidence)
            for mode in rule.mode
        ),
    )


def _limits(house: House, question: Question) -> tuple[Limit, ...]:
    items = rules.items(house)
    return tuple(limit for item in items for limit in rules.limits(house, question, item.pollutant))


def main_of_city(
    house: House, question: Question, place: str, *, trail: Trail | None
) -> tuple[Verified, tuple[Explanation, ...]]:
    """The pollutants with the largest share of the index, and the index explained."""
    (row,) = stats.of_places(house, question, [place]).rows
    index = figures.of_city(house, question, place, indicator=COMPOSITE, trail=trail)
    shares = [part for part in index.parts if part.gives is not None]
    is_whole = len(shares) == len(house.standards.composite.item)
    largest = max((part.gives or 0 for part in shares), default=None) if is_whole else None
    found = [part.key for part in shares if part.gives == largest]
    printed = sorted(row.main_pollutants) or None
    formula = Formula("formula_largest", {"names": ", ".join(found)}, _share(largest))
    composite = house.standards.composite
    return Verified(
        of=MAIN,
        value=printed,
        recomputed=sorted(found) if printed else None,
        formulas=() if largest is None else (formula,),
        listing=_shares(index.parts),
        clauses=(Clause("rule_main", "", composite.clause, composite.confidence),),
        views=("city_period_share", "city_period_index"),
        reasons=index.reasons if printed else (*index.reasons, *_withheld(index.reasons)),
    ), (index,)


def _share(largest: float | None) -> Fraction | None:
    return None if largest is None else _exact(largest)


def _shares(parts: Sequence[Part]) -> Listing:
    return Listing(("pollutant", "single_index"), tuple((part.key, part.gives) for part in parts))


def _withheld(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return () if reasons else (Reason("no_data"),)
