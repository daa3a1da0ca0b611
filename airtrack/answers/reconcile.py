"""Published values beside ours: every difference above rounding, and what it may come from.

Source: `city_period_difference`; SPEC 8 for what rounding half up explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.number import MILLI, decimals, printed
from airtrack.answers.question import House, Question, checked
from airtrack.metrics.rows import CityPeriodDifference

EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Difference:
    """One printed value that is not ours.

    `against` says what ours is made of: the `days`, or the `table`'s own six values (an index).
    `cause` is `half_up` where rounding half up gives the printed value, `rounding` for an index
    within the tolerance, else `different`.
    """

    place: str
    name: str
    indicator: str
    against: str
    printed: int | float | None
    computed: int | float | None
    difference: int | float | None
    digits: int
    cause: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The differences of one period; `compared` values were held against ours, `equal` agree."""

    question: Question
    compared: int
    equal: int
    rows: tuple[Difference, ...]


def of_places(
    house: House, question: Question, places: Sequence[str] | None = None
) -> Reconciliation:
    """The tables of exactly the asked days against our figures; of all places without `places`."""
    checked(house, question)
    found = house.statistics.rows(
        CityPeriodDifference,
        periods=[question.span],
        edition=question.single_edition,
        only=places,
        basis=question.counted_basis,
    )
    rows = tuple(_difference(house, row) for row in found if row.cause != EQUAL)
    return Reconciliation(question, len(found), len(found) - len(rows), rows)


def _difference(house: House, row: CityPeriodDifference) -> Difference:
    def shown(value: int) -> int | float | None:
        return printed(value, MILLI, decimals(value, MILLI, row.digits))

    return Difference(
        place=row.place_id,
        name=house.gazetteer.places[row.place_id].name,
        indicator=row.indicator,
        against=row.against,
        printed=shown(row.printed_milli),
        computed=shown(row.computed_milli),
        difference=shown(row.difference_milli),
        digits=row.digits,
        cause=row.cause,
    )
