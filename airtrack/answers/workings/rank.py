"""How a rank came about: every value that was compared, and which of them are equal.

Source: 环办监测〔2018〕19号; the view `city_period_rank`.
"""

from __future__ import annotations

from fractions import Fraction

from airtrack.answers import rank
from airtrack.answers.question import House, Question
from airtrack.answers.rank import CHANGE, Ranked, Ranking
from airtrack.answers.reason import Reason
from airtrack.answers.working import Clause, Formula, Listing, Number, Verified
from airtrack.answers.workings import rules
from airtrack.errors import NotFound
from airtrack.metrics import contract
from airtrack.registry.places import DatedGroup

RANK = "rank"
_Order = tuple[Fraction, bool, Fraction]


def of_place(
    house: House, question: Question, place: str, *, group: DatedGroup, by: str
) -> Verified:
    """The place's rank among the members of the group; raises NotFound("not_a_member")."""
    answer = rank.of_group(house, question, group, by=by)
    if place not in {city.place for city in answer.stats}:
        name = house.gazetteer.places[place].name
        members = [city.name for city in answer.stats]
        raise NotFound("not_a_member", text=name, group=group.name, nearest=members)
    order = {row.place: _order(house, answer, row) for row in answer.rows}
    own = next((row for row in answer.rows if row.place == place), None)
    formulas = () if own is None else _formulas(answer, own, order)
    exact = formulas[0].result if formulas else None
    return Verified(
        of=RANK,
        value=None if own is None else own.rank,
        recomputed=None if exact is None else int(exact),
        formulas=formulas,
        listing=_listing(house, answer),
        clauses=_clauses(house, question, by),
        views=("city_period_change", "city_period_rank"),
        reasons=_reasons(answer, place, own),
    )


def _order(house: House, answer: Ranking, row: Ranked) -> _Order:
    """What the place is sorted by, lower first: its value, then the tie break, the lacking last."""
    sign = 1 if house.standards.indicators[answer.by].better == "lower" else -1
    tie = _tie(house, answer, row.place)
    breaking = Fraction(0) if tie is None else Fraction(str(tie))
    return sign * Fraction(str(row.value)), tie is None, breaking


def _tie(house: House, answer: Ranking, place: str) -> Number | None:
    """The value that decides between equal ones, as printed."""
    key = house.standards.indicators[answer.by].tie_break
    city = next(city for city in answer.stats if city.place == place)
    return None if key is None else city.values.get(key)


def _formulas(answer: Ranking, own: Ranked, order: dict[str, _Order]) -> tuple[Formula, ...]:
    """One more than there are better ones; the others at the same rank by name."""
    better = sum(item < order[own.place] for item in order.values())
    numbers = {"better": better, "n": len(order)}
    found = [Formula("formula_place", numbers, Fraction(better + 1))]
    equal = [
        row.name
        for row in answer.rows
        if row.place != own.place and order[row.place] == order[own.place]
    ]
    if equal:
        found.append(Formula("formula_tied", {"names": ", ".join(equal), "rank": own.rank}))
    return tuple(found)


def _listing(house: House, answer: Ranking) -> Listing:
    """Every ranked place; the second key where equal values have one."""
    tie = house.standards.indicators[answer.by].tie_break
    columns = (RANK, "name", "value", *(["tie_value"] if tie else []), "data_source")
    rows = tuple(
        (
            row.rank,
            row.name,
            row.value,
            *([_tie(house, answer, row.place)] if tie else []),
            f"source_{row.source}",
        )
        for row in answer.rows
    )
    return Listing(columns, rows)


def _clauses(house: House, question: Question, by: str) -> tuple[Clause, ...]:
    item = house.standards.indicators[by]
    view = contract.views()["city_period_rank"]
    found = [Clause("rule_rank", f"better_{item.better}", view.source, None)]
    if item.tie_break:
        found.append(Clause("rule_tie", item.tie_break, "SPEC 4.4", None))
    if by != CHANGE:
        found.append(rules.printing(house, question, by))
    ranking = house.standards.validity.ranking
    share = f"{ranking.pollutant_min_percent} %"
    return (*found, Clause("rule_scarce_pollutant", share, ranking.clause, ranking.confidence))


def _reasons(answer: Ranking, place: str, own: Ranked | None) -> tuple[Reason, ...]:
    if own is not None:
        return own.reasons
    return next(item.reasons for item in answer.unranked if item.place == place)
