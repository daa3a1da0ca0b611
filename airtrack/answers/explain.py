"""How a figure of a place and period came about: inputs, formula, rounding, clauses, batches.

The printed value is that of `stats`; beside it stands the same figure worked out once more from
the listed inputs, so that a reader need not believe either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from airtrack.answers import stats as stats_answers
from airtrack.answers.number import rounded
from airtrack.answers.question import House, Question, edition_of
from airtrack.answers.rank import CHANGE
from airtrack.answers.reason import Reason
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Brought, Trail
from airtrack.answers.working import Clause, DayPart, Formula, Inputs, Number, Part, Step
from airtrack.answers.workings import inputs, rules
from airtrack.answers.workings.formulas import mean_of
from airtrack.answers.workings.index import DIFFERS
from airtrack.domain.standard import Indicator, Limit
from airtrack.errors import NotFound
from airtrack.registry.places import DatedGroup

REGION = "region"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure and all that it stands on; `recomputed` is worked out from the inputs.

    `value` and `raw` are None where there is no figure, and the reasons say why. `views` are the
    names of the statements in order, from facts to figure.
    """

    place: str
    name: str
    question: Question
    indicator: Indicator
    edition: str
    source: str | None
    value: Number | None
    raw: float | None
    recomputed: Number | None
    formulas: tuple[Formula, ...]
    steps: tuple[Step, ...]
    days: tuple[DayPart, ...]
    parts: tuple[Part, ...]
    clauses: tuple[Clause, ...]
    limits: tuple[Limit, ...]
    views: tuple[str, ...]
    batches: tuple[Brought, ...]
    reasons: tuple[Reason, ...]

    @property
    def agrees(self) -> bool | None:
        """True where the two calculations give the same printed value, None without a figure."""
        if self.value is None or self.recomputed is None:
            return None
        return self.value == self.recomputed


def explainable(house: House) -> list[str]:
    """Keys of the indicators whose figure can be walked back."""
    return [
        key
        for key, item in house.standards.indicators.items()
        if item.measure.is_of_days and key != CHANGE
    ]


def known(house: House, indicator: str, *, of_region: bool = False) -> Indicator:
    """The indicator; raises NotFound("unexplainable") with those that can be explained."""
    found = explainable(house)
    if of_region:
        found = [key for key in found if house.standards.indicators[key].rankable]
    if indicator not in found:
        raise NotFound("unexplainable", text=indicator, nearest=found)
    return house.standards.indicators[indicator]


def of_city(
    house: House, question: Question, place: str, *, indicator: str, trail: Trail | None
) -> Explanation:
    """The figure of one place; without a trail no batch, file or line is named.

    Raises NotFound as `stats` does, and NotFound("unexplainable").
    """
    item = known(house, indicator)
    (row,) = stats_answers.of_places(house, question, [place]).rows
    value = _value(row, indicator)
    found = inputs.of_city(house, question, row, indicator=indicator, trail=trail)
    exact = found.formulas[-1].result if found.formulas else None
    made_of = {day.made_of for day in found.days if day.made_of}
    return Explanation(
        place=place,
        name=row.name,
        question=question,
        indicator=item,
        edition=edition_of(house, question),
        source=None if value is None else row.source,
        value=value,
        raw=row.raw.get(indicator),
        recomputed=None if exact is None or value is None else rounded(exact, found.digits),
        formulas=found.formulas,
        steps=() if exact is None or value is None else _steps(house, question, found, value),
        days=found.days,
        parts=found.parts,
        clauses=rules.clauses(
            house, question, indicator=indicator, source=row.source, rule=row.rule
        ),
        limits=rules.limits(house, question, indicator),
        views=rules.views(item.measure, row.source, made_of),
        batches=() if trail is None else trail.brought(found.batch_nos),
        reasons=(*_own_reasons(found, value), *row.reasons),
    )


def _own_reasons(found: Inputs, value: Number | None) -> list[Reason]:
    """What the calculation itself has to say: it is for checking only, or the table differs."""
    reasons = []
    if value is None and found.formulas and found.formulas[-1].result is not None:
        reasons.append(Reason("explain_withheld"))
    if any(formula.key == DIFFERS for formula in found.formulas):
        reasons.append(Reason("printed_index_differs"))
    return reasons


def _value(row: CityStats, indicator: str) -> Number | None:
    """The printed figure, as `stats` has it."""
    if indicator in row.values:
        return row.values[indicator]
    found: Number | None = getattr(row, indicator)
    return found


def _steps(house: House, question: Question, found: Inputs, value: Number) -> tuple[Step, ...]:
    """From the exact value to the printed one."""
    (*_, last) = found.formulas
    exact = Step("step_exact", last.result if last.result is not None else value)
    rule = rules.printing(house, question, found.indicator)
    printed = Step("step_printed", value, found.digits, rule.clause, rule.confidence)
    return exact, printed


def of_group(house: House, question: Question, group: DatedGroup, *, indicator: str) -> Explanation:
    """The regional figure: the mean of the members' printed ones, which are listed."""
    item = known(house, indicator, of_region=True)
    answer = stats_answers.of_group(house, question, group)
    parts = _cities(answer.rows, indicator)
    with_value = [part.value for part in parts if part.value is not None]
    value = None if answer.region is None else answer.region.values.get(indicator)
    digits = rules.region_digits(house, question, indicator)
    formula = mean_of(with_value, key="formula_region")
    return Explanation(
        place=group.id,
        name=group.name,
        question=question,
        indicator=item,
        edition=answer.edition,
        source=REGION,
        value=value,
        raw=None if formula.result is None else float(formula.result),
        recomputed=None if formula.result is None else rounded(formula.result, digits),
        formulas=(formula,) if with_value else (),
        steps=_region_steps(house, question, indicator, exact=formula.result, value=value),
        days=(),
        parts=parts,
        clauses=rules.of_region(house, question),
        limits=rules.limits(house, question, indicator),
        views=rules.views_of_region(),
        batches=(),
        reasons=() if value is not None else (Reason("no_data"),),
    )


def _region_steps(
    house: House, question: Question, indicator: str, *, exact: Fraction | None, value: object
) -> tuple[Step, ...]:
    if not isinstance(value, (int, float)) or exact is None:
        return ()
    digits = rules.region_digits(house, question, indicator)
    rule = rules.printing(house, question, indicator)
    printed = Step("step_printed", value, digits, rule.clause, rule.confidence)
    return Step("step_exact", exact), printed


def _cities(rows: Sequence[CityStats], indicator: str) -> tuple[Part, ...]:
    return tuple(
        Part(row.place, row.name, _value(row, indicator), source=row.source) for row in rows
    )
