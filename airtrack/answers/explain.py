"""How a figure of a place and period came about: inputs, formula, rounding, clauses, batches.

The printed value is that of `stats`; beside it stands the same figure worked out once more from
the listed inputs, so that a reader need not believe either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers import explain_inputs as inputs
from airtrack.answers import explain_rules as rules
from airtrack.answers import stats as stats_answers
from airtrack.answers.number import rounded
from airtrack.answers.question import House, Question, edition_of
from airtrack.answers.reason import Reason
from airtrack.answers.stats import CityStats
from airtrack.answers.trail import Brought, Trail
from airtrack.answers.working import Clause, DayPart, Formula, Number, Part, Step
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
        if item.measure.is_of_days and key != "change"
    ]


def of_city(
    house: House, question: Question, place: str, *, indicator: str, trail: Trail | None
) -> Explanation:
    """The figure of one place; without a trail no batch, file or line is named.

    Raises NotFound as `stats` does, and NotFound("unknown_indicator").
    """
    known = explainable(house)
    if indicator not in known:
        raise NotFound("unknown_indicator", text=indicator, nearest=known)
    (row,) = stats_answers.of_places(house, question, [place]).rows
    value = _value(row, indicator)
    found = inputs.of_city(house, question, row, indicator=indicator, trail=trail)
    digits = found.digits
    exact = found.formulas[-1].result if found.formulas else None
    return Explanation(
        place=place,
        name=row.name,
        question=question,
        indicator=house.standards.indicators[indicator],
        edition=edition_of(house, question),
        source=row.source if value is not None else None,
        value=value,
        raw=row.raw.get(indicator),
        recomputed=None if exact is None else rounded(exact, digits),
        formulas=found.formulas,
        steps=() if exact is None or value is None else _steps(house, question, found, value),
        days=found.days,
        parts=found.parts,
        clauses=rules.clauses(
            house, question, indicator=indicator, source=row.source, rule=row.rule
        ),
        limits=rules.limits(house, question, indicator),
        views=rules.views(
            house.standards.indicators[indicator].measure,
            row.source,
            {day.made_of for day in found.days if day.made_of},
        ),
        batches=() if trail is None else trail.brought(found.batch_nos),
        reasons=row.reasons,
    )


def _value(row: CityStats, indicator: str) -> Number | None:
    """The printed figure, as `stats` has it."""
    if indicator in row.values:
        return row.values[indicator]
    found: Number | None = getattr(row, indicator)
    return found


def _steps(
    house: House, question: Question, found: inputs.Inputs, value: Number
) -> tuple[Step, ...]:
    """From the exact value to the printed one."""
    (*_, last) = found.formulas
    exact = Step("step_exact", last.result if last.result is not None else value)
    rule = rules.printing(house, question, found.indicator)
    printed = Step("step_printed", value, found.digits, rule.clause, rule.confidence)
    return exact, printed


def of_group(house: House, question: Question, group: DatedGroup, *, indicator: str) -> Explanation:
    """The regional figure: the mean of the members' printed ones, which are listed."""
    known = explainable(house)
    if indicator not in known:
        raise NotFound("unknown_indicator", text=indicator, nearest=known)
    answer = stats_answers.of_group(house, question, group)
    parts = _cities(answer.rows, indicator)
    with_value = [part.value for part in parts if part.value is not None]
    value = None if answer.region is None else answer.region.values.get(indicator)
    digits = rules.region_digits(house, question, indicator)
    formula = inputs.mean_of(with_value, key="formula_region")
    steps: tuple[Step, ...] = ()
    if value is not None and formula.result is not None:
        rule = rules.printing(house, question, indicator)
        steps = (
            Step("step_exact", formula.result),
            Step("step_printed", value, digits, rule.clause, rule.confidence),
        )
    return Explanation(
        place=group.id,
        name=group.name,
        question=question,
        indicator=house.standards.indicators[indicator],
        edition=answer.edition,
        source=REGION,
        value=value,
        raw=None if formula.result is None else float(formula.result),
        recomputed=None if formula.result is None else rounded(formula.result, digits),
        formulas=(formula,) if with_value else (),
        steps=steps,
        days=(),
        parts=parts,
        clauses=rules.of_region(house, question),
        limits=rules.limits(house, question, indicator),
        views=rules.views_of_region(),
        batches=(),
        reasons=() if value is not None else (Reason("no_data"),),
    )


def _cities(rows: Sequence[CityStats], indicator: str) -> tuple[Part, ...]:
    return tuple(
        Part(row.place, row.name, _value(row, indicator), source=row.source) for row in rows
    )
