"""How a change (同比) came about: the two printed values, the base at the decimals of today.

Source: SPEC 3.7; the view `city_period_change`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from airtrack.answers import detail, digits
from airtrack.answers import explain as figures
from airtrack.answers.caution import COMPUTED, ESTIMATED
from airtrack.answers.detail import Change
from airtrack.answers.explain import Explanation
from airtrack.answers.number import PERMILLE, rounded
from airtrack.answers.question import House, Question
from airtrack.answers.rank import CHANGE, COMPOSITE
from airtrack.answers.reason import Reason
from airtrack.answers.trail import Trail
from airtrack.answers.working import Clause, Formula, Listing, Verified
from airtrack.domain.scale import PERCENT
from airtrack.errors import NotFound
from airtrack.metrics import contract

COLUMNS = ("period", "value", "data_source")


def of_city(
    house: House, question: Question, place: str, *, indicator: str, trail: Trail | None
) -> tuple[Verified, tuple[Explanation, ...]]:
    """The change of one printed figure, with both figures explained; raises as `explain` does."""
    key = COMPOSITE if indicator == CHANGE else indicator
    now = figures.of_city(house, question, place, indicator=key, trail=trail)
    before = _year_before(house, question, place, indicator=key, trail=trail)
    found = detail.of_places(house, question, [place])[place].changes.get(key)
    formulas = _formulas(house, question, found, now=now, before=before)
    moved = None if found is None else _moved(found)
    exact = formulas[-1].result if formulas else None
    view = contract.views()["city_period_change"]
    known = (now,) if before is None else (now, before)
    return Verified(
        of=CHANGE,
        value=moved,
        recomputed=None if exact is None or moved is None else rounded(exact, PERMILLE),
        formulas=formulas,
        listing=Listing(COLUMNS, tuple(_row(item) for item in known)),
        clauses=(Clause("rule_change", "", view.source, None),),
        views=("city_period_indicator", "city_period_change"),
        reasons=_reasons(found),
    ), known


def _moved(found: Change) -> int | float | None:
    """The printed change, in what it is told."""
    return next((x for x in (found.percent, found.points, found.days) if x is not None), None)


def _year_before(
    house: House, question: Question, place: str, *, indicator: str, trail: Trail | None
) -> Explanation | None:
    """The figure of the year before, None where nothing reaches back so far."""
    earlier = replace(question, period=question.span.a_year_before(), as_of=None)
    try:
        return figures.of_city(house, earlier, place, indicator=indicator, trail=trail)
    except NotFound as nothing:
        if nothing.code not in ("no_data_in_period", "no_assessed_basis"):
            raise
        return None


def _row(item: Explanation) -> tuple[object, ...]:
    source = None if item.source is None else f"source_{item.source}"
    return item.question.span.key, item.value, source


def _formulas(
    house: House,
    question: Question,
    found: Change | None,
    *,
    now: Explanation,
    before: Explanation | None,
) -> tuple[Formula, ...]:
    """The base at the decimals of the period compared with it, then the change."""
    if found is None or found.previous is None or now.value is None or before is None:
        return ()
    base, steps = Fraction(str(before.value)), []
    exact = before.formulas[-1].result if before.formulas else None
    if before.source in (COMPUTED, ESTIMATED) and exact is not None:
        shown = digits.of(house, now.indicator.key, question.span)
        base = Fraction(str(rounded(exact, shown)))
        steps.append(Formula("formula_base", {"exact": exact, "digits": shown}, base))
    value = Fraction(str(now.value))
    given = {"value": value, "base": base}
    if detail.moves_in(house, now.indicator.key) != detail.PERCENT:
        return (*steps, Formula("formula_points", given, value - base))
    if not base:
        return tuple(steps)
    return (*steps, Formula("formula_change", given, (value - base) * PERCENT / base))


def _reasons(found: Change | None) -> tuple[Reason, ...]:
    if found is None:
        return (Reason("no_data"),)
    if found.previous is None and not found.reasons:
        return (Reason("no_year_before"),)
    return found.reasons
