"""What is on record of a target month by month: this year's days so far, and the earlier years.

Years of the other cities of the province stand in where the place has too few of its own; each is
read against its own part so far, so that only the season is taken from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from airtrack.assess.evidence import Record
from airtrack.assess.question import Question
from airtrack.domain.evaluation import Assessment
from airtrack.domain.period import Period
from airtrack.domain.scale import PERCENT
from airtrack.domain.standard import Measure
from airtrack.season.months import Months
from airtrack.season.pieces import PastYear, Seen, joined


def of_question(record: Record, question: Question) -> Months | None:
    """The months of the question's period; None where months lack days that are known of it.

    Several targets ask for the same: it is worked out once for each record.
    """
    key = (question.target.indicator, question.places, question.pieces, question.span)
    if key not in record.months:
        record.months[key] = _worked_out(record, question)
    return record.months[key]


def _worked_out(record: Record, question: Question) -> Months | None:
    if question.span is None or not question.pieces:
        return None
    indicator, last = question.target.indicator, question.span.last_on
    measure = record.house.standards.indicators[indicator].measure
    over = [piece for piece in question.pieces if piece.last_on <= last]
    found = [_seen(record, question.places, piece, indicator, measure) for piece in over]
    if not _are_all(record, question, found):
        return None
    n_places = 1 if measure is Measure.MEAN else len(question.places)
    rules = record.house.standards.assessment
    years = _years(record, question, (question.places,), measure, rules=rules)
    pooled: list[PastYear] = []
    if question.pool and len(years) < rules.probability_min_years:
        alone = tuple((code,) for code in question.pool)
        pooled = _years(record, question, alone, measure, rules=rules)
    return Months(
        pieces=question.pieces,
        seen=tuple(found),
        left=tuple(piece.days * n_places for piece in question.pieces[len(over) :]),
        years=(*years, *pooled),
        place=question.places[0] if len(question.places) == 1 else "",
        pooled=tuple(sorted({year.place for year in pooled})),
    )


def _are_all(record: Record, question: Question, found: Sequence[Seen]) -> bool:
    """True where the months hold the days that the figure so far has.

    A cumulative table may stand for months that no table has by itself; what is known of the
    others says nothing of the same days.
    """
    n = joined(found).n
    if question.span is None or not n or all(item.n for item in found):
        return bool(n)
    indicator = question.target.indicator
    measure = record.house.standards.indicators[indicator].measure
    return n >= _seen(record, question.places, question.span, indicator, measure).n


def _years(
    record: Record,
    question: Question,
    sets: Sequence[tuple[str, ...]],
    measure: Measure,
    *,
    rules: Assessment,
) -> list[PastYear]:
    """The complete years of each set of places, newest first."""
    found = []
    for places in sets:
        for year, pieces in sorted(question.archive.items(), reverse=True):
            indicator = question.target.indicator
            seen = tuple(_seen(record, places, piece, indicator, measure) for piece in pieces)
            n_places = 1 if measure is Measure.MEAN else len(places)
            days = [piece.days * n_places for piece in pieces]
            if _is_complete(seen, days, question, rules=rules):
                found.append(PastYear(year, places[0] if len(places) == 1 else "", seen))
    return found


def _is_complete(
    seen: Sequence[Seen], days: Sequence[int], question: Question, *, rules: Assessment
) -> bool:
    """Every piece has days, and each of the two parts of the year enough of them."""
    if question.span is None or not all(item.n for item in seen):
        return False
    n_over = sum(piece.last_on <= question.span.last_on for piece in question.pieces)
    parts = [(seen[:n_over], days[:n_over]), (seen[n_over:], days[n_over:])]
    return all(
        joined(part).n * PERCENT >= rules.archive_min_percent * sum(expected)
        for part, expected in parts
    )


def _seen(
    record: Record, places: tuple[str, ...], piece: Period, indicator: str, measure: Measure
) -> Seen:
    """One piece of the places together; without days where one of them has none.

    Several targets look at the same years: each piece is added up once for each record.
    """
    key = (places, piece.key, indicator)
    if key not in record.seen:
        record.seen[key] = _together(record, places, piece, indicator, measure)
    return record.seen[key]


def _together(
    record: Record, places: Sequence[str], piece: Period, indicator: str, measure: Measure
) -> Seen:
    samples = [record.find(place, piece, indicator).sample for place in places]
    known = [sample for sample in samples if sample is not None]
    if len(known) < len(places):
        return Seen(Fraction(0), Fraction(0))
    if measure is not Measure.MEAN:
        amount = sum((sample.amount for sample in known), Fraction(0))
        return Seen(amount, Fraction(sum(sample.n for sample in known)))
    n = Fraction(sum(sample.n for sample in known), len(known))
    level = sum((sample.amount / sample.n for sample in known), Fraction(0)) / len(known)
    return Seen(level * n, n)
