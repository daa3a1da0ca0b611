"""What is on record of an amount that people report: of a place, or of places together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers import amounts
from airtrack.answers.amounts import Amount
from airtrack.assess.compare import rounded
from airtrack.assess.desk import Desk
from airtrack.assess.question import Question
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.record import spelled_unit
from airtrack.domain.target import Scope, TargetKind
from airtrack.domain.verdict import Why

REGISTER = "amounts"


@dataclass(frozen=True, slots=True)
class Read:
    """What is on record of the places over a period: its value, or that of a part of it.

    `value` is None where nothing can be said; `least` is what the whole period has at any rate.
    """

    value: Fraction | None = None
    period: Period | None = None
    is_whole: bool = False
    least: Fraction | None = None
    reasons: tuple[Why, ...] = ()


def of_span(desk: Desk, question: Question, span: Period) -> Read:
    """The value of the place, or of the places as the target's scope has it.

    A value that is reported for the set of places itself counts before those of the places.
    """
    if question.is_region:
        own = _of_place(desk, question, question.place, span)
        if own.value is not None:
            return own
    found = {place: _of_place(desk, question, place, span) for place in question.places}
    if len(found) == 1:
        return found[question.places[0]]
    return _together(question, found)


def _together(question: Question, found: dict[str, Read]) -> Read:
    lacking = tuple(place for place, read in found.items() if read.value is None)
    spans = {read.period for read in found.values() if read.period}
    if lacking or len(spans) != 1:
        short = lacking or tuple(found)
        code = "verdict_amounts_lacking" if lacking else "verdict_amounts_uneven"
        told = {"places": short, "indicator": question.target.indicator}
        return Read(reasons=(Why(code, told),))
    total = sum((read.value or Fraction(0) for read in found.values()), Fraction(0))
    divisor = 1 if question.target.scope is Scope.SUM else len(found)
    whole = all(read.is_whole for read in found.values())
    least = [read.least for read in found.values() if read.least is not None]
    reasons: list[Why] = []
    for why in (why for read in found.values() for why in read.reasons):
        reasons += [] if why in reasons else [why]
    return Read(
        value=total / divisor,
        period=spans.pop(),
        is_whole=whole,
        least=sum(least, Fraction(0)) / divisor if len(least) == len(found) else None,
        reasons=tuple(reasons),
    )


def _of_place(desk: Desk, question: Question, place: str, span: Period) -> Read:
    """The value of the period, the mean of its months, or the latest one that counts so far."""
    indicator, records = desk.indicator(question), desk.records
    asked = (records, place, indicator.key, span)
    unlike = _unlike_unit(desk, question, place)
    if unlike is not None:
        return Read(reasons=(unlike,))
    whole = amounts.whole(*asked, as_of=desk.as_of)
    if whole is not None:
        return Read(_printed(desk, question, whole), span, is_whole=True, least=whole.value)
    if indicator.mean_of_months:
        return _of_months(desk, question, place, span)
    so_far = amounts.to_date(*asked, as_of=desk.as_of)
    if so_far is None:
        return _nothing(question, span)
    is_whole = so_far.period.last_on == span.last_on
    told = Why("verdict_amount_to_date", {"period": so_far.period.key})
    least = so_far.value if indicator.accumulates else None
    return Read(so_far.value, so_far.period, is_whole, least, () if is_whole else (told,))


def _of_months(desk: Desk, question: Question, place: str, span: Period) -> Read:
    """The mean of the months that are reported; the whole period where none lacks."""
    key, wanted = question.target.indicator, amounts.months(span)
    found = amounts.by_month(desk.records, place, key, span, as_of=desk.as_of)
    mean = amounts.mean(found, span)
    if mean is None or not wanted:
        return _nothing(question, span)
    is_whole = len(found) == len(wanted)
    last = max(month for month in found)
    part = periods.of_days(span.first_on, periods.of_month(span.first_on.year, last).last_on)
    least = sum(found.values(), Fraction(0)) / len(wanted)
    return Read(
        _printed(desk, question, mean),
        span if is_whole else part,
        is_whole,
        least,
        missing(question, wanted, found, until=desk.as_of),
    )


def missing(
    question: Question, wanted: Sequence[Period], found: dict[int, Fraction], *, until: date
) -> tuple[Why, ...]:
    """The months that are over and not reported."""
    lacking = tuple(
        month.key
        for month in wanted
        if month.first_on.month not in found and month.last_on <= until
    )
    told = {"months": lacking, "indicator": question.target.indicator}
    return (Why("verdict_months_lacking", told),) if lacking else ()


def _nothing(question: Question, span: Period) -> Read:
    told = {"indicator": question.target.indicator, "period": span.key, "register": REGISTER}
    return Read(reasons=(Why("verdict_no_amount", told),))


def _unlike_unit(desk: Desk, question: Question, place: str) -> Why | None:
    """A value in another unit than the plan's is not compared."""
    indicator = desk.indicator(question)
    is_share = question.target.kind is TargetKind.REDUCTION
    unit = indicator.unit if is_share else question.target.unit or indicator.unit
    rows = desk.records.amounts.get((place, indicator.key), [])
    other = [row.unit for row in rows if row.unit and spelled_unit(row.unit) != spelled_unit(unit)]
    if not other or not unit:
        return None
    return Why("verdict_amount_unit", {"unit": other[0], "wanted": unit})


def _printed(desk: Desk, question: Question, amount: Amount) -> Fraction:
    """The value at the decimals that its indicator is printed with, a mean of months above all."""
    digits = desk.indicator(question).digits
    if not amount.n_months or digits is None:
        return amount.value
    return Fraction(rounded(amount.value, digits))
