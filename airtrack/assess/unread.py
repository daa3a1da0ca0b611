"""Targets whose figures nobody can enter yet."""

from __future__ import annotations

from dataclasses import replace

from airtrack.assess.desk import Desk
from airtrack.assess.question import Question
from airtrack.domain.verdict import Verdict, Why


def not_entered(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """Insufficient: no figure of the indicator is on record."""
    del desk
    why = Why("verdict_no_readings", {"indicator": question.target.indicator})
    return replace(blank, reasons=(why,))


def unjudged(desk: Desk, question: Question, blank: Verdict) -> Verdict:
    """Insufficient: targets of the kind are not judged."""
    del desk
    why = Why("verdict_kind_unjudged", {"kind": question.target.kind.value})
    return replace(blank, reasons=(why,))
