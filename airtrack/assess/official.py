"""What the authority itself has certified or assessed, beside our own verdict.

Source: the contract of the command line: a certified result wins, with its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from airtrack.answers.dust import CERTIFIED
from airtrack.answers.question import House
from airtrack.domain.basis import Basis
from airtrack.domain.batch import Stage
from airtrack.domain.verdict import Official, Verdict
from airtrack.metrics.rows import AssessedValue, ReportValue

Documents = Mapping[tuple[str, str, str], str]
"""The document of a figure, by place, period and indicator."""

_CERTIFIED_RANK = list(Stage).index(Stage.CERTIFIED) + 1


def documents(house: House, verdicts: Iterable[Verdict]) -> Documents:
    """The documents that the certified figures among these verdicts come from."""
    certified = [verdict for verdict in verdicts if verdict.source == CERTIFIED]
    places = sorted({verdict.place for verdict in certified if not verdict.is_region})
    if not places:
        return {}
    read, notes = house.statistics.rows, house.statistics.notes
    found = {
        (row.place_id, row.period_key, row.indicator): notes.get(row.batch_no, "")
        for row in read(ReportValue, place_id=places, stage_rank=_CERTIFIED_RANK)
    }
    assessed = {
        (row.place_id, row.period_key, row.indicator): row.document_no
        for row in read(AssessedValue, place_id=places)
    }
    if any(verdict.target.basis == Basis.ASSESSED for verdict in certified):
        return found | assessed
    return found


def stated(verdict: Verdict, documents: Documents) -> Verdict:
    """The verdict, with the official result beside it where its figure is certified."""
    if verdict.source != CERTIFIED:
        return verdict
    key = (verdict.place, verdict.target.span.key, verdict.target.indicator)
    return replace(verdict, official=Official(verdict.status, documents.get(key) or None))
