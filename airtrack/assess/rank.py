"""Ranks: leaving the last n of a list, or a better rank than before, by the house's own ranking.

Nobody but the authority has audited figures of every city of a national list: what is worked out
here is 测算, and says how many of the list it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from airtrack.assess import standing
from airtrack.assess.case import Evidence
from airtrack.assess.desk import Desk
from airtrack.assess.marks import lacking
from airtrack.assess.question import Question
from airtrack.assess.standing import Standing
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.target import Op
from airtrack.domain.verdict import Rule, Status, Verdict, Why


@dataclass(frozen=True, slots=True)
class _Compared:
    """Whether the demand holds, with the number that it is about and the one required."""

    holds: bool | None
    actual: int
    required: int
    gap: int
    reasons: tuple[Why, ...] = ()


def verdict(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """The verdict by the ranking of the target's basis and edition over what is known."""
    evidence = desk.evidence(question)
    blank = replace(
        blank, source=evidence.source, data_to=evidence.data_to, reasons=evidence.reasons
    )
    if not evidence.samples or question.span is None:
        return blank
    ranks = desk.record.ranks(question.beside, question.span, question.target.indicator)
    own = Standing.of(question.place, ranks, n_list=len(question.beside))
    told = _told(question, own, ranks)
    if own.rank is None:
        return replace(blank, reasons=(*blank.reasons, *told))
    found = _compared(desk, question, own)
    if found is None:
        return replace(blank, reasons=(*blank.reasons, *told))
    holds = found.holds if evidence.is_enough else None
    status = standing.status(holds, is_over=question.is_over)
    rule = Rule.DECIDED if question.is_over else Rule.SO_FAR
    return replace(
        _numbered(blank, found, evidence),
        status=status,
        rule=None if status is Status.INSUFFICIENT else rule,
        decided=status in (Status.MET, Status.MISSED),
        reasons=(*blank.reasons, *told, *found.reasons),
    )


def _numbered(blank: Verdict, found: _Compared, evidence: Evidence) -> Verdict:
    actual = Decimal(found.actual)
    return replace(
        blank,
        actual=actual,
        compared=actual,
        raw=actual,
        required=Decimal(found.required),
        gap=Decimal(found.gap),
        valid_days=min(sample.n for sample in evidence.samples),
    )


def _compared(desk: Desk, question: Question, own: Standing) -> _Compared | None:
    """What the target asks of the standing, None where it asks for something else."""
    target = question.target
    if target.value is not None and target.op in (Op.AT_LEAST, Op.ABOVE):
        n = int(target.value) + (1 if target.op is Op.ABOVE else 0)
        return _Compared(own.has_behind_it(n), own.n_worse, n, n - own.n_worse)
    if target.value is None and target.op in (Op.BELOW, Op.AT_MOST):
        return _improved(desk, question, own)
    return None


def _improved(desk: Desk, question: Question, own: Standing) -> _Compared | None:
    """Against the rank in the same part of the earlier period, among its own members."""
    target = question.target
    if target.baseline is None or own.rank is None:
        return None
    whole = periods.parse(target.baseline.period)
    span = whole if question.is_over else question.same_part
    members = _members(desk, question, whole)
    ranks = {} if span is None else desk.record.ranks(members, span, target.indicator)
    earlier = Standing.of(question.place, ranks, n_list=len(members))
    key = target.baseline.period if span is None else span.key
    if earlier.rank is None:
        why = Why("verdict_no_earlier_rank", {"period": key})
        return _Compared(None, own.rank, own.rank, 0, (why,))
    told = {"rank": earlier.rank, "n": earlier.n_ranked, "total": earlier.n_list, "period": key}
    holds = own.is_before(earlier, or_equal=target.op is Op.AT_MOST)
    gap = own.rank - earlier.rank
    return _Compared(holds, own.rank, earlier.rank, gap, (Why("verdict_earlier_rank", told),))


def _members(desk: Desk, question: Question, span: Period) -> tuple[str, ...]:
    group = desk.house.gazetteer.find_group(question.target.among)
    return group.members(span.last_on)


def _told(question: Question, own: Standing, ranks: Mapping[str, int]) -> list[Why]:
    """Whose ranking it is, and which cities it lacks."""
    among: dict[str, object] = {"among": question.target.among}
    if question.place not in question.beside:
        return [Why("verdict_not_in_set", among)]
    counted = {"n": own.n_ranked, "total": own.n_list}
    unranked = [place for place in question.beside if place not in ranks]
    found = []
    if own.rank is None:
        found.append(Why("verdict_unranked", among | counted))
    else:
        found.append(Why("verdict_rank_computed", among | counted | {"rank": own.rank}))
    return [*found, *lacking(unranked)]
