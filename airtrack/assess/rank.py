"""Ranks: leaving the last n of a list, or a better rank than before, by the house's own ranking.

Nobody but the authority has audited figures of every city of a national list: what is worked out
here is 测算, and says how many of the list it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from airtrack.assess import standing
from airtrack.assess.desk import Desk
from airtrack.assess.marks import lacking
from airtrack.assess.question import Question
from airtrack.assess.standing import Standing
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.target import Op, Target
from airtrack.domain.verdict import Rule, Status, Verdict, Why


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether the demand holds (None: open), the number that it is about and the one required."""

    holds: bool | None
    actual: int
    required: int
    gap: int


def leaves(target: Target, own: Standing) -> Compared | None:
    """Enough cities strictly worse; None where the target asks for something else."""
    if target.value is None or target.op not in (Op.AT_LEAST, Op.ABOVE):
        return None
    n = int(target.value) + (1 if target.op is Op.ABOVE else 0)
    return Compared(own.has_behind_it(n), own.least_worse, n, n - own.least_worse)


def improves(target: Target, own: Standing, earlier: Standing) -> Compared | None:
    """A better rank than the earlier one; None where the target asks for something else."""
    if target.value is not None or target.op not in (Op.BELOW, Op.AT_MOST):
        return None
    holds = own.is_before(earlier, or_equal=target.op is Op.AT_MOST)
    gap = own.best_rank - earlier.best_rank
    return Compared(holds, own.best_rank, earlier.best_rank, gap)


def filled(blank: Verdict, found: Compared, *, is_over: bool) -> Verdict:
    """The verdict with what was compared; open ones are insufficient."""
    status, actual = standing.status(found.holds, is_over=is_over), Decimal(found.actual)
    rule = Rule.DECIDED if is_over else Rule.SO_FAR
    return replace(
        blank,
        status=status,
        rule=None if status is Status.INSUFFICIENT else rule,
        decided=status in (Status.MET, Status.MISSED),
        actual=actual,
        compared=actual,
        raw=actual,
        required=Decimal(found.required),
        gap=Decimal(found.gap),
    )


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict by the ranking of the target's basis and edition over what is known."""
    evidence, target = desk.evidence(question), question.target
    blank = replace(
        blank, source=evidence.source, data_to=evidence.data_to, reasons=evidence.reasons
    )
    if not evidence.samples or question.span is None:
        return blank
    ranks = desk.record.ranks(question.beside, question.span, target.indicator)
    own = Standing.among(question.place, ranks, n_total=len(question.beside))
    blank = _with(blank, *_told(question, own, ranks))
    if own is None:
        return blank
    found = leaves(target, own)
    if found is None:
        earlier, why = _earlier(desk, question)
        blank = _with(blank, *why)
        found = None if earlier is None else improves(target, own, earlier)
    if found is None:
        return blank
    known = found if evidence.is_enough else replace(found, holds=None)
    n = min(sample.n for sample in evidence.samples)
    return replace(filled(blank, known, is_over=question.is_over), valid_days=n)


def _with(blank: Verdict, *reasons: Why) -> Verdict:
    return replace(blank, reasons=(*blank.reasons, *reasons))


def _earlier(desk: Desk, question: Question) -> tuple[Standing | None, tuple[Why, ...]]:
    """The standing in the same part of the earlier period, among its own members."""
    target = question.target
    if target.baseline is None:
        return None, ()
    whole = periods.parse(target.baseline.period)
    span = whole if question.is_over else question.same_part
    members = _members(desk, target, whole)
    ranks = {} if span is None else desk.record.ranks(members, span, target.indicator)
    found = Standing.among(question.place, ranks, n_total=len(members))
    key = target.baseline.period if span is None else span.key
    if found is None:
        return None, (Why("verdict_no_earlier_rank", {"period": key}),)
    counted = {"rank": found.best_rank, "n": found.n_ranked, "total": found.n_total}
    return found, (Why("verdict_earlier_rank", counted | {"period": key}),)


def _members(desk: Desk, target: Target, span: Period) -> tuple[str, ...]:
    return desk.house.gazetteer.find_group(target.among).members(span.last_on)


def _told(question: Question, own: Standing | None, ranks: Mapping[str, int]) -> list[Why]:
    """Whose ranking it is, and which cities it lacks."""
    among: dict[str, object] = {"among": question.target.among}
    if question.place not in question.beside:
        return [Why("verdict_not_in_set", among)]
    among |= {"n": len(ranks), "total": len(question.beside)}
    unranked = [place for place in question.beside if place not in ranks]
    if own is None:
        return [Why("verdict_unranked", among), *lacking(unranked)]
    return [Why("verdict_rank_computed", among | {"rank": own.best_rank}), *lacking(unranked)]
