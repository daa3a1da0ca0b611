"""A figure of the air against a number, an earlier figure, or the mean of a set of places."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from airtrack.answers.caution import COMPUTED
from airtrack.assess import members
from airtrack.assess.compare import rounded
from airtrack.assess.desk import Desk
from airtrack.assess.judge import BORDERLINE, judge
from airtrack.assess.question import Question
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scale import MILLI
from airtrack.domain.standard import Measure
from airtrack.domain.verdict import Verdict, Why
from airtrack.metrics.read import Span
from airtrack.metrics.rows import CityMonthDelivered

_FINE = 2


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict on the place's figure, or on that of its places together."""
    found = judge(
        question.target,
        desk.evidence(question),
        place=blank.place,
        as_of=blank.as_of,
        indicator=desk.indicator(question),
        rules=desk.house.standards.assessment,
    )
    if found.members is not None and question.target.plan in desk.records.plans:
        beside = desk.records.plans[question.target.plan].targets
        own = members.with_own_caps(found.members, question.target, beside)
        found = replace(found, members=own)
    if BORDERLINE not in [why.code for why in found.reasons]:
        return found
    delivered = _as_delivered(desk, question, found)
    if delivered is None or delivered == rounded(Fraction(found.raw or 0), _FINE):
        return found
    why = Why("verdict_days_as_delivered", {"value": delivered})
    return replace(found, reasons=(*found.reasons, why))


def _as_delivered(desk: Desk, question: Question, found: Verdict) -> Decimal | None:
    """The mean of the days as they were delivered, None where it is not made of just these.

    Days count as whole µg/m³ (CO with one decimal), as they are published; near the edge the
    decimals that a file had beyond that may matter to who reads them.
    """
    key, span = question.target.indicator, question.span
    is_mean = key in set(Pollutant) and desk.indicator(question).measure is Measure.MEAN
    if not is_mean or question.is_region or span is None or found.source != COMPUTED:
        return None
    rows = desk.house.statistics.rows(
        CityMonthDelivered,
        place_id=found.place,
        pollutant=key,
        month_on=Span(span.first_on, span.last_on),
    )
    n_days = sum(row.n_days for row in rows)
    if not n_days or n_days != found.valid_days:
        return None
    return rounded(Fraction(sum(row.sum_milli for row in rows), n_days * MILLI), _FINE)
