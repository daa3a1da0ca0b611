"""An explanation as the JSON document that the command line promises and the pages let you take.

Source: the contract of `explain`; every number is that of `stats`, `days` or `status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from airtrack.answers.explain import Explanation
from airtrack.answers.trail import Brought, Origin
from airtrack.answers.working import Clause, DayPart, Formula, Part, Step
from airtrack.answers.workings.day import DayExplanation, DayValueExplained
from airtrack.answers.workings.hours import Hour
from airtrack.domain.batch import Stage
from airtrack.domain.standard import Limit
from airtrack.metrics import contract
from airtrack.views import document, verdicts
from airtrack.views.document import Document
from airtrack.views.moment import beijing
from airtrack.views.table import Words

_DIGITS = 6


def number(value: object) -> object:
    """A number of a formula for JSON: exact ones to six decimals, whole ones as integers."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(round(value, _DIGITS))
    if isinstance(value, Decimal):
        return verdicts.number(value)
    return value


def written(value: object) -> str:
    """A number of a formula for people, without zeros at its end."""
    if isinstance(value, Fraction):
        value = number(value)
    if isinstance(value, float):
        return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return str(value)


def said(formula: Formula, words: Words) -> str:
    """The formula in words, with its numbers."""
    filled = {key: written(value) for key, value in formula.numbers.items()}
    return words.say(formula.key, **filled, result=written(formula.result))


def figure(found: Explanation, words: Words) -> Document:
    """One figure with all that it stands on."""
    span = found.question.span
    return {
        "place": found.place,
        "name": found.name,
        "period": found.question.period.key,
        "first_on": span.first_on.isoformat(),
        "last_on": span.last_on.isoformat(),
        "indicator": found.indicator.key,
        "unit": found.indicator.unit,
        "edition": found.edition,
        "basis": found.question.counted_basis,
        "source": found.source,
        "value": found.value,
        "raw": found.raw,
        "recomputed": found.recomputed,
        "agrees": found.agrees,
        "formulas": [formula(item, words) for item in found.formulas],
        "rounding": [step(item, words) for item in found.steps],
        "days": [_day(item) for item in found.days],
        "parts": [_part(item) for item in found.parts],
        "clauses": [clause(item, words) for item in found.clauses],
        "limits": [limit(item) for item in found.limits],
        "statements": statements(found.views),
        "batches": [_batch(item) for item in found.batches],
        "reasons": document.reasons(found.reasons, words.glossary, words.lang),
    }


def day(found: DayExplanation, words: Words) -> Document:
    """One day: the values and indices of `days`, the hours behind them, how they came about."""
    return {
        **document.days([found.day], words.glossary, words.lang),
        "edition": found.edition,
        "made_of": found.made_of,
        "stage": _stage(found.stage_rank),
        "origin": None if found.origin is None else _origin(found.origin),
        "pollutants": [_pollutant(item, words) for item in found.pollutants],
        "hours": [_hour(hour) for hour in found.hours],
        "windows": [
            {
                "first_hour": window.first_hour,
                "last_hour": window.last_hour,
                "n_hours": window.n_hours,
                "mean": number(window.mean),
            }
            for window in found.windows
        ],
        "stations": [
            {
                "station": item.station,
                "name": item.name,
                "counts": item.counts,
                **{key: number(value) for key, value in item.values.items()},
                "hours": dict(item.hours),
                "told": [_hour(hour) for hour in item.told],
            }
            for item in found.stations
        ],
        "clauses": [clause(item, words) for item in found.clauses],
        "statements": statements(found.views),
        "batches": [_batch(item) for item in found.batches],
    }


def _hour(item: Hour) -> Document:
    return {"hour": item.hour, **_plain(item.values), "origin": _origin(item.origin)}


def _pollutant(item: DayValueExplained, words: Words) -> Document:
    return {
        "pollutant": item.pollutant,
        "value": item.value,
        "iaqi": item.iaqi,
        "agrees": item.agrees,
        "of_hours": None if item.of_hours is None else formula(item.of_hours, words),
        "of_index": None if item.of_index is None else formula(item.of_index, words),
    }


def _plain(values: Mapping[str, object]) -> Document:
    return dict(values)


def formula(item: Formula, words: Words) -> Document:
    """A formula with its numbers and its sentence."""
    return {
        "key": item.key.removeprefix("formula_"),
        "text": said(item, words),
        "numbers": {key: number(value) for key, value in item.numbers.items()},
        "result": number(item.result),
    }


def step(item: Step, words: Words) -> Document:
    return {
        "step": item.key.removeprefix("step_"),
        "text": words.label(item.key),
        "value": number(item.value),
        "digits": item.digits,
        "clause": item.clause or None,
        "confidence": item.confidence,
    }


def _day(item: DayPart) -> Document:
    return {
        "date": item.on_date.isoformat(),
        "value": item.value,
        "aqi": item.aqi,
        "level": item.level,
        "counts": item.counts,
        "left_out": item.left_out,
        "made_of": item.made_of,
        "stage": _stage(item.stage_rank),
        "origins": [_origin(origin) for origin in item.origins],
    }


def _stage(rank: int | None) -> str | None:
    return None if rank is None else list(Stage)[rank - 1].value


def _origin(item: Origin) -> Document:
    return {
        "batch": item.batch,
        "table": item.table,
        "first_row": item.first_row,
        "last_row": item.last_row,
    }


def _part(item: Part) -> Document:
    return {
        "key": item.key,
        "name": item.name,
        "value": item.value,
        "weight": item.weight,
        "over": item.over,
        "gives": item.gives,
        "source": item.source,
        "origin": None if item.origin is None else _origin(item.origin),
    }


def clause(item: Clause, words: Words) -> Document:
    """A rule with where it stands and how sure it is."""
    return {
        "rule": item.key.removeprefix("rule_"),
        "text": words.label(item.key),
        "value": item.value or None,
        "clause": item.clause,
        "confidence": item.confidence,
    }


def limit(item: Limit) -> Document:
    """A limit with its clause."""
    return {
        "pollutant": item.pollutant.value,
        "statistic": item.statistic.value,
        "grade": item.grade,
        "value": verdicts.number(item.value),
        "unit": item.unit,
        "clause": item.clause,
        "confidence": item.confidence,
    }


def statements(names: Iterable[str]) -> list[Document]:
    """The statements in their order, each with what it says of itself and its SQL."""
    views = contract.views()
    return [
        {
            "view": name,
            "what": views[name].what,
            "source": views[name].source,
            "sql": views[name].sql,
        }
        for name in names
    ]


def _batch(item: Brought) -> Document:
    batch = item.batch
    return {
        "batch": batch.batch_id,
        "form": batch.form,
        "file": batch.source_name,
        "sha256": batch.sha256,
        "stage": batch.stage,
        "by": item.by,
        "at": beijing(item.at),
        "synthetic": batch.is_synthetic,
    }
