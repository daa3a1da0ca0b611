"""What a region's verdict is made of: its places, each with what is left and how it used to go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from airtrack.assess import budget as budgets
from airtrack.assess.case import COURSES, Case
from airtrack.assess.course import Sample
from airtrack.domain.members import Member, Members, Rest
from airtrack.domain.standard import Measure
from airtrack.domain.target import Op, Scope, Target, TargetKind


def of_case(case: Case) -> Members | None:
    """The members; None for one place alone, and where a figure lacks or none is required.

    The values are those that are printed of the places, as the region's mean is made of them.
    """
    is_mean = case.target.scope is Scope.MEAN
    is_counted = case.target.scope is Scope.SUM and case.indicator.measure is Measure.COUNT
    if case.held is None or not (is_mean or is_counted):
        return None
    each = []
    for number, sample in enumerate(case.evidence.samples):
        value = _value(case, number, sample)
        if value is None:
            return None
        past = tuple(
            Rest(year.year, year.samples[number].amount, year.samples[number].n)
            for year in case.evidence.past
        )
        each.append(Member(sample.place, value, sample.amount, sample.n, sample.left, past))
    return Members(
        measure=case.indicator.measure,
        is_mean=is_mean,
        limit=case.held.limit,
        wants_low=case.held.wants_low,
        is_strict=case.held.is_strict,
        each=tuple(each),
    )


def with_own_caps(members: Members, target: Target, beside: Iterable[Target]) -> Members:
    """The members with the days that the plan allows each of them for itself."""
    alike = [
        item
        for item in beside
        if (item.indicator, item.period) == (target.indicator, target.period)
        and item.kind is TargetKind.CAP
        and item.scope is Scope.EACH
        and item.value is not None
    ]
    if members.is_mean or not members.wants_low:
        return members
    return replace(
        members,
        each=tuple(replace(item, own_cap=_own_cap(item.place, alike)) for item in members.each),
    )


def _own_cap(place: str, caps: Iterable[Target]) -> int | None:
    own = [
        budgets.whole_below(Fraction(item.value), strict=item.op is Op.BELOW)
        for item in caps
        if place in item.places and item.value is not None
    ]
    return min(own, default=None)


def _value(case: Case, number: int, sample: Sample) -> Fraction | None:
    """The printed figure where the region's is made of printed ones, else the exact one."""
    evidence, measure = case.evidence, case.indicator.measure
    if evidence.printed is not None and len(evidence.each) == len(evidence.samples):
        return evidence.each[number]
    if measure not in (Measure.MEAN, Measure.SHARE, Measure.COUNT) or not sample.n:
        return None
    return COURSES[measure]((sample,)).so_far
